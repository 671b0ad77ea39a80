// The one action that every way in ends in: files and texts, however they came, each told by its content, verified by the
// one road, and named in words. Of a carrier the bundle's bytes are taken, never its code; of a picture what its code says.

import { bundleSource, endWanted, type Slices } from '../../core/bundle/bundle.ts';
import { type Carrier, maxCarrierBytes, readCarrier, readCarrierText } from '../../core/bundle/carrier.ts';
import { headBytes, type Kind, recognise, recogniseText } from '../../core/bundle/recognise.ts';
import { maxReserveBytes, readReserves, reservesPath } from '../../core/bundle/reserves.ts';
import { encodeBase64Url } from '../../core/encoding/base64url.ts';
import { AppError, isAppError } from '../../core/errors.ts';
import { ingest, type Outcome } from '../../core/ingest/ingest.ts';
import type { Progress } from '../../core/ingest/ingest-options.ts';
import { pictureType } from '../../core/picture/picture-type.ts';
import type { Source } from '../../core/ports.ts';
import { slipInText } from '../../core/slip/slip-address.ts';
import type { TakenSlip } from '../../core/slip/take-slip.ts';
import { guideId } from '../../core/tuf/guide-id.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { browserNative } from '../../io/native.ts';
import { isMessage } from '../check/message.ts';
import { metHere } from '../guides/met-here.ts';
import { type Offer, readFirstRoot, readOffer } from '../guides/offer.ts';
import { checkSoon } from '../held/check-held.ts';
import { refreshHeld, tellTabs } from '../held/held.ts';
import { openSlip } from '../slip/open-slip.ts';
import { beginAgain, endWork } from '../sync/job.ts';
import { getWorld } from '../world.ts';

/** A file, or a text that was pasted or shared. */
export type Given = Blob | string;

/** The page around a bundle, to be compared with the one that the bundle makes. */
export interface CarriedPage {
  readonly file: Blob;
  readonly carrier: Carrier;
}

/** What came of one thing that was given. */
export type Taken =
  | {
      readonly kind: 'guide';
      readonly outcome: Outcome;
      readonly changes: number;
      readonly page: CarriedPage | null;
      /** Addresses that came along, unsigned: for the voter to take or leave. */
      readonly addresses: readonly string[];
    }
  | { readonly kind: 'refused'; readonly error: AppError }
  /** Another publisher's guide: the voter is asked, and nothing of it is kept before. */
  | { readonly kind: 'stranger'; readonly offer: Offer }
  /** A slip of one seat: checked, and kept where it is newer than the guide. */
  | { readonly kind: 'slip'; readonly taken: TakenSlip }
  /** Another part of the app reads it: one code of an animated row, a link. */
  | { readonly kind: 'text'; readonly is: 'frame' | 'link' | 'message'; readonly text: string };

export interface TakeOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** A zip that a phone can hold; far above any guide. Its entries are read one by one, each within its own cap. */
const maxBundleBytes = 512 * 1024 * 1024;

/** A file whose bytes are read where they are wanted: it may be larger than the phone's memory. */
export function fileSlices(file: Blob): Slices {
  return {
    size: file.size,
    slice: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
  };
}

/**
 * Takes one thing in. What was here before is still here, whatever comes of it.
 * @returns what came of it; failures of data and device are results, not errors
 */
export async function takeOne(given: Given, options: TakeOptions = {}): Promise<Taken> {
  beginAgain();
  await endWork();
  try {
    const found = await open(given, options.signal);
    if (found.kind === 'slip') return await takenSlip(found.bytes);
    if (found.kind === 'text') return found;
    const { source, page } = found;
    const offer = await offerOfStranger(source);
    if (offer) return { kind: 'stranger', offer };
    const { vault, root, now } = getWorld();
    const outcome = await ingest(vault, source, {
      root,
      verifiers: ed25519Verifiers,
      native: browserNative,
      now: now(),
      regions: 'all',
      ...options,
    });
    await refreshHeld();
    tellTabs();
    const addresses = await readAddresses(source);
    return { kind: 'guide', outcome, changes: await countChanges(outcome), page, addresses };
  } catch (error) {
    if (isAppError(error)) return { kind: 'refused', error: ofFile(error) };
    // The phone took the file back: it was moved, or its card was pulled out.
    if (isUnreadable(error)) return { kind: 'refused', error: new AppError('format/cut-short', {}, { cause: error }) };
    throw error;
  } finally {
    // Also after a failure: a newer root is kept although nothing else was taken.
    checkSoon();
  }
}

type Opened =
  | { readonly kind: 'source'; readonly source: Source; readonly page: CarriedPage | null }
  | { readonly kind: 'slip'; readonly bytes: Uint8Array }
  | Extract<Taken, { readonly kind: 'text' }>;

async function open(given: Given, signal: AbortSignal | undefined): Promise<Opened> {
  if (typeof given === 'string') return openText(recogniseText(given), given, signal);
  const slices = fileSlices(given);
  const kind = await recognise(slices);
  if (kind === 'bundle') {
    if (given.size > maxBundleBytes) throw new AppError('format/too-long', { got: given.size, want: maxBundleBytes });
    return { kind: 'source', source: wholeBundle(slices, signal), page: null };
  }
  if (kind === 'other' && (await isPhotograph(slices))) return openPhotograph(given, signal);
  if (kind === 'other') throw new AppError('format/not-zip', { want: 'a guide' });
  if (kind === 'carrier') {
    // Before it is read: a carrier stands in memory whole.
    if (given.size > maxCarrierBytes) throw new AppError('format/too-long', { got: given.size, want: maxCarrierBytes });
    const carrier = readWhole(await slices.slice(0, given.size));
    return { kind: 'source', source: wholeBundle(inMemory(carrier.bundle), signal), page: { file: given, carrier } };
  }
  if (given.size > maxCarrierBytes) throw new AppError('format/too-long', { got: given.size, want: maxCarrierBytes });
  return openText(kind, await given.text(), signal);
}

function openText(kind: Kind, text: string, signal: AbortSignal | undefined): Opened {
  if (kind === 'frame' || kind === 'link') return { kind: 'text', is: kind, text: text.trim() };
  const slip = kind === 'slip' ? slipInText(text) : null;
  if (slip) return { kind: 'slip', bytes: slip };
  if (kind === 'other' && isMessage(text)) return { kind: 'text', is: 'message', text };
  if (kind !== 'encoded') throw new AppError('format/not-zip', { want: 'a guide' });
  return { kind: 'source', source: wholeBundle(inMemory(readCarrierText(text).bundle), signal), page: null };
}

async function isPhotograph(file: Slices): Promise<boolean> {
  const type = pictureType(await file.slice(0, Math.min(file.size, headBytes)));
  return type !== null && type !== 'image/svg+xml';
}

/** A slip that somebody photographed, or has from a status: what reads codes is loaded when it is wanted. */
async function openPhotograph(picture: Blob, signal: AbortSignal | undefined): Promise<Opened> {
  const { readPhotoCode } = await import('../scan/photo-code.ts');
  const text = await readPhotoCode(picture);
  // A code may hold words, or an address that somebody is to be led to.
  if (text !== null && recogniseText(text) === 'other' && (isMessage(text) || metHere({ text }).length > 0))
    return { kind: 'text', is: 'message', text };
  if (text === null || recogniseText(text) === 'other') throw new AppError('format/no-code');
  return openText(recogniseText(text), text, signal);
}

async function takenSlip(bytes: Uint8Array): Promise<Taken> {
  const taken = await openSlip(encodeBase64Url(bytes));
  return isAppError(taken) ? { kind: 'refused', error: taken } : { kind: 'slip', taken };
}

function readWhole(file: Uint8Array): Carrier {
  try {
    return readCarrier(file);
  } catch (error) {
    // The mark stands there, and the end of what it begins does not.
    const isCut = isAppError(error) && error.code === 'format/no-bundle' && error.details.want === 'a whole file';
    throw isCut ? new AppError('format/cut-short', {}, { cause: error }) : error;
  }
}

function inMemory(bytes: Uint8Array): Slices {
  return { size: bytes.length, slice: async (from, to) => bytes.subarray(from, to) };
}

/** What begins as a zip and lacks the directory at its end was cut off on its way. */
function wholeBundle(slices: Slices, signal: AbortSignal | undefined): Source {
  const source = bundleSource(slices);
  const tell = (error: unknown): never => {
    const isCut =
      isAppError(error) &&
      ((error.code === 'format/not-zip' && error.details.want === endWanted) || error.code === 'source/cut-short');
    throw isCut ? new AppError('format/cut-short', {}, { cause: error }) : error;
  };
  const goOn = async (): Promise<void> => {
    if (signal?.aborted) throw new AppError('source/cancelled');
  };
  return {
    isLocal: true,
    read: (path, options, accept) =>
      goOn()
        .then(() => source.read(path, options, accept))
        .catch(tell),
    readEach: (path, options, accept) =>
      goOn()
        .then(() => source.readEach(path, options, accept))
        .catch(tell),
  };
}

/** Of a mirror it is said that another one may have what is missing; of a file, that it is no guide, or not whole. */
function ofFile(error: AppError): AppError {
  if (error.code !== 'source/missing') return error;
  const { path } = error.details;
  const code = path === 'metadata/timestamp.json' ? 'format/no-bundle' : 'format/cut-short';
  return new AppError(code, {}, { cause: error });
}

/**
 * What is asked of the voter where another publisher's root came; null where it is of the guide in use. One that does not
 * even stand on its own root is refused as another publisher's, with its fingerprint.
 */
async function offerOfStranger(source: Source): Promise<Offer | null> {
  const root = await readFirstRoot(source);
  if (root === null || guideId(root) === getWorld().guideId) return null;
  try {
    return await readOffer(root, source, { addresses: await readAddresses(source), regions: 'all' });
  } catch (error) {
    if (!isAppError(error, 'trust')) throw error;
    throw new AppError('trust/other-publisher', { got: guideId(root) }, { cause: error });
  }
}

/** They are an extra: a broken list costs nothing but itself. */
async function readAddresses(source: Source): Promise<readonly string[]> {
  try {
    return (await source.read(reservesPath, { maxBytes: maxReserveBytes }, readReserves)) ?? [];
  } catch (error) {
    if (isAppError(error)) return [];
    throw error;
  }
}

/** How many changes against what was held before came with it. */
async function countChanges(outcome: Outcome): Promise<number> {
  if (outcome.kind !== 'installed') return 0;
  const records = await getWorld().vault.readRegions();
  return records.reduce(
    (sum, { changes = [] }) => sum + changes.filter(({ edition }) => edition === outcome.edition).length,
    0,
  );
}

/** As Blob's reads are rejected. */
function isUnreadable(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'NotReadableError' || error.name === 'NotFoundError');
}
