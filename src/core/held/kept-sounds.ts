// Which sounds a voter asked to keep: a note in the guide's own store, so that an install does not sweep them away. They
// belong to no region's record: a region is whole without them.
import { isAppError } from '../errors.ts';
import { list, object, type Read, readShape, text } from '../shape.ts';

/** The note's name. */
export const soundsNote = 'sounds';

const shape = object({
  /** Regions whose pack was asked for. */
  regions: list(text(48), 5_000),
  /** sha256 of every clip of those packs. */
  keep: list(text(64, /^[0-9a-f]{64}$/), 50_000),
});
/** What the note says. */
export type KeptSounds = Read<typeof shape>;

/** What a note says; nothing is kept where it is missing or broken. */
export function readKeptSounds(note: unknown): KeptSounds {
  try {
    return readShape(shape, note);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { regions: [], keep: [] };
  }
}
