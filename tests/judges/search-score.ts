// How well the search answers the frozen questions: where the first right answer stands among what it finds.

import type { Hit, Search } from '../../src/core/search/search.ts';
import { fold } from '../../src/core/spelling/fold.ts';
import type { National } from '../core/search/national-guide.ts';

type Expected = Readonly<Record<string, string | undefined>> & { readonly kind: string };

export interface Question {
  readonly id: string;
  readonly typed: string;
  readonly kind: string;
  readonly expect: readonly Expected[];
}

export interface Score {
  readonly first: number;
  readonly firstThree: number;
  readonly all: number;
  /** What was typed, what was wanted and what came instead. */
  readonly misses: readonly string[];
  /** Milliseconds a lookup. */
  readonly times: readonly number[];
}

/** Asks everything. */
export function scoreSearch(national: National, search: Search, questions: readonly Question[]): Score {
  const misses: string[] = [];
  const times: number[] = [];
  let [first, firstThree] = [0, 0];
  for (const { id, typed, kind, expect } of questions) {
    const began = performance.now();
    const hits = search.find(typed);
    times.push(performance.now() - began);
    const at = hits.findIndex((hit) => expect.some((each) => isRight(national, hit, each)));
    if (at === 0) first++;
    if (at >= 0 && at < 3) firstThree++;
    const got = hits[0] ? Object.values(sayHit(national, hits[0])).join(' ') : 'nothing';
    const wanted = Object.values(expect[0] ?? {}).join(' ');
    if (at !== 0)
      misses.push(`${id} ${kind} "${typed}": wanted ${wanted}, which is ${at + 1 || 'not found'}; got ${got}`);
  }
  return { first, firstThree, all: questions.length, misses, times };
}

const same = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && key(a) !== '' && key(a) === key(b);
const key = (text: string): string =>
  fold(text)
    .replace(/ /g, '')
    .replace(/([a-z])0+(\d)/g, '$1$2');

function isRight(national: National, hit: Hit, want: Expected): boolean {
  const got = sayHit(national, hit);
  if (got.kind !== want.kind) return false;
  if (want.kind === 'seat') return same(got.seat, want.seat);
  if (want.kind === 'district') return same(got.name, want.name);
  if (want.kind === 'symbol') return same(got.name, want.name) || same(got.code, want.code);
  if (!same(got.seat, want.seat)) return false;
  if (want.kind === 'place') return same(got.number, want.number) || same(got.name, want.name);
  return same(got.name, want.name) || same(got.nameUr, want.nameUr);
}

function sayHit({ guide, symbols, shards, places }: National, hit: Hit): Record<string, string | undefined> {
  if (hit.kind === 'seat') return { kind: 'seat', seat: hit.seat };
  if (hit.kind === 'symbol') return { kind: 'symbol', code: hit.code, name: symbols.get(hit.code)?.name.en };
  if (hit.kind === 'district') return { kind: 'district', name: guide.districts[hit.district]?.en };
  if (hit.kind === 'station') {
    const place = places.get(hit.seat)?.[hit.row];
    return { kind: 'place', seat: hit.seat, number: place?.number, name: Object.values(place?.name ?? {})[0] };
  }
  const name = shards.find(({ region }) => region === hit.region)?.candidates.name;
  return { kind: 'candidate', seat: hit.seat, name: name?.en?.[hit.row], nameUr: name?.ur?.[hit.row] };
}
