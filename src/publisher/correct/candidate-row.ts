// The row of candidates.csv that a correction is about.
import type { CandidateEntry, Content } from '../content/content.ts';
import { stop } from './correction.ts';
import type { CellEdit } from './edit-table.ts';

/** @throws FaultError where the seat has nobody under this number */
export function candidateOf({ candidates }: Content, contest: string, serial: number): CandidateEntry {
  const row = candidates.find((each) => each.contest === contest && each.serial === serial);
  if (row) return row;
  const fix = 'the number is the one on the ballot, as in candidates.csv under serial; nothing was changed';
  throw stop('candidates.csv', `${contest} has no candidate ${serial}`, fix);
}

/** One cell of that row. */
export function candidateEdit(row: CandidateEntry, column: string, before: string, after: string): CellEdit {
  return { file: 'candidates.csv', key: { contest: row.contest, serial: String(row.serial) }, column, before, after };
}
