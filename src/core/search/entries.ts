// What can be found, as rows of numbers: each entry's words, and for each word the entries that have it. No text is
// kept twice; memory is about four bytes a word of an entry, twice.
import { openVocabulary, type Vocabulary } from './vocabulary.ts';

/** In the order in which equals are shown. Parties are never found by themselves: they only say who is meant. */
export const kinds = ['district', 'seat', 'symbol', 'candidate', 'station', 'party'] as const;
/** What can be found. */
export type Kind = (typeof kinds)[number];

/** What an entry belongs to: rows of the guide's seats and districts, of the symbols and parties; -1 for none. */
export interface Belongs {
  readonly seat?: number;
  readonly symbol?: number;
  readonly party?: number;
}

/** Everything that can be found, as rows of word numbers. */
export interface Entries {
  readonly vocabulary: Vocabulary;
  readonly kind: readonly number[];
  readonly seat: readonly number[];
  readonly symbol: readonly number[];
  readonly party: readonly number[];
  /** Words of all entries, one after another; -1 stands behind each text of an entry. */
  readonly flow: readonly number[];
  /** Where each entry begins in `flow`, and one past the end. */
  readonly starts: readonly number[];
  /** For each word of the vocabulary the entries that have it, rising. */
  readonly having: readonly (readonly number[])[];
  /** By seat: its own entry, its candidates and stations. */
  readonly inSeat: ReadonlyMap<number, readonly number[]>;
  /** Adds an entry. @param texts its words, in each language or spelling. @returns its number */
  add(kind: Kind, texts: readonly (readonly string[])[], belongs: Belongs): number;
}

/** Opens an empty index. */
export function openEntries(): Entries {
  const vocabulary = openVocabulary();
  const kind: number[] = [];
  const seat: number[] = [];
  const symbol: number[] = [];
  const party: number[] = [];
  const flow: number[] = [];
  const starts: number[] = [0];
  const having: number[][] = [];
  const inSeat = new Map<number, number[]>();
  return {
    vocabulary,
    kind,
    seat,
    symbol,
    party,
    flow,
    starts,
    having,
    inSeat,
    add(what, texts, belongs) {
      const entry = kind.length;
      kind.push(kinds.indexOf(what));
      seat.push(belongs.seat ?? -1);
      symbol.push(belongs.symbol ?? -1);
      party.push(belongs.party ?? -1);
      for (const words of texts) {
        if (words.length === 0) continue;
        for (const word of words) {
          const id = vocabulary.idOf(word);
          flow.push(id);
          having[id] ??= [];
          const list = having[id] as number[];
          if (list[list.length - 1] !== entry) list.push(entry);
        }
        flow.push(-1);
      }
      starts.push(flow.length);
      if (belongs.seat !== undefined) {
        const list = inSeat.get(belongs.seat);
        if (list) list.push(entry);
        else inSeat.set(belongs.seat, [entry]);
      }
      return entry;
    },
  };
}

/** How much a word says: much where few entries have it. */
export function weightOfWord({ having, kind }: Entries, word: number): number {
  return Math.log(1 + kind.length / (1 + (having[word]?.length ?? 0)));
}
