// Lists that become one of the folder's tables row by row: parties, symbols, areas, events, notices, steps. What a row must be
// is asked of the folder's own reader, so that what comes in is what check and build take.
import { fold } from '../../core/spelling/fold.ts';
import type { Content } from '../content/content.ts';
import type { Fault } from '../content/fault.ts';
import { isPlaceholder } from '../content/placeholder.ts';
import { eventsSpec, noticesSpec, stepsSpec } from '../content/rows/read-page-tables.ts';
import { areasSpec, partiesSpec, readRows, symbolsSpec, type TableSpec } from '../content/rows/read-tables.ts';
import { tableOfRecords } from '../tables/read-table.ts';
import { fieldsOf } from './columns/kinds.ts';
import { importList, type JudgedList, type ListToJudge } from './import-list.ts';
import type { ImportOptions, ImportResult } from './import-options.ts';
import type { ListRow } from './list-rows.ts';
import { hashOf } from './merge/answers.ts';
import { type CellRow, keyOf } from './merge/cell-table.ts';
import type { RowVerdict } from './row-verdict.ts';
import { picturePath } from './sheet-pictures.ts';
import { shortSlug } from './text/clean-text.ts';
import { dayOf, instantOf } from './text/days.ts';
import { idOfText } from './text/id-of-text.ts';

interface Shape {
  readonly spec: TableSpec<unknown>;
  readonly key: readonly string[];
  /** The id of a row that the list gives none. */
  readonly idOf?: (row: ListRow, first: (field: string) => string) => string;
  /** Texts that a row must have. */
  readonly name: string;
}

export type PlainKind = 'parties' | 'symbols' | 'areas' | 'events' | 'notices' | 'steps';

const shapes: Readonly<Record<PlainKind, Shape>> = {
  parties: {
    spec: partiesSpec,
    key: ['id'],
    name: 'name',
    idOf: (_row, first) => shortSlug(first('name')) ?? idOfText(first('name')),
  },
  symbols: { spec: symbolsSpec, key: ['code'], name: 'name' },
  areas: { spec: areasSpec, key: ['id'], name: '', idOf: (_row, first) => idOfText(first('name')) },
  // The day and the place may change; what is called so then is the same event.
  events: {
    spec: eventsSpec,
    key: ['id'],
    name: 'title',
    idOf: (row, first) => stableId('e', first('title'), row.value('kind')),
  },
  notices: {
    spec: noticesSpec,
    key: ['id'],
    name: 'title',
    idOf: (row, first) => stableId('n', first('title'), row.value('contest')),
  },
  steps: { spec: stepsSpec, key: ['page', 'number'], name: 'text' },
};

/** @throws FaultError what every import throws */
export function importTable(kind: PlainKind, options: ImportOptions): Promise<ImportResult> {
  const answers = [...new Set(fieldsOf(kind).map(({ field }) => field))];
  return importList(
    { kind, files: [shapes[kind].spec.file], answers, judge: (list) => judgeTable(kind, list) },
    options,
  );
}

function stableId(letter: string, ...parts: readonly string[]): string {
  return `${letter}-${hashOf(parts.map(fold))}`;
}

function judgeTable(kind: PlainKind, { rows, content, languages, pictures }: ListToJudge): JudgedList {
  const shape = shapes[kind];
  const files = new Map<string, Uint8Array>();
  const standing = new Map(content.symbols.map(({ code, picture }) => [code, picture]));
  const listed = columnsOf(kind, rows, languages);
  const says = pictures.size > 0 ? [...new Set([...listed, 'picture'])] : listed;
  const seen = new Map<string, number>();
  const steps = new Map<string, number>();
  const judged = rows.map((row) => {
    const cells = cellsOf(kind, row, content, languages, steps);
    const key = keyOf(cells, shape.key);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, row.row);
    const held = row.answer?.isDropped
      ? { code: 'dropped', text: row.answer.words }
      : (faultOf(kind, row, cells, says, languages) ??
        (first === undefined
          ? null
          : { code: 'doubled-row', text: `row ${first} has the same ${shape.key.join(' and ')}` }));
    const found = Object.values(cells).filter(Boolean).join(' · ').slice(0, 300);
    const picture = held === null && cells.picture === '' ? pictures.get(row.row) : undefined;
    const path = picture && picturePath(cells.code ?? '', picture);
    if (picture && path) files.set(path, picture);
    const verdict: RowVerdict & { found: string } = {
      row,
      seat: cells[shape.key[0] ?? ''] ?? '',
      mends: row.mends,
      held,
      found,
    };
    // Where the sheet has no drawing, it says nothing against the one that stands.
    const shown = cells.picture || path || standing.get(cells.code ?? '') || '';
    return { verdict, cells: pictures.size > 0 ? { ...cells, picture: shown } : cells };
  });
  return {
    verdicts: judged.map(({ verdict }) => verdict),
    files,
    proposed: [
      {
        file: shape.spec.file,
        key: shape.key,
        header: headerOf(shape.spec, languages),
        says,
        rows: judged.filter(({ verdict }) => verdict.held === null).map(({ cells }) => cells),
      },
    ],
  };
}

function headerOf({ columns }: TableSpec<unknown>, languages: readonly string[]): readonly string[] {
  return columns.flatMap((column) =>
    column.endsWith(':') ? languages.map((language) => `${column}${language}`) : [column],
  );
}

/** The columns that the list speaks of, and those that import fills. */
function columnsOf(kind: PlainKind, rows: readonly ListRow[], languages: readonly string[]): readonly string[] {
  const { spec, key } = shapes[kind];
  return headerOf(spec, languages).filter((column) => {
    const [, stem = '', language] = /^([^:]+):([^:]+)$/.exec(column) ?? [];
    const isText = spec.columns.includes(`${stem}:`);
    return key.includes(column) || rows.some((row) => (isText ? row.has(stem, language) : row.has(column)));
  });
}

function cellsOf(
  kind: PlainKind,
  row: ListRow,
  content: Content,
  languages: readonly string[],
  steps: Map<string, number>,
): CellRow {
  const { spec, key, idOf } = shapes[kind];
  const cells: Record<string, string> = {};
  for (const column of spec.columns) {
    if (column.endsWith(':')) {
      const texts = row.texts(column.slice(0, -1));
      for (const language of languages) cells[`${column}${language}`] = texts[language] ?? '';
    } else cells[column] = row.value(column);
  }
  const first = (field: string): string => Object.values(row.texts(field))[0] ?? '';
  const [id = ''] = key;
  if (cells[id] === '' && idOf) cells[id] = idOf(row, first);
  if (kind === 'steps' && cells.number === '') {
    const next = (steps.get(cells.page ?? '') ?? 0) + 1;
    steps.set(cells.page ?? '', next);
    cells.number = String(next);
  }
  for (const column of ['contests', 'regions', 'serves', 'alike']) {
    if (cells[column])
      cells[column] = cells[column]
        .split(/[;,]/)
        .map((each) => each.trim())
        .filter(Boolean)
        .join(';');
  }
  for (const column of ['kind', 'state'])
    if (cells[column]) cells[column] = cells[column].toLowerCase().replace(/\s+/g, '-');
  const offset = content.guide.election.hours?.offset;
  if (kind === 'events') {
    cells.day = dayOf(cells.day ?? '');
    for (const column of ['starts', 'ends']) cells[column] = instantOf(cells[column] ?? '', cells.day, offset);
  }
  if (kind === 'notices') cells.at = instantOf(cells.at ?? '', '', offset);
  return cells;
}

/** What the folder's own reader says against a row. */
function faultOf(
  kind: PlainKind,
  row: ListRow,
  cells: CellRow,
  says: readonly string[],
  languages: readonly string[],
): RowVerdict['held'] {
  const { spec, name } = shapes[kind];
  if (row.isTooLong) return { code: 'too-many-cells', text: 'the row has more cells than the header' };
  const names = name === '' ? [] : Object.values(row.texts(name));
  if (name !== '' && names.length === 0) return { code: 'no-name', text: `the row has no ${name} in any language` };
  if (names.some(isPlaceholder)) return { code: 'placeholder', text: `"${names[0]}" stands where a ${name} will be` };
  const faults: Fault[] = [];
  const header = [...new Set([...spec.required, ...says])];
  const table = tableOfRecords([header, header.map((column) => cells[column] ?? '')], spec.file);
  readRows(spec, table, languages, faults);
  const [fault] = faults.filter(({ severity }) => severity === 'error');
  return fault ? { code: fault.code, text: `${fault.column ?? ''}: ${fault.message}; ${fault.fix}` } : null;
}
