// A draft is told from its first screen on, before anything of the guide is on the phone.
import { expect, it } from 'vitest';
import { standingNow } from '../../../src/app/frame/standing.ts';
import { setState } from '../../../src/app/world.ts';
import { parseHints } from '../../../src/core/guide/seats/hints.ts';
import type { HeldHead } from '../../../src/core/held/held.ts';
import { openTestWorld } from '../opened-world.ts';

const table = { regions: ['north'], runs: { 'NA-': [1, 0, 2] }, codes: {} };
const headOf = (guide: object): HeldHead => ({ guide }) as unknown as HeldHead;

it('is what the page says until the guide is here, and then what the guide says', () => {
  openTestWorld({ hints: parseHints({ ...table, draft: true }) });
  expect(standingNow()).toBe('draft');
  setState({ head: headOf({}) });
  expect(standingNow()).toBeNull();
  setState({ head: headOf({ demo: true }) });
  expect(standingNow()).toBe('demo');
});

it('is a demo too by what the page says: the strip does not push the answer down when it comes', () => {
  openTestWorld({ hints: parseHints({ ...table, demo: true }) });
  expect(standingNow()).toBe('demo');
});

it('is nothing where the page says nothing', () => {
  openTestWorld({ hints: parseHints(table) });
  expect(standingNow()).toBeNull();
  openTestWorld();
  expect(standingNow()).toBeNull();
});
