// The `events` target: where people meet. When an event is, by the place's own clock, for whom, and in which order events are
// told. `now` is passed.
import { decimal, list, object, oneOf, type Read, type Reader, readShape } from '../shape.ts';
import { blobReader } from './format/blob.ts';
import { unpackJson } from './format/pack.ts';
import { dayReader, idReader, instantReader, linkReader, multilingual, regionIdReader } from './format/text.ts';
import type { Position } from './meaning/near.ts';

const title = multilingual(200);
const prose = multilingual(4_000);

/**
 * An event's fields, in a signed file and in a publisher's.
 * @param sound reads where its sound is: a blob's hash there, a file of the folder here
 */
export function eventReader<S>(sound: Reader<S>) {
  return object(
    { id: idReader, kind: oneOf('rally', 'desk', 'pick-up', 'talk', 'other'), title, day: dayReader },
    {
      starts: instantReader,
      ends: instantReader,
      place: title,
      latitude: decimal(-90, 90),
      longitude: decimal(-180, 180),
      regions: list(regionIdReader, 5_000),
      /** The seats that it is for; those of its regions where it names none. */
      contests: list(idReader, 5_000),
      state: oneOf('planned', 'moved', 'cancelled'),
      /** Where or when it was to be, before it was moved. */
      was: title,
      text: prose,
      link: linkReader,
      sound,
    },
  );
}

const event = eventReader(blobReader);
/** A meeting, a ride, a desk: where people meet. */
export type Event = Read<typeof event>;

/** @param bytes the `events` target as signed. @throws AppError `format/…` */
export function parseEvents(bytes: Uint8Array): readonly Event[] {
  return readShape(object({ events: list(event, 20_000) }), unpackJson(bytes)).events;
}

/** `past`: over, or its day is. One that is cancelled stays until its day is over. */
export type EventPhase = 'ahead' | 'now' | 'past';

/** When an event is, seen from a moment. */
export interface EventTime {
  readonly phase: EventPhase;
  /** Days of the place's calendar until its day: 0 on it, below 0 after it. */
  readonly daysLeft: number;
  /** By the place's clock, "17:00"; null where the guide tells none. */
  readonly starts: string | null;
  readonly ends: string | null;
}

/** Whose events are asked for. */
export interface EventAudience {
  /** Codes of the voter's seats. */
  readonly seats: readonly string[];
  /** Ids of the regions that those are in. */
  readonly regions: readonly string[];
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** @param offsetMinutes of the place's clock from UTC */
export function eventTime(event: Event, now: Date, offsetMinutes: number): EventTime {
  const midnight = Date.parse(`${event.day}T00:00:00Z`) - offsetMinutes * minuteMs;
  const starts = event.starts === undefined ? null : Date.parse(event.starts);
  const ends = event.ends === undefined ? null : Date.parse(event.ends);
  const at = now.getTime();
  // What has no end, or is not held, is there for its whole day.
  const over = ends === null || event.state === 'cancelled' ? Math.max(midnight + dayMs, ends ?? 0) : ends;
  const begun = starts ?? midnight;
  return {
    phase: at >= over ? 'past' : at >= begun && event.state !== 'cancelled' ? 'now' : 'ahead',
    daysLeft: 0 - Math.floor((at - midnight) / dayMs),
    starts: clockAt(starts, offsetMinutes),
    ends: clockAt(ends, offsetMinutes),
  };
}

function clockAt(ms: number | null, offsetMinutes: number): string | null {
  return ms === null ? null : new Date(ms + offsetMinutes * minuteMs).toISOString().slice(11, 16);
}

/** Those to come and those under way, the first one first; and those that are past, the last one first. */
export function sortEvents(
  events: readonly Event[],
  now: Date,
  offsetMinutes: number,
): { readonly coming: readonly Event[]; readonly past: readonly Event[] } {
  // A day without an hour stands before the hours of that day: who only reads the top still sees it.
  const keyOf = ({ day, starts = '', id }: Event): string => `${day} ${starts} ${id}`;
  const sorted = [...events].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const isPast = (event: Event): boolean => eventTime(event, now, offsetMinutes).phase === 'past';
  return { coming: sorted.filter((event) => !isPast(event)), past: sorted.filter(isPast).reverse() };
}

/** Whether an event is for who votes there: it names the seat, else the region, else it is for all. */
export function isEventFor({ contests, regions }: Event, audience: EventAudience): boolean {
  if (contests !== undefined) return contests.some((contest) => audience.seats.includes(contest));
  return regions === undefined || regions.some((region) => audience.regions.includes(region));
}

/** Where it is; null where the guide tells no coordinates. */
export function eventPosition({ latitude, longitude }: Event): Position | null {
  return latitude === undefined || longitude === undefined ? null : { latitude, longitude };
}
