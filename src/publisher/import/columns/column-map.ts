// `--map "seat=constituency_key,name:en=name_en,…"`: which column of somebody's table holds what, as a person writes it.
import { languagePattern } from '../../../core/guide/format/text.ts';
import { FaultError } from '../../content/fault.ts';
import type { ColumnMap } from './guess-columns.ts';
import { type FieldSpec, fieldsOf, type ImportKind } from './kinds.ts';

const example =
  'seat=constituency,seatName=seat_name,serial=no,name:en=name,symbol=symbol,symbolCode=number,party=party';

/**
 * @param text pairs of `what=column`, separated by commas
 * @throws FaultError `bad-map`
 */
export function parseColumnMap(kind: ImportKind, text: string): ColumnMap {
  const columns = new Map<string, string>();
  for (const pair of text.split(',')) {
    const at = pair.indexOf('=');
    const what = pair.slice(0, at).trim();
    const column = pair.slice(at + 1).trim();
    if (at < 1 || column === '') throw badMap(`"${pair.trim()}" is not a pair like seat=constituency`);
    if (columns.has(what)) throw badMap(`"${what}" is mapped twice`);
    columns.set(what, column);
  }
  return checkColumnMap(kind, columns);
}

/**
 * Refuses parts that the kind does not have, and required ones that are missing.
 * @throws FaultError `bad-map`
 */
export function checkColumnMap(kind: ImportKind, columns: ColumnMap): ColumnMap {
  const fields = fieldsOf(kind);
  for (const what of columns.keys()) {
    if (fields.some(({ field, isText }) => what === field || (isText && what.startsWith(`${field}:`)))) {
      const language = fields.some(({ field }) => field === what) ? '' : what.slice(what.indexOf(':') + 1);
      if (language === '' || languagePattern.test(language)) continue;
      throw badMap(`"${language}" is not a language tag like en`);
    }
    throw badMap(`"${what}" is not known; known are ${fields.map(nameOf).join(', ')}`);
  }
  for (const { field, isText, isRequired } of fields) {
    const isThere = [...columns.keys()].some((what) => what === field || (isText && what.startsWith(`${field}:`)));
    if (isRequired && !isThere) throw badMap(`no column is named for the ${field}: ${field}${isText ? ':en' : ''}=…`);
  }
  return columns;
}

function nameOf({ field, isText }: FieldSpec): string {
  return isText ? `${field}:LANG` : field;
}

function badMap(message: string): FaultError {
  const fix = `write it like: --map "${example}"`;
  return new FaultError([{ severity: 'error', code: 'bad-map', file: '--map', message, fix }]);
}

/** The columns of one text by language; "" for one whose language its script tells. */
export function textColumnsOf(map: ColumnMap, field: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [what, column] of map) {
    if (what === field) found.set('', column);
    else if (what.startsWith(`${field}:`)) found.set(what.slice(field.length + 1), column);
  }
  return found;
}

/** As `--map` has it. */
export function mapText(map: ColumnMap): string {
  return [...map].map(([what, column]) => `${what}=${column}`).join(',');
}
