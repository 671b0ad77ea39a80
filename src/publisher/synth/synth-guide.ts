// A whole guide of an invented country, as large as wanted: the same files for the same options. It says "demo" and its
// keys can be made again by anybody.
import { stringify } from 'yaml';
import type { Text } from '../../core/guide/format/text.ts';
import { fold } from '../../core/spelling/fold.ts';
import { makeKeys, realPlan } from '../keys/make-keys.ts';
import { writeTable } from '../tables/write-table.ts';
import { inventedName } from './invented-names.ts';
import { inventedPicture } from './invented-picture.ts';
import { type Seeded, seeded } from './seeded.ts';

export interface SynthOptions {
  /** Per cent of a country of 859 seats, 17,816 candidates and 90,675 polling places; of these five times at most. */
  readonly scale: number;
  readonly seed: number;
  /** The first is the guide's own. */
  readonly languages: readonly string[];
}

/** How much of everything a guide has. */
export interface SynthPlan {
  readonly seats: number;
  readonly candidates: number;
  readonly places: number;
  readonly regions: number;
}

// As many as a country of 128 million voters had in 2024.
const ballots = [
  { id: 'NA', seats: 266, colour: '#2f8f5b', name: 'National Assembly' },
  { id: 'PA', seats: 297, colour: '#7e95ad', name: 'Assembly of the Plain' },
  { id: 'PB', seats: 130, colour: '#c9a227', name: 'Assembly of the Coast' },
  { id: 'PC', seats: 115, colour: '#a8577a', name: 'Assembly of the Hills' },
  { id: 'PD', seats: 51, colour: '#5b7f2f', name: 'Assembly of the Desert' },
] as const;
const allCandidates = 17_816;
const allPlaces = 90_675;
/** Per cent from which polling places grow no more: a table of a guide has half a million rows at most. */
const mostPlacesAt = 500;
const symbolCount = 322;
const partyCount = 170;
const nationalSeatsPerRegion = 3;

/** A seat, and the national seat whose voters it shares. */
interface PlannedSeat {
  readonly code: string;
  readonly ballot: string;
  readonly national: number;
}

/** @param scale per cent */
export function planSynth(scale: number): SynthPlan {
  const seats = planSeats(scale);
  const nationals = partOf(ballots[0].seats, scale);
  return {
    seats: seats.length,
    candidates: Math.max(seats.length, partOf(allCandidates, scale)),
    places: Math.max(nationals, partOf(allPlaces, Math.min(scale, mostPlacesAt))),
    regions: Math.ceil(nationals / nationalSeatsPerRegion),
  };
}

/** @returns texts by path inside a content folder */
export function synthGuide({ scale, seed, languages }: SynthOptions): ReadonlyMap<string, string> {
  const random = seeded(seed);
  const plan = planSynth(scale);
  const districts = Array.from({ length: plan.regions }, () => inventedName(random, languages, 1));
  const make: Making = { random, languages, seats: planSeats(scale), districts };
  const files = new Map<string, string>([['guide.yaml', guideYaml(languages)]]);
  files.set('contests.csv', contests(make));
  files.set('regions.csv', regionRows(make));
  files.set('candidates.csv', candidates(make, plan.candidates));
  files.set('parties.csv', parties(make));
  files.set('areas.csv', areas(make));
  files.set('places.csv', places(make, plan.places, partOf(ballots[0].seats, scale)));
  for (const [path, text] of symbols(make)) files.set(path, text);
  const note = 'A key of an invented guide. Anybody can make it again from the seed: it proves nothing.';
  const secret = (): Uint8Array => Uint8Array.from({ length: 32 }, () => random.below(256));
  for (const [path, text] of makeKeys(realPlan, secret, note)) files.set(path, text);
  return files;
}

function partOf(whole: number, scale: number): number {
  return Math.max(1, Math.round((whole * scale) / 100));
}

interface Making {
  readonly random: Seeded;
  readonly languages: readonly string[];
  readonly seats: readonly PlannedSeat[];
  readonly districts: readonly Text[];
}

function planSeats(scale: number): readonly PlannedSeat[] {
  const [national, ...provincial] = ballots;
  const nationals = partOf(national.seats, scale);
  const others = provincial.map(({ id, seats }) => ({ id, count: partOf(seats, scale) }));
  const provincials = others.reduce((sum, { count }) => sum + count, 0);
  const code = (id: string, i: number): string => `${id}-${i + 1}`;
  let at = 0;
  return [
    ...Array.from({ length: nationals }, (_, i) => ({ code: code('NA', i), ballot: 'NA', national: i })),
    ...others.flatMap(({ id, count }) =>
      Array.from({ length: count }, (_, i) => {
        const nearby = Math.floor((at++ * nationals) / provincials);
        return { code: code(id, i), ballot: id, national: nearby };
      }),
    ),
  ];
}

const regionOf = ({ national }: PlannedSeat): number => Math.floor(national / nationalSeatsPerRegion);
const each = (column: string, languages: readonly string[]): readonly string[] =>
  languages.map((tag) => `${column}:${tag}`);
const cells = (text: Text | undefined, languages: readonly string[]): readonly string[] =>
  languages.map((tag) => text?.[tag] ?? '');

function contests({ random, languages, seats, districts }: Making): string {
  return writeTable(
    ['id', 'ballot', ...each('name', languages), ...each('district', languages), 'kind', 'mark', 'state', 'places'],
    seats.map((seat) => [
      ...[seat.code, seat.ballot, ...cells(inventedName(random, languages, 1), languages)],
      ...[...cells(districts[regionOf(seat)], languages), 'candidates', 'symbol', 'open', '1'],
    ]),
  );
}

function regionRows({ languages, seats, districts }: Making): string {
  return writeTable(
    ['contest', 'region', ...each('regionName', languages)],
    seats.map((seat) => {
      const region = regionOf(seat);
      return [seat.code, `r${region + 1}`, ...cells(districts[region], languages)];
    }),
  );
}

function candidates({ random, languages, seats }: Making, total: number): string {
  const rows: string[][] = [];
  const counts = unevenShares(random, seats.length, total, symbolCount);
  seats.forEach(({ code }, i) => {
    // A stride that shares no divisor with 322 = 2 · 7 · 23 meets each symbol once.
    const from = random.below(symbolCount);
    for (let serial = 1; serial <= (counts[i] ?? 0); serial++) {
      const symbol = symbolCode((from + serial * 45) % symbolCount);
      const party = random.next() < 0.5 ? 'independent' : `party-${1 + random.below(partyCount)}`;
      rows.push([code, String(serial), ...cells(inventedName(random, languages, 2), languages), party, symbol]);
    }
  });
  return writeTable(['contest', 'serial', ...each('name', languages), 'party', 'symbol'], rows);
}

/** Shares of `total`, each from 1 to `most`: some seats have few candidates and some very many. */
function unevenShares(random: Seeded, count: number, total: number, most: number): readonly number[] {
  const mean = total / count;
  const shares = Array.from({ length: count }, () =>
    Math.max(1, Math.min(most, Math.round(mean * (0.4 + 1.2 * random.next())))),
  );
  let rest = total - shares.reduce((sum, share) => sum + share, 0);
  for (let i = 0; rest !== 0; i = (i + 1) % count) {
    const share = shares[i] ?? 0;
    const step = Math.sign(rest);
    if (share + step < 1 || share + step > most) continue;
    shares[i] = share + step;
    rest -= step;
  }
  return shares;
}

function parties({ random, languages }: Making): string {
  const rows = Array.from({ length: partyCount }, (_, i) => [
    `party-${i + 1}`,
    ...cells(inventedName(random, languages, 2), languages),
  ]);
  rows.unshift(['independent', ...cells(inventedName(random, languages, 1), languages)]);
  return writeTable(['id', ...each('name', languages)], rows);
}

/** Voters of a provincial seat vote in its national seat too. */
function areas({ random, languages, seats }: Making): string {
  return writeTable(
    ['id', ...each('name', languages), 'contests'],
    seats
      .filter(({ ballot }) => ballot !== 'NA')
      .map(({ code, national }) => [
        `area-${code}`,
        ...cells(inventedName(random, languages, 1), languages),
        `NA-${national + 1};${code}`,
      ]),
  );
}

const placeKinds = ['men', 'women', 'all'] as const;

function places({ random, languages }: Making, total: number, nationals: number): string {
  const rows: string[][] = [];
  for (let seat = 0; seat < nationals; seat++) {
    const count = Math.floor(((seat + 1) * total) / nationals) - Math.floor((seat * total) / nationals);
    for (let i = 1; i <= count; i++) {
      const block = String(100_000_000 + rows.length * 2);
      rows.push([
        ...[`NA-${seat + 1}`, `NA-${seat + 1}-${i}`, String(i)],
        ...cells(inventedName(random, languages, 3), languages),
        placeKinds[i % 3] ?? 'all',
        ...[(random.next() * 10).toFixed(4), (random.next() * 10).toFixed(4)],
        ...[random.next() < 0.3 ? 'yes' : '', `${block};${Number(block) + 1}`],
      ]);
    }
  }
  return writeTable(
    [
      ...['contest', 'id', 'number', ...each('name', languages), 'kind'],
      ...['latitude', 'longitude', 'accessible', 'serves'],
    ],
    rows,
  );
}

function symbolCode(row: number): string {
  return String(row + 1).padStart(3, '0');
}

/** symbols.csv and the drawings. */
function symbols({ random, languages }: Making): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const known = new Set<string>();
  const rows = Array.from({ length: symbolCount }, (_, row) => {
    const code = symbolCode(row);
    const picture = `pictures/${code}.svg`;
    files.set(picture, inventedPicture(random));
    const texts = [newName(random, languages, known), inventedName(random, languages, 4)];
    return [code, ...texts.flatMap((text) => cells(text, languages)), picture];
  });
  files.set(
    'symbols.csv',
    writeTable(['code', ...each('name', languages), ...each('description', languages), 'picture'], rows),
  );
  return files;
}

/** A name that no other symbol has, in any of the languages: letters of one script can stand for two of another. */
function newName(random: Seeded, languages: readonly string[], known: Set<string>): Text {
  for (;;) {
    const name = inventedName(random, languages, 1);
    const keys = Object.entries(name).map(([tag, text]) => `${tag} ${fold(text)}`);
    if (keys.some((key) => known.has(key))) continue;
    for (const key of keys) known.add(key);
    return name;
  }
}

function guideYaml(languages: readonly string[]): string {
  const same = (text: string): Text => Object.fromEntries(languages.map((tag) => [tag, text]));
  return stringify({
    demo: true,
    publisher: { name: same('Invented guide for measuring'), kind: 'civic' },
    sources: [{ name: same('Made by a program; nobody in it exists'), date: '2027-01-20' }],
    languages,
    election: {
      id: 'invented-2027',
      name: same('Election of an invented country'),
      kind: 'general',
      date: '2027-02-08',
      hours: { opens: '08:00', closes: '17:00', offset: '+05:00' },
      calendar: { symbolsFinal: '2027-01-20T00:00:00Z' },
      lookups: [],
      findFirst: 'pad',
    },
    ballots: ballots.map(({ id, colour, name }) => ({ id, name: same(name), short: same(id), colour })),
    pages: [
      {
        id: 'how-to-vote',
        kind: 'steps',
        title: same('How to vote'),
        steps: [{ text: same('One mark, one symbol.') }],
      },
    ],
    notices: [],
  });
}
