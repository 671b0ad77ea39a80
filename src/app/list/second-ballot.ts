// Where a voter's other ballot is looked for when no table of the publisher joins the two: among the seats of the same
// district that are on another ballot.
import type { Guide } from '../../core/guide/guide.ts';
import type { ContestCard } from '../../core/guide/questions.ts';

/**
 * The district in which to look.
 * @param chosen codes of the voter's seats
 * @returns its row in the guide; -1 where the seat has none, or no other ballot has a seat there
 */
export function districtOfOther({ seats }: Guide, chosen: readonly string[]): number {
  const district = seats.district[seats.code.indexOf(chosen[0] ?? '')] ?? -1;
  if (district < 0) return -1;
  const taken = ballotsOf(seats, chosen);
  return seats.code.some((_, row) => seats.district[row] === district && !taken.has(seats.ballot[row] as number))
    ? district
    : -1;
}

/** Those of some seats that are on none of the ballots that the voter has already. @param chosen codes of those */
export function onOtherBallots(
  { seats }: Guide,
  chosen: readonly string[],
  codes: readonly string[],
): readonly string[] {
  const taken = ballotsOf(seats, chosen);
  return codes.filter((code) => !taken.has(seats.ballot[seats.code.indexOf(code)] ?? -1));
}

function ballotsOf(seats: Guide['seats'], codes: readonly string[]): ReadonlySet<number> {
  return new Set(codes.map((code) => seats.ballot[seats.code.indexOf(code)] ?? -1));
}

/** Whether a contest's ballot has pictures to be known by. */
export function hasPictures({ contest, candidates }: ContestCard): boolean {
  return candidates.length > 0 && (contest.mark === 'symbol' || contest.mark === 'logo');
}
