// The `guide` target: the election, who publishes, the ballots, and the directory of regions and seats.
// Terms are NIST SP 1500-100's and VIP's; ballot symbols and colours are ours.
import { AppError } from '../errors.ts';
import {
  either,
  flag,
  integer,
  list,
  object,
  oneOf,
  type Read,
  type Reader,
  readShape,
  refuse,
  text,
} from '../shape.ts';
import { type Packed, unpackJson } from './format/pack.ts';
import {
  clockReader,
  column,
  dayReader,
  idReader,
  instantReader,
  languagePattern,
  linkReader,
  multilingual,
  regionIdReader,
  textColumns,
} from './format/text.ts';

/** The newest format that this code reads; a guide with a higher one needs a newer app. */
export const guideFormat = 1;
/** A country's seats, with room: the largest lists known have some thousands. */
export const maxSeats = 50_000;

const name = multilingual(200);
const prose = multilingual(2_000);

const publisher = object({ name }, { kind: oneOf('commission', 'civic', 'party'), contact: prose, web: linkReader });
const source = object({ name }, { date: dayReader, link: linkReader });

/** A ballot's colour: "#1a7f37". */
export const colourReader: Reader<string> = text(7, /^#[0-9a-f]{6}$/);
/** How far a place's clock is from UTC: "+05:00". */
export const offsetReader: Reader<string> = text(6, /^[+-]([01]\d|2[0-3]):[0-5]\d$/);

const lookup = object({ kind: oneOf('sms', 'phone', 'web'), link: linkReader, text: prose });

const election = object(
  {
    id: idReader,
    name,
    kind: oneOf('general', 'by-election', 'local', 'referendum', 'other'),
    date: dayReader,
    calendar: object({}, { symbolsFinal: instantReader, postponed: instantReader, over: instantReader }),
    lookups: list(lookup, 20),
    findFirst: oneOf('pad', 'list', 'search'),
  },
  {
    hours: object({ opens: clockReader, closes: clockReader, offset: offsetReader }),
    digits: oneOf('latn', 'native'),
    clock: oneOf('12', '24'),
  },
);

const ballot = object({ id: idReader, name, short: name, colour: colourReader }, { colourName: name, body: name });

const endorser = object({ id: idReader, name }, { link: linkReader, fingerprint: text(64, /^[0-9a-f]{64}$/) });

/** Where a mirror is: a page that was loaded over https may ask nothing else. */
export const mirrorUrlReader: Reader<string> = text(500, /^https:\/\/[^\s"'<>\\]+$/);

/** Kinds of mirrors may be added: a phone leaves out what it does not know. */
export const mirrorKindReader: Reader<string> = text(20, /^[a-z-]+$/);

/** A place that serves this guide: `static` serves the tree; the others give files by their sha-256. */
const mirror = object({ kind: mirrorKindReader, url: mirrorUrlReader }, { stage: integer(0, 9), name });

/** The readers of the guide's sections, for who checks them one at a time. */
export const guideReaders = { publisher, source, election, ballot, endorser, mirror };

/** Seat codes as they are signed: single ones, and runs `["NA-", 1, 266]` for NA-1 to NA-266. */
const codeOrRun: Reader<readonly string[]> = (value, path) => {
  if (!Array.isArray(value)) return [idReader(value, path)];
  if (value.length !== 3) return refuse(path, '[prefix, from, to]');
  const prefix = text(60)(value[0], `${path}[0]`);
  const from = integer(0, 999_999)(value[1], `${path}[1]`);
  const to = integer(from, from + maxSeats)(value[2], `${path}[2]`);
  return Array.from({ length: to - from + 1 }, (_, i) => idReader(`${prefix}${from + i}`, path));
};

const codesReader: Reader<readonly string[]> = (value, path) => {
  const codes: string[] = [];
  // Counted run by run: a list of long runs must not be written out before it is found too long.
  for (const entry of list((each: unknown) => each, maxSeats)(value, path)) {
    for (const code of codeOrRun(entry, path)) codes.push(code);
    if (codes.length > maxSeats) return refuse(path, `at most ${maxSeats} seats`);
  }
  return codes;
};

function seatsOf(regions: number, ballots: number, districts: number): Reader<SeatColumns> {
  const index = (below: number, from = 0): Reader<number> => integer(from, below - 1);
  return (value, path) => {
    const { code } = object({ code: codesReader })(value, path);
    const rows = code.length;
    if (new Set(code).size !== rows) return refuse(`${path}.code`, 'distinct seat codes');
    const rest = object({
      ballot: column(index(ballots), rows),
      region: column(either(index(regions), list(index(regions), 50)), rows),
      district: column(index(districts, -1), rows),
      name: textColumns(200, rows),
    })(value, path);
    return { code, ...rest };
  };
}

/** The seat directory in columns, runs of codes written out; `region` and `ballot` are indexes into the guide's lists, `district` -1 for none. */
export interface SeatColumns {
  readonly code: readonly string[];
  readonly ballot: readonly number[];
  readonly region: readonly (number | readonly number[])[];
  readonly district: readonly number[];
  readonly name: Readonly<Record<string, readonly string[]>>;
}

const top = object(
  {
    format: integer(1),
    publisher,
    languages: list(text(35, languagePattern), 20),
    election,
    ballots: list(ballot, 50),
    regions: list(object({ id: regionIdReader, name }), 5_000),
    districts: list(name, 5_000),
  },
  {
    demo: flag,
    draft: flag,
    sources: list(source, 50),
    licence: prose,
    endorsers: list(endorser, 50),
    mirrors: list(mirror, 200),
  },
);

/** An election as its publisher tells it. */
export type Guide = Read<typeof top> & { readonly seats: SeatColumns };
/** A sheet that voters are handed: its name and colour. */
export type Ballot = Guide['ballots'][number];
/** What is voted on, and when. */
export type Election = Guide['election'];
/** An official way to ask where one votes. */
export type Lookup = Election['lookups'][number];

/** What keeps a guide from being anybody's word: a draft before its publisher signed it, a demo; null where it is meant. */
export function notMeant({ draft, demo }: Pick<Guide, 'draft' | 'demo'>): 'draft' | 'demo' | null {
  return draft === true ? 'draft' : demo === true ? 'demo' : null;
}

/**
 * @param bytes the `guide` target as signed: deflated JSON
 * @throws AppError `format/…`; `format/newer-app-needed` where its format is newer than this code
 */
export function parseGuide(bytes: Packed): Guide {
  const json = unpackJson(bytes);
  refuseNewer(json);
  const guide = readShape(top, json);
  const { seats } = readShape(
    object({ seats: seatsOf(guide.regions.length, guide.ballots.length, guide.districts.length) }),
    json,
  );
  return { ...guide, seats };
}

function refuseNewer(json: unknown): void {
  const { format } = readShape(object({ format: integer(1) }), json);
  if (format > guideFormat) throw new AppError('format/newer-app-needed', { got: format, want: guideFormat });
}
