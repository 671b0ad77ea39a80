// How an edition's state is shown: always a shape, a colour and a word together. The rules are core/guide/meaning/age.ts.
import { clockFloor, type EditionState, editionState } from '../../core/guide/meaning/age.ts';
import type { HeldHead } from '../../core/held/held.ts';
import type { WordKey } from '../../words/locale.ts';

/** `good` circle, `calm` square, `old` triangle, `bad` octagon; `note` tells something that is no judgement. */
export type Tone = 'good' | 'calm' | 'old' | 'bad' | 'note';

export interface EditionSign {
  readonly state: EditionState;
  readonly tone: Tone;
  readonly word: WordKey;
  readonly text: WordKey;
  /** `tap`: shown when the voter asks all the same. `never`: not in the app. */
  readonly symbols: 'shown' | 'tap' | 'never';
  readonly edition: number;
  /** A newer edition is known of. */
  readonly newest: number | null;
}

const signs: Readonly<Record<EditionState, Pick<EditionSign, 'tone' | 'symbols'>>> = {
  current: { tone: 'good', symbols: 'shown' },
  final: { tone: 'calm', symbols: 'shown' },
  'out-of-date': { tone: 'old', symbols: 'shown' },
  'too-old': { tone: 'bad', symbols: 'tap' },
  'root-expired': { tone: 'bad', symbols: 'tap' },
  unusable: { tone: 'bad', symbols: 'never' },
};

/**
 * @param isVerified false where an idle check found that it no longer stands
 * @param now the device's own time
 */
export function editionSign(head: HeldHead, isVerified: boolean, now: Date): EditionSign {
  const { newest, guide, issued, edition } = head;
  const clock = clockFloor(now, newest.issued).getTime();
  const expired = Object.entries(newest.expires)
    .filter(([, expires]) => Date.parse(expires) <= clock)
    .map(([role]) => role);
  const { symbolsFinal } = guide.election.calendar;
  const dates = { issued, symbolsFinal, expired, edition, newestEdition: newest.edition, isVerified };
  const state = editionState(dates, now);
  const hasNewer = newest.edition > edition;
  // Then it is the phone that is behind, and no newer file helps.
  const isClockBehind = state === 'out-of-date' && !hasNewer && now.getTime() < Date.parse(issued);
  const word = isClockBehind ? 'clock' : state;
  return {
    state,
    ...signs[state],
    word: `state.${word}`,
    text: `state.${word}-text`,
    edition,
    newest: hasNewer ? newest.edition : null,
  };
}
