// `--map "seat=constituency_key,name:en=name_en,…"`: which column of somebody's table holds what.
import { languagePattern } from '../../core/guide/text.ts';
import { FaultError } from '../content/fault.ts';

/** Columns of the source by what they hold. */
export interface CandidateMap {
  readonly seat: string;
  /** By language; "" for a column whose language its script tells. */
  readonly seatName: ReadonlyMap<string, string>;
  readonly name: ReadonlyMap<string, string>;
  readonly serial: string | null;
  readonly symbol: string | null;
  readonly symbolCode: string | null;
  readonly party: string | null;
  readonly region: string | null;
}

const single = ['seat', 'serial', 'symbol', 'symbolCode', 'party', 'region'] as const;
const example =
  'seat=constituency,seatName=seat_name,serial=no,name:en=name,symbol=symbol,symbolCode=number,party=party';

/**
 * @param text pairs of `what=column`, separated by commas
 * @throws FaultError `bad-map`
 */
export function parseCandidateMap(text: string): CandidateMap {
  const fail = (message: string): never => {
    const fix = `write it like: --map "${example}"`;
    throw new FaultError([{ severity: 'error', code: 'bad-map', file: '--map', message, fix }]);
  };
  const columns = new Map<string, string>();
  for (const pair of text.split(',')) {
    const at = pair.indexOf('=');
    const what = pair.slice(0, at).trim();
    const column = pair.slice(at + 1).trim();
    if (at < 1 || column === '') fail(`"${pair.trim()}" is not a pair like seat=constituency`);
    if (columns.has(what)) fail(`"${what}" is mapped twice`);
    columns.set(what, column);
  }
  const seatName = new Map<string, string>();
  const name = new Map<string, string>();
  for (const [what, column] of columns) {
    const [stem = '', language] = what.split(':', 2);
    if (language === undefined && single.some((each) => each === what)) continue;
    if (language !== undefined && !languagePattern.test(language)) fail(`"${language}" is not a language tag like en`);
    if (stem === 'seatName') seatName.set(language ?? '', column);
    else if (stem === 'name' && language !== undefined) name.set(language, column);
    else fail(`"${what}" is not known; known are ${single.join(', ')}, seatName, seatName:LANG, name:LANG`);
  }
  const seat = columns.get('seat') ?? fail('no column is named for the seat');
  if (name.size === 0) fail('no column is named for the names: name:en=…');
  const of = (what: (typeof single)[number]): string | null => columns.get(what) ?? null;
  return {
    seat,
    seatName,
    name,
    serial: of('serial'),
    symbol: of('symbol'),
    symbolCode: of('symbolCode'),
    party: of('party'),
    region: of('region'),
  };
}

/** Every column that the map names. */
export function mappedColumns(map: CandidateMap): readonly string[] {
  const { seat, serial, symbol, symbolCode, party, region } = map;
  const all = [seat, serial, symbol, symbolCode, party, region, ...map.seatName.values(), ...map.name.values()];
  return [...new Set(all.filter((column) => column !== null))];
}
