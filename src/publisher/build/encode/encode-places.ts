// Writes a contest's polling places: what src/core/guide/places.ts reads.
import type { PollingPlace } from '../../../core/guide/places.ts';
import { encodeTexts } from './encode-text.ts';

/** Columns that no place of the list fills are left out. */
export function encodePlaces(places: readonly PollingPlace[], languages: readonly string[]): object {
  const address = encodeTexts(
    places.map((place) => place.address),
    languages,
  );
  return {
    id: places.map(({ id }) => id),
    number: places.map(({ number }) => number),
    name: encodeTexts(
      places.map(({ name }) => name),
      languages,
    ),
    kind: places.map(({ kind }) => kind),
    ...(Object.keys(address).length > 0 && { address }),
    ...(places.some(({ position }) => position) && {
      latitude: places.map(({ position }) => position?.latitude ?? null),
      longitude: places.map(({ position }) => position?.longitude ?? null),
    }),
    ...(places.some(({ isAccessible }) => isAccessible !== null) && {
      accessible: places.map(({ isAccessible }) => isAccessible),
    }),
    ...(places.some(({ serves }) => serves.length > 0) && { serves: places.map(({ serves }) => serves) }),
    ...(places.some(({ hours }) => hours) && { hours: places.map(({ hours }) => hours ?? []) }),
    ...(places.some(({ ways }) => ways) && { ways: places.map(({ ways }) => ways ?? []) }),
  };
}
