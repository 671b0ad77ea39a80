// Transactions on a guide's database that end with the page: one read, many writes that are all there or none, and one
// value read and replaced. What they are for is idb-vault.ts. IndexedDB 3.0, "transaction lifecycle".
import { unwrap } from 'idb';
import { AppError } from '../../core/errors.ts';
import type { GuideDatabase, StoreName } from './guide-database.ts';
import { endWithPage, untilLeft } from './until-left.ts';

/** One store, to be read in a transaction of its own. */
export function reading<Name extends StoreName>(db: GuideDatabase, name: Name) {
  const transaction = db.transaction(name);
  endWithPage(unwrap(transaction), transaction.done);
  return transaction.store;
}

/** Whether what is kept as the lease is ours. It may have lapsed: as long as nobody took it, it stands. */
export type IsOurs = (kept: unknown) => boolean;

/** What a write does; nothing of it is waited for. */
export interface Puts {
  put(store: StoreName, key: string, value: unknown): void;
  drop(store: StoreName, key: string): void;
}

/**
 * Does all puts and deletes of `work` in one transaction; it is durable, or nothing of it is there. Without what wraps a
 * database: of a country's two hundred puts, watching each one costs as much as putting it.
 * @param isOurs asked first, in the same transaction, of what is kept as the lease; null where a lock stands for it
 * @throws DOMException where the browser refuses; what `work` threw; AppError `store/busy` where the lease is another tab's
 */
export function writeAll(
  db: GuideDatabase,
  stores: readonly StoreName[],
  work: (puts: Puts) => void,
  isOurs: IsOurs | null = null,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = untilLeft(unwrap(db).transaction(isOurs ? ['notes', ...stores] : stores, 'readwrite'));
    transaction.oncomplete = () => resolve();
    // What fails in it ends it, and is its own failure.
    transaction.onabort = () => reject(transaction.error ?? new DOMException('', 'AbortError'));
    const writeNow = (lease?: unknown): void => {
      try {
        // Another tab writes: this one stood still for longer than its lease.
        if (isOurs?.(lease) === false) throw new AppError('store/busy');
        work({
          put: (store, key, value) => void transaction.objectStore(store).put(value, key),
          drop: (store, key) => void transaction.objectStore(store).delete(key),
        });
        // Where it can be told that nothing more comes, a turn is saved, and all of it is kept where the page is left now.
        transaction.commit?.();
      } catch (error) {
        reject(error);
        // Nothing of it, not a part.
        transaction.abort();
      }
    };
    if (!isOurs) return writeNow();
    const asked = transaction.objectStore('notes').get('lease');
    asked.onsuccess = () => writeNow(asked.result);
  });
}

/**
 * Reads one of the notes and replaces it, in one transaction.
 * @param next the new value from the present one; undefined writes nothing
 * @returns whether it was replaced
 * @throws DOMException where the browser refuses
 */
export async function replaceNote(
  db: GuideDatabase,
  key: string,
  next: (current: unknown) => unknown,
): Promise<boolean> {
  const transaction = db.transaction('notes', 'readwrite');
  endWithPage(unwrap(transaction), transaction.done);
  const wanted = next(await transaction.store.get(key));
  if (wanted === undefined) {
    await transaction.done;
    return false;
  }
  await Promise.all([transaction.store.put(wanted, key), transaction.done]);
  return true;
}

/** A view into a larger buffer is copied first: a structured clone would store the whole buffer. */
export function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
}
