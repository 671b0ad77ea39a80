// Contests, regions and candidates: that they fit each other, and that no voter can be shown two of one symbol.

import { maxFileBytes } from '../../core/guide/blob.ts';
import { maxInflatedBytes } from '../../core/guide/pack.ts';
import { packJson } from '../../core/guide/pack-json.ts';
import type { CandidateEntry, Content, ContestEntry } from '../content/content.ts';
import { contestsSpec } from '../content/read-tables.ts';
import type { Reporter } from './reporter.ts';

/** As the core's shard parser has them. */
const maxShardCandidates = 50_000;
const maxShardContests = 5_000;

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
  report.languages(contests, 'name', ({ name }) => name);
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

export function checkRegions({ contests, regions, candidates }: Content, report: Reporter): void {
  const ids = new Set(contests.map(({ id }) => id));
  const placed = new Set(regions.map(({ contest }) => contest));
  for (const contest of contests) {
    if (placed.has(contest.id)) continue;
    const fix = 'add a row to regions.csv; never move the seats that are in it';
    report.error(contest, 'id', 'no-region', `${contest.id} is in no region, so no phone would get it`, fix);
  }
  report.doubles(regions, 'contest', ({ contest, region }) => `${contest} in ${region}`);
  const byRegion = new Map<string, string[]>();
  const names = new Map<string, string>();
  for (const row of regions) {
    const held = byRegion.get(row.region) ?? [];
    if (ids.has(row.contest)) held.push(row.contest);
    else {
      const fix = 'leave the row where the seat may come back, else remove it';
      report.warning(row, 'contest', 'unknown-contest', `there is no contest "${row.contest}"`, fix);
    }
    byRegion.set(row.region, held);
    const name = JSON.stringify(row.regionName);
    const known = names.get(row.region) ?? name;
    names.set(row.region, known);
    if (known !== name) {
      const message = `the region ${row.region} has another name in an earlier row`;
      report.warning(row, 'regionName', 'two-region-names', message, 'write the same name in each of its rows');
    }
  }
  checkSizes(byRegion, { regions, candidates }, report);
  report.languages(regions, 'regionName', ({ regionName }) => regionName);
}

function checkSizes(
  byRegion: ReadonlyMap<string, readonly string[]>,
  { regions, candidates }: Pick<Content, 'regions' | 'candidates'>,
  report: Reporter,
): void {
  const ofContest = new Map<string, CandidateEntry[]>();
  for (const candidate of candidates) {
    const list = ofContest.get(candidate.contest) ?? [];
    list.push(candidate);
    ofContest.set(candidate.contest, list);
  }
  for (const [region, contests] of byRegion) {
    const row = regions.find((each) => each.region === region) ?? { file: 'regions.csv', row: 1 };
    if (contests.length === 0) {
      const message = `the region ${region} has no contest`;
      report.error(row, 'region', 'empty-region', message, 'remove its rows, or bring its seats back');
    }
    const rows = contests.flatMap((contest) => ofContest.get(contest) ?? []);
    if (contests.length > maxShardContests || rows.length > maxShardCandidates || isTooLarge(rows)) {
      const message = `the region ${region} is too large for one file (${contests.length} contests, ${rows.length} candidates)`;
      report.error(row, 'region', 'region-too-large', message, 'split it into several regions');
    }
  }
}

/** Whether the candidates alone would burst a file's cap, inflated or as it travels. */
function isTooLarge(rows: readonly CandidateEntry[]): boolean {
  const inflated = rows.reduce((sum, { name }) => sum + 24 + 3 * Object.values(name).join('').length, 0);
  if (inflated > maxInflatedBytes) return true;
  if (inflated <= maxFileBytes) return false;
  const columns = rows.map(({ serial, name, party, symbol }) => [serial, name, party, symbol]);
  return packJson(columns).packed.length > maxFileBytes;
}

export function checkCandidates(content: Content, report: Reporter): void {
  const { candidates, contests } = content;
  const byId = new Map(contests.map((contest) => [contest.id, contest]));
  const parties = new Set(content.parties.map(({ id }) => id));
  const symbols = new Set(content.symbols.map(({ code }) => code));
  report.doubles(candidates, 'serial', ({ contest, serial }) => `${contest} serial ${serial}`);
  const symbolsOf = new Map<string, CandidateEntry>();
  const filled = new Set<string>();
  for (const row of candidates) {
    report.reference(row, 'contest', 'contest', row.contest, byId);
    if (row.party !== null) report.reference(row, 'party', 'party', row.party, parties);
    filled.add(row.contest);
    if (Object.keys(row.name).length === 0) {
      report.error(row, 'name', 'no-name', 'the candidate has no name in any language', 'fill in a name');
    }
    checkMark(row, byId.get(row.contest), report);
    if (row.symbol === null) continue;
    report.reference(row, 'symbol', 'symbol', row.symbol, symbols);
    const key = `${row.contest} ${row.symbol}`;
    const before = symbolsOf.get(key);
    if (before) {
      const message = `in ${row.contest} serial ${before.serial} (row ${before.row}) has the symbol "${row.symbol}" too`;
      const fix = 'find out who has it; until then set the contest to under-review';
      report.error(row, 'symbol', 'doubled-symbol', message, fix);
    } else symbolsOf.set(key, row);
  }
  for (const contest of contests) {
    if (contest.state !== 'open' || contest.kind === 'referendum' || filled.has(contest.id)) continue;
    const fix = 'add its candidates, or set its state to under-review';
    report.error(contest, 'state', 'no-candidates', `${contest.id} is open and has no candidates`, fix);
  }
  report.languages(candidates, 'name', ({ name }) => name);
}

function checkMark(row: CandidateEntry, contest: ContestEntry | undefined, report: Reporter): void {
  if (contest?.state !== 'open' || row.isWithdrawn) return;
  if (contest.mark === 'symbol' && row.symbol === null) {
    const fix = 'fill in the symbol, or take the row out and mark the contest incomplete';
    report.error(row, 'symbol', 'no-symbol', `${row.contest} serial ${row.serial} has no symbol`, fix);
  }
  if (contest.mark === 'photograph' && row.photo === null) {
    const message = `${row.contest} serial ${row.serial} has no photograph, which is what its ballot shows`;
    report.error(row, 'photo', 'no-photo', message, 'add the photograph');
  }
}
