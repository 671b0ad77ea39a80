// Stations that a list has twice: which row stays, and what is said of the others.

import { fold } from '../../../core/spelling/fold.ts';
import type { Place } from './place-row.ts';

/** Two stations with one number: a second copy is left out; where they differ nobody can say which one it is. */
export function withoutDoubles(places: readonly Place[]): readonly Place[] {
  const byNumber = new Map<string, Place[]>();
  for (const place of places) {
    if (place.held) continue;
    const key = `${place.seat} ${place.number}`;
    const own = byNumber.get(key) ?? [];
    if (own.length === 0) byNumber.set(key, own);
    own.push(place);
  }
  return places.map((place) => {
    const own = byNumber.get(`${place.seat} ${place.number}`) ?? [];
    const [first] = own;
    if (place.held || !first || own.length === 1) return place;
    const isSame = own.every(
      ({ name }) => fold(Object.values(name).join(' ')) === fold(Object.values(first.name).join(' ')),
    );
    if (isSame && place === first) return place;
    const text = `station ${place.number} of ${place.seat} stands in rows ${own.map(({ row }) => row.row).join(', ')}`;
    return { ...place, held: { code: isSame ? 'second-copy' : 'duplicate-number', text } };
  });
}

/** Ids that the list itself gives to two stations: only one of the rows would be kept. */
export function withoutDoubleIds(places: readonly Place[]): readonly Place[] {
  const rowsOf = new Map<string, number[]>();
  const keyOf = ({ seat, givenId }: Place): string => `${seat} ${givenId}`;
  for (const place of places) {
    if (place.held || place.givenId === '') continue;
    rowsOf.set(keyOf(place), [...(rowsOf.get(keyOf(place)) ?? []), place.row.row]);
  }
  return places.map((place) => {
    const rows = rowsOf.get(keyOf(place)) ?? [];
    if (place.held || rows.length < 2) return place;
    const text = `the id "${place.givenId}" stands in rows ${rows.join(', ')}`;
    return { ...place, held: { code: 'duplicate-id', text } };
  });
}
