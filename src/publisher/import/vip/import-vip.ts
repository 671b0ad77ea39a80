// From a Voting Information Project feed to a content folder: contests, who stands, parties, polling places with hours,
// precincts. Every element that is used or left out is accounted for.
import { basename } from 'node:path';
import type { Content } from '../../content/content.ts';
import type { Fault } from '../../content/fault.ts';
import { guideFileName } from '../../content/guide-file/read-guide-file.ts';
import { readGuideText } from '../../content/guide-file/read-guide-text.ts';
import { readContent } from '../../content/read-content.ts';
import { readReview } from '../../content/review.ts';
import { compareSeats, expectedSeats } from '../../content/rows/expected-seats.ts';
import { addToGuideFile } from '../add-to-guide-file.ts';
import { finishImport } from '../finish-import.ts';
import { readSourceBytes } from '../formats/read-source.ts';
import { readVipFeed, type VipFeed } from '../formats/vip-feed.ts';
import type { ImportOptions, ImportResult } from '../import-options.ts';
import { reportOf } from '../import-report.ts';
import { refuseUnsafe } from '../refuse-unsafe.ts';
import { reviewItemsOf } from '../row-verdict.ts';
import { sourceName } from '../text/source-name.ts';
import { feedPlacements, judgeFeed } from './judge-feed.ts';

const files = ['contests.csv', 'candidates.csv', 'parties.csv', 'places.csv', 'areas.csv', 'regions.csv'];
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
  const yaml = await readGuideText(into);
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
    ...finished,
    kind: 'vip',
    seats: feed.contests.length,
    underReview: underReview.length,
    regions: new Set([...content.regions, ...feedPlacements(feed, content)].map(({ region }) => region)).size,
    map: new Map(),
    mapFrom: 'format',
    unused: [],
    faults: warningsOf(feed, content, basename(file)),
  };
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
