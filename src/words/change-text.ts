// A change between two editions as one line of plain text, for where nothing can be drawn: a feed, a file, a terminal.
import { pickText, type Text } from '../core/guide/format/text.ts';
import type { RegionChange } from '../core/ports.ts';
import { changedState, changeTitle } from './change-words.ts';
import type { Words } from './words.ts';

/** @returns "NA-130: The symbol changed: 4 Ali Khan: Kite → Boat" */
export function changeText(words: Words, change: Omit<RegionChange, 'wasPicture'>): string {
  const { kind, contest, serial, subject, serves, was, is } = change;
  const named = (texts: Text | undefined): string => pickText(texts, [words.language])?.text ?? '';
  const value = (texts: Text | undefined): string => (kind === 'state' ? changedState(words, texts) : named(texts));
  const isNamed = kind === 'symbol' || (kind === 'station' && !was && !is);
  const who = isNamed ? [serial === undefined ? '' : words.number(serial), named(subject)] : [];
  const arrow = words.locale.dir === 'rtl' ? ' ← ' : ' → ';
  const hasValues = kind === 'symbol' || kind === 'station' || kind === 'state';
  const values = hasValues ? [value(was), value(is)].filter(Boolean).join(arrow) : '';
  const codes = kind === 'station' && serves ? ` (${serves.join(', ')})` : '';
  return [contest, `${changeTitle(words, change, named(subject))}${codes}`, who.filter(Boolean).join(' '), values]
    .filter(Boolean)
    .join(': ');
}
