// When the voter of the chosen seats votes, by the guide's calendar and notices, and how a screen says it.
import { clockFloor } from '../../core/guide/meaning/age.ts';
import { type VotingContest, type VotingTime, votingTime } from '../../core/guide/meaning/voting-time.ts';
import { formatDay } from '../../words/dates.ts';
import { t } from '../say.ts';
import type { KnownBallot } from '../seat/voter-ballots.ts';
import { getState, getWorld } from '../world.ts';

/** When one contest is voted on, or the election where it is null; null without a guide. */
export function contestTime(contest: VotingContest | null): VotingTime | null {
  const { head } = getState();
  if (!head) return null;
  const now = clockFloor(getWorld().now(), head.newest.issued);
  const { election } = head.guide;
  const over = toldOver();
  const calendar = { ...election.calendar, ...(over !== undefined && { over }) };
  return votingTime({ ...election, calendar }, contest, now, -now.getTimezoneOffset());
}

/** The end of the whole election, as the calendar or a signed notice first says it. */
function toldOver(): string | undefined {
  const { head } = getState();
  const notices = head?.notices.filter(({ kind, contest, regions }) => kind === 'over' && !contest && !regions) ?? [];
  const told = [head?.guide.election.calendar.over, ...notices.map(({ at }) => at)];
  return told.filter((at): at is string => at !== undefined).sort()[0];
}

const order: readonly VotingTime['phase'][] = ['open', 'today', 'before', 'closed', 'over', 'postponed', 'off'];

/** The next time that the voter votes: the first of the ballots' own times, else the election's. */
export function voterTime(known: readonly KnownBallot[]): VotingTime | null {
  const times = known.flatMap(({ card }) => contestTime(card.contest) ?? []);
  const [first] = times.sort((a, b) => order.indexOf(a.phase) - order.indexOf(b.phase) || a.daysLeft - b.daysLeft);
  return first ?? contestTime(null);
}

/** What a time is in a few words: "In 12 days", "Open now". */
export function sayPhase({ phase, daysLeft }: VotingTime): string {
  if (phase === 'before') {
    return daysLeft > 1 ? t('day.in', { n: daysLeft }) : t(daysLeft === 1 ? 'day.tomorrow' : 'phase.today');
  }
  return t(`phase.${phase}`);
}

/** That a contest has a day of its own; "" where it has none. */
export function sayOwnDay({ day, rerun }: VotingContest): string {
  if (day === undefined) return '';
  return t(rerun ? 'day.rerun' : 'day.own', { date: formatDay(getState().words, day) });
}
