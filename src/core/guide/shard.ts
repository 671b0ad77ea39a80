// A region shard: its contests and their candidates in columns, who endorses whom, voting areas, lists of places.
import {
  asObject,
  flag,
  hasOwn,
  integer,
  list,
  object,
  oneOf,
  type Read,
  type Reader,
  readShape,
  record,
  refuse,
  text,
} from '../shape.ts';
import { type Blob, blobReader } from './format/blob.ts';
import { type Packed, unpackJson } from './format/pack.ts';
import {
  column,
  dayReader,
  idReader,
  multilingual,
  regionIdReader,
  type TextColumns,
  textColumns,
} from './format/text.ts';

/** Of a region. */
const maxCandidates = 50_000;
/** On one ballot: the longest known have two thousand names. */
const maxOnBallot = 5_000;

const contest = object(
  {
    id: idReader,
    kind: oneOf('candidates', 'list', 'ranked', 'approval', 'referendum', 'run-off'),
    mark: oneOf('symbol', 'logo', 'number', 'photograph', 'nothing'),
    state: oneOf('open', 'postponed', 'uncontested', 'withdrawn', 'symbols-not-final', 'under-review'),
    /** How many of the candidates' rows, in order, are this contest's. */
    count: integer(0, maxOnBallot),
  },
  {
    /** Rows were held back: the list on the ballot is longer than this one. */
    incomplete: flag,
    places: integer(1, 500),
    previousContestId: idReader,
    /** Its own day of voting, where that is not the election's: put off to a new day, or voted on again. */
    day: dayReader,
    /** It is voted on again, there or in a part of it; `day` says when. */
    rerun: flag,
    question: multilingual(2_000),
    note: multilingual(2_000),
  },
);

const endorsement = object(
  { by: idReader, contest: idReader, serial: integer(1, 100_000) },
  { note: multilingual(500) },
);

const area = object(
  { id: idReader, contestIds: list(idReader, 50) },
  {
    name: multilingual(200),
    /** Polling places by kind: "all", "men", "women". */
    pollingPlaceIds: record(/^[a-z-]{1,20}$/, list(idReader, 200), 10),
    /** Block codes and other keys that a voter may know. */
    serves: list(text(40), 2_000),
  },
);

/** A contest, without its candidates. */
export type ContestRow = Read<typeof contest>;
/** Who backs which candidate. */
export type Endorsement = Read<typeof endorsement>;
/** Who votes where, in which contests. */
export type VotingArea = Read<typeof area>;

/** Candidates in columns, in ballot order, contest after contest. */
export interface CandidateColumns {
  readonly serial: readonly number[];
  readonly name: TextColumns;
  /** Index into the shard's `partyIds`; -1 for none. */
  readonly party: readonly number[];
  /** Index into the shard's `symbolCodes`; -1 for none. */
  readonly symbol: readonly number[];
  /** By row. */
  readonly photo: ReadonlyMap<number, Blob>;
  readonly sound: ReadonlyMap<number, Blob>;
  readonly withdrawn: ReadonlySet<number>;
}

/** A region’s lists. */
export interface Shard {
  readonly region: string;
  readonly contests: readonly ContestRow[];
  readonly partyIds: readonly string[];
  readonly symbolCodes: readonly string[];
  readonly candidates: CandidateColumns;
  readonly endorsements: readonly Endorsement[];
  readonly areas: readonly VotingArea[];
  /** A contest's polling places as one blob. */
  readonly places: Readonly<Record<string, Blob>>;
}

function byRow<T>(item: Reader<T>, rows: number): Reader<ReadonlyMap<number, T>> {
  const entries = record(/^(0|[1-9][0-9]{0,5})$/, item, maxCandidates);
  return (value, path) => {
    const found = new Map<number, T>();
    for (const [row, entry] of Object.entries(entries(value, path))) {
      if (Number(row) >= rows) return refuse(path, `rows below ${rows}`);
      found.set(Number(row), entry);
    }
    return found;
  };
}

function candidatesOf(rows: number, parties: number, symbols: number): Reader<CandidateColumns> {
  const required = object({
    serial: column(integer(1, 100_000), rows),
    name: textColumns(200, rows),
    party: column(integer(-1, parties - 1), rows),
    symbol: column(integer(-1, symbols - 1), rows),
  });
  const blobs = byRow(blobReader, rows);
  const withdrawn = list(integer(0, Math.max(0, rows - 1)), rows);
  return (value, path) => {
    const from = asObject(value, path);
    const none: ReadonlyMap<number, Blob> = new Map();
    return {
      ...required(from, path),
      photo: hasOwn(from, 'photo') ? blobs(from.photo, `${path}.photo`) : none,
      sound: hasOwn(from, 'sound') ? blobs(from.sound, `${path}.sound`) : none,
      withdrawn: new Set(hasOwn(from, 'withdrawn') ? withdrawn(from.withdrawn, `${path}.withdrawn`) : []),
    };
  };
}

const top = object({
  region: regionIdReader,
  contests: list(contest, 5_000),
  partyIds: list(idReader, 5_000),
  symbolCodes: list(idReader, 5_000),
  endorsements: list(endorsement, 50_000),
  areas: list(area, 50_000),
  places: record(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, blobReader, 5_000),
});

/**
 * @param bytes a region's target as signed: deflated JSON
 * @throws AppError `format/…`
 */
export function parseShard(bytes: Packed): Shard {
  const json = unpackJson(bytes);
  const shard = readShape(top, json);
  if (new Set(shard.contests.map(({ id }) => id)).size !== shard.contests.length) refuse('.contests', 'distinct ids');
  const rows = shard.contests.reduce((sum, { count }) => sum + count, 0);
  if (rows > maxCandidates) refuse('.contests', `at most ${maxCandidates} candidates`);
  const candidates = candidatesOf(rows, shard.partyIds.length, shard.symbolCodes.length);
  return { ...shard, ...readShape(object({ candidates }), json) };
}
