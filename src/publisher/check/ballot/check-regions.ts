// Regions: that every contest is in one, that each fits a file, and that no seat stands apart from its neighbours.
import { maxFileBytes } from '../../../core/guide/format/blob.ts';
import { maxInflatedBytes } from '../../../core/guide/format/pack.ts';
import { packJson } from '../../../core/guide/format/pack-json.ts';
import type { CandidateEntry, Content, ContestEntry, RegionEntry } from '../../content/content.ts';
import type { Reporter } from '../reporter.ts';

/** As the core's shard parser has them. */
const maxShardCandidates = 50_000;
const maxShardContests = 5_000;

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
      const fix = 'remove the row where an import with wrong columns made it; leave it where the seat may come back';
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
  report.languages(
    regions,
    'regionName',
    ({ regionName }) => regionName,
    ({ contest, region }) => `${contest} ${region}`,
  );
  checkNeighbours({ contests, regions }, report);
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

/** So many seats in a row may stand between two parts of another region before they count as a place of their own. */
const maxIsland = 2;

/**
 * Seats are numbered along the map: one whose numbers before and after lie together in another region was mostly put
 * into the wrong one by the likeness of a name.
 */
function checkNeighbours({ contests, regions }: Pick<Content, 'contests' | 'regions'>, report: Reporter): void {
  const rowsOf = new Map<string, RegionEntry[]>();
  for (const row of regions) rowsOf.set(row.contest, [...(rowsOf.get(row.contest) ?? []), row]);
  for (const seats of numberedSeats(contests)) {
    const inRegion = (i: number, region: string): boolean =>
      (rowsOf.get(seats[i]?.id ?? '') ?? []).some((row) => row.region === region);
    for (let i = 1; i < seats.length - 1; i++) {
      const row = rowsOf.get(seats[i]?.id ?? '')?.[0];
      const around = rowsOf.get(seats[i - 1]?.id ?? '')?.[0]?.region;
      if (!row || around === undefined || inRegion(i, around)) continue;
      let end = i + 1;
      while (end < seats.length && end - i < maxIsland && !inRegion(end, around) && inRegion(end, row.region)) end++;
      if (!inRegion(end, around) || !isUnbroken(seats, i - 1, end)) continue;
      const names = seats.slice(i, end).map(({ id }) => id);
      const message = `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} in ${row.region}, and the seats numbered before and after in ${around}`;
      const fix = 'look at the map: correct regions.csv before it is published, else sign it off';
      report.gate(row, 'region', 'neighbours-disagree', message, fix, `${names.join(' ')}: ${row.region} in ${around}`);
    }
  }
}

interface NumberedSeat {
  readonly id: string;
  readonly number: number;
}

/** Seats by ballot and by what stands before their number, in the order of the numbers. */
function numberedSeats(contests: readonly ContestEntry[]): readonly (readonly NumberedSeat[])[] {
  const lists = new Map<string, NumberedSeat[]>();
  for (const { id, ballot } of contests) {
    const [, stem = '', digits = ''] = /^(.*?)(\d{1,9})$/.exec(id) ?? [];
    if (digits === '') continue;
    const list = lists.get(`${ballot} ${stem}`) ?? [];
    list.push({ id, number: Number(digits) });
    lists.set(`${ballot} ${stem}`, list);
  }
  return [...lists.values()].map((list) => list.sort((a, b) => a.number - b.number));
}

/** Whether no number is left out between two places of the list. */
function isUnbroken(seats: readonly NumberedSeat[], from: number, to: number): boolean {
  return (seats[to]?.number ?? 0) - (seats[from]?.number ?? 0) === to - from;
}
