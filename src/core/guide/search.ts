// Search over everything that is held, by scanning folded texts: seats, candidates, symbols, districts. No index to
// build; a shard's names are folded when it is first searched, and then kept.
import { fold, foldedWords } from './fold.ts';
import type { Guide } from './guide.ts';
import { seatsForTyped } from './questions.ts';
import type { Shard } from './shard.ts';
import type { BallotSymbol } from './symbols.ts';

/** One thing found. `score` orders: higher is better. */
export type Hit =
  | { readonly kind: 'seat'; readonly seat: string; readonly score: number }
  | {
      readonly kind: 'candidate';
      readonly seat: string;
      readonly row: number;
      readonly region: string;
      readonly score: number;
    }
  | { readonly kind: 'symbol'; readonly code: string; readonly score: number };

const maxTypedLength = 100;
const maxHits = 50;

/** Opens a search over a guide; shards may be added as they arrive. */
export function openSearch(
  guide: Guide,
  symbols: ReadonlyMap<string, BallotSymbol>,
): {
  addShard(shard: Shard): void;
  find(typed: string): readonly Hit[];
} {
  let head: Haystack | null = null;
  const shards = new Map<string, { readonly shard: Shard; haystack: Haystack | null }>();
  return {
    addShard: (shard) => void shards.set(shard.region, { shard, haystack: null }),
    find(typed) {
      const exact = seatsForTyped(guide, typed.slice(0, maxTypedLength));
      const hits: Hit[] = exact.map(({ code }) => ({ kind: 'seat', seat: code, score: 100 }));
      const words = foldedWords(typed.slice(0, maxTypedLength));
      if (words.length === 0) return hits;
      head ??= pileHead(guide, symbols);
      scan(head, words, hits);
      for (const held of shards.values()) {
        held.haystack ??= pileShard(held.shard);
        scan(held.haystack, words, hits);
      }
      return dropTwins(hits.sort((a, b) => b.score - a.score)).slice(0, maxHits);
    },
  };
}

/** Rows of folded texts in one long text, so that one `indexOf` passes over all of them. */
interface Haystack {
  /** Each text begins with a space, so that a word's start is " word"; texts and rows are separated by line ends. */
  readonly text: string;
  /** Where each row begins, and one past the end. */
  readonly starts: readonly number[];
  readonly hitAt: (row: number, score: number) => Hit;
}

function pile(rows: readonly (readonly string[])[], hitAt: Haystack['hitAt']): Haystack {
  const starts = [0];
  let length = 0;
  const lines = rows.map((texts) => {
    const line = texts.map((text) => ` ${fold(text)}\n`).join('');
    length += line.length;
    starts.push(length);
    return line;
  });
  return { text: lines.join(''), starts, hitAt };
}

function scan({ text, starts, hitAt }: Haystack, words: readonly string[], hits: Hit[]): void {
  // Half of a country may share one name: rows are looked at for the word that stands in the fewest.
  const counts = words.map((word) => countWord(text, ` ${word}`));
  const fewest = Math.min(...counts);
  if (fewest === 0) return;
  const rarest = ` ${words[counts.indexOf(fewest)]}`;
  let row = 0;
  for (let at = text.indexOf(rarest); at >= 0; at = text.indexOf(rarest, starts[row])) {
    while ((starts[row + 1] as number) <= at) row++;
    let best = 0;
    for (const line of text.slice(starts[row], (starts[row + 1] as number) - 1).split('\n')) {
      best = Math.max(best, scoreText(line, words));
    }
    if (best > 0) hits.push(hitAt(row, best));
    row++;
  }
}

function countWord(text: string, word: string): number {
  let count = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) count++;
  return count;
}

/** Every word must stand at the start of a word of the text; whole words and short texts score higher. */
function scoreText(text: string, words: readonly string[]): number {
  let score = 0;
  let matched = 0;
  for (const word of words) {
    const at = text.indexOf(` ${word}`);
    if (at < 0) return 0;
    const after = text[at + 1 + word.length];
    score += (after === undefined || after === ' ' ? 3 : 1) + (at === 0 ? 1 : 0);
    matched += word.length;
  }
  return score / words.length + matched / text.length;
}

function pileHead(guide: Guide, symbols: ReadonlyMap<string, BallotSymbol>): Haystack {
  const { seats } = guide;
  const seatRows = seats.code.map((_, row) => {
    const names = Object.values(seats.name).flatMap((column) => column[row] ?? []);
    return [...names, ...Object.values(guide.districts[seats.district[row] as number] ?? {})];
  });
  const listed = [...symbols.values()];
  return pile([...seatRows, ...listed.map(({ name }) => Object.values(name))], (row, score) => {
    const seat = seats.code[row];
    if (seat !== undefined) return { kind: 'seat', seat, score: score + 2 };
    return { kind: 'symbol', code: (listed[row - seats.code.length] as BallotSymbol).code, score: score + 1 };
  });
}

function pileShard(shard: Shard): Haystack {
  const columns = Object.values(shard.candidates.name);
  const seats = shard.contests.flatMap(({ id, count }) => Array<string>(count).fill(id));
  const rows = seats.map((_, row) => columns.flatMap((column) => column[row] || []));
  return pile(rows, (row, score) => ({
    kind: 'candidate',
    seat: seats[row] as string,
    row,
    region: shard.region,
    score,
  }));
}

function dropTwins(hits: readonly Hit[]): readonly Hit[] {
  const seen = new Set<string>();
  return hits.filter((hit) => {
    const key = hit.kind === 'candidate' ? `${hit.seat}/${hit.row}` : hit.kind === 'seat' ? hit.seat : hit.code;
    return !seen.has(`${hit.kind} ${key}`) && seen.add(`${hit.kind} ${key}`);
  });
}
