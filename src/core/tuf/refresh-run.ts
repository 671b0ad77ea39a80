// What the steps of a refresh share: the run, how it reads the store, when it refuses a date, what it may ask for.
import { AppError, isAppError } from '../errors.ts';
import type { ReadOptions, Source } from '../ports.ts';
import type { MetaFile, Root } from './metadata.ts';
import type { Verifiers } from './signatures.ts';
import { isExpired, type Verified } from './trusted.ts';

/** Where verified metadata is kept. A Vault is one. */
export interface MetadataStore {
  /** @param name roots by version ("3.root.json"), all others without ("timestamp.json"); null when not kept */
  readMetadata(name: string): Promise<Uint8Array | null>;
  keepMetadata(name: string, bytes: Uint8Array): Promise<void>;
  dropMetadata(name: string): Promise<void>;
}

/** One run's settings. */
export interface RefreshOptions {
  /** The trusted start: the root built into the app, or the one of a tuf-client folder. */
  readonly root: Uint8Array;
  /** One time for the whole run, §5.1. */
  readonly now: Date;
  readonly verifiers: Verifiers;
  /** `strict`: an expired role throws, as the spec says. `report`: it is accepted and listed in `expired`. */
  readonly expiry: 'strict' | 'report';
  readonly signal?: AbortSignal | undefined;
}

/** A source that has nothing: what is kept, and what it lacks, is all that counts. */
export const nowhere: Source = { read: async () => null, readEach: async () => 0 };

/** One run: what every step needs. `source` is null when only the store is opened. */
export interface Run {
  readonly store: MetadataStore;
  readonly source: Source | null;
  readonly options: RefreshOptions;
  readonly expired: string[];
}

/**
 * What is kept and no longer verifies (tampered with, or by a key that was revoked) is as good as not kept: it is fetched
 * again and overwritten. With nothing to fetch from, it is the answer.
 * @returns null where it does not verify and there is a source
 * @throws AppError as `verify`, where there is none
 */
export function verifyStored<T>(run: Run, verify: () => T): T | null {
  try {
    return verify();
  } catch (error) {
    if (!run.source || !isAppError(error)) throw error;
    return null;
  }
}

/**
 * Strict clients refuse before anything is kept; the app takes it and says so.
 * @param section of the spec, for the error
 * @throws AppError `trust/expired`
 * @source TUF 1.0.34 §5.1: the one time of the run
 */
export function refuseExpired(
  run: Run,
  role: string,
  metadata: Verified<{ readonly expires: string }>,
  section: string,
): void {
  const { expires } = metadata.signed;
  if (run.options.expiry === 'report') return;
  if (isExpired(metadata.signed, run.options.now)) throw new AppError('trust/expired', { section, role, expires });
}

/** The same, and puts a role that is past its date on the run's list. @throws AppError `trust/expired` */
export function noteExpired(
  run: Run,
  role: string,
  metadata: Verified<{ readonly expires: string }>,
  section: string,
): void {
  refuseExpired(run, role, metadata, section);
  if (!isExpired(metadata.signed, run.options.now)) return;
  if (!run.expired.includes(role)) run.expired.push(role);
}

/**
 * Where a metadata file stands on a mirror: everything but the timestamp carries its version in its name, where the root
 * says so.
 * @source TUF 1.0.34 §6.2.1
 */
export function metadataPath(root: Verified<Root>, name: string, meta: MetaFile): string {
  return `metadata/${root.signed.consistent_snapshot ? `${meta.version}.` : ''}${name}.json`;
}

/** What a read of metadata may take: no more than `cap` bytes, nor than the parent signed. */
export function readOptions(run: Run, cap: number, meta?: MetaFile): ReadOptions {
  const sha256 = meta?.hashes?.sha256;
  return {
    maxBytes: Math.min(cap, meta?.length ?? cap),
    ...(sha256 !== undefined && { sha256 }),
    signal: run.options.signal,
  };
}
