// What a list says of a candidacy beside the name: whether the person still stands. Whom a court or an office took off the
// list is neither, and asked about.
import { fold } from '../../../core/spelling/fold.ts';

export type Standing = 'stands' | 'withdrawn';

const words: Readonly<Record<Standing, ReadonlySet<string>>> = {
  stands: new Set(
    [
      ...['standing', 'stands', 'contesting', 'active', 'valid', 'validly nominated', 'nominated', 'accepted'],
      ...['approved', 'cleared', 'qualified', 'eligible', 'final', 'confirmed', 'registered', 'candidate', 'ok'],
      ...['বৈধ', 'বহাল'],
    ].map(fold),
  ),
  withdrawn: new Set(
    ['withdrawn', 'withdrew', 'retired', 'stood down', 'has withdrawn', 'প্রত্যাহার', 'প্রার্থিতা প্রত্যাহার', 'دستبردار'].map(
      fold,
    ),
  ),
};

/**
 * @param column what the list calls the column: in "Withdrawn" a yes and a no say something
 * @returns null where it says something else, which a person has to read
 */
export function standingOf(cell: string, column: string): Standing | null {
  const folded = fold(cell);
  if (fold(column) === 'withdrawn' && ['yes', 'no'].includes(folded)) return folded === 'yes' ? 'withdrawn' : 'stands';
  if (folded === '' || words.stands.has(folded)) return 'stands';
  return words.withdrawn.has(folded) ? 'withdrawn' : null;
}
