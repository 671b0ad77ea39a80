// A contest's polling places: one blob, columns. "Near you" is not "yours": an assignment or a block code says which.
import { decimal, either, flag, list, object, oneOf, type Reader, readShape, refuse, text } from '../shape.ts';
import { unpackJson } from './pack.ts';
import { column, idReader, type Text, textAt, textColumns } from './text.ts';

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
}

const maxPlaces = 5_000;
const nullReader: Reader<null> = (value, path) => (value === null ? null : refuse(path, 'null'));

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
        latitude: column(either(nullReader, decimal(-90, 90)), rows),
        longitude: column(either(nullReader, decimal(-180, 180)), rows),
        accessible: column(either(nullReader, flag), rows),
        serves: column(list(text(40), 2_000), rows),
      },
    ),
    json,
  );
  return id.map((place, row) => {
    const latitude = columns.latitude?.[row] ?? null;
    const longitude = columns.longitude?.[row] ?? null;
    return {
      id: place,
      number: columns.number[row] as string,
      name: textAt(columns.name, row),
      kind: columns.kind[row] as PollingPlace['kind'],
      address: textAt(columns.address ?? {}, row),
      position: latitude === null || longitude === null ? null : { latitude, longitude },
      isAccessible: columns.accessible?.[row] ?? null,
      serves: columns.serves?.[row] ?? [],
    };
  });
}
