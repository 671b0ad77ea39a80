// Everything that must hold before a folder is built: its form, its references, its files. Nothing is changed.

import { readPublishedLists } from '../build/published/published-lists.ts';
import { type RowCounts, readPublishedRows } from '../build/published/published-rows.ts';
import type { Content } from '../content/content.ts';
import type { Fault } from '../content/fault.ts';
import { guideFileName } from '../content/guide-file/read-guide-file.ts';
import { readContent } from '../content/read-content.ts';
import { readReviews } from '../content/review.ts';
import { readSignedOff } from '../content/signed-off.ts';
import { type Memory, noMemory, openMemory } from '../memory/memory.ts';
import { checkCandidates } from './ballot/check-candidates.ts';
import { checkContests } from './ballot/check-contests.ts';
import { checkEndorsements } from './ballot/check-endorsements.ts';
import { checkExpected } from './ballot/check-expected.ts';
import { checkLists } from './ballot/check-lists.ts';
import { checkRegions } from './ballot/check-regions.ts';
import { checkCounterfeits } from './check-counterfeits.ts';
import { checkDates } from './check-dates.ts';
import { checkEvents, checkPastEvents } from './check-events.ts';
import { checkGuideFile } from './check-guide-file.ts';
import { checkPlaceholders } from './check-placeholders.ts';
import { checkPlaces } from './check-places.ts';
import { checkReviews } from './check-reviews.ts';
import { withoutConsequences } from './consequences.ts';
import { checkFiles } from './files/check-files.ts';
import { checkPictures } from './files/check-pictures.ts';
import { checkSounds } from './files/check-sounds.ts';
import { openReporter } from './reporter.ts';
import { settleSignOffs } from './settle-sign-offs.ts';
import { checkDrop } from './since-published/check-drop.ts';
import { checkTold } from './since-published/check-told.ts';

const unreadable = new Set(['bad-yaml', 'no-guide', 'too-large']);

/**
 * Reads and checks a content folder.
 * @param now when: what is past by then is told
 * @param memory what spares finding the same in the same tables again
 * @returns the content, to be built only when no fault is an error, and every fault, errors first
 * @throws FaultError `no-folder`
 */
export async function checkFolder(
  dir: string,
  now: Date = new Date(),
  memory: Memory = openMemory(dir),
): Promise<{ content: Content; faults: readonly Fault[] }> {
  const { content, faults } = await readContent(dir, memory);
  // Without guide.yaml every row would seem to refer to nothing.
  const unread = faults.filter(({ code, file }) => file === guideFileName && unreadable.has(code));
  if (unread.length > 0) return { content, faults: unread };
  const before = await readPublishedRows(dir);
  const files = await checkFiles(content);
  const pictures = await checkPictures(content, files.drawings, memory);
  const reviews = await readReviews(dir);
  const open: Fault[] = [];
  checkReviews(reviews.items, openReporter(open, content.guide.languages));
  checkTold(content, await readPublishedLists(dir), openReporter(open, content.guide.languages), memory);
  checkPastEvents(content, now, openReporter(open, content.guide.languages));
  const ofRows = [...withoutConsequences(faults, checkContent(content, before, memory)), ...open, ...reviews.faults];
  const all = [...faults, ...ofRows, ...files.faults, ...pictures];
  const signed = await readSignedOff(dir);
  const settled = [...settleSignOffs(all, signed.rows), ...signed.faults];
  return { content, faults: inOrder(content.guide.demo ? settled.map(withoutDuty) : settled) };
}

/** A demo is there to be tried: nobody has to answer for its warnings. */
function withoutDuty({ mustSign: _, ...fault }: Fault): Fault {
  return fault;
}

/** What can be told from the rows alone, and from how many there were. */
export function checkContent(content: Content, before: RowCounts | null, memory: Memory = noMemory): readonly Fault[] {
  const faults: Fault[] = [];
  const report = openReporter(faults, content.guide.languages);
  checkGuideFile(content, report);
  checkDates(content, report);
  checkEvents(content, report, memory);
  checkCounterfeits(content, report);
  checkContests(content, report);
  checkExpected(content, report);
  checkRegions(content, report);
  checkCandidates(content, report);
  checkLists(content, report);
  checkPlaces(content, report, memory);
  checkEndorsements(content, report);
  checkPlaceholders(content, report, memory);
  checkSounds(content, report);
  checkDrop(content, before, report);
  return faults;
}

function inOrder(faults: readonly Fault[]): readonly Fault[] {
  const rank = ({ severity }: Fault): number => (severity === 'error' ? 0 : 1);
  return [...faults].sort(
    (a, b) => rank(a) - rank(b) || a.file.localeCompare(b.file, 'en') || (a.row ?? 0) - (b.row ?? 0),
  );
}
