// A JSON export as records of text: a list of objects, or an object that holds one. Objects inside a row become columns
// like "party.name", lists of words one cell with ";" between them.
import { FaultError } from '../content/fault.ts';
import { maxTableColumns, maxTableRows } from './read-table.ts';

const maxDepth = 3;
const sameFields = 'write it as a list of objects that have the same fields';

/**
 * @param value what the file holds
 * @returns the header and a record for each object
 * @throws FaultError `not-a-table` where no list of objects is in it, or one too large
 */
export function jsonRecords(value: unknown, file: string): readonly (readonly string[])[] {
  const rows = listIn(value);
  if (rows.length > maxTableRows) refuse(file, `there are more than ${maxTableRows} rows`, 'split the list');
  const columns = new Map<string, number>();
  const filled = rows.map((row) => {
    const cells = new Map<string, string>();
    flatten(row, '', 0, cells);
    for (const column of cells.keys()) if (!columns.has(column)) columns.set(column, columns.size);
    if (columns.size > maxTableColumns) refuse(file, `there are more than ${maxTableColumns} fields`, sameFields);
    return cells;
  });
  if (columns.size === 0) refuse(file, 'there is no list of objects in it', sameFields);
  const names = [...columns.keys()];
  return [names, ...filled.map((cells) => names.map((name) => cells.get(name) ?? ''))];
}

function refuse(file: string, message: string, fix: string): never {
  throw new FaultError([{ severity: 'error', code: 'not-a-table', file, message, fix }]);
}

/** The list itself, or the longest list of objects in an object's fields. */
function listIn(value: unknown): readonly object[] {
  const lists = Array.isArray(value) ? [value] : isObject(value) ? Object.values(value).filter(Array.isArray) : [];
  const ofObjects = lists.map((list: readonly unknown[]) => list.filter(isObject));
  return ofObjects.reduce((best, list) => (list.length > best.length ? list : best), []);
}

function flatten(value: object, prefix: string, depth: number, cells: Map<string, string>): void {
  for (const [name, inner] of Object.entries(value)) {
    const column = prefix === '' ? name : `${prefix}.${name}`;
    if (isObject(inner)) {
      if (depth < maxDepth) flatten(inner, column, depth + 1, cells);
    } else if (Array.isArray(inner)) {
      const words = inner.filter((each) => typeof each === 'string' || typeof each === 'number');
      if (words.length > 0) cells.set(column, words.join(';'));
    } else if (inner !== null) cells.set(column, inner === true ? 'yes' : inner === false ? 'no' : String(inner));
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
