// What each state of an edition looks like: its shape, its word, and whether symbols are drawn.
import { describe, expect, it } from 'vitest';
import { type EditionSign, editionSign } from '../../../src/app/held/edition-sign.ts';
import type { HeldHead } from '../../../src/core/held/held.ts';
import english from '../../../src/words/locales/en.json';

const symbolsFinal = '2027-01-20T00:00:00Z';
const far = '2030-01-01T00:00:00Z';

interface Given {
  readonly issued?: string;
  readonly expires?: Readonly<Record<string, string>>;
  readonly newest?: number;
  readonly now: string;
  readonly isVerified?: boolean;
}

function signOf({
  issued = '2027-01-25T00:00:00Z',
  expires = {},
  newest = 3,
  now,
  isVerified = true,
}: Given): EditionSign {
  const head = {
    edition: 3,
    issued,
    newest: {
      edition: newest,
      issued,
      checked: issued,
      expires: { root: far, timestamp: far, snapshot: far, targets: far, ...expires },
    },
    guide: { election: { calendar: { symbolsFinal } } },
  } as unknown as HeldHead;
  return editionSign(head, isVerified, new Date(now));
}

const old = { timestamp: '2027-02-01T00:00:00Z' };
const cases: readonly (readonly [string, Given, Partial<EditionSign>])[] = [
  ['fresh', { now: '2027-01-26T00:00:00Z' }, { state: 'current', tone: 'good', symbols: 'shown' }],
  [
    'past its week, after symbols were final',
    { now: '2027-02-08T00:00:00Z', expires: old },
    { state: 'final', tone: 'calm', symbols: 'shown' },
  ],
  [
    'a newer edition is known',
    { now: '2027-01-26T00:00:00Z', newest: 5 },
    { state: 'out-of-date', tone: 'old', symbols: 'shown', newest: 5 },
  ],
  [
    'looked at before it was issued: then the phone is behind, and it is called so',
    { issued: '2027-01-01T00:00:00Z', now: '2020-01-01T00:00:00Z' },
    { state: 'out-of-date', tone: 'old', symbols: 'shown', word: 'state.clock', text: 'state.clock-text' },
  ],
  [
    'looked at before it was issued, and a newer edition is known all the same',
    { now: '2020-01-01T00:00:00Z', newest: 5 },
    { state: 'out-of-date', word: 'state.out-of-date', newest: 5 },
  ],
  [
    'expired before symbols were final',
    { issued: '2027-01-01T00:00:00Z', expires: { timestamp: '2027-01-08T00:00:00Z' }, now: '2027-01-10T00:00:00Z' },
    { state: 'out-of-date', tone: 'old', symbols: 'shown' },
  ],
  [
    'issued before symbols were final, looked at after',
    { issued: '2027-01-01T00:00:00Z', now: '2027-01-21T00:00:00Z' },
    { state: 'too-old', tone: 'bad', symbols: 'tap' },
  ],
  [
    'the root is past its date',
    { now: '2027-01-26T00:00:00Z', expires: { root: '2027-01-01T00:00:00Z' } },
    { state: 'root-expired', tone: 'bad', symbols: 'tap' },
  ],
  [
    'no longer signed',
    { now: '2027-01-26T00:00:00Z', isVerified: false },
    { state: 'unusable', tone: 'bad', symbols: 'never' },
  ],
];

describe('the sign of an edition', () => {
  it.each(cases)('%s', (_, given, wanted) => {
    const sign = signOf(given);
    expect(sign).toMatchObject(wanted);
    expect(english.words[sign.word as 'state.current']).toBeTruthy();
    expect(english.words[sign.text as 'state.current']).toBeTruthy();
  });

  it('does not hide an expiry from a clock that was wound back', () => {
    const sign = signOf({
      issued: '2027-01-10T00:00:00Z',
      expires: { timestamp: '2027-01-09T00:00:00Z' },
      now: '2020-01-01T00:00:00Z',
    });
    expect(sign.state).toBe('out-of-date');
  });

  it('gives every state a shape of its own for what it means', () => {
    const tones = new Set(cases.map(([, given]) => signOf(given).tone));
    expect(tones).toEqual(new Set(['good', 'calm', 'old', 'bad']));
  });
});
