// The texts that the first answer does not say. They come right after it, and before any screen that says them.
import { loadWords } from '../../words/languages.ts';
import { getState, setState } from '../world.ts';

/** Loads every text of the language that is spoken. @returns false where they cannot be had now */
export async function bringAllWords(): Promise<boolean> {
  const { words } = getState();
  if (words.isWhole) return true;
  const whole = await loadWords(words.language);
  // Another language was chosen while this one was on its way: that one brings its own.
  if (getState().words.language === words.language && !getState().words.isWhole) {
    setState({ words: whole.withDigits(words.digits) });
  }
  return getState().words.isWhole;
}
