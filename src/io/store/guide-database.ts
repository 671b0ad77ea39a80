// A guide's own database: its name, its stores, and how it is opened, made or given up. One a guide and scope, so that two
// apps under one host do not meet. Not how it is kept open: connection.ts. IndexedDB 3.0.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { AppError } from '../../core/errors.ts';
import type { RegionRecord } from '../../core/ports.ts';
import { closeWhenLeft } from './until-left.ts';

/** What is kept of a guide. */
export interface GuideSchema extends DBSchema {
  /** Verified metadata by its unversioned name; roots by "N.root.json". */
  metadata: { key: string; value: Uint8Array };
  /** Targets and blobs by sha-256. */
  files: { key: string; value: Uint8Array };
  regions: { key: string; value: RegionRecord };
  /** `newest`, `lease`, and `note:…`. */
  notes: { key: string; value: unknown };
}
/** An open connection to it. */
export type GuideDatabase = IDBPDatabase<GuideSchema>;
/** One of its stores. */
export type StoreName = 'metadata' | 'files' | 'regions' | 'notes';

const schemaVersion = 1;
/** The names that a database of ours has: what a screen lists and a wipe deletes. */
export const databasePrefix = 'nishan:';

let isShut = false;

/** From now on no guide's store is opened or made anew in this tab: it is being wiped, here or in another tab. */
export function shutVaults(): void {
  isShut = true;
}

/** The name of a guide's database. @param scope the path that the app is served from */
export function databaseName(guideId: string, scope: string): string {
  return `${databasePrefix}${scope}:${guideId.slice(0, 32)}`;
}

/**
 * Opens a guide's database.
 * @param mayMake whether it is made where there is none
 * @param onClosed told once that this connection was closed under us, and whether for a deletion
 * @returns null where there is none and none is to be made
 * @throws AppError `store/blocked` where the browser gives no storage, or it is being wiped
 */
export async function openGuideDatabase(
  name: string,
  mayMake: boolean,
  onClosed: (closed: GuideDatabase, wasDeleted: boolean) => void,
): Promise<GuideDatabase | null> {
  let isMissing = false;
  if (isShut) throw new AppError('store/blocked');
  try {
    const db: GuideDatabase = await openDB<GuideSchema>(name, schemaVersion, {
      upgrade(fresh, _from, _to, transaction) {
        isMissing = !mayMake;
        if (isMissing) giveUp(transaction);
        else for (const store of ['metadata', 'files', 'regions', 'notes'] as const) fresh.createObjectStore(store);
      },
      // Another tab wipes or upgrades: let go at once, so that it is never blocked by us.
      blocking: (_version, wanted) => close(wanted === null),
      terminated: () => close(),
    });
    const close = closeWhenLeft((wasDeleted) => {
      db.close();
      onClosed(db, wasDeleted);
    });
    return db;
  } catch (cause) {
    if (isMissing) return null;
    throw new AppError('store/blocked', {}, { cause });
  }
}

/** Ends the making of a database: it is not there afterwards. */
export function giveUp(transaction: { readonly done: Promise<unknown>; abort(): void }): void {
  transaction.done.catch(() => undefined);
  transaction.abort();
}

/** Whether the browser said that. @param name as the standard calls it, "QuotaExceededError" */
export function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}

/** What the browser said as `store/…`; anything else as it is: a programmer's mistake. */
export function asStoreError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  if (isNamed(error, 'QuotaExceededError')) return new AppError('store/full', {}, { cause: error });
  if (error instanceof DOMException) return new AppError('store/broken', { got: error.name }, { cause: error });
  return error;
}
