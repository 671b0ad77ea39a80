// Which seats travel together: a proposal for seats that have no region yet. Districts are guessed from seat names and
// packed by weight, neighbours stay together. Guesses: a person confirms the table, and it is frozen from then on.

import type { Text } from '../../../core/guide/format/text.ts';
import { seatNumber } from '../../../core/guide/questions.ts';
import { fold } from '../../../core/spelling/fold.ts';
import type { RegionEntry } from '../../content/content.ts';
import { calmCapitals, shortSlug, slug } from '../text/clean-text.ts';
import { type Parcel, packDistricts } from './pack-districts.ts';

export interface SeatToPlace {
  readonly id: string;
  readonly ballot: string;
  readonly name: Text;
  /** As the source names it; "" where it does not. */
  readonly region: string;
  /** How many candidates it shows; absent or 0 where that is not known yet. */
  readonly candidates?: number;
}

export interface Placement {
  readonly contest: string;
  readonly region: string;
  readonly regionName: Text;
}

/**
 * The most that a region is filled to, in candidates: measured on a list of 14,000 in two languages, so that a phone
 * fetches at most 10 kB when one seat changes. A heavier region has a larger shard, more regions a larger targets.json.
 */
const maxWeight = 220;
/** What a contest itself adds. */
const contestWeight = 1;
/** Of seats that no list has counted, a region takes this many. */
const maxUncountedSeats = 16;

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
  const weigh = weigher(seats);
  const late = joinNeighbours(guessed, seats, frozen, weigh);
  for (const placement of late) result.push(placement);
  const joined = new Set(late.map(({ contest }) => contest));
  const districts = districtsInOrder(guessed.filter(({ id }) => !joined.has(id)));
  const names = new Set([...frozen, ...result].flatMap(({ regionName }) => Object.values(regionName)));
  for (const parcels of packDistricts(lineUp(districts, weigh), maxWeight)) {
    const label = labelOf(parcels, districts);
    const stem = firstWord(label);
    let id = stem;
    for (let i = 2; ids.has(id); i++) id = `${stem}-${i}`;
    ids.add(id);
    let name = label;
    for (let i = 2; names.has(name); i++) name = `${label} ${i}`;
    names.add(name);
    const regionName = { [first]: name };
    for (const { seat } of parcels) result.push({ contest: seat.id, region: id, regionName });
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

/** A seat without candidates, one that is under review say, weighs what a usual one does: they come, and it stays. */
function weigher(seats: readonly SeatToPlace[]): (seat: SeatToPlace) => number {
  const known = seats.flatMap(({ candidates }) => candidates || []).sort((a, b) => a - b);
  const middle = known[known.length >> 1];
  const usual = middle === undefined ? maxWeight / maxUncountedSeats : middle + contestWeight;
  return ({ candidates }) => (candidates ? candidates + contestWeight : usual);
}

/** A seat that comes after the table was frozen goes with a seat beside it on its ballot, where there is room. */
function joinNeighbours(
  late: readonly SeatToPlace[],
  seats: readonly SeatToPlace[],
  frozen: readonly RegionEntry[],
  weigh: (seat: SeatToPlace) => number,
): Placement[] {
  const regionOf = new Map(frozen.map((entry) => [entry.contest, entry]));
  const weights = new Map<string, number>();
  const homes = new Map<string, RegionEntry>();
  for (const seat of seats) {
    const entry = regionOf.get(seat.id);
    if (!entry) continue;
    homes.set(`${seat.ballot} ${numberOf(seat)}`, entry);
    weights.set(entry.region, (weights.get(entry.region) ?? 0) + weigh(seat));
  }
  return late.flatMap((seat) => {
    const number = numberOf(seat);
    if (number === 0) return [];
    const room = maxWeight - weigh(seat);
    const home = [number - 1, number + 1]
      .map((beside) => homes.get(`${seat.ballot} ${beside}`))
      .find((entry) => entry && (weights.get(entry.region) ?? 0) <= room);
    if (!home) return [];
    weights.set(home.region, (weights.get(home.region) ?? 0) + weigh(seat));
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

/**
 * The districts' seats in one line. Inside a district the ballots are merged by how far along its own numbers a seat is,
 * since numbers on all of them run over the same ground: a cut falls at the same fraction of each.
 */
function lineUp(districts: readonly District[], weigh: (seat: SeatToPlace) => number): readonly Parcel<SeatToPlace>[] {
  return districts.flatMap(({ seats }, district) => {
    const byBallot = new Map<string, SeatToPlace[]>();
    for (const seat of seats) byBallot.set(seat.ballot, [...(byBallot.get(seat.ballot) ?? []), seat]);
    return [...byBallot.values()]
      .flatMap((own) => own.map((seat, i) => ({ seat, along: (i + 0.5) / own.length })))
      .sort((a, b) => a.along - b.along)
      .map(({ seat }) => ({ seat, weight: weigh(seat), district }));
  });
}

/** Named after its districts, the one with most of its weight first. */
function labelOf(parcels: readonly Parcel<SeatToPlace>[], districts: readonly District[]): string {
  const weights = new Map<string, number>();
  for (const { district, weight } of parcels) {
    const label = districts[district]?.label ?? '';
    if (label !== '') weights.set(label, (weights.get(label) ?? 0) + weight);
  }
  const named = [...weights].sort((a, b) => b[1] - a[1]).map(([label]) => label);
  if (named.length > 0) {
    const [first = '', second] = named;
    const comma = /\p{Script=Arabic}/u.test(first) ? '،' : ',';
    return second === undefined ? first : `${first}${comma} ${second}${named.length === 2 ? '' : ' …'}`;
  }
  const ids = parcels.map(({ seat }) => seat.id);
  return ids.length === 1 ? (ids[0] ?? '') : `${ids[0] ?? ''} – ${ids[ids.length - 1] ?? ''}`;
}
