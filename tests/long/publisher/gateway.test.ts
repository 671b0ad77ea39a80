// The gateway for half a minute at 200 questions a second, and beside mirrors that misbehave in every way, with the
// intervals that the command has by itself.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gatewayKeepsNobody, gatewayKeepsUp, hostilities } from '../../harness/cases/gateway-cases.ts';
import { type Editions, makeEditions } from '../../harness/mirrors/editions.ts';

let editions: Editions;
beforeAll(async () => {
  editions = await makeEditions({ mirrors: [] });
});
afterAll(() => editions.remove());

/** Kilobytes that memory may grow by while nothing else does. */
const flatKb = 60_000;

it('answers 200 questions a second for 30 s, in memory that stays flat, and keeps nobody', async () => {
  const { load } = await gatewayKeepsNobody(editions.one, 30);
  expect(load.asked).toBe(6_000);
  const third = Math.floor(load.memoryKb.length / 3);
  const most = (from: number, to?: number): number => Math.max(...load.memoryKb.slice(from, to));
  // The first third is for what is drawn and compiled once.
  expect(most(2 * third) - most(third, 2 * third)).toBeLessThan(flatKb);
  process.stdout.write(`kB: ${load.memoryKb.join(' ')}\n`);
});

it('takes a new edition within a minute, whatever another mirror does', async () => {
  const took = await gatewayKeepsUp(editions, hostilities);
  for (const [fault, ms] of Object.entries(took)) process.stdout.write(`${fault}: ${(ms / 1_000).toFixed(1)} s\n`);
});
