// Below a card: the voting day with its countdown, and the slip that goes along where phones may not.

import { Button } from '../kit/buttons/button.tsx';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import type { KnownBallot } from '../seat/voter-ballots.ts';
import { useMinutes } from './use-minutes.ts';
import { sayPhase, voterTime } from './voter-time.ts';

export function DayButtons({ known }: { readonly known: readonly KnownBallot[] }) {
  useMinutes();
  const time = voterTime(known);
  if (!time) return null;
  return (
    <>
      <Button icon="day" label={`${t('day.title')} · ${sayPhase(time)}`} onPress={() => void go({ screen: 'day' })} />
      <Button icon="pencil" label={t('copy.title')} onPress={() => void go({ screen: 'copy' })} />
    </>
  );
}
