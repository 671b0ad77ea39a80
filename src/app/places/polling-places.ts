// Which polling stations a list shows: those that a block code names, else those that fit what was typed.

import type { PollingPlace } from '../../core/guide/places.ts';
import { areasOf, type ContestCard } from '../../core/guide/questions.ts';
import type { Shard } from '../../core/guide/shard.ts';
import { fold } from '../../core/spelling/fold.ts';

export interface PlacesFound {
  readonly places: readonly PollingPlace[];
  /** A block code named them: they are the voter's own, not only near. */
  readonly isOwn: boolean;
}

/**
 * The places of a contest that fit what was typed, all of them for "".
 * @param typed a block code, a number on the official list, or words of a name or address
 */
export function findPlaces(all: readonly PollingPlace[], shard: Shard, contest: string, typed: string): PlacesFound {
  const wanted = fold(typed);
  if (wanted === '') return { places: all, isOwn: false };
  const code = wanted.replace(/ /g, '');
  const fromAreas = areasOf(shard, contest)
    .filter(({ serves }) => serves?.some((each) => fold(each).replace(/ /g, '') === code))
    .flatMap(({ pollingPlaceIds }) => Object.values(pollingPlaceIds ?? {}).flat());
  const own = all.filter(
    ({ id, serves }) => fromAreas.includes(id) || serves.some((each) => fold(each).replace(/ /g, '') === code),
  );
  if (own.length > 0) return { places: own, isOwn: true };
  const words = wanted.split(' ');
  const places = all.filter(({ number, name, address }) => {
    const texts = [number, ...Object.values(name), ...Object.values(address)].map((text) => ` ${fold(text)}`);
    return words.every((word) => texts.some((text) => text.includes(` ${word}`)));
  });
  return { places, isOwn: false };
}

/** The contest among a voter's ballots that has a list of places. */
export function contestWithPlaces(
  cards: readonly { readonly card: ContestCard; readonly held: { readonly shard: Shard } }[],
): string | null {
  const found = cards.find(({ card, held }) =>
    Object.prototype.hasOwnProperty.call(held.shard.places, card.contest.id),
  );
  return found?.card.contest.id ?? null;
}
