// mappings.yaml in a content folder: the column maps of earlier imports, for the next list that has the same columns. A
// person may edit it; what it says goes before a guess.
import { isMap, parseDocument } from 'yaml';
import { FaultError } from '../../content/fault.ts';
import { readFolderFile } from '../../content/folder.ts';
import { isObject } from '../../tables/json-records.ts';
import { checkColumnMap } from './column-map.ts';
import type { ColumnMap } from './guess-columns.ts';
import { isInHeader } from './joined-columns.ts';
import type { ImportKind } from './kinds.ts';

export const mappingsFileName = 'mappings.yaml';
const maxBytes = 1_048_576;
const head =
  '# Which column of a list holds what, by the kind of list and by its file. Import writes this and goes by it.\n';

/**
 * @param source the list's file name
 * @param header its columns
 * @returns the map that was kept for that file, else for another of the kind with the same columns; null where none fits
 * @throws FaultError `bad-mappings`
 */
export async function savedMap(
  dir: string,
  kind: ImportKind,
  source: string,
  header: readonly string[],
): Promise<ColumnMap | null> {
  const all = entriesOf(await readText(dir), kind);
  const fits = ([, columns]: readonly [string, ColumnMap]): boolean =>
    [...columns.values()].every((column) => isInHeader(column, header));
  const own = all.find(([name]) => name === source);
  const found = own && fits(own) ? own : all.find(fits);
  return found ? checkColumnMap(kind, found[1]) : null;
}

/** The sheet of a workbook, which stands beside its columns. */
const sheetKey = 'sheet';

/** @returns the sheet that was named for that file before. @throws FaultError `bad-mappings` */
export async function savedSheet(dir: string, kind: ImportKind, source: string): Promise<string | undefined> {
  const value = parsed(await readText(dir), kind)[source];
  const sheet = isObject(value) ? value[sheetKey] : undefined;
  return typeof sheet === 'string' ? sheet : undefined;
}

/** mappings.yaml with this map in it; comments and other entries stay. */
export async function textWithMap(
  dir: string,
  kind: ImportKind,
  source: string,
  map: ColumnMap,
  sheet: string | undefined,
): Promise<string> {
  const text = await readText(dir);
  const document = parseDocument(text === '' ? head : text);
  if (document.contents !== null && !isMap(document.contents)) throw badMappings('it has no parts');
  document.setIn(
    [kind, source],
    document.createNode({ ...(sheet !== undefined && { [sheetKey]: sheet }), ...Object.fromEntries(map) }),
  );
  return document.toString({ lineWidth: 0 });
}

async function readText(dir: string): Promise<string> {
  const bytes = await readFolderFile(dir, mappingsFileName);
  if (bytes && bytes.length > maxBytes) throw badMappings('it is too large');
  return new TextDecoder().decode(bytes ?? new Uint8Array());
}

function parsed(text: string, kind: ImportKind): Readonly<Record<string, unknown>> {
  const document = parseDocument(text);
  if (document.errors.length > 0) throw badMappings('it is damaged');
  const value: unknown = document.toJS({ maxAliasCount: 10 });
  const ofKind = isObject(value) ? value[kind] : undefined;
  return isObject(ofKind) ? ofKind : {};
}

function entriesOf(text: string, kind: ImportKind): readonly (readonly [string, ColumnMap])[] {
  return Object.entries(parsed(text, kind)).flatMap(([source, columns]) => {
    if (!isObject(columns)) return [];
    const pairs = Object.entries(columns).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[0] !== sheetKey,
    );
    return [[source, new Map(pairs)] as const];
  });
}

function badMappings(message: string): FaultError {
  const fix = 'mend it, or delete it: import guesses again';
  return new FaultError([{ severity: 'error', code: 'bad-mappings', file: mappingsFileName, message, fix }]);
}
