// What became of one row of any list: what every kind of import says of each of its rows, exactly once.
import type { ReviewItem } from '../content/review.ts';
import type { Note } from './source-rows.ts';

/** A guess as an answer would say it: "symbol=12". */
export interface RowGuess {
  readonly text: string;
  /** Typing slips; null where it was not found by spelling. */
  readonly distance: number | null;
}

/** A row of which nothing is asked: it counts the others. */
export const sumRow = 'sum';

export interface RowVerdict {
  readonly row: { readonly row: number; readonly id: string; readonly answer: { readonly isDropped: boolean } | null };
  /** The seat's id, or what the row says of it. */
  readonly seat: string;
  readonly mends: readonly Note[];
  /** Why it is held back; null where it may be shown. */
  readonly held: Note | null;
  readonly guess?: RowGuess | null;
}

/**
 * Verdicts over rows as questions to people: what was held back, and what rests on a guess.
 * @param foundOf the row as a person would look for it
 */
export function reviewItemsOf<T extends RowVerdict>(
  verdicts: readonly T[],
  foundOf: (verdict: T) => string,
): readonly ReviewItem[] {
  return verdicts.flatMap((verdict) => {
    const { row, seat, held, mends, guess } = verdict;
    if (row.answer?.isDropped || held?.code === sumRow || (!held && !guess)) return [];
    const mend = mends.find(({ code }) => code === 'symbol' || code === 'guess');
    return [
      {
        id: row.id,
        row: row.row,
        seat,
        what: held?.code ?? 'guessed',
        reason: held?.text ?? mend?.text ?? '',
        found: foundOf(verdict),
        guess: guess?.text ?? '',
        distance: guess?.distance ?? null,
        isHeld: held !== null,
        answer: '',
        by: '',
      },
    ];
  });
}
