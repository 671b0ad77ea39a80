// One table of the folder against what a source says now and what it said last time: a three-way merge, cell by cell. What a
// person wrote stays, and is named wherever the source says something else.
import { FaultError } from '../../content/fault.ts';
import { type CellRow, type CellTable, joinHeaders, keyOf } from './cell-table.ts';

/** What an import says about a table. */
export interface ProposedTable extends CellTable {
  readonly file: string;
  /** The columns that tell rows apart. */
  readonly key: readonly string[];
  /** The columns that the source speaks of; the others of the header are a person's. */
  readonly says: readonly string[];
  /** Of those: where the source has the word over a row that it did not write itself. */
  readonly rules?: readonly string[];
  /** What belongs to the one that a row names: it goes when the name changes. */
  readonly ofName?: readonly string[];
  /** The source only adds rows: what was added once is a person's. */
  readonly isFrozen?: boolean;
}

export interface CellChange {
  readonly column: string;
  readonly was: string;
  readonly is: string;
}

export interface RowChange {
  readonly file: string;
  readonly key: string;
  readonly kind: 'added' | 'changed' | 'removed';
  /** What changed; of an added or a removed row what it says. */
  readonly cells: readonly CellChange[];
}

/** Where the folder and the source differ, and the folder's word stands. */
export interface KeptEdit {
  readonly file: string;
  readonly key: string;
  /** The column; "" for a whole row. */
  readonly column: string;
  /** "" where the row was deleted. */
  readonly yours: string;
  /** "" where the source has the row no more. */
  readonly list: string;
  /** Whether the source changed its word too, so that somebody has to choose. */
  readonly isOpen: boolean;
}

export interface MergedTable {
  readonly table: CellTable;
  readonly changes: readonly RowChange[];
  readonly kept: readonly KeptEdit[];
  /** What to compare with the next time. */
  readonly base: CellTable;
}

/** What a person answered about an edit that the source contradicts. */
export type EditAnswer = (edit: KeptEdit) => 'list' | 'keep' | 'open';

/**
 * @param ours the folder's table
 * @param base what the source said last time; null where it never spoke
 * @param theirs what it says now
 * @throws FaultError `doubled-row`
 */
export function mergeTable(
  ours: CellTable,
  base: CellTable | null,
  theirs: ProposedTable,
  answerTo: EditAnswer = () => 'open',
): MergedTable {
  const index = (rows: readonly CellRow[]): Map<string, CellRow> =>
    new Map(rows.map((row) => [keyOf(row, theirs.key), row]));
  refuseDoubles(theirs);
  const own = index(ours.rows);
  const before = index(base?.rows ?? []);
  const now = index(theirs.rows);
  const merge = openMerge(theirs, answerTo);
  const rows = new Map<string, CellRow>();
  for (const [key, row] of own) {
    const merged = merge.standing(key, row, before.get(key), now.get(key));
    if (merged) rows.set(key, merged);
  }
  const added = new Map<string, CellRow>();
  for (const [key, row] of now) {
    if (!own.has(key) && merge.isWanted(key, row, before.get(key))) added.set(key, row);
  }
  return {
    table: { header: joinHeaders(ours.header, theirs.header), rows: inPlace(rows, added, [...now.keys()]) },
    changes: merge.changes,
    kept: merge.kept,
    base: { header: theirs.says, rows: merge.baseOf(now, before) },
  };
}

/** Of two rows with one key only the last would be kept, and nobody would hear of the other. */
function refuseDoubles({ file, key, rows }: ProposedTable): void {
  const seen = new Set<string>();
  for (const row of rows) {
    const own = keyOf(row, key);
    if (seen.has(own)) {
      const message = `two rows of the list would become one row of ${file}: ${own}`;
      const fix = 'tell them apart in the list, or leave one out; nothing was imported';
      throw new FaultError([{ severity: 'error', code: 'doubled-row', file, message, fix }]);
    }
    seen.add(own);
  }
}

function openMerge(theirs: ProposedTable, answerTo: EditAnswer) {
  const { file, key: keyColumns, rules = [], ofName = [] } = theirs;
  const says = theirs.says.filter((column) => !keyColumns.includes(column));
  const changes: RowChange[] = [];
  const kept: KeptEdit[] = [];
  /** What the source said before, for what somebody has to choose about: the next merge asks again. "" for a whole row. */
  const open = new Map<string, Record<string, string>>();
  const keep = (key: string, column: string, yours: string, list: string, was: string | null): boolean => {
    const edit = { file, key, column, yours, list, isOpen: was !== list };
    const answer = edit.isOpen ? answerTo(edit) : 'keep';
    if (answer === 'list') return false;
    kept.push({ ...edit, isOpen: answer === 'open' });
    if (answer === 'open') open.set(key, { ...open.get(key), [column]: was ?? '' });
    return true;
  };
  const whole = (row: CellRow): readonly CellChange[] =>
    says.filter((column) => row[column]).map((column) => ({ column, was: '', is: row[column] ?? '' }));
  return {
    changes,
    kept,
    /** A row of the folder: as it shall be; null where it goes. */
    standing(key: string, row: CellRow, was: CellRow | undefined, is: CellRow | undefined): CellRow | null {
      if (!is) {
        if (!was) return row;
        const isEdited = Object.keys(row).some(
          (column) => !ofName.includes(column) && !isSameCell(column, row[column] ?? '', was[column] ?? ''),
        );
        if (isEdited && keep(key, '', wordsOf(row, says), '', wordsOf(was, says))) return row;
        const cells = whole(row).map(({ column, is: text }) => ({ column, was: text, is: '' }));
        changes.push({ file, key, kind: 'removed', cells });
        return null;
      }
      const cells: CellChange[] = [];
      const next: Record<string, string> = { ...row };
      const take = (column: string, text: string): void => {
        cells.push({ column, was: row[column] ?? '', is: text });
        next[column] = text;
      };
      for (const column of says) {
        const yours = row[column] ?? '';
        const list = is[column] ?? '';
        if (isSameCell(column, yours, list)) continue;
        const hasTheWord = was ? isSameCell(column, yours, was[column] ?? '') : yours === '' || rules.includes(column);
        if (hasTheWord || !keep(key, column, yours, list, was?.[column] ?? (was ? '' : null))) take(column, list);
      }
      if (cells.some(({ column }) => column.startsWith('name:') && row[column])) {
        for (const column of ofName) if (row[column]) take(column, '');
      }
      if (cells.length > 0) changes.push({ file, key, kind: 'changed', cells });
      return next;
    },
    /** Whether a row that the folder lacks comes in: not where a person took it out. */
    isWanted(key: string, row: CellRow, was: CellRow | undefined): boolean {
      const list = wordsOf(row, says);
      if (was && keep(key, '', '', list, wordsOf(was, says))) return false;
      changes.push({ file, key, kind: 'added', cells: whole(row) });
      return true;
    },
    baseOf(now: ReadonlyMap<string, CellRow>, before: ReadonlyMap<string, CellRow>): readonly CellRow[] {
      const asked = [...open].filter(([, cells]) => cells[''] !== undefined).map(([key]) => key);
      const rows = [...now].map(([key, row]) => (asked.includes(key) ? before.get(key) : { ...row, ...open.get(key) }));
      const gone = asked.filter((key) => !now.has(key)).map((key) => before.get(key));
      return [...rows, ...gone].filter((row) => row !== undefined);
    },
  };
}

/** A position is a number, which 6.2 and 6.20 write alike; in every other column 07 is not 7. */
function isSameCell(column: string, a: string, b: string): boolean {
  if (a === b) return true;
  return (column === 'latitude' || column === 'longitude') && a !== '' && b !== '' && Number(a) === Number(b);
}

function wordsOf(row: CellRow, columns: readonly string[]): string {
  return columns
    .map((column) => row[column] ?? '')
    .filter(Boolean)
    .join(' · ');
}

/** New rows stand behind the one that the source has before them. */
function inPlace(
  rows: ReadonlyMap<string, CellRow>,
  added: ReadonlyMap<string, CellRow>,
  order: readonly string[],
): readonly CellRow[] {
  const behind = new Map<string, CellRow[]>();
  const last: CellRow[] = [];
  let anchor = '';
  for (const key of order) {
    const row = added.get(key);
    if (rows.has(key)) anchor = key;
    else if (row && anchor === '') last.push(row);
    else if (row) {
      const group = behind.get(anchor);
      if (group) group.push(row);
      else behind.set(anchor, [row]);
    }
  }
  const result: CellRow[] = [];
  for (const [key, row] of rows) result.push(row, ...(behind.get(key) ?? []));
  return result.concat(last);
}
