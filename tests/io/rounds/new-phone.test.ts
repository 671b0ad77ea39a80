// A phone that has nothing, beside real censors that show the newest timestamp: the quick half of tests/long/trust/new-phone.test.ts.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { doings, newPhone, openTrees, type Trees } from './new-phone.ts';

let trees: Trees;
beforeAll(async () => {
  trees = await openTrees();
});
afterAll(() => trees.close());

const doing = (name: string) => doings.find((each) => each.name === name) ?? expect.unreachable(name);

it.each([
  ['mix', 'mix', [1, 1]],
  ['mix', 'refuse', [1, 1]],
  ['newest root and timestamp alone', 'block-page', [1, 1]],
  ['no team', 'mix', [2, 1]],
])(
  '%s and %s: it is answered in its first round, knows of the newer list, and takes it when it comes',
  async (a, b, first) => {
    expect(await newPhone(trees, doing(a), doing(b))).toEqual({ first, known: 2, last: [2, 2] });
  },
);
