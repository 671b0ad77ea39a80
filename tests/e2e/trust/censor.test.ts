// A phone under censorship in real Chromium, over https: the quick half of tests/long/trust/censor.test.ts.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { casesMissing, censorCases, tryAllThree, tryTwoOfThree } from '../../harness/cases/censor-cases.ts';
import { type Network, openNetwork } from '../../harness/cases/censored-phone.ts';

let network: Network;

beforeAll(async () => {
  network = await openNetwork();
});
beforeEach(() => network.reset());
afterAll(() => network.close());

it('has a row for every behaviour of the censor', () => {
  expect(casesMissing).toEqual([]);
});

describe('two origins of three misbehave', () => {
  const rows = censorCases.filter(({ quick }) => quick?.includes('two'));
  it.each(rows)('$fault: the newest edition arrives, and the fault is named', (row) =>
    tryTwoOfThree(network, row, false),
  );
});

describe('all three misbehave', () => {
  const rows = censorCases.filter(({ quick }) => quick?.includes('all'));
  it.each(rows)('$fault: what is held answers, and words say why', (row) => tryAllThree(network, row, false));
});
