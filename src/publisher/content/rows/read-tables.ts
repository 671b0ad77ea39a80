// The tables of a content folder, each row typed or reported. What a row refers to is not looked at here: check does.
import { clipSubjectReader } from '../../../core/guide/media.ts';
import type { Table } from '../../tables/read-table.ts';
import type {
  AreaEntry,
  CandidateEntry,
  ContestEntry,
  ExpectedEntry,
  MediaEntry,
  PartyEntry,
  PlaceEntry,
  RegionEntry,
  SymbolEntry,
} from '../content.ts';
import type { Fault } from '../fault.ts';
import { type Cells, openCells } from './cells.ts';
import { seatsBetween } from './expected-seats.ts';
import { readHours } from './hours-text.ts';
import type { EndorsementRow } from './settle-endorsements.ts';

/** A table's columns; those with `:` stand once for every language. */
export interface TableSpec<T> {
  readonly file: string;
  readonly required: readonly string[];
  readonly columns: readonly string[];
  /** null where the row has no use without what is missing; the fault is reported by then. */
  readonly read: (cells: Cells) => T | null;
}

export const contestKinds = ['candidates', 'list', 'ranked', 'approval', 'referendum', 'run-off'] as const;
export const contestMarks = ['symbol', 'logo', 'number', 'photograph', 'nothing'] as const;
export const contestStates = [
  'open',
  'postponed',
  'uncontested',
  'withdrawn',
  'symbols-not-final',
  'under-review',
] as const;
/** What a place can be beside a place to vote on the day. */
const placeWays: readonly string[] = ['early', 'drop-box'];
const placeKinds = ['all', 'men', 'women', 'unknown'] as const;
const maxSerial = 100_000;

export const contestsSpec: TableSpec<ContestEntry> = {
  file: 'contests.csv',
  required: ['id', 'ballot'],
  columns: [
    ...['id', 'ballot', 'name:', 'district:', 'kind', 'mark', 'state', 'incomplete', 'places'],
    ...['previousContestId', 'day', 'rerun', 'question:', 'note:'],
  ],
  read(cells) {
    const id = cells.id('id');
    const ballot = cells.id('ballot');
    if (id === null || ballot === null) return null;
    return {
      ...cells.origin(),
      id,
      ballot,
      name: cells.texts('name', 200),
      district: cells.texts('district', 200),
      kind: cells.oneOf('kind', contestKinds, 'candidates'),
      mark: cells.oneOf('mark', contestMarks, 'symbol'),
      state: cells.oneOf('state', contestStates, 'open'),
      isIncomplete: cells.flag('incomplete') ?? false,
      places: cells.integer('places', 1, 500),
      previousContestId: cells.optionalId('previousContestId'),
      day: cells.day('day'),
      isRerun: cells.flag('rerun') ?? false,
      question: cells.texts('question', 2_000),
      note: cells.texts('note', 2_000),
    };
  },
};

export const expectedSpec: TableSpec<ExpectedEntry> = {
  file: 'seats.csv',
  required: ['id'],
  columns: ['id', 'to'],
  read(cells) {
    const id = cells.id('id');
    const to = cells.optionalId('to');
    if (id === null) return null;
    const seats = to === null ? [id] : seatsBetween(id, to);
    if (seats) return { ...cells.origin(), seats };
    cells.fault('bad-run', 'to', `"${id}" to "${to}" is no run of seats`, 'name its first and its last: NA-1, NA-266');
    return null;
  },
};

export const regionsSpec: TableSpec<RegionEntry> = {
  file: 'regions.csv',
  required: ['contest', 'region'],
  columns: ['contest', 'region', 'regionName:'],
  read(cells) {
    const contest = cells.id('contest');
    const region = cells.regionId('region');
    if (contest === null || region === null) return null;
    return { ...cells.origin(), contest, region, regionName: cells.texts('regionName', 200) };
  },
};

export const candidatesSpec: TableSpec<CandidateEntry> = {
  file: 'candidates.csv',
  required: ['contest', 'serial'],
  columns: ['contest', 'serial', 'name:', 'party', 'symbol', 'photo', 'sound', 'withdrawn'],
  read(cells) {
    const contest = cells.id('contest');
    const serial = cells.id('serial') === null ? null : cells.integer('serial', 1, maxSerial);
    if (contest === null || serial === null) return null;
    const { file, row } = cells.origin();
    return {
      file,
      row,
      contest,
      serial,
      name: cells.texts('name', 200),
      party: cells.optionalId('party'),
      symbol: cells.optionalId('symbol'),
      photo: cells.file('photo'),
      sound: cells.file('sound'),
      isWithdrawn: cells.flag('withdrawn') ?? false,
    };
  },
};

export const partiesSpec: TableSpec<PartyEntry> = {
  file: 'parties.csv',
  required: ['id'],
  columns: ['id', 'name:', 'short:'],
  read(cells) {
    const id = cells.id('id');
    return id === null
      ? null
      : { ...cells.origin(), id, name: cells.texts('name', 200), short: cells.texts('short', 60) };
  },
};

export const symbolsSpec: TableSpec<SymbolEntry> = {
  file: 'symbols.csv',
  required: ['code'],
  columns: ['code', 'name:', 'description:', 'picture', 'standIn', 'sound', 'alike', 'spellings'],
  read(cells) {
    const code = cells.id('code');
    if (code === null) return null;
    return {
      ...cells.origin(),
      code,
      name: cells.texts('name', 200),
      description: cells.texts('description', 1_000),
      picture: cells.file('picture'),
      isStandIn: cells.flag('standIn') ?? false,
      sound: cells.file('sound'),
      alike: cells.ids('alike'),
      spellings: cells.list('spellings', 200, 200),
    };
  },
};

export const placesSpec: TableSpec<PlaceEntry> = {
  file: 'places.csv',
  required: ['contest', 'id'],
  columns: [
    ...['contest', 'id', 'number', 'name:', 'kind', 'address:', 'latitude', 'longitude', 'accessible', 'serves'],
    ...['hours', 'ways'],
  ],
  read(cells) {
    const contest = cells.id('contest');
    const id = cells.id('id');
    if (contest === null || id === null) return null;
    const latitude = cells.decimal('latitude', -90, 90);
    const longitude = cells.decimal('longitude', -180, 180);
    const isHalf = (latitude === null) !== (longitude === null);
    // A cell that is there and cannot be read is told of already.
    if (isHalf && cells.text(latitude === null ? 'latitude' : 'longitude', 1_000) === '') {
      cells.fault('half-position', 'latitude', 'one of latitude and longitude is missing', 'fill in both, or neither');
    }
    const hours = readHours(cells.text('hours', 4_000));
    if (hours === null) {
      const fix = 'write it like 08:00-17:00, or 2027-02-01..2027-02-06 09:00-16:00; 2027-02-08 08:00-17:00';
      cells.fault('bad-hours', 'hours', 'these are no opening hours', fix);
    }
    const ways = cells.list('ways', 20, 10);
    for (const way of ways) {
      if (placeWays.includes(way)) continue;
      const known = placeWays.join(', ');
      cells.fault('bad-word', 'ways', `"${way}" is not known here`, `write one of: ${known}, with ";" between them`);
    }
    // Written out: a country has ninety thousand of them, and a spread object costs more than the rest of the row.
    const { file, row } = cells.origin();
    return {
      file,
      row,
      contest,
      id,
      number: cells.text('number', 20),
      name: cells.texts('name', 400),
      kind: cells.oneOf('kind', placeKinds, 'unknown'),
      address: cells.texts('address', 400),
      position: latitude === null || longitude === null ? null : { latitude, longitude },
      isAccessible: cells.flag('accessible'),
      serves: cells.list('serves', 40, 2_000),
      ...(hours && hours.length > 0 && { hours }),
      ...(ways.length > 0 && { ways }),
    };
  },
};

export const areasSpec: TableSpec<AreaEntry> = {
  file: 'areas.csv',
  required: ['id', 'contests'],
  columns: ['id', 'name:', 'contests', 'places:all', 'places:men', 'places:women', 'serves'],
  read(cells) {
    const id = cells.id('id');
    if (id === null) return null;
    return {
      ...cells.origin(),
      id,
      name: cells.texts('name', 200),
      contests: cells.ids('contests'),
      places: { all: cells.ids('places:all'), men: cells.ids('places:men'), women: cells.ids('places:women') },
      serves: cells.list('serves', 40, 2_000),
    };
  },
};

export const endorsementsSpec: TableSpec<EndorsementRow> = {
  file: 'endorsements.csv',
  required: ['by', 'contest'],
  columns: ['by', 'contest', 'serial', 'symbol', 'note:'],
  read(cells) {
    const by = cells.id('by');
    const contest = cells.id('contest');
    const serial = cells.integer('serial', 1, maxSerial);
    const symbol = cells.optionalId('symbol');
    if (by === null || contest === null) return null;
    if (serial === null && symbol === null) {
      const fix = 'fill in the number on the ballot, or the symbol’s code';
      cells.fault('missing-value', 'serial', 'the row names neither a serial number nor a symbol', fix);
      return null;
    }
    return { ...cells.origin(), by, contest, serial, symbol, note: cells.texts('note', 500) };
  },
};

export const mediaSpec: TableSpec<MediaEntry> = {
  file: 'media.csv',
  required: ['id', 'file', 'synthetic'],
  columns: ['id', 'file', 'title:', 'of', 'symbol', 'language', 'synthetic', 'voice:', 'regions'],
  read(cells) {
    const id = cells.id('id');
    const sound = cells.file('file');
    const synthetic = cells.flag('synthetic');
    if (sound === null) cells.fault('missing-value', 'file', 'the row names no sound', 'write it like sounds/kite.ogg');
    if (synthetic === null) {
      const fix = 'write yes where a program speaks, no where a person does';
      cells.fault('missing-value', 'synthetic', 'the row does not say whether the voice is a person’s', fix);
    }
    if (id === null || sound === null || synthetic === null) return null;
    return {
      ...cells.origin(),
      id,
      sound,
      title: cells.texts('title', 200),
      of: cells.like('of', clipSubjectReader, subjectForm),
      symbol: cells.optionalId('symbol'),
      language: cells.optionalId('language'),
      synthetic,
      voice: cells.texts('voice', 200),
      regions: cells.ids('regions'),
    };
  },
};
const subjectForm = 'symbol/CODE, candidate/SEAT/SERIAL, seat/SEAT, page/ID or step/PAGE/NUMBER';

/** Every row that can be read; what cannot is added to `faults`. */
export function readRows<T>(spec: TableSpec<T>, table: Table, languages: readonly string[], faults: Fault[]): T[] {
  reportColumns(spec, table, languages, faults);
  const cellsOf = openCells(table, faults);
  const rows: T[] = [];
  for (const row of table.rows) {
    if (row.isTooLong) {
      faults.push({
        severity: 'error',
        code: 'too-many-cells',
        file: spec.file,
        row: row.row,
        message: 'the row has more cells than the header, so cells may stand in the wrong columns',
        fix: 'look for a comma that is not inside quotation marks',
      });
    }
    const read = spec.read(cellsOf(row));
    if (read !== null) rows.push(read);
  }
  return rows;
}

function reportColumns<T>(spec: TableSpec<T>, table: Table, languages: readonly string[], faults: Fault[]): void {
  for (const name of table.header) {
    if (name === '' || spec.columns.includes(name)) continue;
    const stem = `${name.split(':')[0]}:`;
    const language = name.slice(stem.length);
    if (name.includes(':') && spec.columns.includes(stem) && languages.includes(language)) continue;
    const message =
      name.includes(':') && spec.columns.includes(stem)
        ? `guide.yaml does not list the language "${language}"`
        : `nothing reads the column "${name}"`;
    const known = spec.columns.map((column) => (column.endsWith(':') ? `${column}LANG` : column)).join(', ');
    faults.push({
      severity: 'warning',
      code: 'unknown-column',
      file: spec.file,
      row: 1,
      column: name,
      message,
      fix: message.startsWith('guide') ? 'add it to languages in guide.yaml' : `the columns are: ${known}`,
    });
  }
}
