// The end of an election in guide.yaml: when it may be said, and how it is taken back before anybody has seen it.
import type { Election } from '../../core/guide/guide.ts';
import type { Notice } from '../../core/guide/pages.ts';
import { FaultError } from '../content/fault.ts';
import { writeFolderFiles } from '../content/folder.ts';
import { guideFileName } from '../content/guide-file/read-guide-file.ts';
import { readGuideText } from '../content/guide-file/read-guide-text.ts';
import { readContent } from '../content/read-content.ts';
import { beginElection, removeNotice } from './edit-guide-file.ts';

/** @param at an ISO instant @throws FaultError where check would refuse the guide for it: the election is still to come */
export function refuseEarly({ date, calendar }: Election, at: string): void {
  // The day begins up to 14 hours before the same day in UTC.
  if (Date.parse(at) < Date.parse(`${date}T00:00:00Z`) - 14 * 3_600_000) {
    const fix =
      'nothing was changed. Retire it when the result is official; one that is put off or called off: docs/recipes/voting-day.md';
    throw stop('--now', `${at} is before the election is held (${date}), so it is not over`, fix);
  }
  if (calendar.symbolsFinal !== undefined && at < calendar.symbolsFinal) {
    const fix = 'nothing was changed. Correct election.calendar.symbolsFinal in guide.yaml, then retire it';
    throw stop('--now', `${at} is before the symbols are final (${calendar.symbolsFinal})`, fix);
  }
}

/** @param dir the content folder @throws FaultError: the guide says already that it is over */
export function refuseSecond(dir: string, { calendar }: Election): void {
  if (calendar.over === undefined) return;
  const fix = `nothing is to be done; where it is wrong and not published yet: nishan retire --undo --guide ${dir}`;
  throw stop(guideFileName, `says already that the election is over since ${calendar.over}`, fix);
}

/**
 * Takes the end of an election back, with its notice.
 * @param published the notices of the last edition
 * @throws FaultError where guide.yaml says nothing of an end, or voters were told of it
 */
export async function undoRetirement(dir: string, published: readonly Notice[]): Promise<void> {
  const { election, notices } = (await readContent(dir)).content.guide;
  const { over } = election.calendar;
  if (over === undefined) throw stop(guideFileName, 'does not say that the election is over', 'nothing was changed');
  if (published.some(({ kind }) => kind === 'over')) {
    const fix =
      'nothing was changed. Take the line "over:" out of election.calendar by hand, and write a notice that says why';
    throw stop('--undo', 'voters were told of the end: it was published already', fix);
  }
  const ids = notices.filter(({ kind, at }) => kind === 'over' && at === over).map(({ id }) => id);
  const yaml = await readGuideText(dir);
  await writeFolderFiles(dir, new Map([[guideFileName, beginElection(ids.reduce(removeNotice, yaml))]]));
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'retire', file, message, fix }]);
}
