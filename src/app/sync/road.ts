// The road of every byte, as fetching takes it: a source, the checks, the store. With the cryptography it is a third of the app,
// and an answer that is held needs none of it: loaded when something is to be fetched.
import { bundleSource, type Slices } from '../../core/bundle/bundle.ts';
import { isAppError } from '../../core/errors.ts';
import type { Blob } from '../../core/guide/format/blob.ts';
import { fetchBlobs } from '../../core/ingest/fetch-blobs.ts';
import { ingest } from '../../core/ingest/ingest.ts';
import type { IngestOptions } from '../../core/ingest/ingest-options.ts';
import type { Source, Vault } from '../../core/ports.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { mirrorSource } from '../../io/mirror/mirror-source.ts';
import { getWorld } from '../world.ts';

/** What a job is done with. */
export type JobOptions = Omit<IngestOptions, 'regions' | 'verifiers'>;
export type Regions = IngestOptions['regions'];

/**
 * Takes regions from a source. A phone without room that has no guide yet keeps it in memory, for this visit: a full phone
 * shall not cost the voter the answer.
 * @throws AppError as ingest
 */
export async function takeFrom(source: Source, options: JobOptions, regions: Regions): Promise<unknown> {
  const take = (): Promise<unknown> =>
    ingest(getWorld().vault, source, { ...options, verifiers: ed25519Verifiers, regions });
  try {
    return await take();
  } catch (error) {
    const late = isAppError(error, 'store') ? await import('./full-phone.ts').catch(() => null) : null;
    if (!late?.keepInMemory(error)) throw error;
    return take();
  }
}

/** Takes regions from the small bundle of a first answer. @throws AppError as ingest */
export function takeBundle(bytes: Uint8Array, options: JobOptions, regions: Regions): Promise<unknown> {
  return takeFrom(bundleSource(inTurns(bytes), { mayDeflate: true }), options, regions);
}

/** The page has a turn before each file: signatures checked in one go hold a slow phone's screen and finger for long. */
function inTurns(bytes: Uint8Array): Slices {
  const slice = async (from: number, to: number): Promise<Uint8Array> => {
    // A task of its own; a timer would wait longer each time.
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(0);
    });
    return bytes.subarray(from, to);
  };
  return { size: bytes.length, slice };
}

/** The page's own tree as the one mirror. */
export function openOwn(url: string, ask: typeof fetch): Source {
  return mirrorSource(url, { fetch: ask });
}

/** Brings pictures ahead of the rest of their region. @returns how many came. @throws AppError as fetchBlobs */
export function bringBlobs(
  vault: Vault,
  source: Source,
  blobs: readonly Blob[],
  signal: AbortSignal | undefined,
): Promise<number> {
  return fetchBlobs(vault, source, blobs, signal);
}
