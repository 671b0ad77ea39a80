// The road of every byte, as fetching takes it: a source, the checks, the store. With the cryptography it is a third of the app,
// and an answer that is held needs none of it: loaded when something is to be fetched.
import { bundleSource } from '../../core/bundle/bundle.ts';
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

/** Takes regions from a source. @throws AppError as ingest */
export function takeFrom(source: Source, options: JobOptions, regions: Regions): Promise<unknown> {
  return ingest(getWorld().vault, source, { ...options, verifiers: ed25519Verifiers, regions });
}

/** Takes regions from the small bundle of a first answer. @throws AppError as ingest */
export function takeBundle(bytes: Uint8Array, options: JobOptions, regions: Regions): Promise<unknown> {
  return takeFrom(bundleSource(bytes, { mayDeflate: true }), options, regions);
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
