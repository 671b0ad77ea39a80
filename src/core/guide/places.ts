// A contest's polling places: one blob, columns. "Near you" is not "yours": an assignment or a block code says which.
import { decimal, flag, list, object, oneOf, orNull, readShape, text } from '../shape.ts';
import { unpackJson } from './format/pack.ts';
import { clockReader, column, dayReader, idReader, type Text, textAt, textColumns } from './format/text.ts';

/** A place to vote at. */
export interface PollingPlace {
  readonly id: string;
  /** As it is printed on the official list: "17". */
  readonly number: string;
  readonly name: Text;
  /** Who votes there. */
  readonly kind: 'all' | 'men' | 'women' | 'unknown';
  readonly address: Text;
  /** Degrees, WGS 84. */
  readonly position: { readonly latitude: number; readonly longitude: number } | null;
  readonly isAccessible: boolean | null;
  /** Block codes and other keys of the voters who vote here. */
  readonly serves: readonly string[];
  /** When it is open, where that is not the election's day and hours; in the order of the days. */
  readonly hours?: readonly PlaceHours[];
  /** What it is beside a place to vote on the day: "early", "drop-box"; a newer guide may name more. */
  readonly ways?: readonly string[];
}

/** Days on which a place is open, by the clock and the calendar there. */
export interface PlaceHours {
  /** "2027-02-08"; absent for the day of voting. */
  readonly from?: string;
  /** The last day; absent where it is the first. */
  readonly to?: string;
  /** "08:00". */
  readonly opens: string;
  readonly closes: string;
}

const maxPlaces = 5_000;
const maxHours = 100;
const hoursReader = object({ opens: clockReader, closes: clockReader }, { from: dayReader, to: dayReader });

/**
 * @param bytes a places blob, after its hash matched: deflated JSON
 * @throws AppError `format/…`
 */
export function parsePlaces(bytes: Uint8Array): readonly PollingPlace[] {
  const json = unpackJson(bytes);
  const { id } = readShape(object({ id: list(idReader, maxPlaces) }), json);
  const rows = id.length;
  const columns = readShape(
    object(
      {
        number: column(text(20), rows),
        name: textColumns(400, rows),
        kind: column(oneOf('all', 'men', 'women', 'unknown'), rows),
      },
      {
        address: textColumns(400, rows),
        latitude: column(orNull(decimal(-90, 90)), rows),
        longitude: column(orNull(decimal(-180, 180)), rows),
        accessible: column(orNull(flag), rows),
        serves: column(list(text(40), 2_000), rows),
        hours: column(list(hoursReader, maxHours), rows),
        ways: column(list(text(20, /^[a-z-]+$/), 10), rows),
      },
    ),
    json,
  );
  return id.map((place, row) => {
    const latitude = columns.latitude?.[row] ?? null;
    const longitude = columns.longitude?.[row] ?? null;
    const hours = columns.hours?.[row] ?? [];
    const ways = columns.ways?.[row] ?? [];
    return {
      id: place,
      number: columns.number[row] as string,
      name: textAt(columns.name, row),
      kind: columns.kind[row] as PollingPlace['kind'],
      address: textAt(columns.address ?? {}, row),
      position: latitude === null || longitude === null ? null : { latitude, longitude },
      isAccessible: columns.accessible?.[row] ?? null,
      serves: columns.serves?.[row] ?? [],
      ...(hours.length > 0 && { hours }),
      ...(ways.length > 0 && { ways }),
    };
  });
}

/**
 * The hours that a voter needs: those of the day itself, else of the next day that it is open.
 * @param day "2027-02-08": today at the place
 * @param voting the day of voting, which hours without a day are for
 * @returns null where the place says nothing, or its days are over
 */
export function nextHours(
  { hours }: PollingPlace,
  day: string,
  voting: string,
): { readonly day: string; readonly opens: string; readonly closes: string } | null {
  let best: { day: string; opens: string; closes: string } | null = null;
  for (const { from = voting, to = from, opens, closes } of hours ?? []) {
    const next = from > day ? from : day;
    if (next <= to && (!best || next < best.day)) best = { day: next, opens, closes };
  }
  return best;
}
