// Polling places and voting areas: that ids are distinct and lead somewhere. A country has ninety thousand places, so what was
// found in the same tables before is remembered.
import type { AreaEntry, Content, PlaceEntry } from '../content/content.ts';
import { type Fault, faultList } from '../content/fault.ts';
import { type Kind, type Memory, recall } from '../memory/memory.ts';
import { openReporter, type Reporter } from './reporter.ts';

const foundKind: Kind<readonly Fault[]> = {
  name: 'places-found',
  write: (faults) => faults,
  read: (value) => faultList(value, ''),
};

export function checkPlaces(content: Content, report: Reporter, memory: Memory): void {
  const { places, areas, contests, regions, guide } = content;
  const find = (): readonly Fault[] => {
    const faults: Fault[] = [];
    findInPlaces(content, openReporter(faults, guide.languages));
    return faults;
  };
  const inputs = [places.print, guide.languages, contests.map(({ id }) => id), areas, regions];
  const found = places.print === null ? find() : recall(memory, foundKind, inputs, find);
  for (const fault of found) report.add(fault);
}

function findInPlaces({ places, areas, contests, regions }: Content, report: Reporter): void {
  const all = places.all();
  const ids = new Set(contests.map(({ id }) => id));
  report.doubles(all, 'id', ({ contest, id }) => `${contest} ${id}`);
  const byId = new Map<string, PlaceEntry[]>();
  for (const place of all) {
    report.reference(place, 'contest', 'contest', place.contest, ids);
    const same = byId.get(place.id);
    if (same) same.push(place);
    else byId.set(place.id, [place]);
    if (Object.keys(place.name).length > 0 || place.number !== '') continue;
    const fix = 'fill in what its list says';
    report.error(place, 'name', 'no-name', `the polling place "${place.id}" has neither name nor number`, fix);
  }
  const regionsOf = new Map<string, Set<string>>();
  for (const { contest, region } of regions) regionsOf.set(contest, (regionsOf.get(contest) ?? new Set()).add(region));
  report.doubles(areas, 'id', ({ id }) => id);
  for (const area of areas) {
    for (const contest of area.contests) report.reference(area, 'contests', 'contest', contest, ids);
    if (area.contests.length === 0) {
      report.error(area, 'contests', 'no-contests', `the area "${area.id}" votes in nothing`, 'fill in its contests');
    }
    checkAreaPlaces(area, byId, report);
    const common = area.contests.map((contest) => regionsOf.get(contest) ?? new Set<string>());
    const isTogether = [...(common[0] ?? [])].some((region) => common.every((each) => each.has(region)));
    if (!isTogether && common.length > 1 && common.every((each) => each.size > 0)) {
      const message = `no region holds all contests of the area "${area.id}", so a phone must fetch several`;
      report.warning(area, 'contests', 'area-across-regions', message, 'add its contests to one region in regions.csv');
    }
  }
  report.languages(
    all,
    'name',
    ({ name }) => name,
    ({ contest, id }) => `${contest} ${id}`,
  );
}

function checkAreaPlaces(area: AreaEntry, byId: ReadonlyMap<string, readonly PlaceEntry[]>, report: Reporter): void {
  for (const kind of ['all', 'men', 'women'] as const) {
    for (const id of area.places[kind]) {
      const found = (byId.get(id) ?? []).filter(({ contest }) => area.contests.includes(contest));
      if (found.length === 0) {
        const message = `there is no polling place "${id}" in its contests`;
        report.error(area, `places:${kind}`, 'unknown-place', message, 'add it to places.csv, or correct it');
      } else if (found.some((place) => place.kind !== kind && place.kind !== 'all' && place.kind !== 'unknown')) {
        const message = `the polling place "${id}" is for ${found[0]?.kind}, not for ${kind}`;
        report.error(
          area,
          `places:${kind}`,
          'wrong-place',
          message,
          'put it into the right column, or correct its kind',
        );
      }
    }
  }
}
