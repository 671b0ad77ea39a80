// Contests: that each is on a ballot, asks or follows what its kind needs, and has a key like the others of its ballot.
import type { Content, ContestEntry } from '../../content/content.ts';
import { contestsSpec } from '../../content/rows/read-tables.ts';
import type { Reporter } from '../reporter.ts';

export function checkContests(content: Content, report: Reporter): void {
  const { contests, guide } = content;
  const ids = new Set(contests.map(({ id }) => id));
  const ballots = new Set(guide.ballots.map(({ id }) => id));
  if (contests.length === 0) {
    const place = { file: contestsSpec.file, row: 1 };
    report.error(
      place,
      'id',
      'no-contests',
      'there are no contests',
      'import a list of candidates: nishan import --help',
    );
  }
  report.doubles(contests, 'id', ({ id }) => id);
  for (const contest of contests) {
    report.reference(contest, 'ballot', 'ballot', contest.ballot, ballots);
    if (contest.previousContestId !== null) {
      report.reference(contest, 'previousContestId', 'contest', contest.previousContestId, ids);
    }
    if (contest.kind === 'referendum' && Object.keys(contest.question).length === 0) {
      report.error(
        contest,
        'question',
        'no-question',
        `the referendum ${contest.id} asks nothing`,
        'fill in the question',
      );
    }
    if (contest.kind === 'run-off' && contest.previousContestId === null) {
      const fix = 'name the first round, or make it an ordinary contest';
      report.warning(contest, 'previousContestId', 'no-first-round', `the run-off ${contest.id} follows nothing`, fix);
    }
    if (contest.isRerun && contest.day === null) {
      const fix = 'fill in the day; until it is known, set the state to postponed';
      report.error(contest, 'day', 'rerun-without-day', `nobody is told when ${contest.id} is voted on again`, fix);
    }
  }
  checkKeys(contests, report);
  report.languages(
    contests,
    'name',
    ({ name }) => name,
    ({ id }) => id,
  );
}

/** A key with other letters than the rest of its ballot is a slip that sends voters to the wrong list. */
function checkKeys(contests: readonly ContestEntry[], report: Reporter): void {
  const lettersOf = (id: string): string => /^(\D*)/.exec(id)?.[1] ?? '';
  const byBallot = new Map<string, Map<string, number>>();
  for (const { ballot, id } of contests) {
    const counts = byBallot.get(ballot) ?? new Map<string, number>();
    counts.set(lettersOf(id), (counts.get(lettersOf(id)) ?? 0) + 1);
    byBallot.set(ballot, counts);
  }
  for (const contest of contests) {
    const counts = byBallot.get(contest.ballot) ?? new Map<string, number>();
    const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
    const [usual] = [...counts].sort(([, m], [, n]) => n - m);
    const own = counts.get(lettersOf(contest.id)) ?? 0;
    if (!usual || usual[1] < 5 || own > 1 || usual[1] / total < 0.8 || usual[0] === lettersOf(contest.id)) continue;
    const message = `"${contest.id}" does not fit the ballot ${contest.ballot}, whose keys begin with "${usual[0]}"`;
    report.error(contest, 'id', 'seat-key-misfit', message, 'correct the key, or the ballot');
  }
}
