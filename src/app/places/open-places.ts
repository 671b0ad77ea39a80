// Lists of polling stations: one blob a contest, opened when somebody asks where to vote.

import { isAppError } from '../../core/errors.ts';
import type { Blob as GuideBlob } from '../../core/guide/format/blob.ts';
import { type PollingPlace, parsePlaces } from '../../core/guide/places.ts';
import { readBlob } from '../../core/held/held.ts';
import { getWorld, setState } from '../world.ts';

const opened = new Map<string, readonly PollingPlace[]>();

/** Reads a list, once. @returns null while it is not kept */
export async function openPlaces(blob: GuideBlob): Promise<readonly PollingPlace[] | null> {
  const known = opened.get(blob.sha256);
  if (known) return known;
  const bytes = await readBlob(getWorld().vault, blob);
  if (!bytes) return null;
  try {
    const places = parsePlaces(bytes);
    opened.set(blob.sha256, places);
    return places;
  } catch (error) {
    if (!isAppError(error)) throw error;
    setState({ trouble: { code: error.code } });
    return null;
  }
}
