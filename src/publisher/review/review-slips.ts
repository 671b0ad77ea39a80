// The slips of a proposal, in words: what their codes open, what they make void, and of few seats every name.
import type { Text } from '../../core/guide/format/text.ts';
import type { Proposal } from '../ceremony/proposal.ts';
import type { PlannedSlip } from '../slips/plan-slips.ts';
import type { ReviewLine } from './review-line.ts';

/** Of more seats the names are not repeated: they are those of the edition. */
const mostLists = 12;

/** @returns nothing for a proposal without slips */
export function reviewSlips({ slips: wishes, slipPlan }: Proposal): readonly ReviewLine[] {
  if (!wishes || !slipPlan) return [];
  const all = slipPlan.regions.flatMap(({ slips }) => slips);
  const codes = all.reduce((sum, slip) => sum + slip.codes.length, 0);
  const notFinal = all.filter(({ slip }) => slip.isNotFinal).length;
  const about = [
    `Slips of edition ${all[0]?.slip.edition ?? '?'}: ${all.length}, in ${codes} codes. Each says what that edition says of its seat`,
    `Slips: their codes open ${wishes.address} with names in ${wishes.languages.join(', ')}`,
    `Slips: ${notFinal === 0 ? 'none says' : notFinal === all.length ? 'each says' : `${notFinal} say`} NOT FINAL`,
    ...(slipPlan.roots > 0 ? [`Slips: each code carries newer roots: ${slipPlan.roots}`] : []),
    ...slipPlan.leftOut.map(({ seat, why }) => `No slip of ${seat}: ${why}`),
  ].map((text): ReviewLine => ({ part: 'slips', text }));
  if (all.length > mostLists) {
    const seats = all.map(({ card }) => card.seat.code).join(', ');
    return [...about, { part: 'slips', text: `Slips of ${seats}` }];
  }
  return [...about, ...all.flatMap((slip) => listOf(slip, wishes.languages))];
}

function listOf({ card, slip }: PlannedSlip, languages: readonly string[]): readonly ReviewLine[] {
  const seat = card.seat.code;
  const line = (text: string): ReviewLine => ({ part: 'slips', seat, text });
  const marks = [slip.isNotFinal && 'NOT FINAL', slip.isIncomplete && 'incomplete'].filter((each) => each !== false);
  const head = `Slip of ${seat}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}${slip.voids === null ? '' : `: slips of edition ${slip.voids} and older are void`}`;
  const names = card.candidates.map(({ serial, name, symbol, isWithdrawn }) => {
    const sign = symbol ? nameIn(symbol.name, languages) || symbol.code : 'no symbol';
    return line(`Slip of ${seat}: ${serial} ${nameIn(name, languages)}: ${isWithdrawn ? 'withdrawn' : sign}`);
  });
  return [line(head), ...names];
}

function nameIn(text: Text, languages: readonly string[]): string {
  return languages.map((tag) => text[tag]).find((each) => each !== undefined) ?? '';
}
