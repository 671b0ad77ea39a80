// Which public history a voter opened: a note in the guide's own store, so that an install does not sweep it away.

/** The note's name. */
export const historyNote = 'history';

/** @returns the hash that the note says; null where it says none */
export function readKeptHistory(note: unknown): string | null {
  return typeof note === 'string' && /^[0-9a-f]{64}$/.test(note) ? note : null;
}
