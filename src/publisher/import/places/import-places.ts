// From a list of polling stations to places.csv: numbers, whom a station is for, and names put right where a PDF turned them.

import type { Content } from '../../content/content.ts';
import { importList, type JudgedList, type ListToJudge } from '../import-list.ts';
import type { ImportOptions, ImportResult } from '../import-options.ts';
import type { ListRow } from '../list-rows.ts';
import type { RowVerdict } from '../row-verdict.ts';
import { openSeatKeys } from '../seats/seat-key.ts';
import { cellsOf, columnsOf, placeColumns, placesFile, unreadable } from './place-cells.ts';
import { withoutDoubleIds, withoutDoubles } from './place-doubles.ts';
import { placeIds } from './place-ids.ts';
import { seatsWithNumberedNames, writtenNames } from './place-names.ts';
import { type Place, placeOf } from './place-row.ts';

const plain = ['address', 'latitude', 'longitude', 'accessible', 'serves', 'hours'] as const;

/** @throws FaultError what every import throws */
export function importPlaces(options: ImportOptions): Promise<ImportResult> {
  const answers = ['seat', 'number', 'name', 'kind', 'id', ...plain];
  return importList({ kind: 'places', files: [placesFile], answers, judge: judgePlaces }, options);
}

function judgePlaces({ rows, content, languages }: ListToJudge): JudgedList {
  const places = withoutDoubleIds(withoutDoubles(placesOf(rows, content, languages)));
  const said = columnsOf(rows, languages);
  const taken = places.filter(({ held }) => held === null);
  const ids = placeIds(taken, content.places.all());
  const cellsByPlace = new Map(taken.map((place) => [place, cellsOf(place, ids.get(place) ?? '', said)]));
  const faults = unreadable([...cellsByPlace.values()], said, languages);
  const judged = places.map((place): Place => {
    const cells = cellsByPlace.get(place);
    const fault = cells && faults.get(cells);
    return fault ? { ...place, held: fault } : place;
  });
  const shown = [...cellsByPlace.values()].filter((cells) => !faults.has(cells));
  const header = placeColumns(languages);
  return {
    verdicts: judged.map(verdictOf),
    proposed: [{ file: placesFile, key: ['contest', 'id'], header, says: said, rows: shown }],
  };
}

/** Each row as a station of its seat; one without a seat is asked about with that of the rows above it. */
function placesOf(rows: readonly ListRow[], content: Content, languages: readonly string[]): readonly Place[] {
  const contests = new Set(content.contests.map(({ id }) => id));
  const readKey = openSeatKeys(
    [...new Set(rows.map((row) => row.value('seat')))],
    content.guide.ballots.map(({ id }) => id),
  );
  const writtenOf = writtenNames(rows, languages);
  const numbered = seatsWithNumberedNames(rows, writtenOf);
  let above = '';
  return rows.map((row): Place => {
    const reading = readKey(row.value('seat'), '');
    const seat = reading.kind === 'unsafe' ? '' : reading.seat;
    const written = writtenOf.get(row) ?? { text: {}, isTurned: false, isSure: true };
    const place = placeOf(row, seat, written, numbered.has(row.raw('seat')), languages);
    if (row.answer?.isDropped) return { ...place, held: { code: 'dropped', text: row.answer.words }, guess: null };
    if (contests.has(seat)) {
      above = seat;
      return place;
    }
    if (row.value('seat') === '' && above !== '') {
      const text = `there is no seat in this row; the rows above are of ${above}`;
      return { ...place, held: { code: 'unknown-seat', text }, guess: { text: `seat=${above}`, distance: null } };
    }
    return { ...place, held: { code: 'unknown-seat', text: `the guide has no seat "${seat || row.value('seat')}"` } };
  });
}

function verdictOf({ row, seat, mends, held, guess, number, name }: Place): RowVerdict & { readonly found: string } {
  const found = [seat || row.value('seat'), number, row.raw('name') || Object.values(name).join(' · ')];
  return { row, seat, mends, held, guess, found: found.filter(Boolean).join(' · ').replace(/\s+/g, ' ') };
}
