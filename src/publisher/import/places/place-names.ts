// How the names of a list of polling stations are written: turned by a PDF or not, in which language, and whether each begins
// with the number of its station.

import type { Text } from '../../../core/guide/format/text.ts';
import type { ListRow } from '../list-rows.ts';
import { cleanText, hasScript, scriptOf, textByScript } from '../text/clean-text.ts';
import { stationWords } from '../text/station-words.ts';
import { findTurn, type Lexicon, openLexicon, type Turn, turnText } from '../text/turn-text.ts';

/** A word that other names of the list have so often may be in a turned one. */
const minUses = 2;
/** So many names of a seat have to begin with a number, and each with another one. */
const minNumbered = 0.95;
/** The number that a name begins with, its zeros left out. */
export const leadingNumber = /^0*(\d{1,5})(?=\s|$)/;

/** The names of all rows: how one is turned is learnt from the others of its seat. */
export function writtenNames(
  rows: readonly ListRow[],
  languages: readonly string[],
): ReadonlyMap<ListRow, WrittenName> {
  const turns = turnsOf(rows);
  const lexicon = openLexicon([...stationWords, ...uprightWords(rows, turns)]);
  return new Map(rows.map((row) => [row, writtenName(row, turns.get(row.raw('seat')) ?? 'none', lexicon, languages)]));
}

/** How the names of each seat lie: a seat's stations come from one file. */
function turnsOf(rows: readonly ListRow[]): ReadonlyMap<string, Turn> {
  const names = new Map<string, string[]>();
  for (const row of rows) {
    const own = names.get(row.raw('seat')) ?? [];
    if (own.length === 0) names.set(row.raw('seat'), own);
    if (hasScript(row.raw('name'), 'Arab')) own.push(row.raw('name'));
  }
  return new Map([...names].map(([seat, own]) => [seat, findTurn(own, stationWords)]));
}

function uprightWords(rows: readonly ListRow[], turns: ReadonlyMap<string, Turn>): readonly string[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if ((turns.get(row.raw('seat')) ?? 'none') !== 'none') continue;
    for (const word of cleanText(row.raw('name'), 'ur').text.match(/\p{Script=Arabic}{3,}/gu) ?? []) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return [...counts].filter(([, uses]) => uses >= minUses).map(([word]) => word);
}

/** A station's name as the list has it, put right. */
export interface WrittenName {
  readonly text: Text;
  readonly isTurned: boolean;
  readonly isSure: boolean;
}

function writtenName(row: ListRow, turn: Turn, lexicon: Lexicon, languages: readonly string[]): WrittenName {
  const raw = row.raw('name');
  if (raw === '') return { text: row.texts('name'), isTurned: false, isSure: true };
  if (turn === 'none' || !hasScript(raw, 'Arab'))
    return { text: namesOf(raw, languages), isTurned: false, isSure: true };
  const { text, isSure } = turnText(raw, turn, lexicon);
  return { text: namesOf(text, languages), isTurned: true, isSure };
}

/** Seats whose names all begin with a number of their own: it is the one on the printed list. */
export function seatsWithNumberedNames(
  rows: readonly ListRow[],
  writtenOf: ReadonlyMap<ListRow, WrittenName>,
): ReadonlySet<string> {
  const bySeat = new Map<string, (string | undefined)[]>();
  for (const row of rows) {
    const own = bySeat.get(row.raw('seat')) ?? [];
    if (own.length === 0) bySeat.set(row.raw('seat'), own);
    own.push(leadingNumber.exec(Object.values(writtenOf.get(row)?.text ?? {})[0] ?? '')?.[1]);
  }
  const numbered = [...bySeat].filter(([, own]) => {
    const found = own.filter((number) => number !== undefined);
    return found.length >= own.length * minNumbered && new Set(found).size >= found.length * minNumbered;
  });
  return new Set(numbered.map(([seat]) => seat));
}

/** A name whose language nobody named: Latin codes in an Urdu name do not make it two names. */
function namesOf(raw: string, languages: readonly string[]): Text {
  const { text } = cleanText(raw, '');
  const arabic = languages.find((language) => scriptOf(language) === 'Arab');
  if (arabic !== undefined && hasScript(text, 'Arab') && !/[A-Za-z]{4,}/.test(text)) {
    return { [arabic]: cleanText(text, arabic).text };
  }
  const texts: Record<string, string> = {};
  for (const [language, part] of Object.entries(textByScript(text, languages))) {
    if (/\p{L}/u.test(part)) texts[language] = cleanText(part, language).text;
  }
  return texts;
}

/** "1 - Girls' School" of station 1 without its number. */
export function withoutNumber(text: string, number: string): string {
  const rest = text.replace(/^\s*0*(\d{1,5})(?!\d|\/)\s*[-–.):]*\s*/, (whole, digits: string) =>
    digits === number ? '' : whole,
  );
  const bare = rest.replace(/^[-–\s]+/, '').trim();
  return /\p{L}/u.test(bare) ? bare : '';
}
