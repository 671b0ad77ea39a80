// What is no fault of its own: where a part of guide.yaml could not be read, it seems to be missing, and the tables seem to
// refer to nothing. Said beside the fault itself, it sends people to lines that are right.
import type { Fault } from '../content/fault.ts';
import { guideFileName } from '../content/guide-file/read-guide-file.ts';

/** By section: what its absence looks like. */
const followers: Readonly<Record<string, (fault: Fault) => boolean>> = {
  publisher: ({ code, column }) => code === 'no-name' && column === 'publisher.name',
  languages: ({ code }) => code === 'no-languages' || code === 'unknown-language',
  election: ({ code, column = '' }) =>
    code === 'contradicting-dates' ||
    code === 'event-after-vote' ||
    (code === 'no-such-day' && /^election/.test(column)),
  ballots: ({ code, file }) => code === 'unknown-ballot' && file !== guideFileName,
  endorsers: ({ code }) => code === 'unknown-endorser',
};

/**
 * @param form the faults of the folder's form
 * @param found what else check found
 * @returns `found` without what follows from parts of guide.yaml that could not be read
 */
export function withoutConsequences(form: readonly Fault[], found: readonly Fault[]): readonly Fault[] {
  const unread = new Set(
    form
      .filter(({ file, severity }) => file === guideFileName && severity === 'error')
      .map(({ column = '' }) => column.replace(/[.[].*$/, '')),
  );
  const follows = Object.entries(followers).flatMap(([section, isFollower]) =>
    unread.has(section) ? [isFollower] : [],
  );
  return found.filter((fault) => !follows.some((isFollower) => isFollower(fault)));
}
