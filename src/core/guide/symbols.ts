// The `symbols` and `parties` targets: names and descriptions. Pictures are blobs.
import { integer, list, object, orNull, type Reader, readShape, refuse } from '../shape.ts';
import { type Blob, blobReader } from './format/blob.ts';
import { type Packed, unpackJson } from './format/pack.ts';
import { column, idReader, multilingual, type Text, textAt, textColumns } from './format/text.ts';

/** A ballot symbol. */
export interface BallotSymbol {
  readonly code: string;
  readonly name: Text;
  /** What the picture shows, in words, for who cannot see it and for reading aloud. */
  readonly description: Text;
  readonly picture: Blob | null;
  /** The picture is not the official drawing but one of the same object. */
  readonly isStandIn: boolean;
  readonly sound: Blob | null;
  /** Codes of symbols that the publisher says are taken for this one. */
  readonly alike?: readonly string[];
}

/** A party, or another body that puts candidates up. */
export interface Party {
  readonly id: string;
  readonly name: Text;
  readonly short: Text;
}

const maxPairs = 20_000;

/** Two rows whose symbols look alike. */
function pairOf(rows: number): Reader<readonly number[]> {
  const pair = column(integer(0, rows - 1), 2);
  return (value, path) => (rows > 0 ? pair(value, path) : refuse(path, 'no pairs without symbols'));
}

function alikeByRow(pairs: readonly (readonly number[])[]): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (const [a = 0, b = 0] of pairs) {
    if (a === b) continue;
    found.set(a, [...(found.get(a) ?? []), b]);
    found.set(b, [...(found.get(b) ?? []), a]);
  }
  return found;
}

const blobOrNull = orNull(blobReader);

/**
 * @param bytes the `symbols` target as signed
 * @returns the symbols by code, in the chart's order
 * @throws AppError `format/…`
 */
export function parseSymbols(bytes: Packed): ReadonlyMap<string, BallotSymbol> {
  const json = unpackJson(bytes);
  const { code } = readShape(object({ code: list(idReader, 20_000) }), json);
  const rows = code.length;
  const { name, picture, description, standIn, sound, alike } = readShape(
    object(
      { name: textColumns(200, rows), picture: column(blobOrNull, rows) },
      {
        description: textColumns(1_000, rows),
        standIn: list(integer(0, rows), rows),
        sound: column(blobOrNull, rows),
        alike: list(pairOf(rows), maxPairs),
      },
    ),
    json,
  );
  const standIns = new Set(standIn ?? []);
  const pairs = alikeByRow(alike ?? []);
  return byKey(
    code.map((symbol, row) => ({
      code: symbol,
      name: textAt(name, row),
      description: textAt(description ?? {}, row),
      picture: picture[row] ?? null,
      isStandIn: standIns.has(row),
      sound: sound?.[row] ?? null,
      ...(pairs.has(row) && { alike: (pairs.get(row) ?? []).map((other) => code[other] as string) }),
    })),
    (symbol) => symbol.code,
  );
}

const party = object({ id: idReader, name: multilingual(200) }, { short: multilingual(60) });

/**
 * @param bytes the `parties` target as signed
 * @throws AppError `format/…`
 */
export function parseParties(bytes: Packed): ReadonlyMap<string, Party> {
  const { parties } = readShape(object({ parties: list(party, 20_000) }), unpackJson(bytes));
  return byKey(
    parties.map(({ id, name, short }) => ({ id, name, short: short ?? {} })),
    ({ id }) => id,
  );
}

function byKey<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, T> {
  const found = new Map(items.map((item) => [key(item), item]));
  if (found.size !== items.length) refuse('', 'distinct ids');
  return found;
}
