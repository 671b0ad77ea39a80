// What a start needs of a guide's store, read in one transaction: each of its own costs a slow phone a task and a turn to
// another process. Nothing of it is trusted: held.ts hashes it like everything that is read back.
import type { NewestNote, RegionRecord } from '../../core/ports.ts';
import { untilLeft } from './until-left.ts';

/** What decides which files a start needs. */
export interface KeptFirst {
  readonly regions: readonly RegionRecord[];
  /** null where nothing was ever kept. */
  readonly newest: NewestNote | null;
  /** By their names: "seat", "language". */
  readonly notes: ReadonlyMap<string, unknown>;
}

/** What a start needs. */
export interface FirstRead extends KeptFirst {
  /** Of every file that is kept. */
  readonly hashes: ReadonlySet<string>;
  /** The files that were asked for, by their hash; null for one that is not kept. */
  readonly files: ReadonlyMap<string, Uint8Array | null>;
}

/** Names of notes that the voter or the app keeps start so in their store. */
export const notePrefix = 'note:';

/**
 * Reads all notes and records and, in the same transaction, the files that follow from them.
 * @param db a guide's own database, as the browser gives it: what wraps it would cost as much as the reading
 * @param filesOf the hashes of the files that are wanted
 * @throws DOMException where the browser refuses
 */
export function readFirst(db: IDBDatabase, filesOf: (kept: KeptFirst) => readonly string[]): Promise<FirstRead> {
  return new Promise((resolve, reject) => {
    const transaction = untilLeft(db.transaction(['notes', 'regions', 'files']));
    transaction.onabort = () => reject(transaction.error ?? new DOMException('', 'AbortError'));
    const notes = transaction.objectStore('notes');
    const files = transaction.objectStore('files');
    const keys = notes.getAllKeys();
    const values = notes.getAll();
    const records = transaction.objectStore('regions').getAll() as IDBRequest<RegionRecord[]>;
    const hashes = files.getAllKeys();
    // Requests of one transaction succeed in their order: with the last one all are there.
    hashes.onsuccess = () => {
      try {
        const kept = sortNotes(keys.result, values.result, records.result);
        const wanted = [...new Set(filesOf(kept))];
        const gets = wanted.map((sha256) => files.get(sha256) as IDBRequest<unknown>);
        const done = (): void => {
          const found = new Map(wanted.map((sha256, i) => [sha256, asBytes(gets[i]?.result)]));
          resolve({ ...kept, hashes: new Set(hashes.result.map(String)), files: found });
        };
        const last = gets[gets.length - 1];
        if (last) last.onsuccess = done;
        else done();
      } catch (error) {
        reject(error);
      }
    };
  });
}

function sortNotes(
  keys: readonly IDBValidKey[],
  values: readonly unknown[],
  regions: readonly RegionRecord[],
): KeptFirst {
  const notes = new Map<string, unknown>();
  let newest: NewestNote | null = null;
  keys.forEach((key, i) => {
    if (key === 'newest') newest = (values[i] as NewestNote | undefined) ?? null;
    else if (typeof key === 'string' && key.startsWith(notePrefix)) notes.set(key.slice(notePrefix.length), values[i]);
  });
  return { regions, newest, notes };
}

/** What stands under a hash and is no bytes is as good as nothing. */
export function asBytes(value: unknown): Uint8Array | null {
  return value instanceof Uint8Array ? value : null;
}
