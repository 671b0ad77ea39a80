// A polling station that was found outside the voter's own card.
import { go } from '../navigate.ts';
import { bringSeats } from '../seat/open-seat.ts';

/** Opens the list of stations where it stands. @param contest whose list @param number as printed on it */
export async function openStation(contest: string, number: string): Promise<void> {
  await go({ screen: 'places', seats: [contest], contest: '', row: 0, typed: number });
  await bringSeats();
}
