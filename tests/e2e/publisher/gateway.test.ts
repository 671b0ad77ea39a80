// The gateway as a process: asked by hundreds at once it answers all of them and remembers nobody; it takes a new edition
// while it runs, and none from a mirror that lies. The long version is in tests/long.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gatewayKeepsNobody, gatewayKeepsUp } from '../../harness/cases/gateway-cases.ts';
import { type Editions, makeEditions } from '../../harness/mirrors/editions.ts';

let editions: Editions;
beforeAll(async () => {
  editions = await makeEditions({ mirrors: [] });
});
afterAll(() => editions.remove());

it('answers 200 questions a second, and then nothing of who asked is left in it', async () => {
  const { load } = await gatewayKeepsNobody(editions.one, 3);
  expect(load.asked).toBe(600);
});

it('takes a new edition while it runs, and none from a mirror that changes what it says', async () => {
  const took = await gatewayKeepsUp(editions, ['flip'], 1);
  expect(took.flip).toBeLessThan(60_000);
});
