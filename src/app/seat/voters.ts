// The voters of a family whose seats are remembered: how the list grows and shrinks. Pure; keeping it is
// remember.ts.
import { isSeatCode } from '../routes.ts';

/** Codes of one voter's seats, the first ballot first. */
export type Voter = readonly string[];

/** A family on one phone. */
export const maxVoters = 8;
const maxSeats = 8;

/** @param note what is kept; the seats of a single voter as an earlier app kept them, or of several */
export function readVoters(note: unknown): readonly Voter[] {
  if (!Array.isArray(note)) return [];
  const lists: readonly unknown[] = note.some(isSeatCode) ? [note] : note;
  const voters = lists.map((seats) => (Array.isArray(seats) ? seats.filter(isSeatCode).slice(0, maxSeats) : []));
  return voters.filter((seats) => seats.length > 0).slice(0, maxVoters);
}

/** Whether two lists are the same seats in the same order. */
export function isSameVoter(a: Voter, b: Voter): boolean {
  return a.length === b.length && a.every((code, i) => code === b[i]);
}

/** Whether a voter's seats are among those that are remembered. */
export function isRemembered(voters: readonly Voter[], seats: Voter): boolean {
  return voters.some((voter) => isSameVoter(voter, seats));
}

/** With one more voter. One whose seats are all among the new ones is the same voter, who knows another ballot now. */
export function withVoter(voters: readonly Voter[], seats: Voter): readonly Voter[] {
  if (seats.length === 0 || isRemembered(voters, seats)) return voters;
  const at = voters.findIndex((voter) => voter.every((code) => seats.includes(code)));
  if (at >= 0) return voters.map((voter, i) => (i === at ? seats : voter));
  return voters.length < maxVoters ? [...voters, seats] : voters;
}

/** Without a voter. */
export function withoutVoter(voters: readonly Voter[], seats: Voter): readonly Voter[] {
  return voters.filter((voter) => !isSameVoter(voter, seats));
}

/** With a voter back where it stood. */
export function withVoterAt(voters: readonly Voter[], seats: Voter, at: number): readonly Voter[] {
  if (isRemembered(voters, seats) || voters.length >= maxVoters) return voters;
  return [...voters.slice(0, at), seats, ...voters.slice(at)];
}
