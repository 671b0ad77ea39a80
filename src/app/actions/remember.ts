// What is kept about the voter, and only when asked: the seat and the language, as two notes in the guide's own store.
import { isAppError } from '../../core/errors.ts';
import { loadWords } from '../../words/languages.ts';
import { isSeatCode } from '../routes.ts';
import { getState, getWorld, setState } from '../world.ts';

const seatNote = 'seat';
const languageNote = 'language';

/** What was kept at an earlier visit. */
export async function readRemembered(): Promise<{
  readonly seats: readonly string[];
  readonly language: string | null;
}> {
  const { vault } = getWorld();
  const [seats, language] = await Promise.all([vault.readNote(seatNote), vault.readNote(languageNote)]);
  return {
    seats: Array.isArray(seats) ? seats.filter(isSeatCode) : [],
    language: typeof language === 'string' ? language : null,
  };
}

/** Keeps the seats that are on the screen. */
export async function rememberSeat(): Promise<void> {
  const { seats } = getState().place;
  if (await keep(seatNote, seats)) setState({ remembered: seats });
}

/** Forgets the seat. */
export async function forgetSeat(): Promise<void> {
  if (await keep(seatNote, null)) setState({ remembered: [] });
}

/** Speaks another language, and keeps that choice: the voter made it. */
export async function setLanguage(tag: string): Promise<void> {
  const words = await loadWords(tag);
  setState({ words });
  await keep(languageNote, words.language);
  setState({ isLanguageKept: true });
}

async function keep(note: string, value: unknown): Promise<boolean> {
  try {
    await getWorld().vault.keepNote(note, value);
    return true;
  } catch (error) {
    if (!isAppError(error)) throw error;
    setState({ trouble: { code: error.code } });
    return false;
  }
}
