// The worker's drill: found again after the worker was stopped, over at its time whatever the clock does.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { drillMs } from '../../src/core/drill.ts';
import { openDrillKeeper } from '../../sw/drill-keeper.ts';

const scope = 'https://guide.example/a/';
const start = Date.parse('2026-11-22T10:00:00Z');
const name = `nishan-drill ${scope}`;

let kept: Map<string, Map<string, string>>;
let clock: number;
const keeper = () => openDrillKeeper(scope, () => clock);

beforeEach(() => {
  kept = new Map();
  clock = start;
  vi.stubGlobal('caches', {
    has: async (cache: string) => kept.has(cache),
    delete: async (cache: string) => kept.delete(cache),
    open: async (cache: string) => {
      const entries = kept.get(cache) ?? new Map<string, string>();
      kept.set(cache, entries);
      return {
        match: async (key: string) => (entries.has(key) ? new Response(entries.get(key)) : undefined),
        put: async (key: string, response: Response) => void entries.set(key, await response.text()),
      };
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

it('keeps nothing where no drill was begun', async () => {
  const drill = keeper();
  expect(drill.state()).toBe('unknown');
  expect(await drill.read()).toBeNull();
  expect(await drill.end()).toBeNull();
  expect([drill.state(), kept.size]).toEqual(['off', 0]);
});

it('is found again by a worker that was stopped and started', async () => {
  await keeper().begin();
  const next = keeper();
  expect(next.state()).toBe('unknown');
  expect(await next.read()).toMatchObject({ from: start, until: start + drillMs });
  expect(next.state()).toBe('on');
});

it('counts what was opened and refused, two at once too, and says so at the end', async () => {
  const drill = keeper();
  await drill.begin();
  await Promise.all([drill.count('opened'), drill.count('refused'), drill.count('refused')]);
  await keeper().count('opened');
  expect(await drill.end()).toMatchObject({ opened: 2, refused: 2 });
  await drill.count('refused');
  expect([drill.state(), kept.size]).toEqual(['off', 0]);
});

it.each([
  ['its time is over', drillMs],
  ['the clock was put back before it', -1],
  ['the clock jumped far ahead', 1e12],
])('is over when %s', async (_, passed) => {
  const drill = keeper();
  await drill.begin();
  clock += passed;
  expect(drill.state()).toBe('off');
  expect(await keeper().read()).toBeNull();
  expect(kept.size).toBe(0);
});

it.each(['{"from":1,"until":9e15,"opened":0,"refused":0}', '{"from":"x"}', 'no json', 'null'])(
  'never begins from what is kept as %s',
  async (text) => {
    kept.set(name, new Map([[`${scope}drill`, text]]));
    expect(await keeper().read()).toBeNull();
  },
);

it('ends when its cache is gone, and cuts nobody off when the store cannot be read', async () => {
  const drill = keeper();
  await drill.begin();
  kept.clear();
  expect(await drill.read()).toBeNull();
  await drill.begin();
  vi.stubGlobal('caches', { has: () => Promise.reject(new TypeError('refused')) });
  expect(await drill.read()).toBeNull();
});
