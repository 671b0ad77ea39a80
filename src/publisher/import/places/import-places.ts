// From a list of polling stations to places.csv: numbers, whom a station is for, and names put right where a PDF turned them.

import type { Text } from '../../../core/guide/format/text.ts';
import { fold, westernDigit } from '../../../core/spelling/fold.ts';
import type { PlaceEntry } from '../../content/content.ts';
import type { Fault } from '../../content/fault.ts';
import { isPlaceholder } from '../../content/placeholder.ts';
import { readHours, writeHours } from '../../content/rows/hours-text.ts';
import { placesSpec, readRows } from '../../content/rows/read-tables.ts';
import { tableOfRecords } from '../../tables/read-table.ts';
import { importList, type JudgedList, type ListToJudge } from '../import-list.ts';
import type { ImportOptions, ImportResult } from '../import-options.ts';
import type { ListRow } from '../list-rows.ts';
import type { CellRow } from '../merge/cell-table.ts';
import type { RowGuess, RowVerdict } from '../row-verdict.ts';
import { openSeatKeys } from '../seats/seat-key.ts';
import type { Note } from '../source-rows.ts';
import { cleanText, hasScript, scriptOf, textByScript } from '../text/clean-text.ts';
import { kindOfCell, kindOfName } from '../text/station-kind.ts';
import { stationWords } from '../text/station-words.ts';
import { findTurn, type Lexicon, openLexicon, type Turn, turnText } from '../text/turn-text.ts';
import { type NumberedPlace, placeIds } from './place-ids.ts';

const file = 'places.csv';
const headerRecords = 1;
const maxNameLength = 400;
/** A word that other names of the list have so often may be in a turned one. */
const minUses = 2;
/** So many names of a seat have to begin with a number, and each with another one. */
const minNumbered = 0.95;
const plain = ['address', 'latitude', 'longitude', 'accessible', 'serves', 'hours'] as const;

/** @throws FaultError what every import throws */
export function importPlaces(options: ImportOptions): Promise<ImportResult> {
  const answers = ['seat', 'number', 'name', 'kind', 'id', ...plain];
  return importList({ kind: 'places', files: [file], answers, judge: judgePlaces }, options);
}

interface Place extends NumberedPlace {
  readonly row: ListRow;
  readonly name: Text;
  readonly mends: readonly Note[];
  readonly held: Note | null;
  readonly guess: RowGuess | null;
}

function judgePlaces({ rows, content, languages }: ListToJudge): JudgedList {
  const contests = new Set(content.contests.map(({ id }) => id));
  const readKey = openSeatKeys(
    [...new Set(rows.map((row) => row.value('seat')))],
    content.guide.ballots.map(({ id }) => id),
  );
  const turns = turnsOf(rows);
  const lexicon = openLexicon([...stationWords, ...uprightWords(rows, turns)]);
  const writtenOf = new Map(
    rows.map((row) => [row, writtenName(row, turns.get(row.raw('seat')) ?? 'none', lexicon, languages)]),
  );
  const numbered = seatsWithNumberedNames(rows, writtenOf);
  let above = '';
  const places = rows.map((row): Place => {
    const reading = readKey(row.value('seat'), '');
    const seat = reading.kind === 'unsafe' ? '' : reading.seat;
    const written = writtenOf.get(row) ?? { text: {}, isTurned: false, isSure: true };
    const place = placeOf(row, seat, written, numbered.has(row.raw('seat')), languages);
    if (row.answer?.isDropped) return { ...place, held: { code: 'dropped', text: row.answer.words }, guess: null };
    if (contests.has(seat)) {
      above = seat;
      return place;
    }
    if (row.value('seat') === '' && above !== '') {
      const text = `there is no seat in this row; the rows above are of ${above}`;
      return { ...place, held: { code: 'unknown-seat', text }, guess: { text: `seat=${above}`, distance: null } };
    }
    return { ...place, held: { code: 'unknown-seat', text: `the guide has no seat "${seat || row.value('seat')}"` } };
  });
  const unique = withoutDoubleIds(withoutDoubles(places));
  const said = columnsOf(rows, languages);
  const taken = unique.filter(({ held }) => held === null);
  const ids = placeIds(taken, content.places.all());
  const cellsByPlace = new Map(taken.map((place) => [place, cellsOf(place, ids.get(place) ?? '', said)]));
  const faults = unreadable([...cellsByPlace.values()], said, languages);
  const judged = unique.map((place): Place => {
    const cells = cellsByPlace.get(place);
    const fault = cells && faults.get(cells);
    return fault ? { ...place, held: fault } : place;
  });
  const verdicts = judged.map(({ row, seat, mends, held, guess, number, name }): RowVerdict & { found: string } => {
    const found = [seat || row.value('seat'), number, row.raw('name') || Object.values(name).join(' · ')];
    return { row, seat, mends, held, guess, found: found.filter(Boolean).join(' · ').replace(/\s+/g, ' ') };
  });
  const header = [
    ...['contest', 'id', 'number', ...inLanguages('name', languages), 'kind', ...inLanguages('address', languages)],
    ...['latitude', 'longitude', 'accessible', 'serves', 'hours', 'ways'],
  ];
  const shown = [...cellsByPlace.values()].filter((cells) => !faults.has(cells));
  return { verdicts, proposed: [{ file, key: ['contest', 'id'], header, says: said, rows: shown }] };
}

function inLanguages(stem: string, languages: readonly string[]): readonly string[] {
  return languages.map((language) => `${stem}:${language}`);
}

/** What the list speaks of. */
function columnsOf(rows: readonly ListRow[], languages: readonly string[]): readonly string[] {
  const has = (column: string): boolean => {
    const [stem = '', language] = column.split(':');
    return rows.some((row) => row.has(stem, language));
  };
  const optional = [
    ...inLanguages('address', languages),
    ...['latitude', 'longitude', 'accessible', 'serves', 'hours'],
  ];
  return [
    ...['contest', 'id', 'number', ...inLanguages('name', languages).filter(has), 'kind'],
    ...optional.filter(has),
  ];
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

interface WrittenName {
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

const leadingNumber = /^0*(\d{1,5})(?=\s|$)/;

/** Seats whose names all begin with a number of their own: it is the one on the printed list. */
function seatsWithNumberedNames(
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

function placeOf(
  row: ListRow,
  seat: string,
  { text: written, isTurned, isSure }: WrittenName,
  isNumbered: boolean,
  languages: readonly string[],
): Place {
  const mends: Note[] = [];
  if (isTurned) mends.push({ code: 'turned', text: 'the name was the wrong way round' });
  const answered = row.answer?.texts('name', languages) ?? {};
  const first = Object.values(written)[0] ?? '';
  const said = row.value('number').replace(/\p{Nd}/gu, westernDigit);
  const leading = leadingNumber.exec(first)?.[1];
  const isSaid = said !== '' && !isPlaceholder(said);
  const isOwn = leading !== undefined && (!isSaid || (isNumbered && !row.answer?.set.has('number')));
  const number = isOwn ? leading : isSaid ? said : '';
  if (isOwn && isSaid && leading !== said) {
    mends.push({ code: 'number', text: `the number ${leading} in the name is the printed list's, not ${said}` });
  }
  const access = row.value('accessible');
  if (access !== '' && !isPlaceholder(access) && yesOrNo(access) === '') {
    mends.push({ code: 'accessible', text: `"${access}" says neither yes nor no, so the guide says neither` });
  }
  const name: Record<string, string> = {};
  for (const [language, text] of Object.entries({ ...written, ...answered })) {
    const rest = withoutNumber(text, number);
    if (rest !== '') name[language] = rest;
  }
  const place = { row, seat, number, givenId: row.value('id'), name, mends: [...row.mends, ...mends] };
  const guess = isTurned
    ? Object.entries(name).map(([language, text]) => ({
        text: `name:${language}=${text.replaceAll(';', ',')}`,
        distance: null,
      }))[0]
    : undefined;
  const hold = (code: string, text: string): Place => ({ ...place, held: { code, text }, guess: guess ?? null });
  if (row.isTooLong) return hold('too-many-cells', 'the row has more cells than the header');
  if (number === '' || number.length > 20)
    return hold('no-number', 'the row does not say which number the station has');
  const all = Object.values(name);
  if (all.length === 0 || all.some(isPlaceholder)) return hold('no-name', `station ${number} has no name`);
  if (all.some((text) => text.length > maxNameLength))
    return hold('too-long', `the name has more than ${maxNameLength} characters`);
  if (isTurned && !isSure && Object.keys(answered).length === 0) {
    return hold('turned', 'the name was the wrong way round, and not every word of it could be read');
  }
  if (readHours(row.value('hours')) === null) return hold('bad-hours', `"${row.value('hours')}" are no opening hours`);
  if (kindOf(row, name) === null)
    return hold('unknown-kind', `"${row.value('kind')}" does not say whom the station is for: men, women or all`);
  return { ...place, held: null, guess: null };
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
function withoutNumber(text: string, number: string): string {
  const rest = text.replace(/^\s*0*(\d{1,5})(?!\d|\/)\s*[-–.):]*\s*/, (whole, digits: string) =>
    digits === number ? '' : whole,
  );
  const bare = rest.replace(/^[-–\s]+/, '').trim();
  return /\p{L}/u.test(bare) ? bare : '';
}

/** Two stations with one number: a second copy is left out; where they differ nobody can say which one it is. */
function withoutDoubles(places: readonly Place[]): readonly Place[] {
  const byNumber = new Map<string, Place[]>();
  for (const place of places) {
    if (place.held) continue;
    const key = `${place.seat} ${place.number}`;
    const own = byNumber.get(key) ?? [];
    if (own.length === 0) byNumber.set(key, own);
    own.push(place);
  }
  return places.map((place) => {
    const own = byNumber.get(`${place.seat} ${place.number}`) ?? [];
    const [first] = own;
    if (place.held || !first || own.length === 1) return place;
    const isSame = own.every(
      ({ name }) => fold(Object.values(name).join(' ')) === fold(Object.values(first.name).join(' ')),
    );
    if (isSame && place === first) return place;
    const text = `station ${place.number} of ${place.seat} stands in rows ${own.map(({ row }) => row.row).join(', ')}`;
    return { ...place, held: { code: isSame ? 'second-copy' : 'duplicate-number', text } };
  });
}

/** Ids that the list itself gives to two stations: only one of the rows would be kept. */
function withoutDoubleIds(places: readonly Place[]): readonly Place[] {
  const rowsOf = new Map<string, number[]>();
  const keyOf = ({ seat, givenId }: Place): string => `${seat} ${givenId}`;
  for (const place of places) {
    if (place.held || place.givenId === '') continue;
    rowsOf.set(keyOf(place), [...(rowsOf.get(keyOf(place)) ?? []), place.row.row]);
  }
  return places.map((place) => {
    const rows = rowsOf.get(keyOf(place)) ?? [];
    if (place.held || rows.length < 2) return place;
    const text = `the id "${place.givenId}" stands in rows ${rows.join(', ')}`;
    return { ...place, held: { code: 'duplicate-id', text } };
  });
}

function cellsOf({ row, seat, number, name }: Place, id: string, said: readonly string[]): CellRow {
  const cells: Record<string, string> = {
    contest: seat,
    id,
    number,
    kind: kindOf(row, name) ?? 'unknown',
    hours: writeHours(readHours(row.value('hours')) ?? []),
    accessible: yesOrNo(row.value('accessible')),
    serves: row
      .value('serves')
      .split(/[;,؛،、\s]+/)
      .filter(Boolean)
      .join(';'),
    latitude: plainDegrees(row.value('latitude'), 'N', 'S'),
    longitude: plainDegrees(row.value('longitude'), 'E', 'W'),
  };
  for (const [language, text] of Object.entries(name)) cells[`name:${language}`] = text;
  for (const [language, text] of Object.entries(row.texts('address'))) cells[`address:${language}`] = text;
  return Object.fromEntries(said.map((column) => [column, cells[column] ?? '']));
}

/** "27.7011° N" and "S 27.7" as the numbers that they are; anything else as it was, for the reader to refuse. */
function plainDegrees(text: string, positive: string, negative: string): string {
  const western = text.replace(/\p{Nd}/gu, westernDigit).replace('٫', '.');
  const found = /^([A-Z])?\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*([A-Z])?$/i.exec(western);
  const [, before = '', digits = '', behind = ''] = found ?? [];
  const side = (before + behind).toUpperCase();
  if (!found || (side !== '' && digits.startsWith('-'))) return text;
  return side === '' || side === positive ? digits : side === negative ? `-${digits}` : text;
}

function yesOrNo(text: string): string {
  const word = text.toLowerCase();
  return ['yes', 'true', '1', 'y'].includes(word) ? 'yes' : ['no', 'false', '0', 'n'].includes(word) ? 'no' : '';
}

/** Whom a station is for, by its column or by the words in its name; null where the column says something else. */
function kindOf(row: ListRow, name: Text): PlaceEntry['kind'] | null {
  const said = row.value('kind');
  return said === '' || isPlaceholder(said) ? kindOfName(Object.values(name).join(' ')) : kindOfCell(said);
}

/** What the folder's own reader says against rows that would come in: the next import has to be able to read them. */
function unreadable(
  rows: readonly CellRow[],
  said: readonly string[],
  languages: readonly string[],
): Map<CellRow, Note> {
  const table = tableOfRecords([said, ...rows.map((cells) => said.map((column) => cells[column] ?? ''))], file);
  const faults: Fault[] = [];
  readRows(placesSpec, table, languages, faults);
  const found = new Map<CellRow, Note>();
  for (const { severity, row, column, code, message } of faults) {
    const cells = rows[(row ?? 0) - headerRecords - 1];
    if (severity === 'error' && cells && !found.has(cells)) found.set(cells, { code, text: `${column}: ${message}` });
  }
  return found;
}
