// The real list as a guide in memory: every row of it, the symbol chart's names, the polling stations. For tests and
// benches of the search; nothing of it is signed.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Guide } from '../../../src/core/guide/guide.ts';
import type { PollingPlace } from '../../../src/core/guide/places.ts';
import type { Shard } from '../../../src/core/guide/shard.ts';
import type { BallotSymbol, Party } from '../../../src/core/guide/symbols.ts';
import { openSearch, type Search } from '../../../src/core/search/search.ts';
import { things } from '../../../src/words/asked/things.ts';

const folder = process.env.NISHAN_DATA ?? resolve('../shared/data');
export const hasData = existsSync(join(folder, 'pk-2024-candidates.csv'));

export interface CandidateRow {
  readonly seat: string;
  readonly serial: string;
  readonly en: string;
  readonly ur: string;
  readonly symbol: string;
}

export interface National {
  readonly guide: Guide;
  readonly symbols: ReadonlyMap<string, BallotSymbol>;
  readonly parties: ReadonlyMap<string, Party>;
  readonly shards: readonly Shard[];
  /** By contest. */
  readonly places: ReadonlyMap<string, readonly PollingPlace[]>;
  /** By seat, in the shards' order. */
  readonly candidates: ReadonlyMap<string, readonly CandidateRow[]>;
}

type Row = Readonly<Record<string, string>>;

function readRows(name: string): readonly Row[] {
  return parse(readFileSync(join(folder, name)), { columns: true, bom: true, relax_column_count: true });
}

/** Reads the data folder. */
export function readNational(): National {
  const symbols = readSymbols();
  const codeByName = new Map([...symbols.values()].map(({ code, name }) => [plain(name.en ?? ''), code]));
  const seatNames = new Map<string, string>();
  const candidates = new Map<string, CandidateRow[]>();
  const parties = new Map<string, Party>();
  const partyOf = new Map<CandidateRow, string>();
  for (const row of readRows('pk-2024-candidates.csv')) {
    const seat = (row.constituency_key ?? '').replace(/[^A-Za-z0-9-]/g, '');
    if (!seatNames.has(seat)) seatNames.set(seat, row.constituency_name ?? '');
    const number = (row.symbol_no ?? '').trim();
    const symbol = symbols.has(number) ? number : (codeByName.get(plain(row.symbol ?? '')) ?? '');
    const entry = { seat, serial: row.serial_no ?? '', en: row.name_en ?? '', ur: row.name_ur ?? '', symbol };
    candidates.set(seat, [...(candidates.get(seat) ?? []), entry]);
    const party = plain(row.party ?? '') || 'none';
    parties.set(party, { id: party, name: { en: row.party ?? '' }, short: {} });
    partyOf.set(entry, party);
  }
  const codes = [...candidates.keys()];
  const districts = [...new Set(codes.map((code) => districtOf(seatNames.get(code) ?? '')))];
  const guide = guideOf(codes, seatNames, districts);
  const shards = districts.map((district, region) => {
    const seats = codes.filter((code) => districtOf(seatNames.get(code) ?? '') === district);
    return shardOf(`r${region}`, seats, candidates, partyOf);
  });
  return { guide, symbols, parties, shards, places: readPlaces(), candidates };
}

/** A search over all of it, read to the end. @param hasPlaces with the polling stations */
export function openNational(national: National, hasPlaces = true): Search {
  const { guide, symbols, parties, shards, places } = national;
  const search = openSearch(guide, symbols, parties, things);
  for (const shard of shards) search.addShard(shard);
  if (hasPlaces) for (const [contest, list] of places) search.addPlaces('', contest, list);
  while (search.readPiece());
  return search;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
}

function districtOf(seatName: string): string {
  return seatName
    .replace(/[-\s]+[IVXLC]+$/, '')
    .trim()
    .toLowerCase();
}

function readSymbols(): ReadonlyMap<string, BallotSymbol> {
  const rest = { description: {}, picture: null, isStandIn: false, sound: null };
  return new Map(
    readRows('pk-symbol-chart.csv').map(({ code = '', name_en_2018: en = '', name_ur: ur = '' }) => [
      code,
      { code, name: ur === '' ? { en } : { en, ur }, ...rest },
    ]),
  );
}

function guideOf(
  codes: readonly string[],
  seatNames: ReadonlyMap<string, string>,
  districts: readonly string[],
): Guide {
  const ballots = [...new Set(codes.map((code) => code.replace(/-.*/, '')))];
  return {
    regions: districts.map((name, i) => ({ id: `r${i}`, name: { en: name } })),
    districts: districts.map((en) => ({ en })),
    ballots: ballots.map((id) => ({ id, name: { en: id }, short: { en: id }, colour: '#1a7f37' })),
    seats: {
      code: codes,
      ballot: codes.map((code) => ballots.indexOf(code.replace(/-.*/, ''))),
      region: codes.map((code) => districts.indexOf(districtOf(seatNames.get(code) ?? ''))),
      district: codes.map((code) => districts.indexOf(districtOf(seatNames.get(code) ?? ''))),
      name: { en: codes.map((code) => seatNames.get(code) ?? '') },
    },
  } as unknown as Guide;
}

function shardOf(
  region: string,
  seats: readonly string[],
  candidates: ReadonlyMap<string, readonly CandidateRow[]>,
  partyOf: ReadonlyMap<CandidateRow, string>,
): Shard {
  const rows = seats.flatMap((seat) => candidates.get(seat) ?? []);
  const symbolCodes = [...new Set(rows.map(({ symbol }) => symbol))].filter((code) => code !== '');
  const partyIds = [...new Set(rows.map((row) => partyOf.get(row) ?? ''))];
  return {
    region,
    contests: seats.map((id) => ({ id, count: candidates.get(id)?.length ?? 0 })),
    partyIds,
    symbolCodes,
    candidates: {
      serial: rows.map(({ serial }) => Number(serial)),
      name: { en: rows.map(({ en }) => en), ur: rows.map(({ ur }) => ur) },
      symbol: rows.map(({ symbol }) => symbolCodes.indexOf(symbol)),
      party: rows.map((row) => partyIds.indexOf(partyOf.get(row) ?? '')),
      photo: new Map(),
      sound: new Map(),
      withdrawn: new Set(),
    },
    endorsements: [],
    areas: [],
    places: {},
  } as unknown as Shard;
}

function readPlaces(): ReadonlyMap<string, readonly PollingPlace[]> {
  const places = new Map<string, PollingPlace[]>();
  for (const { constituency = '', no = '', name = '' } of readRows('pk-2024-polling-stations.csv')) {
    const language = /[\u0600-\u06ff]/.test(name) ? 'ur' : 'en';
    const place: PollingPlace = {
      id: `${constituency}.${no}`,
      number: no,
      name: { [language]: name.replace(/\s+/g, ' ').trim() },
      kind: 'unknown',
      address: {},
      position: null,
      isAccessible: null,
      serves: [],
    };
    places.set(constituency, [...(places.get(constituency) ?? []), place]);
  }
  return places;
}

/** What the stations of the data folder are called. */
export function readStationNames(): readonly string[] {
  return readRows('pk-2024-polling-stations.csv').map(({ name = '' }) => name);
}
