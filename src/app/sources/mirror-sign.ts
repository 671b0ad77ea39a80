// How a mirror's last result is shown: a shape, a colour and a word together, and what comes first in a list of them.
import type { MirrorResult } from '../../io/mirror/mirror-result.ts';
import type { Tone } from '../held/edition-sign.ts';

/** `bad` is for what no honest mirror does; what fails by chance or by a censor's hand is `old`: try another. */
export const mirrorTones: Readonly<Record<MirrorResult, Tone>> = {
  untried: 'note',
  fine: 'good',
  old: 'old',
  missing: 'old',
  unreachable: 'old',
  unreadable: 'old',
  redirected: 'old',
  refused: 'old',
  slow: 'old',
  'cut-short': 'old',
  'block-page': 'old',
  'too-long': 'bad',
  tampered: 'bad',
};

const toneOrder: readonly Tone[] = ['good', 'note', 'calm', 'old', 'bad'];

/** Works, not known yet, does not work, switched off; lower comes first. */
export function mirrorRank({ result, isOn }: { readonly result: MirrorResult; readonly isOn: boolean }): number {
  return (isOn ? 0 : toneOrder.length) + toneOrder.indexOf(mirrorTones[result]);
}
