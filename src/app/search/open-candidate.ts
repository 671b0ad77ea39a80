// A candidate that was found outside the voter's own card.
import { go } from '../navigate.ts';
import { bringSeats } from '../seat/open-seat.ts';

/** Opens a candidate's screen. @param seat the contest @param row the row in it */
export async function openCandidate(seat: string, row: number): Promise<void> {
  await go({ screen: 'candidate', seats: [seat], contest: seat, row });
  await bringSeats();
}
