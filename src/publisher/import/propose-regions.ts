// Which seats travel together: a proposal for seats that have no region yet. Districts are guessed from seat names, kept
// whole where they fit, neighbours stay together. Guesses: a person confirms the table, and it is frozen from then on.
import { fold } from '../../core/guide/fold.ts';
import { seatNumber } from '../../core/guide/questions.ts';
import type { Text } from '../../core/guide/text.ts';
import type { RegionEntry } from '../content/content.ts';
import { calmCapitals, shortSlug, slug } from './text/clean-text.ts';

export interface SeatToPlace {
  readonly id: string;
  readonly ballot: string;
  readonly name: Text;
  /** As the source names it; "" where it does not. */
  readonly region: string;
}

export interface Placement {
  readonly contest: string;
  readonly region: string;
  readonly regionName: Text;
}

/** A region that is complete enough; the most that one is filled to. */
const goodSeats = 12;
const maxSeats = 16;
/** A frozen region takes late seats up to this. */
const fullSeats = 24;

/** "Lahore-IV" → "Lahore"; "" where nothing is left. */
export function districtOf(name: string): string {
  const stem = name
    .replace(/[\s.,–—-]+(?:[IVXL]+|\p{Nd}+)[\s.)]*$/u, '')
    .replace(/[\s.,–—-]+$/u, '')
    .trim();
  return calmCapitals(stem);
}

/**
 * @param seats every seat, in the list's order
 * @param frozen regions.csv: seats in it keep their region
 * @returns rows to add, for seats that are not in `frozen`
 */
export function proposeRegions(
  seats: readonly SeatToPlace[],
  frozen: readonly RegionEntry[],
  languages: readonly string[],
): readonly Placement[] {
  const placed = new Set(frozen.map(({ contest }) => contest));
  const open = seats.filter(({ id }) => !placed.has(id));
  const ids = new Set(frozen.map(({ region }) => region));
  const given = open.filter(({ region }) => region !== '');
  const guessed = open.filter(({ region }) => region === '');
  const [first = 'en'] = languages;
  const result = placeGiven(given, frozen, first);
  for (const { region } of result) ids.add(region);
  const late = joinNeighbours(guessed, seats, frozen);
  result.push(...late);
  const joined = new Set(late.map(({ contest }) => contest));
  const groups = packDistricts(districtsInOrder(guessed.filter(({ id }) => !joined.has(id))));
  for (const group of groups) {
    const label = labelOf(group);
    const stem = firstWord(label);
    let id = stem;
    for (let i = 2; ids.has(id); i++) id = `${stem}-${i}`;
    ids.add(id);
    const regionName = { [first]: id === stem ? label : `${label} ${id.slice(stem.length + 1)}` };
    for (const { id: contest } of group.seats) result.push({ contest, region: id, regionName });
  }
  return result;
}

function placeGiven(seats: readonly SeatToPlace[], frozen: readonly RegionEntry[], language: string): Placement[] {
  const known = new Map<string, { readonly region: string; readonly regionName: Text }>();
  for (const { region, regionName } of frozen) {
    for (const text of [region, ...Object.values(regionName)]) known.set(fold(text), { region, regionName });
  }
  const taken = new Set(frozen.map(({ region }) => region));
  return seats.map(({ id, region: label }) => {
    const found = known.get(fold(label));
    if (found) return { contest: id, ...found };
    const stem = slug(label) ?? 'region';
    let region = stem;
    for (let i = 2; taken.has(region); i++) region = `${stem}-${i}`;
    taken.add(region);
    const made = { region, regionName: { [language]: label } };
    known.set(fold(label), made);
    return { contest: id, ...made };
  });
}

/** The first word of a region's name as its id: it stands in paths that every voter fetches. */
function firstWord(label: string): string {
  return shortSlug(label.split(/[\s,]/)[0] ?? '') ?? 'region';
}

/** A seat that comes after the table was frozen goes with the seat beside it on its ballot, where there is room. */
function joinNeighbours(
  late: readonly SeatToPlace[],
  seats: readonly SeatToPlace[],
  frozen: readonly RegionEntry[],
): Placement[] {
  const regionOf = new Map(frozen.map((entry) => [entry.contest, entry]));
  const sizes = new Map<string, number>();
  for (const { region } of frozen) sizes.set(region, (sizes.get(region) ?? 0) + 1);
  const homes = new Map<string, RegionEntry>();
  for (const seat of seats) {
    const entry = regionOf.get(seat.id);
    if (entry) homes.set(`${seat.ballot} ${numberOf(seat)}`, entry);
  }
  return late.flatMap((seat) => {
    const number = numberOf(seat);
    const home = homes.get(`${seat.ballot} ${number - 1}`) ?? homes.get(`${seat.ballot} ${number + 1}`);
    const size = sizes.get(home?.region ?? '') ?? 0;
    if (!home || number === 0 || size >= fullSeats) return [];
    sizes.set(home.region, size + 1);
    return [{ contest: seat.id, region: home.region, regionName: home.regionName }];
  });
}

interface District {
  readonly label: string;
  readonly seats: SeatToPlace[];
}

/**
 * The districts in the order of the ballot that names most of them, so that neighbours stand side by side. A seat whose
 * name says no district, or one that nobody else has, goes with the seat before it on its own ballot.
 */
function districtsInOrder(seats: readonly SeatToPlace[]): readonly District[] {
  const byBallot = new Map<string, SeatToPlace[]>();
  for (const seat of seats) byBallot.set(seat.ballot, [...(byBallot.get(seat.ballot) ?? []), seat]);
  for (const list of byBallot.values()) list.sort((a, b) => numberOf(a) - numberOf(b));
  const spread = [...byBallot.values()]
    .map((list) => ({ list, districts: new Set(list.map(keyOf)).size }))
    .sort((a, b) => b.districts - a.districts);
  const byKey = new Map<string, District>();
  const inOrder: District[] = [];
  const homeOf = new Map<SeatToPlace, District>();
  const open = (label: string): District => {
    const district = { label, seats: [] };
    inOrder.push(district);
    return district;
  };
  spread.forEach(({ list }, rank) => {
    let before: District | undefined;
    const waiting: SeatToPlace[] = [];
    for (const seat of list) {
      const key = keyOf(seat);
      // Only the first ballot opens districts: what the others alone have is a spelling, most often.
      const isNew = rank === 0 && (key !== '' || !before);
      const district = byKey.get(key) ?? (isNew ? open(districtOf(nameOf(seat))) : before);
      waiting.push(seat);
      if (!district) continue;
      if (key !== '') byKey.set(key, byKey.get(key) ?? district);
      for (const each of waiting.splice(0)) homeOf.set(each, district);
      before = district;
    }
    if (waiting.length > 0) {
      const district = open('');
      for (const seat of waiting) homeOf.set(seat, district);
    }
  });
  for (const { list } of spread) for (const seat of list) homeOf.get(seat)?.seats.push(seat);
  return inOrder;
}

function nameOf(seat: SeatToPlace): string {
  return Object.values(seat.name)[0] ?? '';
}

function keyOf(seat: SeatToPlace): string {
  return fold(districtOf(nameOf(seat))).replace(/ /g, '');
}

function numberOf(seat: SeatToPlace): number {
  return Number(seatNumber(seat.id) ?? 0);
}

interface Group {
  readonly labels: string[];
  readonly seats: SeatToPlace[];
}

/** Small districts side by side fill one region; a large one is cut into even parts along its numbers. */
function packDistricts(districts: readonly District[]): readonly Group[] {
  const groups: Group[] = [];
  let current: Group | null = null;
  for (const { label, seats } of districts) {
    if (seats.length > maxSeats) {
      current = null;
      for (const part of cutEvenly(seats, Math.ceil(seats.length / maxSeats)))
        groups.push({ labels: [label], seats: part });
      continue;
    }
    if (!current || current.seats.length >= goodSeats || current.seats.length + seats.length > maxSeats) {
      current = { labels: [], seats: [] };
      groups.push(current);
    }
    current.labels.push(label);
    current.seats.push(...seats);
  }
  return groups;
}

/** Each ballot's seats are cut at the same fractions, since numbers on both run over the same ground. */
function cutEvenly(seats: readonly SeatToPlace[], parts: number): readonly SeatToPlace[][] {
  const cut: SeatToPlace[][] = Array.from({ length: parts }, () => []);
  const ballots = new Set(seats.map(({ ballot }) => ballot));
  for (const ballot of ballots) {
    const own = seats.filter((seat) => seat.ballot === ballot);
    for (const [i, seat] of own.entries()) cut[Math.floor((i * parts) / own.length)]?.push(seat);
  }
  return cut.filter((part) => part.length > 0);
}

function labelOf({ labels, seats }: Group): string {
  const named = [...new Set(labels.filter(Boolean))];
  if (named.length > 0) {
    const [first = '', second] = named;
    return second === undefined ? first : named.length === 2 ? `${first}, ${second}` : `${first}, ${second} …`;
  }
  const ids = seats.map(({ id }) => id);
  return ids.length === 1 ? (ids[0] ?? '') : `${ids[0] ?? ''} – ${ids[ids.length - 1] ?? ''}`;
}
