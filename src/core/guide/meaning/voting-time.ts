// When a seat votes, and what that means at a moment: days before, hours before, open, closed, over, postponed. The
// place's own clock counts, not the phone's time zone. Pure; `now` is passed.
import type { Election } from '../guide.ts';
import type { ContestRow } from '../shard.ts';

/**
 * `before`: not open yet. `today`: the day, whose hours nobody has said. `open`: now. `closed`: the day is behind.
 * `over`: the publisher says so. `postponed`: without a new day. `off`: there is no vote here.
 */
export type VotingPhase = 'before' | 'today' | 'open' | 'closed' | 'over' | 'postponed' | 'off';

/** What the voting day is to a moment. */
export interface VotingTime {
  readonly phase: VotingPhase;
  /** "2027-02-08", by the place's calendar. */
  readonly day: string;
  /** Days of the place's calendar until then: 0 on it, 1 on its eve, below 0 after it. */
  readonly daysLeft: number;
  /** ms since 1970; null where the guide tells no hours. */
  readonly opensMs: number | null;
  readonly closesMs: number | null;
  /** How far the place's clock is from UTC, in minutes: 300 for "+05:00". */
  readonly offsetMinutes: number;
}

/** What is asked of a contest: its own day, where it has one. */
export type VotingContest = Pick<ContestRow, 'state' | 'day' | 'rerun'>;

const minuteMs = 60_000;
const dayMs = 86_400_000;

/**
 * @param contest null for the election as a whole
 * @param deviceOffset minutes from UTC by the phone's own clock: used where the guide tells no offset
 */
export function votingTime(
  { date, hours, calendar }: Pick<Election, 'date' | 'hours' | 'calendar'>,
  contest: VotingContest | null,
  now: Date,
  deviceOffset: number,
): VotingTime {
  const day = contest?.day ?? date;
  const offsetMinutes = hours ? readOffset(hours.offset) : deviceOffset;
  const midnight = Date.parse(`${day}T00:00:00Z`) - offsetMinutes * minuteMs;
  const opensMs = hours ? midnight + readClock(hours.opens) : null;
  const closesMs = hours ? midnight + readClock(hours.closes) : null;
  const daysLeft = 0 - Math.floor((now.getTime() - midnight) / dayMs);
  const times = { day, daysLeft, opensMs, closesMs, offsetMinutes };
  return { ...times, phase: phaseAt(times, date, calendar, contest, now.getTime()) };
}

function phaseAt(
  { day, daysLeft, opensMs, closesMs }: Omit<VotingTime, 'phase' | 'offsetMinutes'>,
  date: string,
  calendar: Election['calendar'],
  contest: VotingContest | null,
  nowMs: number,
): VotingPhase {
  const hasOwnDay = contest?.day !== undefined;
  if (contest?.state === 'withdrawn' || contest?.state === 'uncontested') return 'off';
  // An end that was said for all says nothing of a seat that votes later.
  if (isPast(calendar.over, nowMs) && !(hasOwnDay && day > date)) return 'over';
  if (!hasOwnDay && (contest?.state === 'postponed' || isPast(calendar.postponed, nowMs))) return 'postponed';
  if (opensMs === null || closesMs === null) return daysLeft > 0 ? 'before' : daysLeft === 0 ? 'today' : 'closed';
  if (nowMs < opensMs) return 'before';
  return nowMs < closesMs ? 'open' : 'closed';
}

function isPast(instant: string | undefined, nowMs: number): boolean {
  return instant !== undefined && Date.parse(instant) <= nowMs;
}

/** "08:30" as ms after midnight. */
function readClock(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':');
  return (Number(hours) * 60 + Number(minutes)) * minuteMs;
}

/** "+05:00" as 300. */
function readOffset(offset: string): number {
  const minutes = readClock(offset.slice(1)) / minuteMs;
  return offset.startsWith('-') ? -minutes : minutes;
}
