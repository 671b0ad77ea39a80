// What whoever begins an ingest says, and is told while it runs.
import type { Verifiers } from '../tuf/signatures.ts';
import type { Native } from './native.ts';

/** How far an ingest is. `done` of `total` files of this stage; `bytes` verified so far over all stages. */
export interface Progress {
  readonly stage: 'metadata' | 'guide' | 'regions' | 'pictures';
  readonly bytes: number;
  readonly done: number;
  readonly total: number;
}

/** What an ingest begins with. */
export interface IngestOptions {
  /** The root that this guide began with: the one built into the app, or one that the voter accepted. */
  readonly root: Uint8Array;
  /** One "now" for the whole run. */
  readonly now: Date;
  readonly verifiers: Verifiers;
  /** What the platform computes faster; the core's own code where this is absent. */
  readonly native?: Native | undefined;
  /** Which regions: by id, every one, or those that are held. [] is the head alone. */
  readonly regions: readonly string[] | 'all' | 'held';
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** A region ("" for the head) can be shown now, or has more of its pictures. */
  readonly onInstalled?: ((region: string) => void) | undefined;
}
