// Search over everything that is held, by scanning folded texts: seats, candidates, symbols, districts. No index to
// build; a shard's names are folded when it is first searched, and then kept.
import { fold } from './fold.ts';
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

interface FoldedRow {
  readonly texts: readonly string[];
  readonly hit: (score: number) => Hit;
}

/** Opens a search over a guide; shards may be added as they arrive. */
export function openSearch(
  guide: Guide,
  symbols: ReadonlyMap<string, BallotSymbol>,
): {
  addShard(shard: Shard): void;
  find(typed: string): readonly Hit[];
} {
  let head: FoldedRow[] | null = null;
  const shards = new Map<string, { shard: Shard; rows: FoldedRow[] | null }>();
  return {
    addShard: (shard) => void shards.set(shard.region, { shard, rows: null }),
    find(typed) {
      const exact = seatsForTyped(guide, typed.slice(0, maxTypedLength));
      const hits: Hit[] = exact.map(({ code }) => ({ kind: 'seat', seat: code, score: 100 }));
      const words = fold(typed.slice(0, maxTypedLength)).split(' ').filter(Boolean);
      if (words.length === 0) return hits;
      head ??= foldHead(guide, symbols);
      scan(head, words, hits);
      for (const held of shards.values()) {
        held.rows ??= foldShard(held.shard);
        scan(held.rows, words, hits);
      }
      return dropTwins(hits.sort((a, b) => b.score - a.score)).slice(0, maxHits);
    },
  };
}

function scan(rows: readonly FoldedRow[], words: readonly string[], hits: Hit[]): void {
  for (const row of rows) {
    let best = 0;
    for (const text of row.texts) best = Math.max(best, scoreText(text, words));
    if (best > 0) hits.push(row.hit(best));
  }
}

/** Every word must stand at the start of a word of the text; whole words and short texts score higher. */
function scoreText(text: string, words: readonly string[]): number {
  let score = 0;
  for (const word of words) {
    const at = ` ${text}`.indexOf(` ${word}`);
    if (at < 0) return 0;
    const isWhole = text.length === at + word.length || text[at + word.length] === ' ';
    score += (isWhole ? 3 : 1) + (at === 0 ? 1 : 0);
  }
  return score / words.length + words.reduce((sum, word) => sum + word.length, 0) / (text.length + 1);
}

function foldHead(guide: Guide, symbols: ReadonlyMap<string, BallotSymbol>): FoldedRow[] {
  const { seats } = guide;
  const rows: FoldedRow[] = seats.code.map((code, row) => {
    const names = Object.values(seats.name).flatMap((column) => column[row] ?? []);
    const district = Object.values(guide.districts[seats.district[row] ?? -1] ?? {});
    return {
      texts: [...names, ...district].map(fold),
      hit: (score) => ({ kind: 'seat', seat: code, score: score + 2 }),
    };
  });
  for (const symbol of symbols.values()) {
    rows.push({
      texts: Object.values(symbol.name).map(fold),
      hit: (score) => ({ kind: 'symbol', code: symbol.code, score: score + 1 }),
    });
  }
  return rows;
}

function foldShard(shard: Shard): FoldedRow[] {
  const rows: FoldedRow[] = [];
  const columns = Object.values(shard.candidates.name);
  let row = 0;
  for (const { id, count } of shard.contests) {
    for (const end = row + count; row < end; row++) {
      const at = row;
      rows.push({
        texts: columns.flatMap((column) => (column[at] ? [fold(column[at])] : [])),
        hit: (score) => ({ kind: 'candidate', seat: id, row: at, region: shard.region, score }),
      });
    }
  }
  return rows;
}

function dropTwins(hits: readonly Hit[]): readonly Hit[] {
  const seen = new Set<string>();
  return hits.filter((hit) => {
    const key = hit.kind === 'candidate' ? `${hit.seat}/${hit.row}` : hit.kind === 'seat' ? hit.seat : hit.code;
    return !seen.has(`${hit.kind} ${key}`) && seen.add(`${hit.kind} ${key}`);
  });
}
