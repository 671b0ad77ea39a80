// From somebody's list of candidates to a content folder: every row accounted, the doubtful ones held back for a person, the
// rest merged into the tables. The same list again changes nothing; merging different lists of one seat is not done here.
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isAppError } from '../../../core/errors.ts';
import type { Content } from '../../content/content.ts';
import { FaultError } from '../../content/fault.ts';
import { readFolderFile } from '../../content/folder.ts';
import { guideFileName } from '../../content/guide-file/read-guide-file.ts';
import { readGuideText } from '../../content/guide-file/read-guide-text.ts';
import { readContent } from '../../content/read-content.ts';
import { readReview } from '../../content/review.ts';
import { compareSeats, expectedSeats } from '../../content/rows/expected-seats.ts';
import type { Table } from '../../tables/read-table.ts';
import { addToGuideFile } from '../add-to-guide-file.ts';
import { refuseWrongGuess, unusedColumns } from '../columns/choose-columns.ts';
import { openList } from '../columns/open-list.ts';
import { mappingsFileName, textWithMap } from '../columns/saved-maps.ts';
import { finishImport } from '../finish-import.ts';
import type { ImportOptions, ImportResult } from '../import-options.ts';
import { type Made, readMade, reportOf, reportsFolder } from '../import-report.ts';
import { type Answers, answersOf } from '../merge/answers.ts';
import { type MergedContent, mergeContent } from '../merge-content.ts';
import { refuseUnsafe } from '../refuse-unsafe.ts';
import { reviewItemsOf } from '../row-verdict.ts';
import { type Judgement, judgeSeats, type Verdict } from '../seats/judge-seats.ts';
import { openSeatKeys } from '../seats/seat-key.ts';
import { openSourceRows } from '../source-rows.ts';
import { sourceName } from '../text/source-name.ts';
import { type CandidateMap, candidateMapOf } from './candidate-map.ts';
import { notesOnCandidates } from './candidate-notes.ts';
import { candidateTables } from './candidate-tables.ts';
import { numberByPerson } from './number-by-person.ts';
import { openPartyList } from './party-list.ts';
import { openSymbolChart } from './symbol-chart.ts';

const rewritten = new Set(['contests.csv', 'regions.csv', 'candidates.csv', 'parties.csv', 'symbols.csv']);
const answerFields = ['seat', 'seatName', 'serial', 'name', 'symbol', 'party', 'status'];

/**
 * Imports a list of candidates.
 * @throws FaultError when the list, the map or the folder cannot be used; nothing is written then
 */
export async function importCandidates(options: ImportOptions): Promise<ImportResult> {
  const { file, into, progress } = options;
  progress?.('reading the folder');
  const { content, faults } = await readContent(into);
  refuseUnsafe(faults, rewritten);
  progress?.('reading the list');
  const { table, chosen, sheet } = await openList('candidates', content, options);
  const columns = candidateMapOf(chosen.map);
  const mapped = [...columns.name.keys(), ...columns.seatName.keys()].filter(Boolean);
  const newLanguages = [...new Set(mapped)].filter((language) => !content.guide.languages.includes(language));
  const languages = [...content.guide.languages, ...newLanguages];
  const name = sourceName('candidates', options.source ?? file);
  const earlier = await readEarlier(into, name);
  const before = await readReview(into, name);
  const answers = answersOf(
    before.filter(({ what }) => what !== 'your-edit'),
    answerFields,
  );
  progress?.(`looking at ${table.rows.length} rows`);
  const { judged, merged } = judgeTable(table, columns, content, earlier, languages, answers);
  const listed = new Set(judged.seats.map(({ id }) => id));
  const compared = compareSeats(expectedSeats(content), listed, true);
  const report = reportOf(basename(file), merged.verdicts, judged.seats, merged.made, compared);
  refuseWrongGuess(chosen, table, report);
  progress?.('writing');
  const finished = await finishImport({
    dir: into,
    name,
    proposed: candidateTables(merged, languages, columns.status !== null),
    report,
    open: reviewItemsOf(merged.verdicts, foundOf),
    before,
    standing: new Map(merged.verdicts.map(({ row }) => [row.id, row.row])),
    files: new Map([
      [guideFileName, await changedGuideFile(content, merged.newBallots, newLanguages)],
      [mappingsFileName, await textWithMap(into, 'candidates', basename(options.source ?? file), chosen.map, sheet)],
    ]),
  });
  return {
    ...finished,
    kind: 'candidates',
    seats: judged.seats.length,
    underReview: report.underReview.length,
    regions: merged.regionCount,
    map: chosen.map,
    mapFrom: chosen.from,
    unused: unusedColumns(chosen.map, table),
    faults: [...table.faults, ...notesOnCandidates(basename(file), columns, merged.newBallots)],
  };
}

/** The row as a person would look for it. */
function foundOf({ row: { key, serialText, name, symbol, party } }: Verdict): string {
  const signs = [symbol.spelling, symbol.code].filter(Boolean).join(' ');
  return [key, serialText, ...Object.values(name), signs, party].filter(Boolean).join(' · ');
}

/** Everything between reading and writing: no file is touched. */
function judgeTable(
  table: Table,
  columns: CandidateMap,
  content: Content,
  { own, others }: Earlier,
  languages: readonly string[],
  answers: Answers,
): { readonly judged: Judgement; readonly merged: MergedContent } {
  const rows = openSourceRows(table, columns, languages, answers);
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
    numbers: numberByPerson(content, languages),
  });
  return { judged, merged: mergeContent(content, own, judged, { chart, parties, languages }) };
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
  const yaml = await readGuideText(content.dir);
  return addToGuideFile(yaml, { ballots, languages }, content.guide.ballots.length);
}
