// The polling stations of a voter's ballot, and the one that the voter said is theirs.
import { useEffect, useState } from 'preact/hooks';
import type { PollingPlace } from '../../core/guide/places.ts';
import type { KnownBallot } from '../seat/voter-ballots.ts';
import { getState } from '../world.ts';
import { openPlaces } from './open-places.ts';
import { contestWithPlaces } from './polling-places.ts';

/** The ballot whose contest has a list of places; null where none has. */
export function ballotWithPlaces(known: readonly KnownBallot[]): KnownBallot | null {
  const contest = contestWithPlaces(known);
  return known.find(({ card }) => card.contest.id === contest) ?? null;
}

/** The list of a ballot's places; null while it is not here. */
export function usePlaces(ballot: KnownBallot | null): readonly PollingPlace[] | null {
  const [all, setAll] = useState<readonly PollingPlace[] | null>(null);
  const { installs } = getState();
  const blob = ballot?.held.shard.places[ballot.card.contest.id];
  useEffect(() => {
    let isLatest = true;
    if (blob) void openPlaces(blob).then((places) => isLatest && setAll(places));
    else setAll(null);
    return () => {
      isLatest = false;
    };
  }, [blob?.sha256, installs]);
  return all;
}

/** The voter's own station among these. */
export function ownStation(all: readonly PollingPlace[] | null): PollingPlace | null {
  const { station } = getState().place;
  return station === '' ? null : (all?.find(({ id }) => id === station) ?? null);
}
