// From a Voting Information Project feed to a content folder: contests, who stands, parties, polling places with hours,
// precincts. Every element that is used or left out is accounted for.
import { basename } from 'node:path';
import type { Text } from '../../core/guide/format/text.ts';
import type { Content } from '../content/content.ts';
import type { Fault } from '../content/fault.ts';
import { readFolderFile } from '../content/folder.ts';
import { guideFileName } from '../content/guide-file/read-guide-file.ts';
import { readContent } from '../content/read-content.ts';
import { readReview } from '../content/review.ts';
import { compareSeats, expectedSeats } from '../content/rows/expected-seats.ts';
import { writeHours } from '../content/rows/hours-text.ts';
import { addToGuideFile } from './add-to-guide-file.ts';
import { finishImport } from './finish-import.ts';
import { readSourceBytes } from './formats/read-source.ts';
import { readVipFeed, type VipFeed } from './formats/vip-feed.ts';
import type { ImportOptions, ImportResult } from './import-options.ts';
import { reportOf, reportsFolder } from './import-report.ts';
import type { CellRow } from './merge/cell-table.ts';
import type { ProposedTable } from './merge/merge-table.ts';
import { refuseUnsafe } from './refuse-unsafe.ts';
import { type RowVerdict, reviewItemsOf } from './row-verdict.ts';
import { proposeRegions } from './seats/propose-regions.ts';
import { cleanText } from './text/clean-text.ts';
import { idOfText } from './text/id-of-text.ts';
import { sourceName } from './text/source-name.ts';

const files = ['contests.csv', 'candidates.csv', 'parties.csv', 'places.csv', 'areas.csv', 'regions.csv'];
/** Papers of a feed: people are elected on one, questions answered on the other. */
const ballotOf = { candidates: 'OFFICES', referendum: 'MEASURES' } as const;

type Verdict = RowVerdict & { readonly found: string };

/** @throws FaultError `not-vip`, and what every import throws */
export async function importVip(options: ImportOptions): Promise<ImportResult> {
  const { file, into, progress } = options;
  progress?.('reading the folder');
  const { content, faults } = await readContent(into);
  refuseUnsafe(faults, new Set(files));
  progress?.('reading the feed');
  const feed = readVipFeed(await readSourceBytes(file), basename(file));
  const name = sourceName('vip', options.source ?? file);
  const before = await readReview(into, name);
  const dropped = new Set(before.filter(({ answer }) => answer.toLowerCase() === 'drop').map(({ id }) => id));
  const { verdicts, proposed, ballots } = judgeFeed(feed, content, dropped);
  const underReview = feed.contests.filter(({ choices }) => choices.length === 0);
  const report = reportOf(
    basename(file),
    verdicts,
    underReview.map(({ id }) => ({ id, faults: [{ code: 'no-candidates', text: '' }], isIncomplete: true })),
    { contests: feed.contests.map(({ id }) => id), symbols: [], parties: feed.parties.map(({ id }) => id) },
    compareSeats(expectedSeats(content), new Set(feed.contests.map(({ id }) => id)), true),
  );
  const yaml = new TextDecoder().decode((await readFolderFile(into, guideFileName)) ?? new Uint8Array());
  progress?.('writing');
  const finished = await finishImport({
    dir: into,
    name,
    proposed,
    report,
    open: reviewItemsOf(verdicts, ({ found }) => found),
    before,
    standing: new Map(verdicts.map(({ row }) => [row.id, row.row])),
    files: new Map([[guideFileName, addToGuideFile(yaml, { ballots, languages: [] }, content.guide.ballots.length)]]),
  });
  return {
    kind: 'vip',
    ...report.counts,
    seats: feed.contests.length,
    underReview: underReview.length,
    regions: new Set([...content.regions, ...placementsOf(feed, content)].map(({ region }) => region)).size,
    report: `${reportsFolder}/${name}.json`,
    account: report,
    ...finished,
    map: new Map(),
    mapFrom: 'format',
    unused: [],
    faults: warningsOf(feed, content, basename(file)),
  };
}

interface JudgedFeed {
  readonly verdicts: readonly Verdict[];
  readonly proposed: readonly ProposedTable[];
  readonly ballots: readonly string[];
}

function judgeFeed(feed: VipFeed, content: Content, dropped: ReadonlySet<string>): JudgedFeed {
  const { languages } = content.guide;
  const verdicts: Verdict[] = [];
  /** @returns whether the element comes in */
  const judge = (id: string, seat: string, found: string, fault: readonly [string, string] | null): boolean => {
    const isDropped = dropped.has(id);
    const held = isDropped ? { code: 'dropped', text: 'answered: drop' } : fault && { code: fault[0], text: fault[1] };
    const row = { row: verdicts.length + 1, id, answer: isDropped ? { isDropped } : null };
    verdicts.push({ row, seat, mends: [], held, found });
    return held === null;
  };
  const texts = (stem: string, text: Text): Record<string, string> =>
    Object.fromEntries(
      languages.map((language) => [`${stem}:${language}`, cleanText(text[language] ?? '', language).text]),
    );
  const label = (text: Text): string => languages.map((language) => text[language]).find(Boolean) ?? '';
  const partyIds = new Map(
    feed.parties.map(({ id, short, name }) => [id, idOfText((short || label(name)).toLowerCase())]),
  );
  const parties = feed.parties
    .filter(({ id, name }) =>
      judge(id, '', label(name), label(name) === '' ? ['no-name', 'the party has no name'] : null),
    )
    .map(({ id, name, short }) => ({
      id: partyIds.get(id) ?? '',
      ...texts('name', name),
      ...texts('short', short === '' ? {} : { [languages[0] ?? 'en']: short }),
    }));
  const contests: CellRow[] = [];
  const candidates: CellRow[] = [];
  for (const contest of feed.contests) {
    const isEmpty = contest.choices.length === 0;
    judge(contest.id, contest.id, label(contest.name), null);
    let serial = 0;
    let isShort = false;
    for (const { id, name, party } of contest.choices) {
      serial++;
      const fault =
        label(name) === '' ? (['no-name', 'the selection has no name in the guide’s languages'] as const) : null;
      if (!judge(id, contest.id, label(name), fault)) isShort = true;
      else {
        const own = party === null ? '' : (partyIds.get(party) ?? '');
        candidates.push({ contest: contest.id, serial: String(serial), ...texts('name', name), party: own });
      }
    }
    contests.push({
      ...{ id: contest.id, ballot: ballotOf[contest.kind], kind: contest.kind, mark: 'nothing' },
      ...{
        ...texts('name', contest.name),
        ...texts('district', contest.district),
        ...texts('question', contest.question),
      },
      ...{ state: isEmpty ? 'under-review' : 'open', incomplete: isEmpty || isShort ? 'yes' : '' },
      places: contest.places === null ? '' : String(contest.places),
    });
  }
  for (const { id, name } of feed.unused)
    judge(id, '', label(name), ['not-on-a-ballot', 'no contest of the feed has this candidate']);
  const places = judgePlaces(feed, judge, texts, label);
  const areas = feed.precincts
    .filter(({ id, name, contests: own }) =>
      judge(
        id,
        own[0] ?? '',
        label(name),
        own.length === 0 ? ['no-contest', 'no contest of the feed is voted on in this precinct'] : null,
      ),
    )
    .map((precinct) => ({
      ...{ id: precinct.id, ...texts('name', precinct.name), contests: precinct.contests.join(';') },
      ...{ 'places:all': precinct.places.join(';'), serves: precinct.number },
    }));
  const placements = placementsOf(feed, content).map(({ contest, region, regionName }) => ({
    ...{ contest, region, ...texts('regionName', regionName) },
  }));
  const known = new Set(content.guide.ballots.map(({ id }) => id));
  const ballots = [...new Set(feed.contests.map(({ kind }) => ballotOf[kind]))].filter((id) => !known.has(id));
  return {
    verdicts,
    ballots,
    proposed: tablesOf({ contests, candidates, parties, places, areas, placements }, languages),
  };
}

function judgePlaces(
  feed: VipFeed,
  judge: (id: string, seat: string, found: string, fault: readonly [string, string] | null) => boolean,
  texts: (stem: string, text: Text) => Record<string, string>,
  label: (text: Text) => string,
): readonly CellRow[] {
  return feed.places.flatMap(({ id, name, address, position, hours, ways, contests }) => {
    const shown = label(name) || address;
    const fault =
      contests.length === 0
        ? (['no-contest', 'no precinct or locality of the feed votes there'] as const)
        : shown === ''
          ? (['no-name', 'the place has neither name nor address'] as const)
          : null;
    if (!judge(id, contests[0] ?? '', [label(name), address].filter(Boolean).join(' · '), fault)) return [];
    const row = {
      ...{ id, number: '', ...texts('name', label(name) === '' ? { en: address } : name), kind: 'all' },
      ...{
        ...texts('address', { en: address }),
        latitude: position?.latitude ?? '',
        longitude: position?.longitude ?? '',
      },
      ...{ hours: writeHours(hours), ways: ways.join(';') },
    };
    return contests.map((contest) => ({ contest, ...row }));
  });
}

function tablesOf(
  rows: Readonly<Record<'contests' | 'candidates' | 'parties' | 'places' | 'areas' | 'placements', readonly CellRow[]>>,
  languages: readonly string[],
): readonly ProposedTable[] {
  const of = (stem: string): readonly string[] => languages.map((language) => `${stem}:${language}`);
  const table = (
    file: string,
    key: readonly string[],
    says: readonly string[],
    more: readonly string[],
    own: readonly CellRow[],
  ): ProposedTable => ({
    ...{ file, key, header: [...says, ...more], says, rows: own },
  });
  const contest = [
    'id',
    'ballot',
    ...of('name'),
    ...of('district'),
    'kind',
    'mark',
    'state',
    'incomplete',
    'places',
    ...of('question'),
  ];
  return [
    table('parties.csv', ['id'], ['id', ...of('name'), ...of('short')], [], rows.parties),
    { ...table('contests.csv', ['id'], contest, of('note'), rows.contests), rules: ['state', 'incomplete'] },
    {
      ...table('regions.csv', ['contest', 'region'], ['contest', 'region', ...of('regionName')], [], rows.placements),
      isFrozen: true,
    },
    {
      ...table(
        'candidates.csv',
        ['contest', 'serial'],
        ['contest', 'serial', ...of('name'), 'party'],
        ['symbol', 'photo', 'sound', 'withdrawn'],
        rows.candidates,
      ),
      ofName: ['photo', 'sound', 'withdrawn'],
    },
    table(
      'places.csv',
      ['contest', 'id'],
      ['contest', 'id', 'number', ...of('name'), 'kind', ...of('address'), 'latitude', 'longitude', 'hours', 'ways'],
      ['accessible', 'serves'],
      rows.places,
    ),
    table(
      'areas.csv',
      ['id'],
      ['id', ...of('name'), 'contests', 'places:all', 'serves'],
      ['places:men', 'places:women'],
      rows.areas,
    ),
  ];
}

/** A feed is of one place: its contests travel together. */
function placementsOf(feed: VipFeed, content: Content): ReturnType<typeof proposeRegions> {
  const seats = feed.contests.map(({ id, kind, name, choices }) => ({
    ...{ id, ballot: ballotOf[kind], name, region: feed.area || 'all', candidates: choices.length },
  }));
  return proposeRegions(seats, content.regions, content.guide.languages);
}

function warningsOf(feed: VipFeed, { guide }: Content, file: string): readonly Fault[] {
  const faults: Fault[] = [];
  if (feed.date !== '' && feed.date !== guide.election.date) {
    const message = `the feed is of the election on ${feed.date}, and guide.yaml says ${guide.election.date}`;
    faults.push({
      severity: 'warning',
      code: 'other-election',
      file,
      message,
      fix: 'correct the date, or fetch the right feed',
    });
  }
  const spoken = new Set(
    feed.contests.flatMap(({ name, question }) => [...Object.keys(name), ...Object.keys(question)]),
  );
  const left = [...spoken].filter((language) => !guide.languages.includes(language)).sort();
  if (left.length > 0) {
    const message = `texts in ${left.join(', ')} were left out`;
    faults.push({
      severity: 'warning',
      code: 'languages-left-out',
      file,
      message,
      fix: 'add these to languages in guide.yaml and import again',
    });
  }
  return faults;
}
