// MiniSearch over the same country, set up as its documentation suggests for typing: every word may be a prefix or
// misspelled. It gives the same kinds of hits, so that the same judge scores both.
import type { Hit } from '../../../src/core/search/search.ts';
import type { National } from '../../core/search/national-guide.ts';
import { importNeighbour } from './get.ts';

interface Document {
  readonly id: number;
  readonly text: string;
  readonly seat: string;
}
interface MiniSearch {
  addAll(documents: readonly Document[]): void;
  search(typed: string): readonly { readonly id: number; readonly score: number }[];
}
type MiniSearchClass = new (options: object) => MiniSearch;

/** Indexes everything. @returns a search, and how long the indexing took */
export async function openMiniSearch(
  national: National,
): Promise<{ readonly find: (typed: string) => readonly Hit[]; readonly indexMs: number }> {
  const MiniSearch = (await importNeighbour('minisearch')).default as MiniSearchClass;
  const index = new MiniSearch({
    fields: ['text', 'seat'],
    searchOptions: { prefix: true, fuzzy: 0.2, boost: { seat: 2 } },
  });
  const { documents, hits } = documentsOf(national);
  const began = performance.now();
  index.addAll(documents);
  const indexMs = performance.now() - began;
  return {
    indexMs,
    find: (typed) =>
      index
        .search(typed)
        .slice(0, 50)
        .flatMap(({ id, score }) => {
          const hit = hits[id];
          return hit ? [{ ...hit, score }] : [];
        }),
  };
}

function documentsOf({ guide, symbols, shards, places }: National) {
  const documents: Document[] = [];
  const hits: Hit[] = [];
  const add = (hit: Hit, text: string, seat = ''): void => {
    documents.push({ id: hits.length, text, seat });
    hits.push(hit);
  };
  const names = (name: Readonly<Record<string, string | undefined>>): string => Object.values(name).join(' ');
  for (const [district, name] of guide.districts.entries()) add({ kind: 'district', district, score: 0 }, names(name));
  for (const [i, seat] of guide.seats.code.entries()) {
    add({ kind: 'seat', seat, score: 0 }, guide.seats.name.en?.[i] ?? '', seat);
  }
  for (const { code, name } of symbols.values()) add({ kind: 'symbol', code, score: 0 }, names(name));
  for (const { region, contests, candidates } of shards) {
    let row = 0;
    for (const { id: seat, count } of contests) {
      for (const end = row + count; row < end; row++) {
        const text = `${candidates.name.en?.[row] ?? ''} ${candidates.name.ur?.[row] ?? ''}`;
        add({ kind: 'candidate', seat, row, region, score: 0 }, text, seat);
      }
    }
  }
  for (const [seat, list] of places) {
    for (const [row, { number, name }] of list.entries()) {
      add({ kind: 'station', seat, row, region: '', score: 0 }, `${number} ${names(name)}`, seat);
    }
  }
  return { documents, hits };
}
