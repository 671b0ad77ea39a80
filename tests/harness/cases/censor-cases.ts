// What a phone gets and says under each behaviour of the censor: one table for the quick half and for all of it, and the
// two situations that each is tried in.
import { expect } from 'vitest';
import { type FaultName, faultNames } from '../../../src/doors/censor/faults.ts';
import type { MirrorResult } from '../../../src/io/mirror/mirror-result.ts';
import type { Origin } from '../servers/origins.ts';
import { type Network, type Phone, symbols } from './censored-phone.ts';

export interface CensorCase {
  readonly fault: Exclude<FaultName, 'honest'>;
  /** What can be known of a misbehaving origin that the app came from; several where it depends on when it is asked. */
  readonly own: readonly MirrorResult[];
  /** The same of another origin: browsers say less of these. */
  readonly other: readonly MirrorResult[];
  /** Where all three misbehave: what can be known then, where that is less; and words on the screen of sources. */
  readonly all?: { readonly own: readonly MirrorResult[]; readonly other: readonly MirrorResult[] };
  readonly words: RegExp;
  /** The edition arrives although all three misbehave so. */
  readonly isHarmless?: true;
  /** Only patience tells it: half a minute. */
  readonly isSlow?: true;
  /** Part of `npm test`: with two origins of three, with all of them. */
  readonly quick?: readonly ('two' | 'all')[];
}

const silent = /Nobody answered the last time/;
const refused = /was refused/;
const nothingKnown = { own: ['fine'], other: ['fine'] } as const;

/** One row a behaviour. An old edition alone cannot be told from no news: only a newer one elsewhere shows it. */
export const censorCases: readonly CensorCase[] = [
  { fault: 'refuse', own: ['unreachable'], other: ['unreachable'], words: silent, quick: ['two', 'all'] },
  { fault: 'broken-tls', own: ['unreachable'], other: ['unreachable'], words: silent },
  { fault: 'hang', own: ['slow'], other: ['slow'], words: silent, isSlow: true, quick: ['two'] },
  { fault: 'reset', own: ['cut-short'], other: ['cut-short'], words: silent },
  { fault: 'drip', own: ['slow'], other: ['slow'], words: silent, isSlow: true },
  { fault: 'cut-short', own: ['cut-short'], other: ['cut-short'], words: silent },
  { fault: 'wrong-length', own: ['tampered'], other: ['tampered'], words: refused },
  { fault: 'endless', own: ['too-long'], other: ['too-long'], words: silent, quick: ['two'] },
  { fault: '403', own: ['refused'], other: ['unreadable'], words: silent },
  { fault: '451', own: ['refused'], other: ['unreadable'], words: silent },
  { fault: 'block-page', own: ['block-page'], other: ['unreadable'], words: silent, quick: ['two', 'all'] },
  { fault: 'redirect', own: ['redirected'], other: ['unreadable'], words: silent, quick: ['two'] },
  { fault: 'flip', own: ['tampered'], other: ['tampered'], words: refused, quick: ['two'] },
  {
    fault: 'no-cors',
    own: ['fine'],
    other: ['unreadable'],
    words: /Edition 2 is on this phone/,
    isHarmless: true,
    quick: ['two'],
  },
  { fault: 'older', own: ['old'], other: ['old'], all: nothingKnown, words: /Up to date/, quick: ['two'] },
  { fault: 'freeze', own: ['old'], other: ['old'], all: nothingKnown, words: /Up to date/ },
  // Once the edition is here from elsewhere, all that such a mirror is asked for is true.
  {
    fault: 'mix',
    own: ['missing', 'fine'],
    other: ['missing', 'fine'],
    all: { own: ['missing'], other: ['missing'] },
    words: silent,
  },
  // Its timestamp is of long ago, and that can be known.
  { fault: 'withhold-root', own: ['old'], other: ['old'], all: nothingKnown, words: /\bOld\b/ },
];

/** Behaviours that no row is for: none, or the table has fallen behind. */
export const casesMissing: readonly FaultName[] = faultNames.filter(
  (name) => name !== 'honest' && !censorCases.some(({ fault }) => fault === name),
);

/** How long a phone may take: for an edition to arrive, for words, and for what only patience tells. */
const arrivalMs = 45_000;
const wordsMs = 20_000;
const patienceMs = 180_000;

/** Edition 2 is out, and an origin misbehaves: a frozen one since before it was. */
async function spoil(network: Network, origin: Origin, fault: FaultName): Promise<void> {
  if (fault === 'freeze') await origin.misbehave(fault);
  await origin.publish(network.editions.two);
  if (fault !== 'freeze') await origin.misbehave(fault);
}

/**
 * Two origins misbehave, the one that the app came from among them, and one is honest.
 * @param isPatient waits for what only patience tells
 */
export async function tryTwoOfThree(network: Network, row: CensorCase, isPatient: boolean): Promise<void> {
  const { one, two, three, editions } = network;
  for (const origin of [one, two]) await spoil(network, origin, row.fault);
  await three.publish(editions.two);
  const phone = await network.phone();
  try {
    await phone.open();
    await expect.poll(() => phone.card(), { timeout: arrivalMs }).toMatch(symbols.newer);
    await phone.openSources();
    // The one that gave it; or none was needed, where the app's own origin did no harm.
    if (!row.isHarmless) await expect.poll(() => phone.resultOf(three), { timeout: wordsMs }).toBe('fine');
    if (row.isSlow && !isPatient) return;
    if (row.isSlow) for (const origin of [one, two]) await phone.test(origin);
    await expectResults(phone, row, row, [one, two]);
  } finally {
    await phone.close();
  }
}

/** All three misbehave: what the phone has answers as before, and it says why there is nothing newer. */
export async function tryAllThree(network: Network, row: CensorCase, isPatient: boolean): Promise<void> {
  const { one, two, three } = network;
  for (const origin of [one, two, three]) await spoil(network, origin, row.fault);
  const phone = await network.phone();
  try {
    await phone.open();
    const symbol = row.isHarmless ? symbols.newer : symbols.older;
    await expect.poll(() => phone.card(), { timeout: arrivalMs }).toMatch(symbol);
    await phone.openSources();
    if (!row.isSlow || isPatient) {
      await expectResults(phone, row, row.all ?? row, [one, two, three]);
      const timeout = row.isSlow ? patienceMs : wordsMs;
      await expect.poll(() => phone.page.locator('main').innerText(), { timeout }).toMatch(row.words);
    }
    await phone.open();
    expect(await phone.card()).toMatch(symbol);
  } finally {
    await phone.close();
  }
}

async function expectResults(
  phone: Phone,
  { isSlow }: CensorCase,
  expected: { readonly own: readonly MirrorResult[]; readonly other: readonly MirrorResult[] },
  [own, ...others]: readonly [Origin, ...Origin[]],
): Promise<void> {
  const timeout = isSlow ? patienceMs : wordsMs;
  const result = (origin: Origin) => expect.poll(() => phone.resultOf(origin), { timeout });
  await result(own).toSatisfy((shown: MirrorResult) => expected.own.includes(shown));
  for (const other of others) {
    await result(other).toSatisfy((shown: MirrorResult) => expected.other.includes(shown));
  }
}
