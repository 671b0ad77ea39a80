// A folder without what is wrong in it, so that one bad row does not hide eight hundred seats: a seat whose list has a fault
// is shown without its candidates and as under review, as import holds seats back. For drafts alone; builds never use it.
import type { Content } from '../content/content.ts';
import type { Fault } from '../content/fault.ts';
import { areasSpec, candidatesSpec, endorsementsSpec, placesSpec } from '../content/rows/read-tables.ts';
import { rowsAtHand } from '../content/rows/rows.ts';

/** What can be shown. */
export interface Reduced {
  readonly content: Content;
  /** Seats that are shown without candidates. */
  readonly seats: readonly string[];
}

/** Rows that can be missing without another table losing its sense. */
const mayBeLeftOut: ReadonlySet<string> = new Set(
  [areasSpec, candidatesSpec, endorsementsSpec, placesSpec].map(({ file }) => file),
);

/**
 * @param errors what keeps the folder from being built
 * @returns null where one of them concerns more than such rows; the rest has to be checked again
 */
export function leaveOut(content: Content, errors: readonly Fault[]): Reduced | null {
  const rows = new Set(errors.map(({ file, row }) => `${file}:${row ?? ''}`));
  const isWrong = ({ file, row }: { readonly file: string; readonly row: number }): boolean =>
    rows.has(`${file}:${row}`);
  const wrong = content.candidates.filter(isWrong);
  const found = [
    ...wrong,
    ...[content.places.all(), content.areas, content.endorsements].flatMap((each) => each.filter(isWrong)),
  ];
  // A row that could not be read at all may be of any seat.
  if (found.length < rows.size || errors.some(({ file }) => !mayBeLeftOut.has(file))) return null;
  const seats = new Set(wrong.map(({ contest }) => contest));
  const places = content.places.all().filter((row) => !isWrong(row));
  const known = new Set(places.map(({ id }) => id));
  const keep = (ids: readonly string[]): readonly string[] => ids.filter((id) => known.has(id));
  return {
    seats: [...seats],
    content: {
      ...content,
      contests: content.contests.map((row) => (seats.has(row.id) ? { ...row, state: 'under-review' } : row)),
      candidates: content.candidates.filter(({ contest }) => !seats.has(contest)),
      places: rowsAtHand(places),
      areas: content.areas
        .filter((row) => !isWrong(row))
        .map((row) => ({
          ...row,
          places: { all: keep(row.places.all), men: keep(row.places.men), women: keep(row.places.women) },
        })),
      endorsements: content.endorsements.filter((row) => !isWrong(row) && !seats.has(row.contest)),
      media: content.media.filter(({ of }) => !seats.has(/^(?:seat|candidate)\/([^/]+)/.exec(of ?? '')?.[1] ?? '')),
    },
  };
}
