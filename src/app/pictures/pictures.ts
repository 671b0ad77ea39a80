// Pictures for the screen: kept bytes, hashed, of a kind and size that we know, decoded once before they are shown. Each drawing
// of the screen says which ones it shows; after it, those are opened and the others' addresses are freed.
import type { Blob as GuideBlob } from '../../core/guide/format/blob.ts';
import { readBlobs } from '../../core/held/held.ts';
import { shownPicture } from '../../core/picture/shown-picture.ts';
import { afterPaint } from '../after-paint.ts';
import { getState, getWorld, setState } from '../world.ts';

interface Opened {
  /** null while it is not kept, or when it is not a picture. */
  readonly url: string | null;
  /** The count of installs when it was looked for: after another one it may have come. */
  readonly installs: number;
}

const opened = new Map<string, Opened>();
const opening = new Set<string>();
let wanted = new Map<string, GuideBlob>();
let lastOpened: Promise<void> = Promise.resolve();
/** Where some were opened before the first drawing, the others wait until it is painted. */
let firstPainted: Promise<void> | null = null;
/** No drawing waits longer for its pictures. */
const waitMs = 500;

/** The address of a picture that is being drawn; null where there is none, or not yet. */
export function pictureAddress(blob: GuideBlob): string | null {
  wanted.set(blob.sha256, blob);
  return opened.get(blob.sha256)?.url ?? null;
}

/** Waits for the pictures that the last drawing asked for, as far as they are kept. */
export function picturesOpened(): Promise<void> {
  return lastOpened;
}

/** Opens pictures that the first drawing will show, so that the page is not drawn again for them. */
export async function openBefore(blobs: readonly GuideBlob[]): Promise<void> {
  firstPainted = afterPaint();
  let isDrawn = false;
  const done = open(blobs, getState().installs).then(() => {
    if (isDrawn) setState({});
  });
  await Promise.race([done, new Promise((resolve) => setTimeout(resolve, waitMs))]);
  isDrawn = true;
}

/** Draws the page again after a part of it changed by itself: only then are the pictures opened that it now shows. */
export function drawAgain(): void {
  setState({});
}

/** After each drawing: opens what it asked for, frees what it no longer shows. */
export function settlePictures(): void {
  const shown = wanted;
  wanted = new Map();
  for (const [sha256, { url }] of opened) {
    if (shown.has(sha256)) continue;
    opened.delete(sha256);
    if (url) URL.revokeObjectURL(url);
  }
  const { installs } = getState();
  const missing = [...shown.values()].filter(({ sha256 }) => {
    const known = opened.get(sha256);
    return !opening.has(sha256) && (!known || (known.url === null && known.installs !== installs));
  });
  if (missing.length > 0) lastOpened = openAll(missing, installs);
}

/** All of one drawing, so that they appear together. */
async function openAll(blobs: readonly GuideBlob[], installs: number): Promise<void> {
  for (const { sha256 } of blobs) opening.add(sha256);
  await firstPainted;
  await open(blobs, installs);
  setState({});
}

async function open(blobs: readonly GuideBlob[], installs: number): Promise<void> {
  for (const { sha256 } of blobs) opening.add(sha256);
  const files = await readBlobs(getWorld().vault, blobs);
  const urls = await Promise.all(files.map(decoded));
  blobs.forEach(({ sha256 }, i) => {
    opening.delete(sha256);
    opened.set(sha256, { url: urls[i] ?? null, installs });
  });
}

async function decoded(bytes: Uint8Array | null): Promise<string | null> {
  const shown = bytes && shownPicture(bytes);
  if (!bytes || !shown || (shown.isComplex && !(await isGoodDrawing(bytes)))) return null;
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: shown.type }));
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

/** Few drawings need the look, which comes when the first one does; without it they are not shown. */
async function isGoodDrawing(bytes: Uint8Array): Promise<boolean> {
  const part = await import('../../core/picture/svg-fault.ts').catch(() => null);
  return part !== null && part.svgFault(bytes) === null;
}
