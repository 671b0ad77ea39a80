// An id for each station of a list: the one that the guide has for its number already, else one made of the number. Two
// stations never share one, which would lose one of them in silence.
import { encodeUtf8, sha256Hex } from '../../../core/bytes.ts';
import type { PlaceEntry } from '../../content/content.ts';
import { slug } from '../text/clean-text.ts';

export interface NumberedPlace {
  readonly seat: string;
  readonly number: string;
  /** As the list says it; "" where it has none. */
  readonly givenId: string;
}

/**
 * @param places those of the list that are taken
 * @param standing what places.csv has
 * @returns an id for each; what the list itself calls them may stand twice
 */
export function placeIds<T extends NumberedPlace>(
  places: readonly T[],
  standing: readonly Pick<PlaceEntry, 'contest' | 'id' | 'number'>[],
): ReadonlyMap<T, string> {
  const ids = new Map<T, string>();
  const numberOf = new Map(standing.map(({ contest, id, number }) => [keyOf(contest, id), number]));
  const idOf = new Map([...standing].reverse().map(({ contest, id, number }) => [keyOf(contest, number), id]));
  const taken = new Set<string>();
  const give = (place: T, id: string): void => {
    ids.set(place, id);
    taken.add(keyOf(place.seat, id));
  };
  for (const place of places) {
    const known = idOf.get(keyOf(place.seat, place.number));
    if (place.givenId !== '') give(place, place.givenId);
    else if (known !== undefined) give(place, known);
  }
  // "3" goes before "3-ب": what its letters are lost from does not take the plain number's id.
  const rest = places.filter((place) => !ids.has(place));
  for (const place of [...rest.filter(isPlain), ...rest.filter((each) => !isPlain(each))]) {
    const plain = `${place.seat}-${slug(place.number) ?? place.number}`;
    const key = keyOf(place.seat, plain);
    const isFree = !taken.has(key) && (numberOf.get(key) ?? place.number) === place.number;
    give(place, isFree ? plain : `${plain}-${sha256Hex(encodeUtf8(place.number)).slice(0, 6)}`);
  }
  return ids;
}

function isPlain({ number }: NumberedPlace): boolean {
  return slug(number) === number.toLowerCase();
}

function keyOf(seat: string, text: string): string {
  return `${seat} ${text}`;
}
