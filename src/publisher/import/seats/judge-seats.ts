// Rows to seats: which rows may be shown, which are held back alone, and which seats are held back whole. Every row
// leaves with exactly one verdict.

import type { Text } from '../../../core/guide/format/text.ts';
import { fold } from '../../../core/spelling/fold.ts';
import type { ChartSymbol } from '../candidates/chart-symbol.ts';
import type { SymbolReading } from '../candidates/read-symbol.ts';
import type { SymbolChart } from '../candidates/symbol-chart.ts';
import { mainKeyOf } from '../candidates/symbol-uses.ts';
import { type RowGuess, type RowVerdict, sumRow } from '../row-verdict.ts';
import type { Note, SourceRow } from '../source-rows.ts';
import { isSum } from '../text/sum-words.ts';
import { type Claim, settleClaims } from './claims.ts';
import type { ReadKey } from './seat-key.ts';

export interface Verdict extends RowVerdict {
  readonly row: SourceRow;
}

export interface ShownRow {
  readonly row: SourceRow;
  readonly serial: number;
  readonly symbol: ChartSymbol | null;
}

export interface JudgedSeat {
  readonly id: string;
  readonly name: Text;
  /** Region as the source names it; "" where it does not. */
  readonly region: string;
  readonly shown: readonly ShownRow[];
  /** Why the whole seat is held back; empty where it is not. */
  readonly faults: readonly Note[];
  /** Rows were held back, so that the list on the ballot is longer. */
  readonly isIncomplete: boolean;
}

export interface Judgement {
  readonly seats: readonly JudgedSeat[];
  /** One for every row, in the source's order. */
  readonly verdicts: readonly Verdict[];
}

/** What judging needs to know beside the rows. */
export interface Judging {
  readonly readKey: ReadKey;
  /** null where the source has no symbols at all. */
  readonly chart: SymbolChart | null;
  readonly languages: readonly string[];
  /** Whether the source numbers its candidates. */
  readonly hasSerials: boolean;
  /** Seats that another list or hand has filled already. */
  readonly taken: ReadonlySet<string>;
  /** For lists without serial numbers: each row's, the same for the same person in every import. */
  readonly numbers: (seat: string, rows: readonly SourceRow[]) => ReadonlyMap<SourceRow, number>;
}

export function judgeSeats(rows: readonly SourceRow[], judging: Judging): Judgement {
  const verdicts = new Map<SourceRow, Verdict>();
  const claims = new Map<string, Map<string, Claim>>();
  const begun = new Set<string>();
  let above = '';
  let aboveName = '';
  for (const row of rows) {
    if (row.answer?.isDropped) {
      verdicts.set(row, { row, seat: row.key, mends: [], held: { code: 'dropped', text: row.answer.words } });
      continue;
    }
    if (isSumRow(row)) {
      const text = 'the row sums up others: nobody stands in it';
      above = '';
      verdicts.set(row, { row, seat: '', mends: [], held: { code: sumRow, text } });
      continue;
    }
    const ownName = Object.values(row.seatName)[0] ?? '';
    if (row.key.trim() === '' && above !== '' && (ownName === '' || fold(ownName) === fold(aboveName))) {
      // A seat's cell that was merged over its rows comes out of a spreadsheet like this: the row is most likely its too.
      begun.add(above);
      const held = { code: 'malformed-key', text: `there is no seat in this row; the rows above are of ${above}` };
      verdicts.set(row, { row, seat: above, mends: [], held, guess: { text: `seat=${above}`, distance: null } });
      continue;
    }
    const reading = judging.readKey(row.key, ownName, row.answer?.set.has('seat') === true);
    above = reading.kind === 'exact' || reading.kind === 'mended' ? reading.seat : '';
    aboveName = ownName;
    if (reading.kind === 'none') {
      verdicts.set(row, { row, seat: row.key, mends: [], held: { code: 'malformed-key', text: reading.why } });
      continue;
    }
    const ofSeat = claims.get(reading.seat) ?? new Map<string, Claim>();
    const claim = ofSeat.get(row.key) ?? { reading, rows: [] };
    claim.rows.push(row);
    ofSeat.set(row.key, claim);
    claims.set(reading.seat, ofSeat);
  }
  const seats: JudgedSeat[] = [];
  for (const [id, ofSeat] of claims) {
    const seat = judgeSeat(id, [...ofSeat.values()], judging, verdicts);
    if (seat) seats.push({ ...seat, isIncomplete: seat.isIncomplete || begun.has(id) });
  }
  const inOrder = rows.map((row) => verdicts.get(row));
  return { seats, verdicts: inOrder.filter((verdict) => verdict !== undefined) };
}

/** No candidate has neither a symbol nor a party, and a sum for a seat. */
function isSumRow({ key, seatName, symbol, party }: SourceRow): boolean {
  if (symbol.spelling !== '' || symbol.code !== '' || party !== '') return false;
  return isSum(key) || (key.trim() === '' && Object.values(seatName).some(isSum));
}

function judgeSeat(
  id: string,
  claims: readonly Claim[],
  judging: Judging,
  verdicts: Map<SourceRow, Verdict>,
): JudgedSeat | null {
  const all = claims.flatMap((claim) => claim.rows);
  const hold = (rows: readonly SourceRow[], held: Note): void => {
    for (const row of rows) {
      const isUnsafe = claims.some(({ reading, rows: own }) => reading.kind === 'unsafe' && own.includes(row));
      const guess = isUnsafe ? { text: `seat=${id}`, distance: null } : guessOf(symbols.get(row) ?? null);
      verdicts.set(row, { row, seat: id, mends: row.mends, held, guess });
    }
  };
  const symbols = new Map(all.map((row) => [row, judging.chart?.read(row.symbol) ?? null]));
  const inUse = new Set(all.filter(isStanding).map((row) => symbolOf(symbols.get(row))));
  if (judging.taken.has(id)) {
    hold(all, {
      code: 'seat-taken',
      text: `another list has filled ${id} already; the same list under a new name is told by --source`,
    });
    return null;
  }
  const { rows, mends, apart, faults: claimFaults } = settleClaims(id, claims, (row) => symbolOf(symbols.get(row)));
  for (const { rows: others, held } of apart) hold(others, held);
  const name = nameOf(rows.length > 0 ? rows : all, claims, judging.languages);
  const region = all.find((row) => row.region !== '')?.region ?? '';
  const faults = [...claimFaults, ...findFaults(rows, symbols, judging)];
  const [first] = faults;
  if (first) hold(rows, { code: first.code, text: faults.map(({ text }) => text).join('; ') });
  if (first || rows.length === 0) {
    const why = apart[0]?.held ?? { code: 'malformed-key', text: 'no row could be read' };
    return { id, name, region, shown: [], faults: first ? faults : [why], isIncomplete: true };
  }
  const shown: ShownRow[] = [];
  const numbers = judging.hasSerials ? null : judging.numbers(id, rows);
  rows.forEach((row) => {
    const serial = numbers ? (numbers.get(row) ?? null) : row.serial;
    const reading = symbols.get(row) ?? null;
    const held = holdAlone(row, serial, reading);
    const keyMend = mends.get(row);
    const symbolMend = reading?.symbol && reading.mend !== '' ? [{ code: 'symbol', text: reading.mend }] : [];
    const allMends = [...row.mends, ...(keyMend ? [keyMend] : []), ...symbolMend];
    verdicts.set(row, { row, seat: id, mends: allMends, held, guess: guessOf(reading) });
    // Whoever withdrew may have given the symbol to somebody else.
    const isGiven = !isStanding(row) && inUse.has(symbolOf(reading));
    if (held === null && serial !== null)
      shown.push({ row, serial, symbol: isGiven ? null : (reading?.symbol ?? null) });
  });
  const faultsOfEmpty = shown.length === 0 ? [{ code: 'no-rows', text: 'every row of the seat is held back' }] : [];
  return { id, name, region, shown, faults: faultsOfEmpty, isIncomplete: shown.length < all.length };
}

function guessOf(reading: SymbolReading | null): RowGuess | null {
  return reading?.guess ? { text: `symbol=${reading.guess.code}`, distance: reading.guess.distance } : null;
}

function symbolOf(reading: SymbolReading | null | undefined): string {
  return reading?.symbol?.code ?? '';
}

/** What holds a row back alone. */
function holdAlone(row: SourceRow, serial: number | null, reading: SymbolReading | null): Note | null {
  if (row.fault) return row.fault;
  if (serial === null) return { code: 'bad-serial', text: `"${row.serialText}" is no serial number` };
  if (Object.keys(row.name).length === 0) return { code: 'no-name', text: 'the row has no name in any language' };
  if (row.standing === null) {
    const text = `"${row.status}" does not say whether the candidate stands: answer status=standing, status=withdrawn or drop`;
    return { code: 'unknown-status', text };
  }
  // Whoever withdrew may have given the symbol back.
  const hasGivenBack = row.standing === 'withdrawn' && reading?.symbol === null && reading.code === 'no-symbol';
  if (reading && reading.symbol === null && !hasGivenBack) return { code: reading.code, text: reading.why };
  return null;
}

/** What holds the whole seat back. */
function findFaults(
  rows: readonly SourceRow[],
  symbols: ReadonlyMap<SourceRow, SymbolReading | null>,
  { languages, hasSerials }: Judging,
): readonly Note[] {
  const faults: Note[] = [];
  const names = namesIn(rows);
  if (names !== null) faults.push({ code: 'two-names', text: `the seat has two names: ${names}` });
  if (hasSerials) {
    const serial = firstTwice(rows, (row) => (row.serial === null ? '' : String(row.serial)));
    if (serial)
      faults.push({ code: 'duplicate-serial', text: `serial number ${serial.value} stands in ${serial.rows}` });
  }
  const marked = rows.filter(isStanding);
  const code = firstTwice(marked, ({ symbol }) => symbol.code);
  if (code) faults.push({ code: 'doubled-symbol-number', text: `symbol number ${code.value} stands in ${code.rows}` });
  const spelling = firstTwice(marked, (row) => {
    const reading = symbols.get(row);
    // A word that is on no chart ("INDEPENDENT") is held back row by row; it is no symbol that two could share.
    return reading && (reading.symbol !== null || reading.code === 'symbol-contradiction')
      ? mainKeyOf(row.symbol.spelling, languages)
      : '';
  });
  if (spelling)
    faults.push({ code: 'doubled-symbol-name', text: `the symbol "${spelling.first}" stands in ${spelling.rows}` });
  const symbol = firstTwice(marked, (row) => symbolOf(symbols.get(row)));
  if (symbol && !code && !spelling) {
    faults.push({ code: 'doubled-symbol', text: `${symbol.rows} mean one symbol, ${symbol.value}` });
  }
  return faults;
}

function isStanding({ standing }: SourceRow): boolean {
  return standing !== 'withdrawn';
}

function firstTwice(
  rows: readonly SourceRow[],
  keyOf: (row: SourceRow) => string,
): { readonly value: string; readonly first: string; readonly rows: string } | null {
  const seen = new Map<string, SourceRow>();
  for (const row of rows) {
    const value = keyOf(row);
    if (value === '') continue;
    const before = seen.get(value);
    if (before) return { value, first: before.symbol.spelling, rows: `rows ${before.row} and ${row.row}` };
    seen.set(value, row);
  }
  return null;
}

/** Two names that the rows give the seat, quoted; null where they agree. */
function namesIn(rows: readonly SourceRow[]): string | null {
  const seen = new Map<string, { folded: string; text: string }>();
  for (const row of rows) {
    for (const [language, text] of Object.entries(row.seatName)) {
      const folded = fold(text).replace(/ /g, '');
      const before = seen.get(language);
      if (before && before.folded !== folded) return `"${before.text}" and "${text}" (row ${row.row})`;
      if (!before) seen.set(language, { folded, text });
    }
  }
  return null;
}

/** The most frequent name in each language; what was glued to the key where the rows have none. */
function nameOf(rows: readonly SourceRow[], claims: readonly Claim[], languages: readonly string[]): Text {
  const name: Record<string, string> = {};
  for (const language of languages) {
    const counts = new Map<string, number>();
    for (const row of rows) {
      const text = row.seatName[language];
      if (text) counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    const [first] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    if (first) name[language] = first[0];
  }
  const rest = claims.find(({ reading }) => reading.rest !== '')?.reading.rest;
  return Object.keys(name).length === 0 && rest !== undefined ? { [languages[0] ?? 'en']: rest } : name;
}
