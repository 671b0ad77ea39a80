// Parties, symbols, polling places, voting areas: that ids are distinct and lead somewhere.
import { fold } from '../../core/guide/fold.ts';
import type { AreaEntry, Content, PlaceEntry, SymbolEntry } from '../content/content.ts';
import { type Reporter, rowsValue, someRows } from './reporter.ts';

export function checkLists(content: Content, report: Reporter): void {
  const { parties } = content;
  report.doubles(parties, 'id', ({ id }) => id);
  for (const party of parties) {
    if (Object.keys(party.name).length > 0) continue;
    report.error(party, 'name', 'no-name', `the party "${party.id}" has no name`, 'fill in a name');
  }
  report.languages(
    parties,
    'name',
    ({ name }) => name,
    ({ id }) => id,
  );
  checkSymbols(content, report);
  checkPlaces(content, report);
}

function checkSymbols({ symbols }: Content, report: Reporter): void {
  report.doubles(symbols, 'code', ({ code }) => code);
  const codeOf = ({ code }: SymbolEntry): string => code;
  const codes = new Set(symbols.map(codeOf));
  const names = new Map<string, SymbolEntry>();
  for (const symbol of symbols) {
    if (Object.keys(symbol.name).length === 0) {
      report.error(symbol, 'name', 'no-name', `the symbol "${symbol.code}" has no name`, 'fill in a name');
    }
    for (const code of symbol.alike) report.reference(symbol, 'alike', 'symbol', code, codes);
    for (const [language, name] of Object.entries(symbol.name)) {
      const key = `${language} ${fold(name)}`;
      const before = names.get(key);
      if (!before || before.code === symbol.code) names.set(key, symbol);
      else {
        const message = `"${name}" is the name of the symbol ${before.code} (row ${before.row}) too`;
        report.warning(symbol, `name:${language}`, 'same-name', message, 'make one of them, or name them apart');
      }
    }
  }
  const bare = symbols.filter(({ picture }) => !picture);
  if (bare[0]) {
    const message = `${bare.length} of ${symbols.length} symbols have no picture (${someRows(bare)})`;
    const fix = 'put their drawings into pictures/ and name them here: many voters know a symbol by its drawing alone';
    report.warning(bare[0], 'picture', 'no-picture', message, fix);
  }
  const mute = symbols.filter(({ description }) => Object.keys(description).length === 0);
  if (mute[0]) {
    const message = `${mute.length} of ${symbols.length} symbols are not described (${someRows(mute)})`;
    const fix = 'write what each drawing shows, for who cannot see it and for reading aloud';
    report.gate(mute[0], 'description', 'no-description', message, fix, rowsValue(mute.map(codeOf)));
  }
  report.languages(symbols, 'name', ({ name }) => name, codeOf);
  const described = symbols.filter(({ description }) => Object.keys(description).length > 0);
  report.languages(described, 'description', ({ description }) => description, codeOf);
}

function checkPlaces({ places, areas, contests, regions }: Content, report: Reporter): void {
  const ids = new Set(contests.map(({ id }) => id));
  report.doubles(places, 'id', ({ contest, id }) => `${contest} ${id}`);
  const byId = new Map<string, PlaceEntry[]>();
  for (const place of places) {
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
    places,
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
