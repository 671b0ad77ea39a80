// Steps through the tab's history while screens are slow to come: what is written there stays what the step was.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followStep, go, stay } from '../../src/app/navigate.ts';
import type { Place, Screen } from '../../src/app/routes.ts';
import { getState } from '../../src/app/world.ts';
import { openTestWorld } from './opened-world.ts';

/** The tab's history as a browser keeps it: entries and where it stands. */
let entries: Place[];
let at: number;
/** Screens that are still being loaded, and how to let them come. */
let slow: Map<Screen, () => void>;

beforeEach(async () => {
  entries = [];
  at = -1;
  slow = new Map();
  vi.stubGlobal('history', {
    get state() {
      return entries[at] ?? null;
    },
    pushState: (entry: Place) => {
      entries = [...entries.slice(0, at + 1), entry];
      at++;
    },
    replaceState: (entry: Place) => {
      entries[at] = entry;
    },
  });
  vi.stubGlobal('location', {
    get hash() {
      return `#/${entries[at]?.screen ?? ''}`;
    },
  });
  vi.stubGlobal('requestAnimationFrame', () => 0);
  openTestWorld({
    prepareScreen: (screen) =>
      slow.has(screen) ? new Promise((resolve) => slow.set(screen, () => resolve(true))) : Promise.resolve(true),
  });
  await go({ screen: 'find' });
  await go({ screen: 'seat', seats: ['PA-134'] });
  await go({ screen: 'places' });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The phone's Back. */
function back(): Promise<Place> {
  at--;
  return followStep();
}

it('writes nothing of the screen that is still shown into the entry that Back went to', async () => {
  slow.set('seat', () => undefined);
  const step = back();
  stay({ station: '7' });
  expect(entries.map(({ screen }) => screen)).toEqual(['find', 'seat', 'places']);
  slow.get('seat')?.();
  await step;
  expect(getState().place).toMatchObject({ screen: 'seat', seats: ['PA-134'], depth: 2 });
  stay({ station: '8' });
  expect(entries[1]).toMatchObject({ screen: 'seat', station: '8' });
});

it('counts steps from where the history stands', async () => {
  slow.set('seat', () => undefined);
  void back();
  await go({ screen: 'news' });
  expect(entries.map(({ screen, depth }) => [screen, depth])).toEqual([
    ['find', 1],
    ['seat', 2],
    ['news', 3],
  ]);
  slow.get('seat')?.();
  await vi.waitFor(() => expect(getState().place.screen).toBe('news'));
});

it('goes back twice while neither screen has come, to the second', async () => {
  slow.set('seat', () => undefined).set('find', () => undefined);
  void back();
  const second = back();
  slow.get('find')?.();
  await second;
  slow.get('seat')?.();
  expect(getState().place.screen).toBe('find');
  expect(entries.map(({ screen }) => screen)).toEqual(['find', 'seat', 'places']);
});
