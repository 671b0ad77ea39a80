// A phone that has nothing, beside every pair of what censors do and an honest mirror that is an edition behind: it is
// answered all the same, and takes the newest edition once somebody honest has it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { doings, newPhone, openTrees, type Trees } from '../../io/rounds/new-phone.ts';

/** Most of the time goes by in waiting for what hangs. */
const atOnce = 8;

let trees: Trees;
beforeAll(async () => {
  trees = await openTrees();
});
afterAll(() => trees.close());

it('is answered beside any two of them, and takes the newest edition when it can', async () => {
  const pairs = doings.flatMap((a, i) => doings.slice(i).map((b) => [a, b] as const));
  const wrong: string[] = [];
  const work = Array.from({ length: atOnce }, async () => {
    for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
      const [a, b] = pair;
      const { first, last } = await newPhone(trees, a, b);
      const isAnswered = first.every((edition) => edition !== undefined) && last.every((edition) => edition === 2);
      if (!isAnswered) wrong.push(`${a.name} and ${b.name}: ${first.join()} then ${last.join()}`);
    }
  });
  await Promise.all(work);
  expect(wrong).toEqual([]);
});
