// Writes the unsigned table from seat to region that the app's page carries: what src/core/guide/seats/hints.ts reads.
import type { Guide } from '../../../core/guide/guide.ts';
import type { Hints } from '../../../core/guide/seats/hints.ts';
import { splitCode } from '../../../core/guide/seats/seat-region.ts';

/** @param guide its directory; a seat in several regions is hinted to the first */
export function encodeHints(
  guide: Pick<Guide, 'regions' | 'seats' | 'draft' | 'demo'> & {
    readonly election?: Pick<Guide['election'], 'findFirst'>;
  },
): Hints {
  const numbered = new Map<string, Map<number, number>>();
  const codes: Record<string, number> = {};
  guide.seats.code.forEach((code, row) => {
    const held = guide.seats.region[row];
    const region = typeof held === 'number' ? held : held?.[0];
    if (region === undefined) return;
    const parts = splitCode(code);
    if (!parts) codes[code] = region;
    else numbered.set(parts.prefix, (numbered.get(parts.prefix) ?? new Map()).set(parts.number, region));
  });
  const runs = Object.fromEntries([...numbered].map(([prefix, seats]) => [prefix, runsOf(seats)]));
  const first = guide.election?.findFirst ?? 'pad';
  return {
    ...{ regions: guide.regions.map(({ id }) => id), runs, codes },
    ...(guide.draft === true && { draft: true }),
    ...(guide.demo === true && { demo: true }),
    ...(first !== 'pad' && { findFirst: first }),
  };
}

function runsOf(seats: ReadonlyMap<number, number>): number[] {
  const numbers = [...seats.keys()].sort((a, b) => a - b);
  const first = numbers[0] ?? 0;
  const pairs: [region: number, length: number][] = [];
  let next = first;
  for (const number of numbers) {
    if (number > next) pairs.push([-1, number - next]);
    const region = seats.get(number) ?? -1;
    const last = pairs[pairs.length - 1];
    if (last && last[0] === region && number === next) last[1]++;
    else pairs.push([region, 1]);
    next = number + 1;
  }
  return [first, ...pairs.flat()];
}
