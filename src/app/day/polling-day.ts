// Whether today is the day that counts, by the place's own calendar: then nobody is asked about the app itself.
import { votingTime } from '../../core/guide/meaning/voting-time.ts';
import { voterBallots } from '../seat/voter-ballots.ts';
import type { State } from '../state.ts';

/** The election's day, or that of a chosen or remembered seat which votes on another. */
export function isPollingDay(
  { head, place, voters, regions }: Pick<State, 'head' | 'place' | 'voters' | 'regions'>,
  now: Date,
): boolean {
  if (!head) return false;
  const { known } = voterBallots([...place.seats, ...voters.flat()], regions.values());
  const contests = [null, ...known.map(({ card }) => card.contest)];
  const offset = -now.getTimezoneOffset();
  return contests.some((contest) => votingTime(head.guide.election, contest, now, offset).daysLeft === 0);
}
