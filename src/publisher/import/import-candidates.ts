// From somebody's list of candidates to a content folder: every row accounted, the doubtful ones held back, the tables
// replaced together. The same list again gives the same folder; merging different lists of one seat is not done here.
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isAppError } from '../../core/errors.ts';
import type { Content } from '../content/content.ts';
import { type Fault, FaultError } from '../content/fault.ts';
import { readFolderFile, writeFolderFiles } from '../content/folder.ts';
import { readContent } from '../content/read-content.ts';
import { guideFileName } from '../content/read-guide-file.ts';
import { writeCandidates, writeContests, writeParties, writeRegions, writeSymbols } from '../content/write-tables.ts';
import { maxTableBytes } from '../tables/decode-text.ts';
import { readTable, type Table } from '../tables/read-table.ts';
import { addToGuideFile } from './add-to-guide-file.ts';
import { type CandidateMap, mappedColumns, parseCandidateMap } from './column-map.ts';
import { type ImportReport, type Made, readMade, reportJson, reportOf, reportTable } from './import-report.ts';
import { type Judgement, judgeSeats } from './judge-seats.ts';
import { type MergedContent, mergeContent } from './merge-content.ts';
import { openPartyList } from './party-list.ts';
import { openSeatKeys } from './seat-key.ts';
import { openSourceRows } from './source-rows.ts';
import { openSymbolChart } from './symbol-chart.ts';
import { slug } from './text/clean-text.ts';

export interface ImportOptions {
  /** Path of the list. */
  readonly file: string;
  /** The content folder. */
  readonly into: string;
  /** "seat=…,name:en=…": what the list's columns hold. */
  readonly map: string;
  readonly progress?: (text: string) => void;
}

export interface ImportResult {
  readonly read: number;
  readonly accepted: number;
  readonly repaired: number;
  readonly heldBack: number;
  /** Seats that the list has, those under review among them. */
  readonly seats: number;
  readonly underReview: number;
  /** Regions of the whole folder. */
  readonly regions: number;
  /** Path of the report inside the folder; the same with .csv stands beside it. */
  readonly report: string;
  readonly account: ImportReport;
  /** Warnings. */
  readonly faults: readonly Fault[];
}

const reportsFolder = 'reports';
const rewritten = new Set(['contests.csv', 'regions.csv', 'candidates.csv', 'parties.csv', 'symbols.csv']);

/**
 * Imports a list of candidates.
 * @throws FaultError when the list, the map or the folder cannot be used; nothing is written then
 */
export async function importCandidates({ file, into, map, progress }: ImportOptions): Promise<ImportResult> {
  const columns = parseCandidateMap(map);
  progress?.('reading the folder');
  const { content, faults } = await readContent(into);
  refuseUnsafe(faults);
  const mapped = [...columns.name.keys(), ...columns.seatName.keys()].filter(Boolean);
  const newLanguages = [...new Set(mapped)].filter((language) => !content.guide.languages.includes(language));
  const languages = [...content.guide.languages, ...newLanguages];
  progress?.('reading the list');
  const table = readTable(await readSource(file), basename(file), mappedColumns(columns));
  const name = `candidates-${slug(basename(file).replace(/\.[^.]*$/, '')) ?? 'list'}`;
  const earlier = await readEarlier(into, name);
  progress?.(`looking at ${table.rows.length} rows`);
  const { judged, merged } = judgeTable(table, columns, content, earlier, languages);
  const report = reportOf(basename(file), merged.verdicts, judged.seats, merged.made);
  progress?.('writing');
  await writeFolderFiles(
    into,
    new Map([
      [guideFileName, await changedGuideFile(content, merged.newBallots, newLanguages)],
      ['parties.csv', writeParties(merged.parties, languages)],
      ['symbols.csv', writeSymbols(merged.symbols, languages)],
      ['contests.csv', writeContests(merged.contests, languages)],
      ['regions.csv', writeRegions(merged.regions, languages)],
      ['candidates.csv', writeCandidates(merged.candidates, languages)],
      [`${reportsFolder}/${name}.json`, reportJson(report)],
      [`${reportsFolder}/${name}.csv`, reportTable(report)],
    ]),
  );
  return {
    ...report.counts,
    seats: judged.seats.length,
    underReview: report.underReview.length,
    regions: new Set(merged.regions.map(({ region }) => region)).size,
    report: `${reportsFolder}/${name}.json`,
    account: report,
    faults: table.faults,
  };
}

/** Everything between reading and writing: no file is touched. */
function judgeTable(
  table: Table,
  columns: CandidateMap,
  content: Content,
  { own, others }: Earlier,
  languages: readonly string[],
): { readonly judged: Judgement; readonly merged: MergedContent } {
  const rows = openSourceRows(table, columns, languages);
  const parties = openPartyList(
    content.parties.filter(({ id }) => !own.parties.includes(id)),
    rows.map(({ party }) => party),
    languages,
  );
  const standing = content.symbols.filter(({ code }) => !own.symbols.includes(code));
  const hasSymbols = columns.symbol !== null || columns.symbolCode !== null;
  const chart = hasSymbols
    ? openSymbolChart(
        standing,
        rows.map(({ symbol }) => symbol),
        {
          // A chart that somebody wrote is closed; one that imports made grows with the next list.
          isOpen: standing.every(({ code }) => others.symbols.includes(code)),
          languages,
          isNoSymbol: parties.isParty,
        },
      )
    : null;
  const keys = [...new Set(rows.map(({ key }) => key))];
  const ballots = content.guide.ballots.map(({ id }) => id);
  const judged = judgeSeats(rows, {
    readKey: openSeatKeys(keys, ballots),
    chart,
    languages,
    hasSerials: columns.serial !== null,
    taken: takenSeats(content, own),
  });
  return { judged, merged: mergeContent(content, own, judged, { chart, parties, languages }) };
}

/** Faults that writing the tables again would make worse: rows that could not be read would be gone. */
function refuseUnsafe(faults: readonly Fault[]): void {
  const stops = faults.filter(
    ({ file, severity, code }) =>
      (rewritten.has(file) && (severity === 'error' || code === 'unknown-column')) ||
      ['no-guide', 'bad-yaml', 'too-large'].includes(code),
  );
  if (stops.length > 0) throw new FaultError(stops.map((fault) => ({ ...fault, severity: 'error' })));
}

async function readSource(path: string): Promise<Uint8Array> {
  const fail = (message: string, fix: string): never => {
    throw new FaultError([{ severity: 'error', code: 'no-file', file: path, message, fix }]);
  };
  try {
    const bytes = await readFile(path);
    return bytes.length <= maxTableBytes ? bytes : fail('the file is too large for a table', 'split it');
  } catch (error) {
    if (error instanceof FaultError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EISDIR') return fail('this is a folder, not a file', 'name the file in it');
    if (code === 'ENOENT') return fail('there is no such file', 'check the name');
    return fail(`the file cannot be read (${code})`, 'check its permissions');
  }
}

interface Earlier {
  readonly own: Made;
  readonly others: Made;
}

/** What imports made before: this source's, and all others'. */
async function readEarlier(dir: string, name: string): Promise<Earlier> {
  const none: Made = { contests: [], symbols: [], parties: [] };
  let own = none;
  let others = none;
  const files = await readdir(join(dir, reportsFolder)).catch(() => []);
  for (const file of new Set([...files.filter((each) => /^candidates-.*\.json$/.test(each)), `${name}.json`])) {
    const bytes = await readFolderFile(dir, `${reportsFolder}/${file}`);
    const made = bytes ? madeOrNone(bytes, `${reportsFolder}/${file}`) : none;
    if (file === `${name}.json`) own = made;
    else {
      others = {
        contests: [...others.contests, ...made.contests],
        symbols: [...others.symbols, ...made.symbols],
        parties: [...others.parties, ...made.parties],
      };
    }
  }
  return { own, others };
}

function madeOrNone(bytes: Uint8Array, file: string): Made {
  try {
    return readMade(bytes);
  } catch (error) {
    if (!isAppError(error)) throw error;
    const message = 'this is not a report of an import, so it is not known what that import made';
    throw new FaultError([{ severity: 'error', code: 'bad-report', file, message, fix: 'restore it, or delete it' }]);
  }
}

function takenSeats(content: Content, own: Made): ReadonlySet<string> {
  const mine = new Set(own.contests);
  return new Set(content.candidates.map(({ contest }) => contest).filter((contest) => !mine.has(contest)));
}

async function changedGuideFile(
  content: Content,
  ballots: readonly string[],
  languages: readonly string[],
): Promise<string> {
  const bytes = await readFolderFile(content.dir, guideFileName);
  const yaml = new TextDecoder().decode(bytes ?? new Uint8Array());
  return addToGuideFile(yaml, { ballots, languages }, content.guide.ballots.length);
}
