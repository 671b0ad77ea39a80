// What an import of candidates made up because the list does not say it: a person has to hear of it before voters do.
import type { Fault } from '../../content/fault.ts';
import { guideFileName } from '../../content/guide-file/read-guide-file.ts';
import { noLetters } from '../seats/seat-key.ts';
import type { CandidateMap } from './candidate-map.ts';

/**
 * @param file the list's name
 * @param newBallots ids that guide.yaml did not have
 */
export function notesOnCandidates(
  file: string,
  { serial }: CandidateMap,
  newBallots: readonly string[],
): readonly Fault[] {
  const notes: Fault[] = [];
  const note = (code: string, at: string, message: string, fix: string): void => {
    notes.push({ severity: 'warning', code, file: at, message, fix });
  };
  if (serial === null) {
    const fix = 'where the ballot has numbers, name their column: --map "serial=…"; voters are shown this number';
    note(
      'numbered-in-order',
      file,
      'no column is the number on the ballot, so candidates are numbered in the list’s order',
      fix,
    );
  }
  const others = newBallots.filter((id) => id !== noLetters);
  if (newBallots.length > 0) {
    const message = newBallots.includes(noLetters)
      ? `seats whose letters name no ballot are on a new one called ${noLetters}${others.length > 0 ? `; also new: ${others.join(', ')}` : ''}`
      : `its new ballots are called after the letters of the seats: ${others.join(', ')}`;
    const fix =
      'give each its name and colour there: a voter gets one paper of each. Of seats that stand on one paper, write one id into the column ballot of contests.csv, and take the others out';
    note('new-ballots', guideFileName, message, fix);
  }
  return notes;
}
