// Which files a start will read, before anything is read: by the address, the tab's history and the seats that the voter
// asked to remember. A wrong guess costs time, never a wrong answer.
import type { Hints } from '../../core/guide/seats/hints.ts';
import { regionForSeat } from '../../core/guide/seats/seat-region.ts';
import { filesToOpen } from '../../core/held/held.ts';
import type { KeptFirst } from '../../io/store/first-read.ts';
import { readPlace } from '../routes.ts';
import { seatNote } from '../seat/remember.ts';
import { readVoters } from '../seat/voters.ts';

/**
 * @param hints which region holds a seat; without them the head alone is known to be needed
 * @returns hashes
 */
export function firstFiles(hints: Hints | null, { regions, newest, notes }: KeptFirst): readonly string[] {
  const voters = readVoters(notes.get(seatNote));
  const [only = []] = voters.length === 1 ? voters : [];
  const seats = [...readPlace(location.hash, history.state).seats, ...only];
  const ids = hints ? seats.flatMap((code) => regionForSeat(hints, code) ?? []) : [];
  return filesToOpen(regions, newest, ids);
}
