// Changes as they are read back from the phone's store, which nobody has checked: what does not fit is left out.
import { isAppError } from '../errors.ts';
import { idReader, multilingual, sha256Reader } from '../guide/format/text.ts';
import type { RegionChange } from '../ports.ts';
import { either, integer, list, object, oneOf, type Reader, readShape, record, text } from '../shape.ts';
import { maxChangeText } from './cut-text.ts';

/** So many changes of a region are kept, the newest ones. */
export const maxChanges = 200;

const names = multilingual(maxChangeText);
/** A contest's state, or its own day of voting, stands under "", which is no language. */
const namesOrState = either(names, record(/^$/, text(40, /^[a-z-]+$/), 1));

const change = object(
  {
    kind: oneOf('symbol', 'withdrawn', 'added', 'removed', 'state', 'station'),
    from: integer(1),
    edition: integer(1),
    contest: idReader,
  },
  {
    serial: integer(1, 100_000),
    subject: names,
    place: idReader,
    serves: list(text(40), 50),
    was: namesOrState,
    is: namesOrState,
    wasPicture: object({ sha256: sha256Reader, length: integer(1) }),
  },
);
/** For who reads changes from somewhere else. */
export const changeReader: Reader<RegionChange> = change;

/**
 * @param value `changes` of a record as it was stored
 * @returns at most `maxChanges`, in their order
 */
export function readStoredChanges(value: unknown): readonly RegionChange[] {
  if (!Array.isArray(value)) return [];
  const found: RegionChange[] = [];
  for (const each of value.slice(0, maxChanges)) {
    try {
      found.push(readShape(change, each));
    } catch (error) {
      if (!isAppError(error)) throw error;
    }
  }
  return found;
}
