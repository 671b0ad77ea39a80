// Everything that one source says, merged into a content folder: the tables as they shall be, what it said for the next
// time (imports/NAME/), and what changed. Nothing is written here.
import { readFolderFile } from '../../content/folder.ts';
import { safeCell, writeTable } from '../../tables/write-table.ts';
import { emptyTable, readCells, writeCells } from './cell-table.ts';
import { type EditAnswer, type KeptEdit, mergeTable, type ProposedTable, type RowChange } from './merge-table.ts';

export interface MergedSource {
  /** Contents by name inside the folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly changes: readonly RowChange[];
  readonly kept: readonly KeptEdit[];
  /** Whether the source never spoke before, so that everything is new. */
  readonly isFirst: boolean;
}

const importsFolder = 'imports';

/**
 * @param name the source's, as a folder's name: "candidates-list"
 * @throws FaultError where a table of the folder cannot be read
 */
export async function mergeSource(
  dir: string,
  name: string,
  proposed: readonly ProposedTable[],
  answerTo?: EditAnswer,
): Promise<MergedSource> {
  const files = new Map<string, string>();
  const changes: RowChange[] = [];
  const kept: KeptEdit[] = [];
  let isFirst = true;
  for (const theirs of proposed) {
    const own = await readFolderFile(dir, theirs.file);
    const baseName = `${importsFolder}/${name}/${theirs.file}`;
    const before = theirs.isFrozen ? null : await readFolderFile(dir, baseName);
    if (before) isFirst = false;
    const base = before ? readCells(before, baseName) : null;
    const merged = mergeTable(own ? readCells(own, theirs.file) : emptyTable, base, theirs, answerTo);
    changes.push(...merged.changes);
    kept.push(...merged.kept);
    if (own || merged.table.rows.length > 0) files.set(theirs.file, writeCells(merged.table));
    if (!theirs.isFrozen) files.set(baseName, writeCells(merged.base));
  }
  return { files, changes, kept, isFirst };
}

/** For people: one row for every cell that changed, and for every edit that was left alone. */
export function changesTable(changes: readonly RowChange[], kept: readonly KeptEdit[]): string {
  const rows = changes.flatMap(({ file, key, kind, cells }) =>
    cells.map(({ column, was, is }) => [file, key, kind, column, was, is]),
  );
  const edits = kept.map(({ file, key, column, yours, list, isOpen }) => [
    ...[file, key, isOpen ? 'yours-to-decide' : 'yours-kept', column, list, yours],
  ]);
  return writeTable(
    ['table', 'key', 'change', 'column', 'was', 'is'],
    [...rows, ...edits].map((cells) => cells.map(safeCell)),
  );
}
