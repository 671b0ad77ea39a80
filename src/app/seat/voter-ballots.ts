// Which ballots a voter has, from the seats that were chosen: joined by the publisher's table where it says so, else
// asked for. A seat of one ballot alone does not say which seat of another it is.
import { type ContestCard, contestCard, homeOf, type Seat, seatByCode } from '../../core/guide/questions.ts';
import type { HeldRegion } from '../../core/held/held.ts';

/** A ballot that is known, with the region that its card is from. */
export interface KnownBallot {
  readonly card: ContestCard;
  readonly held: HeldRegion;
}

/** A ballot that the voter has to say. */
export interface AskedBallot {
  readonly seats: readonly Seat[];
}

export interface VoterBallots {
  readonly known: readonly KnownBallot[];
  readonly asked: readonly AskedBallot[];
  /** Nothing in the table joins these seats to another ballot, and there are others: the voter may look for one. */
  readonly mayAdd: boolean;
}

/**
 * @param chosen codes of seats, the first one first
 * @param regions every region that was opened
 */
export function voterBallots(chosen: readonly string[], regions: Iterable<HeldRegion>): VoterBallots {
  // Nobody's ballots: what every area votes on is not yet this voter's.
  if (chosen.length === 0) return { known: [], asked: [], mayAdd: false };
  const held = [...regions];
  const known: KnownBallot[] = [];
  const asked: AskedBallot[] = [];
  for (const code of chosen) addKnown(known, code, held);
  const taken = new Set(known.map(({ card }) => card.seat.ballot.id));
  const joined = joinedSeats(chosen, held).filter((seat) => !taken.has(seat.ballot.id));
  for (const ballot of new Set(joined.map((seat) => seat.ballot.id))) {
    const seats = joined.filter((seat) => seat.ballot.id === ballot);
    const [only] = seats;
    if (seats.length > 1) asked.push({ seats });
    else if (only) addKnown(known, only.code, held);
  }
  const ballots = held[0]?.head.guide.ballots.length ?? 0;
  return { known, asked, mayAdd: joined.length === 0 && known.length > 0 && known.length < ballots };
}

function addKnown(known: KnownBallot[], code: string, held: readonly HeldRegion[]): void {
  const home = homeAmong(held, code);
  if (!home) return;
  const { guide, symbols, parties } = home.head;
  const card = contestCard(guide, symbols, parties, home.shard, code);
  if (card) known.push({ card, held: home });
}

/** By the newest directory of seats that came with one of them; a seat that it no longer has is shown as it was. */
function homeAmong(held: readonly HeldRegion[], code: string): HeldRegion | undefined {
  const [newest] = [...held].sort((a, b) => b.head.edition - a.head.edition);
  const shards = held.map(({ shard }) => shard);
  const home = newest && homeOf(newest.head.guide, shards, code);
  return held.find(({ shard }) => (home ? shard === home : shard.contests.some(({ id }) => id === code)));
}

/** Seats of every voting area that votes in all of the chosen ones, in the order of the guide's ballots. */
function joinedSeats(chosen: readonly string[], held: readonly HeldRegion[]): readonly Seat[] {
  const seats = new Map<string, Seat>();
  for (const { shard, head } of held) {
    // Of its own seats alone a region says what is voted on beside them.
    if (!shard.contests.some(({ id }) => chosen.includes(id))) continue;
    for (const area of shard.areas) {
      if (!chosen.every((code) => area.contestIds.includes(code))) continue;
      for (const id of area.contestIds) {
        const seat = chosen.includes(id) ? null : seatByCode(head.guide, id);
        if (seat) seats.set(id, seat);
      }
    }
  }
  const order = held[0]?.head.guide.ballots.map(({ id }) => id) ?? [];
  return [...seats.values()].sort((a, b) => order.indexOf(a.ballot.id) - order.indexOf(b.ballot.id));
}
