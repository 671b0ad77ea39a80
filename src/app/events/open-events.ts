// The guide's events as a screen asks for them: read when somebody looks, never kept in the state of every screen.
import { useEffect, useState } from 'preact/hooks';
import { isAppError } from '../../core/errors.ts';
import type { Event, EventAudience } from '../../core/guide/events.ts';
import { seatByCode } from '../../core/guide/questions.ts';
import { readEvents } from '../../core/held/held-events.ts';
import { contestTime } from '../day/voter-time.ts';
import { voterBallots } from '../seat/voter-ballots.ts';
import { getState, getWorld, setState } from '../world.ts';

/** Reads the events that are held. @returns null while their list is not kept, or cannot be read */
export async function openEvents(): Promise<readonly Event[] | null> {
  try {
    return (await readEvents(getWorld().vault))?.events ?? null;
  } catch (error) {
    if (!isAppError(error)) throw error;
    setState({ trouble: { code: error.code } });
    return null;
  }
}

/** The events, read again after each install: `undefined` while they are read, null where they are not here. */
export function useEvents(): readonly Event[] | null | undefined {
  const [events, setEvents] = useState<readonly Event[] | null | undefined>(undefined);
  const { installs } = getState();
  useEffect(() => {
    let isLatest = true;
    void openEvents().then((read) => isLatest && setEvents(read));
    return () => {
      isLatest = false;
    };
  }, [installs]);
  return events;
}

/** Where the chosen seats are, and those that they are joined to. */
export function ownAudience(): EventAudience {
  const { place, regions, head } = getState();
  const { known } = voterBallots(place.seats, regions.values());
  const seats = [...new Set([...place.seats, ...known.map(({ card }) => card.seat.code)])];
  // By the directory: the region's own list may not be open yet.
  const own = seats.flatMap((code) => (head && seatByCode(head.guide, code)?.regions) ?? []);
  return { seats, regions: [...new Set(own)] };
}

/** How far the place's clock is from UTC, in minutes: the guide's, else the phone's own. */
export function placeOffset(): number {
  return contestTime(null)?.offsetMinutes ?? -getWorld().now().getTimezoneOffset();
}
