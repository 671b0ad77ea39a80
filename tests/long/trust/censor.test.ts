// A phone under censorship in real Chromium, over https: every behaviour of the censor, with two origins of three and with
// all of them, and with the patience that some need to be told.
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import { censorCases, tryAllThree, tryTwoOfThree } from '../../harness/cases/censor-cases.ts';
import { type Network, openNetwork } from '../../harness/cases/censored-phone.ts';

/** These are about a change of keys: edition 2 comes with the next root, and edition 1 is of long ago. */
const ofRoots = ['withhold-root'];

describe.each([
  { keys: 'the same keys', rotates: false, rows: censorCases.filter(({ fault }) => !ofRoots.includes(fault)) },
  { keys: 'a change of keys', rotates: true, rows: censorCases.filter(({ fault }) => ofRoots.includes(fault)) },
])('an edition under $keys', ({ rotates, rows }) => {
  let network: Network;

  beforeAll(async () => {
    network = await openNetwork(rotates);
  });
  beforeEach(() => network.reset());
  afterAll(() => network.close());

  it.each(rows)('$fault, two origins of three: the newest edition arrives, and the fault is named', (row) =>
    tryTwoOfThree(network, row, true),
  );

  it.each(rows)('$fault, all three: what is held answers, and words say why', (row) => tryAllThree(network, row, true));
});
