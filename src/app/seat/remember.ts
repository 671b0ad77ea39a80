// What is kept about voters, and only when asked: the seats of a family and the language, as notes in the guide's store.
import { isAppError } from '../../core/errors.ts';
import { loadWords } from '../../words/languages.ts';
import { getState, getWorld, setState } from '../world.ts';
import { isSameVoter, readVoters, type Voter, withoutVoter, withVoter, withVoterAt } from './voters.ts';

/** Where a guide's vault keeps the voters of a family. */
export const seatNote = 'seat';
/** Where a guide's vault keeps the voter's language. */
export const languageNote = 'language';
/** Of a message when a symbol changes: without a remembered seat there is nothing to tell of. */
export const alertsNote = 'alerts';

/** What was kept at an earlier visit. */
export async function readRemembered(): Promise<{
  readonly voters: readonly Voter[];
  readonly language: string | null;
}> {
  const { vault } = getWorld();
  const [voters, language] = await Promise.all([vault.readNote(seatNote), vault.readNote(languageNote)]);
  return { voters: readVoters(voters), language: typeof language === 'string' ? language : null };
}

/** Keeps a voter's seats beside those that are kept; nothing happens where there is no room. */
export async function rememberVoter(seats: Voter): Promise<void> {
  if (await change((voters) => withVoter(voters, seats))) setState({ forgotten: null });
}

/** Forgets a voter's seats; it can be undone until the next time, or until the tab is closed. */
export async function forgetVoter(seats: Voter): Promise<void> {
  const at = getState().voters.findIndex((voter) => isSameVoter(voter, seats));
  if (at < 0) return;
  if (await change((voters) => withoutVoter(voters, seats))) setState({ forgotten: { seats, at } });
}

/** Keeps the voter again that was forgotten last. */
export async function undoForget(): Promise<void> {
  const { forgotten } = getState();
  if (!forgotten) return;
  if (await change((voters) => withVoterAt(voters, forgotten.seats, forgotten.at))) setState({ forgotten: null });
}

/**
 * Speaks another language, and keeps that choice: the voter made it.
 * @returns false where its texts cannot be had now: the language stays as it was
 */
export async function setLanguage(tag: string): Promise<boolean> {
  const words = (await loadWords(tag)).withDigits(getState().words.digits);
  if (words.language !== tag) {
    setState({ trouble: { code: 'source/unreachable' } });
    return false;
  }
  setState({ words });
  await keep(languageNote, words.language);
  setState({ isLanguageKept: true });
  return true;
}

/** Changes what is kept by then: another tab may have kept somebody meanwhile. */
async function change(to: (voters: readonly Voter[]) => readonly Voter[]): Promise<boolean> {
  try {
    const { vault } = getWorld();
    let voters: readonly Voter[] = [];
    await vault.changeNote(seatNote, (kept) => {
      voters = to(readVoters(kept));
      return voters.length > 0 ? voters : null;
    });
    if (voters.length === 0 && (await vault.readNote(alertsNote)) !== null) await vault.keepNote(alertsNote, null);
    setState({ voters, ...(voters.length === 0 ? { alerts: 'off' } : {}) });
    return true;
  } catch (error) {
    return tell(error);
  }
}

async function keep(note: string, value: unknown): Promise<boolean> {
  try {
    await getWorld().vault.keepNote(note, value);
    return true;
  } catch (error) {
    return tell(error);
  }
}

function tell(error: unknown): false {
  if (!isAppError(error)) throw error;
  setState({ trouble: { code: error.code } });
  return false;
}
