// The candidates of the last edition, but for the regions in which it is known that nobody has to be told anything: after the
// day that symbols are final every check compares a whole country, of which one seat may have changed.
import { isAppError } from '../../../core/errors.ts';
import type { Candidate } from '../../../core/guide/questions.ts';
import { list, object, readShape, record, text } from '../../../core/shape.ts';
import type { PublishedLists, PublishedShard } from '../../build/published/published-lists.ts';
import type { Content, ContestEntry } from '../../content/content.ts';
import type { Kind, Memory } from '../../memory/memory.ts';
import { hashOf } from '../../small-files.ts';

/** The candidates of a content folder as they would be published, by contest. */
export type NewLists = ReadonlyMap<ContestEntry, readonly Candidate[]>;

export interface OldLists {
  /** In ballot order, by contest; those of which there is nothing to tell may be missing. */
  readonly candidates: ReadonlyMap<string, readonly Candidate[]>;
  /** Takes note of what was found. @param loud contests of which there was something to tell */
  keep(loud: ReadonlySet<string>): void;
}

/** By the hash of a region's file: its contests, and a print of their lists now, of which there was nothing to tell. */
type Quiet = Readonly<Record<string, { readonly contests: readonly string[]; readonly print: string }>>;

const quietKind: Kind<Quiet> = {
  name: 'lists-quiet',
  write: (quiet) => quiet,
  read: (value) =>
    readShape(record(/^[0-9a-f]{64}$/, object({ contests: list(text(64), 5_000), print: text(64) }), 10_000), value),
};

/** @returns null where they cannot be read */
export function readOldLists(
  { symbols }: Content,
  lists: NewLists,
  before: PublishedLists,
  memory: Memory,
): OldLists | null {
  const inputs = [before.symbols, symbols.map(({ code, name }) => [code, name])];
  const known = memory.find(quietKind, inputs) ?? {};
  const printOf = openPrints(lists);
  const quiet: Record<string, Quiet[string]> = {};
  const candidates = new Map<string, readonly Candidate[]>();
  const read = new Map<string, readonly string[]>();
  for (const shard of before.shards) {
    const same = known[shard.sha256];
    if (same && same.print === printOf(same.contests)) {
      quiet[shard.sha256] = same;
      continue;
    }
    const own = readable(shard);
    if (own === null) return null;
    for (const [id, each] of own) candidates.set(id, each);
    if (own.size > 0) read.set(shard.sha256, [...own.keys()]);
  }
  return {
    candidates,
    keep(loud) {
      for (const [sha256, contests] of read) {
        if (!contests.some((id) => loud.has(id))) quiet[sha256] = { contests, print: printOf(contests) };
      }
      if (read.size > 0) memory.keep(quietKind, inputs, quiet);
    },
  };
}

/** What an older version of this program wrote may not be readable any more. */
function readable(shard: PublishedShard): ReadonlyMap<string, readonly Candidate[]> | null {
  try {
    return shard.read();
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}

/** Prints of everything about some contests that comparing them looks at. */
function openPrints(lists: NewLists): (contests: readonly string[]) => string {
  const told = new Map<string, unknown[]>();
  for (const [{ id, state, mark }, candidates] of lists) {
    const rows = candidates.map(({ serial, name, symbol, isWithdrawn }) => [serial, name, symbol?.code, isWithdrawn]);
    told.set(id, [...(told.get(id) ?? []), state, mark, rows]);
  }
  return (contests) => hashOf(JSON.stringify(contests.map((id) => [id, told.get(id)])));
}
