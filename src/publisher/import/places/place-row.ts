// One row of a list as a polling station: its number, its name, whom it is for, and why it may have to wait for a person.

import type { Text } from '../../../core/guide/format/text.ts';
import { westernDigit } from '../../../core/spelling/fold.ts';
import type { PlaceEntry } from '../../content/content.ts';
import { isPlaceholder } from '../../content/placeholder.ts';
import { readHours } from '../../content/rows/hours-text.ts';
import type { ListRow } from '../list-rows.ts';
import type { RowGuess } from '../row-verdict.ts';
import type { Note } from '../source-rows.ts';
import { kindOfCell, kindOfName } from '../text/station-kind.ts';
import type { NumberedPlace } from './place-ids.ts';
import { leadingNumber, type WrittenName, withoutNumber } from './place-names.ts';

const maxNameLength = 400;

/** A row that was read as a station. */
export interface Place extends NumberedPlace {
  readonly row: ListRow;
  readonly name: Text;
  readonly mends: readonly Note[];
  readonly held: Note | null;
  readonly guess: RowGuess | null;
}

/** @param isNumbered whether each name of its seat begins with the number of its station */
export function placeOf(
  row: ListRow,
  seat: string,
  written: WrittenName,
  isNumbered: boolean,
  languages: readonly string[],
): Place {
  const mends: Note[] = [...row.mends];
  if (written.isTurned) mends.push({ code: 'turned', text: 'the name was the wrong way round' });
  const number = numberOf(row, written, isNumbered, mends);
  const access = row.value('accessible');
  if (access !== '' && !isPlaceholder(access) && yesOrNo(access) === '') {
    mends.push({ code: 'accessible', text: `"${access}" says neither yes nor no, so the guide says neither` });
  }
  const answered = row.answer?.texts('name', languages) ?? {};
  const name: Record<string, string> = {};
  for (const [language, text] of Object.entries({ ...written.text, ...answered })) {
    const rest = withoutNumber(text, number);
    if (rest !== '') name[language] = rest;
  }
  const held = whyHeld(row, number, name, written.isTurned && !written.isSure && Object.keys(answered).length === 0);
  const guess = held && written.isTurned ? guessOf(name) : null;
  return { row, seat, number, givenId: row.value('id'), name, mends, held, guess };
}

/** The number in the name where it is the printed list's, else that of the column; "" where there is none. */
function numberOf(row: ListRow, { text }: WrittenName, isNumbered: boolean, mends: Note[]): string {
  const said = row.value('number').replace(/\p{Nd}/gu, westernDigit);
  const leading = leadingNumber.exec(Object.values(text)[0] ?? '')?.[1];
  const isSaid = said !== '' && !isPlaceholder(said);
  const isOwn = leading !== undefined && (!isSaid || (isNumbered && !row.answer?.set.has('number')));
  if (isOwn && isSaid && leading !== said) {
    mends.push({ code: 'number', text: `the number ${leading} in the name is the printed list's, not ${said}` });
  }
  return isOwn ? leading : isSaid ? said : '';
}

/** @param isUnsure whether the name was turned, with words that nobody knows, and no person has said what it is */
function whyHeld(row: ListRow, number: string, name: Text, isUnsure: boolean): Note | null {
  const hold = (code: string, text: string): Note => ({ code, text });
  if (row.isTooLong) return hold('too-many-cells', 'the row has more cells than the header');
  if (number === '' || number.length > 20)
    return hold('no-number', 'the row does not say which number the station has');
  const all = Object.values(name);
  if (all.length === 0 || all.some(isPlaceholder)) return hold('no-name', `station ${number} has no name`);
  if (all.some((text) => text.length > maxNameLength))
    return hold('too-long', `the name has more than ${maxNameLength} characters`);
  if (isUnsure) return hold('turned', 'the name was the wrong way round, and not every word of it could be read');
  if (readHours(row.value('hours')) === null) return hold('bad-hours', `"${row.value('hours')}" are no opening hours`);
  if (kindOf(row, name) === null)
    return hold('unknown-kind', `"${row.value('kind')}" does not say whom the station is for: men, women or all`);
  return null;
}

function guessOf(name: Text): RowGuess | null {
  const [first] = Object.entries(name);
  return first ? { text: `name:${first[0]}=${first[1].replaceAll(';', ',')}`, distance: null } : null;
}

/** "" for what says neither. */
export function yesOrNo(text: string): string {
  const word = text.toLowerCase();
  return ['yes', 'true', '1', 'y'].includes(word) ? 'yes' : ['no', 'false', '0', 'n'].includes(word) ? 'no' : '';
}

/** Whom a station is for, by its column or by the words in its name; null where the column says something else. */
export function kindOf(row: ListRow, name: Text): PlaceEntry['kind'] | null {
  const said = row.value('kind');
  return said === '' || isPlaceholder(said) ? kindOfName(Object.values(name).join(' ')) : kindOfCell(said);
}
