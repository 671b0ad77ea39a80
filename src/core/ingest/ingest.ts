// The one road that every byte travels: any source -> verified -> parsed -> kept -> installed, region by region. The
// same for a mirror, a file, and the publisher's last check of its own output. Its install half is install.ts.

import { AppError, isAppError } from '../errors.ts';
import { doesRecordStand } from '../held/check-store.ts';
import type { NewestNote, Source, Vault } from '../ports.ts';
import { type Refreshed, refresh } from '../tuf/refresh.ts';
import type { Verifiers } from '../tuf/signatures.ts';
import type { EditionView } from './edition-files.ts';
import type { IngestOptions } from './ingest-options.ts';
import { installEdition, openRun } from './install.ts';

/** What came of it. An older file from a friend is an outcome, not a failure. */
export type Outcome =
  | {
      readonly kind: 'installed';
      readonly edition: number;
      readonly regions: readonly string[];
      /** Mirror paths of pictures and lists of places, and target paths of shards, that the source did not have whole. */
      readonly missing: readonly string[];
    }
  | { readonly kind: 'unchanged'; readonly edition: number; readonly missing: readonly string[] }
  | {
      readonly kind: 'older';
      readonly edition: number;
      readonly held: number;
      /** Regions that were not held, or in an edition older still, and now are in this one. */
      readonly regions: readonly string[];
    };

/**
 * Takes the newest edition that `source` has into `vault`.
 * A region that was not held is installed before its pictures, so that it answers at once; one that was held, after
 * them, so that it stays whole.
 * @throws AppError `trust/…`, `format/…`, `content/…`, `source/…`, `store/…`; what was held before is still there, whole
 */
export function ingest(vault: Vault, source: Source, options: IngestOptions): Promise<Outcome> {
  return vault.exclusive(async () => {
    options.onProgress?.({ stage: 'metadata', bytes: 0, done: 0, total: 1 });
    let refreshed: Refreshed;
    try {
      refreshed = await refresh(vault, source, { ...options, expiry: 'report' });
    } catch (error) {
      if (!isAppError(error) || !isOfOlderEdition(error)) throw error;
      return ingestOlder(vault, source, options, error);
    }
    const newest = newestOf(refreshed, options.now);
    if (await isOlderThanHeld(vault, refreshed, newest, options.verifiers)) {
      const older = new AppError('trust/rollback', { section: '5.4.3', got: newest.edition });
      return ingestOlder(vault, source, options, older);
    }
    const { edition } = newest;
    // Verified metadata alone says that there is a newer edition, even where its files cannot be had today.
    if (((await vault.readNewest())?.edition ?? edition) < edition) await vault.keepNewest(newest);
    const run = await openRun(vault, source, options, viewOf(refreshed), newest);
    const { installed } = await installEdition(run, () => true);
    const missing = [...run.missing];
    if (installed.length === 0) {
      await vault.keepNewest(newest);
      return { kind: 'unchanged', edition, missing };
    }
    return { kind: 'installed', edition, regions: installed.filter((region) => region !== ''), missing };
  }, options.signal);
}

/**
 * TUF forgets versions when a key is rotated (§5.3.11), so that a fast-forward can be undone; an old edition could then
 * be replayed. What is held and still stands under the newest root is the floor; what revoked keys signed is none.
 */
async function isOlderThanHeld(
  vault: Vault,
  { root }: Refreshed,
  next: NewestNote,
  verifiers: Verifiers,
): Promise<boolean> {
  const isAbove = (one: { readonly edition: number; readonly issued: string }): boolean =>
    one.edition > next.edition || Date.parse(one.issued) > Date.parse(next.issued);
  const known = await vault.readNewest();
  if (!known || !isAbove(known)) return false;
  for (const record of await vault.readRegions()) {
    if (isAbove(record) && (await doesRecordStand(vault, record, root, verifiers))) return true;
  }
  return false;
}

/** The source has an edition from before what is known: its timestamp is older, or signed by keys that were rotated since. */
function isOfOlderEdition({ code, details }: AppError): boolean {
  return code === 'trust/rollback' || (code === 'trust/signatures' && details.role === 'timestamp');
}

/**
 * The trusted metadata never goes back (§5.4.3), and an older edition replaces nothing newer; but a region that is not held,
 * or in an edition older still, is better in this one than not at all.
 * @param cause why the source's edition is none of the workflow's
 */
async function ingestOlder(vault: Vault, source: Source, options: IngestOptions, cause: AppError): Promise<Outcome> {
  // Its code comes when it is needed, which no first answer does.
  const part = await import('./older-edition.ts').catch(() => null);
  const view = await part?.olderEdition(vault, source, options);
  if (!view) throw cause;
  const stays = new Map<string, number>();
  for (const record of await vault.readRegions()) {
    if (await view.mustStay(record)) stays.set(record.region, record.edition);
  }
  // What revoked keys announced is not the newest that is known.
  const edition = Math.max(view.note.edition, ...stays.values());
  const known = await vault.readNewest();
  const newest = known?.edition === edition ? known : { ...view.note, edition };
  const run = await openRun(vault, source, options, view, newest);
  const { installed } = await installEdition(run, (region) => !stays.has(region));
  // Where it brings nothing, a timestamp that no key of today signed is what there is to say.
  if (installed.length === 0 && cause.code !== 'trust/rollback') throw cause;
  return { kind: 'older', edition: view.edition, held: newest.edition, regions: installed };
}

function viewOf(refreshed: Refreshed): EditionView {
  const roles = new Map([
    // Not for its own checks: another phone to which the region is passed on begins with it.
    ['timestamp', refreshed.timestamp.bytes],
    ['snapshot', refreshed.snapshot.bytes],
    ['targets', refreshed.targets.bytes],
  ]);
  return {
    edition: refreshed.snapshot.signed.version,
    issued: issuedOf(refreshed),
    metadata: () => roles,
    async findTarget(path) {
      const found = await refreshed.findTarget(path);
      for (const [role, { bytes }] of refreshed.delegated()) roles.set(role, bytes);
      return found;
    },
  };
}

/** The signed date of issue; a guide of another publisher's tool may lack it, and then counts as of no date. */
function issuedOf({ targets }: Pick<Refreshed, 'targets'>): string {
  return targets.signed.issued ?? '1970-01-01T00:00:00Z';
}

/** What a screen may know of the newest edition without verifying again: written only after verification. */
function newestOf(refreshed: Refreshed, now: Date): NewestNote {
  const { root, timestamp, snapshot, targets } = refreshed;
  return {
    edition: snapshot.signed.version,
    issued: issuedOf(refreshed),
    expires: {
      root: root.signed.expires,
      timestamp: timestamp.signed.expires,
      snapshot: snapshot.signed.expires,
      targets: targets.signed.expires,
    },
    checked: now.toISOString(),
  };
}
