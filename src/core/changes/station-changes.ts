// Where a contest's voters vote, over two editions: a polling place that moved or is gone, and block codes that vote at
// another one. A list that was numbered anew is no move.

import type { Text } from '../guide/format/text.ts';
import type { PollingPlace } from '../guide/places.ts';
import type { VotingArea } from '../guide/shard.ts';
import type { RegionChange } from '../ports.ts';
import { fold } from '../spelling/fold.ts';
import { cutText } from './cut-text.ts';
import { isOtherText, isSameText } from './same-text.ts';

/** A contest's polling places, and the areas that name them. */
export interface Stations {
  readonly places: readonly PollingPlace[];
  /** Of this contest alone. */
  readonly areas: readonly VotingArea[];
}

/** What a change is without its editions and contest. */
export type StationChange = Omit<RegionChange, 'from' | 'edition' | 'contest'>;

/** Two hundred metres: less is a rounding, or the same yard. */
const movedDegrees = 0.002;
/** An area of many codes and many places is their product. */
const maxServed = 200_000;
const maxCodes = 50;

/**
 * @param old the older edition's, both lists whole
 * @param next the newer edition's
 * @returns changes of kind `station`; those without `was` only say that a place is there, for who knew it gone
 */
export function stationChanges(old: Stations, next: Stations): readonly StationChange[] {
  const pairs = matchPlaces(old.places, next.places);
  const found: StationChange[] = [];
  for (const [place, before] of pairs) {
    const change = moveOf(before, place);
    if (change) found.push(change);
  }
  const elsewhere = codeChanges(old, next, pairs);
  found.push(...elsewhere);
  const kept = new Set([...pairs.values()].map(({ id }) => id));
  const told = new Set(elsewhere.map(({ place }) => place));
  for (const place of old.places) if (!kept.has(place.id) && !told.has(place.id)) found.push(goneFrom(place, null, []));
  for (const place of next.places) {
    if (!pairs.has(place))
      found.push({ kind: 'station', place: place.id, subject: cutText(place.name), is: addressOf(place) });
  }
  return found;
}

/** @returns the older place of each pair, by the newer one */
function matchPlaces(
  old: readonly PollingPlace[],
  next: readonly PollingPlace[],
): ReadonlyMap<PollingPlace, PollingPlace> {
  const pairs = new Map<PollingPlace, PollingPlace>();
  const free = new Set(old);
  const join = (
    place: PollingPlace,
    keyOf: (place: PollingPlace) => string,
    known: Map<string, PollingPlace>,
  ): void => {
    const before = known.get(keyOf(place));
    if (!before || !free.has(before)) return;
    free.delete(before);
    pairs.set(place, before);
  };
  const contentOf = ({ name, address, kind }: PollingPlace): string => JSON.stringify([name, address, kind]);
  const idOf = ({ id }: PollingPlace): string => id;
  const whole = (place: PollingPlace): string => idOf(place) + contentOf(place);
  for (const keyOf of [whole, contentOf, idOf]) {
    const known = new Map([...free].map((place) => [keyOf(place), place]));
    for (const place of next) if (!pairs.has(place)) join(place, keyOf, known);
  }
  return pairs;
}

function moveOf(old: PollingPlace, next: PollingPlace): StationChange | null {
  const { id: place, name: subject } = next;
  if (isOtherText(old.name, next.name) || isOtherText(old.address, next.address)) {
    return { kind: 'station', place, subject: cutText(subject), was: addressOf(old), is: addressOf(next) };
  }
  const [a, b] = [old.position, next.position];
  const isFar =
    a !== null &&
    b !== null &&
    Math.max(Math.abs(a.latitude - b.latitude), Math.abs(a.longitude - b.longitude)) > movedDegrees;
  return isFar ? { kind: 'station', place, subject: cutText(subject) } : null;
}

/** Name and address as one line a language. */
function addressOf({ name, address }: PollingPlace): Text {
  const lines: Record<string, string> = {};
  for (const language of new Set([...Object.keys(name), ...Object.keys(address)])) {
    const separator = /[\u0600-\u06ff]/.test(name[language] ?? '') ? '، ' : ', ';
    lines[language] = [name[language], address[language]].filter(Boolean).join(separator);
  }
  return cutText(lines);
}

function goneFrom(old: PollingPlace, next: PollingPlace | null, serves: readonly string[]): StationChange {
  return {
    kind: 'station',
    place: old.id,
    subject: cutText(old.name),
    was: addressOf(old),
    ...(next && { is: addressOf(next) }),
    ...(serves.length > 0 && { serves: serves.slice(0, maxCodes) }),
  };
}

function codeChanges(
  old: Stations,
  next: Stations,
  pairs: ReadonlyMap<PollingPlace, PollingPlace>,
): readonly StationChange[] {
  const before = placesByCode(old);
  const after = placesByCode(next);
  if (!before || !after) return [];
  const moves = new Map<string, { from: PollingPlace; to: PollingPlace | null; codes: string[] }>();
  for (const [code, olds] of before) {
    const nexts = after.get(code);
    if (!nexts) continue;
    const still = new Set([...nexts].map((place) => pairs.get(place)));
    const gained = [...nexts].filter((place) => !olds.has(pairs.get(place) as PollingPlace));
    for (const from of olds) {
      if (still.has(from)) continue;
      const to = gained.find(({ kind }) => kind === from.kind) ?? gained[0] ?? null;
      if (to && isSameText(addressOf(from), addressOf(to))) continue;
      const key = `${from.id} ${to?.id ?? ''}`;
      const move = moves.get(key) ?? { from, to, codes: [] };
      move.codes.push(code);
      moves.set(key, move);
    }
  }
  return [...moves.values()].map(({ from, to, codes }) => goneFrom(from, to, codes));
}

/** Which places serve a code; null where that is more than can be gone through. */
function placesByCode({ places, areas }: Stations): ReadonlyMap<string, ReadonlySet<PollingPlace>> | null {
  const byId = new Map(places.map((place) => [place.id, place]));
  const served = new Map<string, Set<PollingPlace>>();
  let count = 0;
  const add = (code: string, place: PollingPlace | undefined): void => {
    count++;
    const key = fold(code).replace(/ /g, '');
    if (place && key !== '') served.set(key, (served.get(key) ?? new Set()).add(place));
  };
  for (const place of places) for (const code of place.serves) add(code, place);
  for (const { serves = [], pollingPlaceIds = {} } of areas) {
    const ids = Object.values(pollingPlaceIds).flat();
    if (count + serves.length * ids.length > maxServed) return null;
    for (const code of serves) for (const id of ids) add(code, byId.get(id));
  }
  return served;
}
