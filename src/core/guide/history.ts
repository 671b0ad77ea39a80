// The `history` target: what changed over the published editions, in public and for every seat. What a phone noticed by
// itself is in its region's record; this is what the publisher says, from the first edition that it still knows.
import { changeReader } from '../changes/stored-changes.ts';
import type { RegionChange } from '../ports.ts';
import { flag, integer, list, object, type Read, type Reader, readShape } from '../shape.ts';
import { type Blob, blobReader } from './format/blob.ts';
import { unpackJson } from './format/pack.ts';
import { instantReader, multilingual, type Text } from './format/text.ts';

/** So many editions are kept, the newest ones. */
export const maxHistoryEditions = 500;
/** So many changes of all of them together. */
export const maxHistoryChanges = 2_000;

const edition = object(
  {
    /** The snapshot's version: the number that people compare. */
    edition: integer(1),
    /** When it was signed. */
    issued: instantReader,
  },
  {
    /** How many of its changes are not listed: there were too many. */
    more: integer(1),
    /** What changed is not known: the publisher had lost what the edition before it said. */
    unknown: flag,
  },
);
/** An edition whose content differs from the one before. */
export type HistoryEdition = Read<typeof edition>;

const why = object({}, { reason: multilingual(2_000), order: multilingual(2_000) });

/** A change, and what its notice gave as the reason and the official order. Numbers of editions as in RegionChange. */
export type HistoryChange = Omit<RegionChange, 'wasPicture'> & Read<typeof why>;

const change: Reader<HistoryChange> = (value, path) => {
  const { wasPicture: _, ...told } = changeReader(value, path);
  return { ...told, ...why(value, path) };
};

/** Newest first, both. */
export interface History {
  readonly editions: readonly HistoryEdition[];
  readonly changes: readonly HistoryChange[];
  /** The same for feed readers, which a mirror has as feed.json. */
  readonly feed?: Blob;
}

/** @param bytes the `history` target as signed: deflated JSON. @throws AppError `format/…` */
export function parseHistory(bytes: Uint8Array): History {
  const reader = object(
    { editions: list(edition, maxHistoryEditions), changes: list(change, maxHistoryChanges) },
    { feed: blobReader },
  );
  return readShape(reader, unpackJson(bytes));
}

/** When an edition, by its number, was signed, as an ISO instant; null where the history does not reach so far. */
export function issuedOf({ editions }: History, number: number): string | null {
  return editions.find((each) => each.edition === number)?.issued ?? null;
}

/** What changed in one contest, newest first. @param contest its id: "NA-130" */
export function seatHistory({ changes }: History, contest: string): readonly HistoryChange[] {
  return changes.filter((each) => each.contest === contest);
}

/** A symbol that a candidate had before. */
export interface FormerSymbol {
  /** Its names by language. */
  readonly symbol: Text;
  /** It was so up to this edition, which is included. */
  readonly until: number;
  readonly change: HistoryChange;
}

/**
 * The symbols that the candidates of a contest had in earlier editions, newest first: "this was so until edition 12".
 * @param contest its id
 * @param serial the candidate's number on the ballot when it changed; all candidates where it is left out
 */
export function formerSymbols(history: History, contest: string, serial?: number): readonly FormerSymbol[] {
  return seatHistory(history, contest).flatMap((each) => {
    const isSymbol = each.kind === 'symbol' || each.kind === 'withdrawn' || each.kind === 'removed';
    if (!isSymbol || !each.was || (serial !== undefined && each.serial !== serial)) return [];
    return [{ symbol: each.was, until: each.from, change: each }];
  });
}
