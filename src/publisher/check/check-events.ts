// Events that would send people to the wrong place, or to nowhere: who they are for, where they lie, what moved. Dates that
// contradict each other are for check-dates.ts.
import { metresBetween, type Position } from '../../core/guide/meaning/near.ts';
import { decimal, list, object, type Reader, text } from '../../core/shape.ts';
import type { Content, EventEntry } from '../content/content.ts';
import { type Kind, type Memory, recall } from '../memory/memory.ts';
import type { Reporter } from './reporter.ts';

/** To these people go; a talk may be heard at home. */
const goneTo = new Set(['rally', 'desk', 'pick-up']);
/** As far as an event may lie outside of all polling stations of its region: a field behind the last village. */
const maxMetresOutside = 25_000;

export function checkEvents(content: Content, report: Reporter, memory: Memory): void {
  const { events } = content.guide;
  if (events.length === 0) return;
  const contests = new Set(content.contests.map(({ id }) => id));
  const boundsOf = openBounds(content, memory);
  const unplaced: string[] = [];
  events.forEach((event, i) => {
    const at = `events[${i}]`;
    const { id, title, place, state, kind } = event;
    if (Object.keys(title).length === 0) {
      report.guideError(`${at}.title`, 'no-name', `the event "${id}" has no title`, 'write what it is');
    }
    for (const contest of event.contests ?? []) {
      if (contests.has(contest)) continue;
      report.guideError(`${at}.contests`, 'unknown-contest', `there is no contest "${contest}"`, 'correct it');
    }
    checkMoved(event, at, report);
    if (state === 'cancelled') return;
    if (kind === 'pick-up' && Object.keys(place ?? {}).length === 0) {
      const message = `nobody reads where "${nameOf(event)}" picks people up`;
      report.guideGate(`${at}.place`, 'no-place', message, 'write the place', id);
    }
    if ((event.latitude === undefined) !== (event.longitude === undefined)) {
      const message = `"${nameOf(event)}" has one coordinate of two`;
      report.guideError(`${at}.latitude`, 'half-position', message, 'give latitude and longitude, or neither');
    } else if (event.latitude !== undefined) checkFar(event, boundsOf(event), at, report);
    else if (goneTo.has(kind) && place) unplaced.push(nameOf(event));
  });
  reportUnplaced(unplaced, report);
}

function checkMoved(event: EventEntry, at: string, report: Reporter): void {
  const { id, state, was, day, starts = '' } = event;
  const hasWas = Object.keys(was ?? {}).length > 0;
  if (state === 'moved' && !hasWas) {
    const message = `"${nameOf(event)}" is moved, and nobody reads from where or when`;
    const fix = 'write in "was" where or when it was to be';
    report.guideGate(`${at}.was`, 'moved-without-was', message, fix, `${id} ${day} ${starts}`.trim());
  } else if (hasWas && state !== 'moved' && state !== 'cancelled') {
    const message = `"${nameOf(event)}" says what it was, and is not marked as moved: phones do not show it`;
    report.guideWarning(`${at}.state`, 'was-not-moved', message, 'write "moved", or empty "was"');
  }
}

/** As people know it: an imported list has no ids of its own. */
function nameOf({ id, title }: EventEntry): string {
  return Object.values(title)[0] ?? id;
}

/** The corners of everything that a region's polling stations lie in. */
interface Bounds {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

function checkFar(event: EventEntry, bounds: Bounds | null, at: string, report: Reporter): void {
  const { id, latitude = 0, longitude = 0 } = event;
  if (!bounds) return;
  const nearest: Position = {
    latitude: Math.min(Math.max(latitude, bounds.south), bounds.north),
    longitude: Math.min(Math.max(longitude, bounds.west), bounds.east),
  };
  const metres = metresBetween({ latitude, longitude }, nearest);
  if (metres <= maxMetresOutside) return;
  const message = `"${nameOf(event)}" lies ${Math.round(metres / 1_000)} km outside of the polling stations of those whom it is for`;
  const fix = 'look at it on a map: often latitude and longitude are exchanged';
  report.guideGate(`${at}.latitude`, 'far-event', message, fix, `${id} ${latitude},${longitude}`);
}

const [northings, eastings] = [decimal(-90, 90), decimal(-180, 180)];
const corners = object({ south: northings, north: northings, west: eastings, east: eastings });
const boundsKind: Kind<ReadonlyMap<string, Bounds>> = {
  name: 'places-bounds',
  write: (bounds) => [...bounds],
  read: (value) => new Map(list(pair(text(64), corners), 100_000)(value, '')),
};

/** By contest: one walk over all stations, remembered. */
function boundsByContest(places: Content['places'], memory: Memory): ReadonlyMap<string, Bounds> {
  const walk = (): ReadonlyMap<string, Bounds> => {
    const found = new Map<string, Bounds>();
    for (const { contest, position } of places.all()) {
      if (position) found.set(contest, around([found.get(contest), pointOf(position)]) as Bounds);
    }
    return found;
  };
  return places.print === null ? walk() : recall(memory, boundsKind, [places.print], walk);
}

function pair<A, B>(first: Reader<A>, second: Reader<B>): Reader<readonly [A, B]> {
  return (value, path) => {
    const [a, b] = list((each) => each, 2)(value, path);
    return [first(a, path), second(b, path)];
  };
}

/** Where those vote whom an event is for; null where no station says where it is. */
function openBounds({ places, regions }: Content, memory: Memory): (event: EventEntry) => Bounds | null {
  const byContest = boundsByContest(places, memory);
  const byRegion = new Map<string, Bounds>();
  for (const { contest, region } of regions) {
    const both = around([byRegion.get(region), byContest.get(contest)]);
    if (both) byRegion.set(region, both);
  }
  const all = around([...byContest.values()]);
  return (event) => {
    if (event.contests) {
      // A provincial seat's stations stand under the national one: then its region says it.
      const own = around(event.contests.map((id) => byContest.get(id)));
      const near = regions.filter(({ contest }) => event.contests?.includes(contest));
      return own ?? around(near.map(({ region }) => byRegion.get(region)));
    }
    return event.regions ? around(event.regions.map((id) => byRegion.get(id))) : all;
  };
}

function pointOf({ latitude, longitude }: Position): Bounds {
  return { south: latitude, north: latitude, west: longitude, east: longitude };
}

function around(some: readonly (Bounds | undefined)[]): Bounds | null {
  return some.reduce<Bounds | null>((all, each) => {
    if (!each || !all) return each ?? all;
    return {
      south: Math.min(all.south, each.south),
      north: Math.max(all.north, each.north),
      west: Math.min(all.west, each.west),
      east: Math.max(all.east, each.east),
    };
  }, null);
}

function reportUnplaced(ids: readonly string[], report: Reporter): void {
  if (ids.length === 0) return;
  const some = ids.slice(0, 5).join(', ');
  const message = `${ids.length} events have no coordinates: "near me" does not find them, and no map opens (${some})`;
  report.guideWarning('events', 'no-position', message, 'give latitude and longitude, as a map shows them');
}

const dayMs = 86_400_000;
/** A day ends up to twelve hours after the same day in UTC. */
const lateMs = 12 * 3_600_000;

/** Events whose day is over before anybody can read of them. @param now when the guide is checked */
export function checkPastEvents({ guide: { events, demo } }: Content, now: Date, report: Reporter): void {
  if (demo) return;
  const isPast = ({ day }: EventEntry): boolean => Date.parse(`${day}T00:00:00Z`) + dayMs + lateMs < now.getTime();
  const past = events.filter(isPast);
  const [first] = past;
  if (!first) return;
  const message = `${past.length} events are past: phones put them away (${nameOf(first)}, ${first.day} …)`;
  report.guideWarning('events', 'past-event', message, 'correct the day, or take them out when nobody asks any more');
}
