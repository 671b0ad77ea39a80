// The gateway as a process: asked by hundreds at once it answers all of them and remembers nobody; it takes a new edition
// while it runs, and none from a mirror that lies. The long version is in tests/long.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gatewayKeepsNobody } from './harness/gateway-cases.ts';
import { type Editions, makeEditions } from './harness/editions.ts';

let editions: Editions;
beforeAll(async () => {
  editions = await makeEditions({ mirrors: [] });
});
afterAll(() => editions.remove());

it('answers 200 questions a second, and then nothing of who asked is left in it', async () => {
  const { load } = await gatewayKeepsNobody(editions.one, 3);
  expect(load.asked).toBe(600);
});
