// Verdicts over rows as questions to people: what was held back, and what rests on nothing but a spelling.
import type { ReviewItem } from '../content/review.ts';
import type { Verdict } from './judge-seats.ts';

export function reviewItemsOf(verdicts: readonly Verdict[]): readonly ReviewItem[] {
  return verdicts.flatMap(({ row, seat, held, mends, guess }) => {
    if (row.answer?.isDropped || (!held && !guess)) return [];
    const mend = mends.find(({ code }) => code === 'symbol');
    return [
      {
        id: row.id,
        row: row.row,
        seat,
        what: held?.code ?? 'guessed-symbol',
        reason: held?.text ?? mend?.text ?? '',
        found: foundOf(row),
        guess: guess?.text ?? '',
        distance: guess?.distance ?? null,
        isHeld: held !== null,
        answer: '',
        by: '',
      },
    ];
  });
}

/** The row as a person would look for it. */
function foundOf({ key, serialText, name, symbol, party }: Verdict['row']): string {
  const parts = [
    key,
    serialText,
    ...Object.values(name),
    [symbol.spelling, symbol.code].filter(Boolean).join(' '),
    party,
  ];
  return parts.filter(Boolean).join(' · ');
}
