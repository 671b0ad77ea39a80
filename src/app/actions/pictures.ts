// Pictures for the screen: kept bytes, hashed, of a kind that we know, decoded once before they are shown. An address
// lives as long as somebody shows it.
import type { Blob as GuideBlob } from '../../core/guide/blob.ts';
import { readBlob } from '../../core/held.ts';
import { pictureType } from '../picture-type.ts';
import { getWorld } from '../world.ts';

interface Shown {
  readonly url: Promise<string | null>;
  count: number;
}

const shown = new Map<string, Shown>();

/** An address outlives the change from one screen to the next. */
const keptMs = 2_000;

/** The address of a picture; null while it is not kept, or when it is not a picture. `closePicture` gives it back. */
export function openPicture(blob: GuideBlob): Promise<string | null> {
  const known = shown.get(blob.sha256) ?? { url: makeAddress(blob), count: 0 };
  known.count++;
  shown.set(blob.sha256, known);
  return known.url;
}

/** Gives an address back; some time after the last one did so, it is freed. */
export function closePicture(blob: GuideBlob): void {
  const known = shown.get(blob.sha256);
  if (known && --known.count === 0) setTimeout(() => free(blob.sha256, known), keptMs);
}

function free(sha256: string, known: Shown): void {
  if (known.count > 0) return;
  if (shown.get(sha256) === known) shown.delete(sha256);
  void known.url.then((url) => url && URL.revokeObjectURL(url));
}

async function makeAddress(blob: GuideBlob): Promise<string | null> {
  const url = await decoded(blob);
  // The next one to ask looks again.
  if (url === null) shown.delete(blob.sha256);
  return url;
}

async function decoded(blob: GuideBlob): Promise<string | null> {
  const bytes = await readBlob(getWorld().vault, blob);
  const type = bytes && pictureType(bytes);
  if (!bytes || !type) return null;
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }));
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    return url;
  } catch {
    URL.revokeObjectURL(url);
    return null;
  }
}
