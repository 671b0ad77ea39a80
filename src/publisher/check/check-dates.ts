// Dates that cannot be true together.
import type { Content, ContestEntry } from '../content/content.ts';
import type { Fault } from '../content/fault.ts';
import { guideFileName } from '../content/guide-file/read-guide-file.ts';
import type { Reporter } from './reporter.ts';

const fix = 'correct the date that is wrong';

export function checkDates(content: Content, report: Reporter): void {
  const { guide, contests } = content;
  const { election, events } = guide;
  const { date, calendar, hours } = election;
  // A day begins up to 14 hours before and ends up to 12 hours after the same day in UTC.
  const begins = Date.parse(`${date}T00:00:00Z`) - 14 * 3_600_000;
  const ends = Date.parse(`${date}T00:00:00Z`) + 36 * 3_600_000;
  if (calendar.symbolsFinal !== undefined && Date.parse(calendar.symbolsFinal) > ends) {
    const message = `symbols are final (${calendar.symbolsFinal}) only after the election (${date})`;
    report.guideError('election.calendar.symbolsFinal', 'contradicting-dates', message, fix);
  }
  if (calendar.over !== undefined && Date.parse(calendar.over) < begins) {
    const message = `the election is over (${calendar.over}) before it is held (${date})`;
    report.guideError('election.calendar.over', 'contradicting-dates', message, fix);
  }
  if (hours && hours.closes <= hours.opens) {
    const message = `polling closes (${hours.closes}) before it opens (${hours.opens})`;
    report.guideError('election.hours', 'contradicting-dates', message, 'write both on the 24-hour clock');
  }
  events.forEach(({ id, day, starts, ends: end }, i) => {
    if (starts === undefined) return;
    if (end !== undefined && end < starts) {
      report.guideError(`events[${i}].ends`, 'contradicting-dates', `the event "${id}" ends before it starts`, fix);
    }
    if (Math.abs(Date.parse(starts) - Date.parse(`${day}T12:00:00Z`)) > 36 * 3_600_000) {
      report.guideError(`events[${i}].starts`, 'contradicting-dates', `the event "${id}" starts on another day`, fix);
    }
  });
  if (calendar.over !== undefined && calendar.symbolsFinal !== undefined && calendar.over < calendar.symbolsFinal) {
    const message = `the election is over (${calendar.over}) before its symbols are final (${calendar.symbolsFinal})`;
    report.guideError('election.calendar.over', 'contradicting-dates', message, fix);
  }
  checkEventDays(content, report);
  checkContestDays(contests, date, report);
}

/** The day of the last contest, a run-off or one that is put off too. */
function lastVote({ contests, date }: { readonly contests: readonly ContestEntry[]; readonly date: string }): string {
  return contests.reduce((day, contest) => (contest.day !== null && contest.day > day ? contest.day : day), date);
}

const dayMs = 86_400_000;
/** Until a result is official, weeks may go by; a year that is mistyped is further away than that. */
const longPastDays = 14;

/**
 * A vote that is long past, and nothing says that it is over: a date of last time, or a guide that nobody ended. It is told
 * where people look after a guide and hinders nothing: what is built is the same.
 * @param now when the guide is checked
 * @returns a warning; null where nothing is wrong, and for a demo, whose date is made up
 */
export function longPastVote({ guide: { election, demo }, contests, dir }: Content, now: Date): Fault | null {
  const last = lastVote({ contests, date: election.date });
  const days = Math.floor((now.getTime() - Date.parse(`${last}T00:00:00Z`)) / dayMs);
  if (demo || election.calendar.over !== undefined || !(days > longPastDays)) return null;
  const message = `the last vote was on ${last}, ${days} days ago, and nothing says that this election is over`;
  const fix = `correct the date; where it is right, end the guide: nishan retire --guide ${dir} --text "…"`;
  return { severity: 'warning', code: 'long-past', file: guideFileName, column: 'election.date', message, fix };
}

const campaigning = new Set(['rally', 'desk', 'pick-up']);

/** Nobody campaigns, registers or picks slips up for a vote that is past. */
function checkEventDays({ guide: { events, election }, contests }: Content, report: Reporter): void {
  const last = lastVote({ contests, date: election.date });
  events.forEach(({ id, kind, day, state }, i) => {
    if (day <= last || state === 'cancelled' || !campaigning.has(kind)) return;
    const message = `"${id}" is on ${day}, and the last vote on ${last}`;
    report.guideGate(`events[${i}].day`, 'event-after-vote', message, fix, `${id} ${day}`);
  });
}

function checkContestDays(contests: readonly ContestEntry[], date: string, report: Reporter): void {
  const byId = new Map(contests.map((contest) => [contest.id, contest]));
  for (const contest of contests) {
    const { id, day, isRerun, state, previousContestId } = contest;
    if (day === null) continue;
    if (isRerun && day <= date) {
      const message = `${id} is voted on again on ${day}, which is not after ${date}`;
      report.error(contest, 'day', 'contradicting-dates', message, fix);
    } else if (state === 'postponed' && day <= date) {
      const message = `${id} is postponed to ${day}, which is not after ${date}`;
      report.error(contest, 'day', 'contradicting-dates', message, fix);
    }
    const first = previousContestId === null ? undefined : byId.get(previousContestId);
    if (first && day <= (first.day ?? date)) {
      const message = `${id} is held on ${day}, and the round before it, ${first.id}, on ${first.day ?? date}`;
      report.error(contest, 'day', 'contradicting-dates', message, fix);
    }
  }
}
