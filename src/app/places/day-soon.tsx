// The voting day beside the way to it: in full from the day before, else one line below everything else.
import { formatDay } from '../../words/dates.ts';
import { voterTime } from '../day/voter-time.ts';
import { VotingDay } from '../day/voting-day.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { voterBallots } from '../seat/voter-ballots.ts';
import { getState } from '../world.ts';

/** Draws it where its turn is: `isSoon` stands on top. */
export function DaySoon({ isSoon }: { readonly isSoon: boolean }) {
  const { head, place, regions, words } = getState();
  const time = voterTime(voterBallots(place.seats, regions.values()).known);
  if (!head || !time) return null;
  const isFar = time.phase === 'before' && time.daysLeft > 1;
  if (isFar === isSoon) return null;
  if (!isFar) return <VotingDay isLink />;
  const label = `${t('day.title')} · ${formatDay(words, time.day)}`;
  return <Button icon="day" label={label} onPress={() => void go({ screen: 'day' })} />;
}
