// The Vault on IndexedDB. One database a guide and scope, so that two apps under one host do not meet. What is read
// back is not trusted: held.ts and checkStore hash and verify it.
import { type DBSchema, type IDBPDatabase, openDB, unwrap } from 'idb';
import { vaultSource } from '../../core/bundle/vault-source.ts';
import { AppError } from '../../core/errors.ts';
import type { NewestNote, RegionRecord, Vault } from '../../core/ports.ts';
import { asBytes, type FirstRead, type KeptFirst, notePrefix, readFirst } from './first-read.ts';
import { withLease } from './lease.ts';
import { closeWhenLeft, untilLeft, whileHere } from './until-left.ts';

interface Schema extends DBSchema {
  /** Verified metadata by its unversioned name; roots by "N.root.json". */
  metadata: { key: string; value: Uint8Array };
  /** Targets and blobs by sha-256. */
  files: { key: string; value: Uint8Array };
  regions: { key: string; value: RegionRecord };
  /** `newest`, `lease`, and `note:…`. */
  notes: { key: string; value: unknown };
}
type StoreName = 'metadata' | 'files' | 'regions' | 'notes';

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

/** What is read at once when a store is opened, and answers what is asked of it meanwhile. */
export interface ReadAhead {
  /** Hashes of the files that will be asked for. */
  readonly filesOf: (kept: KeptFirst) => readonly string[];
  /** From then on each read asks the store again: another tab may have written. */
  readonly until: Promise<unknown>;
}

/** Which guide’s store is opened. */
export interface VaultOptions {
  /** Hex SHA-256 of the guide's first root. */
  readonly guideId: string;
  /** The path that the app is served from, "/" or "/mirror/". */
  readonly scope: string;
  readonly ahead?: ReadAhead;
}

/**
 * Opens, or makes, a guide's own store.
 * @throws AppError `store/blocked` where the browser gives no storage
 */
export async function openIdbVault(options: VaultOptions): Promise<Vault> {
  const { ahead } = options;
  const name = databaseName(options.guideId, options.scope);
  let database: IDBPDatabase<Schema> | null = await openDatabase(name, forget, true);
  // What fails here is asked again one by one, and says then why.
  let first = ahead ? run((db) => readFirst(unwrap(db), ahead.filesOf)).catch(() => null) : null;
  void ahead?.until.then(endFirst);
  function endFirst(): void {
    first = null;
  }

  /** From the first read, as long as it counts; else from the store. */
  async function known<T>(find: (read: FirstRead) => T | undefined, ask: () => Promise<T>): Promise<T> {
    const read = first && (await first);
    const found = read && first ? find(read) : undefined;
    return found === undefined ? ask() : found;
  }
  /** Deleted under us: what was under way when that happened, here or in another tab, makes no store anew. */
  let isGone = false;
  function forget(wasDeleted = false): void {
    database = null;
    isGone ||= wasDeleted;
  }

  /**
   * Runs on an open connection; one that was closed under us (by the browser, by a wipe elsewhere) is opened anew, once.
   * @param nothing what a read finds where the database was deleted since; without it the database is made anew
   * @param mayMake whether it is made anew all the same
   */
  async function run<T>(
    work: (db: IDBPDatabase<Schema>) => Promise<T>,
    nothing?: () => T,
    mayMake = () => nothing === undefined,
  ): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await whileHere(async () => {
          database ??= await openDatabase(name, forget, mayMake());
          // Without `nothing` it was made.
          return database === null && nothing ? nothing() : await work(database as IDBPDatabase<Schema>);
        });
      } catch (error) {
        if (attempt === 0 && isNamed(error, 'InvalidStateError')) forget();
        else throw asStoreError(error);
      }
    }
  }
  /** All puts and deletes of one transaction; it is durable, or nothing of it is there. */
  function write(
    stores: readonly StoreName[],
    work: (puts: Puts) => void,
    makes: 'never' | 'unless-deleted' | 'always' = 'unless-deleted',
  ): Promise<void> {
    endFirst();
    return run(
      (db) => writeAll(unwrap(db), stores, work),
      asNothing,
      () => makes === 'always' || (makes === 'unless-deleted' && !isGone),
    );
  }

  const store = {
    readMetadata: (key: string) => run(async (db) => asBytes(await reading(db, 'metadata').get(key)), asNull),
    keepMetadata: (key: string, bytes: Uint8Array) =>
      write(['metadata'], ({ put }) => put('metadata', key, ownBytes(bytes))),
    // Where a store was deleted there is nothing to drop, and none is made for it.
    dropMetadata: (key: string) => write(['metadata'], ({ drop }) => drop('metadata', key), 'never'),
    readFile: (sha256: string) =>
      known(
        ({ files }) => files.get(sha256),
        () => run(async (db) => asBytes(await reading(db, 'files').get(sha256)), asNull),
      ),
    readFiles: (hashes: readonly string[]) =>
      run(
        async (db) => {
          const files = reading(db, 'files');
          const values = await Promise.all(hashes.map((sha256) => files.get(sha256)));
          const found = hashes.map((sha256, i) => [sha256, asBytes(values[i])] as const);
          return new Map(found.flatMap(([sha256, bytes]) => (bytes ? [[sha256, bytes]] : [])));
        },
        () => new Map<string, Uint8Array>(),
      ),
    keepFiles: (files: ReadonlyMap<string, Uint8Array>) =>
      write(['files'], ({ put }) => {
        for (const [sha256, bytes] of files) put('files', sha256, ownBytes(bytes));
      }),
    fileHashes: () =>
      known<ReadonlySet<string>>(
        ({ hashes }) => hashes,
        () =>
          run(
            async (db) => new Set(await reading(db, 'files').getAllKeys()),
            () => new Set<string>(),
          ),
      ),
    readNewest: () =>
      known(
        ({ newest }) => newest,
        () => run(async (db) => ((await reading(db, 'notes').get('newest')) as NewestNote | undefined) ?? null, asNull),
      ),
    keepNewest: (newest: NewestNote) => write(['notes'], ({ put }) => put('notes', 'newest', newest)),
    readRegions: () =>
      known(
        ({ regions }) => regions,
        () =>
          run<readonly RegionRecord[]>(
            (db) => reading(db, 'regions').getAll(),
            () => [],
          ),
      ),
    installRegions: (records: readonly RegionRecord[], files: ReadonlyMap<string, Uint8Array>, newest: NewestNote) =>
      write(['files', 'regions', 'notes'], ({ put }) => {
        for (const [sha256, bytes] of files) put('files', sha256, ownBytes(bytes));
        for (const record of records) put('regions', record.region, record);
        put('notes', 'newest', newest);
      }),
    removeRegion: (region: string) => write(['regions'], ({ drop }) => drop('regions', region), 'never'),
    dropFiles: (hashes: readonly string[]) =>
      write(
        ['files'],
        ({ drop }) => {
          for (const sha256 of hashes) drop('files', sha256);
        },
        'never',
      ),
    readNote: (key: string) =>
      known<unknown>(
        ({ notes }) => notes.get(key) ?? null,
        () => run(async (db) => (await reading(db, 'notes').get(notePrefix + key)) ?? null, asNull),
      ),
    keepNote: (key: string, value: unknown, { mayMake } = { mayMake: true }) =>
      write(['notes'], ({ put }) => put('notes', notePrefix + key, value), mayMake ? 'always' : 'never'),
    exclusive: <T>(work: () => Promise<T>) =>
      withLease(name, leaseOf(run), () => {
        // Who begins after a deletion means to.
        isGone = false;
        return work();
      }),
  };
  return { ...vaultSource(store), ...store };
}

const asNull = (): null => null;
const asNothing = (): void => undefined;

/** One store in a transaction that ends with the page. */
function reading<Name extends StoreName>(db: IDBPDatabase<Schema>, name: Name) {
  const transaction = db.transaction(name);
  endWithPage(unwrap(transaction), transaction.done);
  return transaction.store;
}

function writing(db: IDBPDatabase<Schema>, name: StoreName) {
  const transaction = db.transaction(name, 'readwrite');
  endWithPage(unwrap(transaction), transaction.done);
  return transaction;
}

function endWithPage(transaction: IDBTransaction, done: Promise<void>): void {
  untilLeft(transaction);
  // Whoever waits for a request, or for the end, hears of it there.
  done.catch(() => undefined);
}

interface Puts {
  put(store: StoreName, key: string, value: unknown): void;
  drop(store: StoreName, key: string): void;
}

/** Without what wraps a database: of a country's two hundred puts, watching each one costs as much as putting it. */
function writeAll(db: IDBDatabase, stores: readonly StoreName[], work: (puts: Puts) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = untilLeft(db.transaction(stores, 'readwrite'));
    transaction.oncomplete = () => resolve();
    // What fails in it ends it, and is its own failure.
    transaction.onabort = () => reject(transaction.error ?? new DOMException('', 'AbortError'));
    try {
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
  });
}

/** null where there is none and none is to be made. */
async function openDatabase(
  name: string,
  forget: (wasDeleted?: boolean) => void,
  mayMake: boolean,
): Promise<IDBPDatabase<Schema> | null> {
  let isMissing = false;
  if (isShut) throw new AppError('store/blocked');
  try {
    const db: IDBPDatabase<Schema> = await openDB<Schema>(name, schemaVersion, {
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
      forget(wasDeleted);
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

/** The lease's place in the notes: read and replaced in one transaction. */
function leaseOf(run: <T>(work: (db: IDBPDatabase<Schema>) => Promise<T>, nothing?: () => T) => Promise<T>) {
  return {
    replace: (next: (current: unknown) => unknown): Promise<boolean> =>
      run(
        async (db) => {
          const transaction = writing(db, 'notes');
          const current = await transaction.store.get('lease');
          const wanted = next(current);
          if (wanted === undefined) {
            await transaction.done;
            return false;
          }
          await Promise.all([transaction.store.put(wanted, 'lease'), transaction.done]);
          return true;
        },
        // What would write nothing into an empty store makes none: a lease ends after a deletion, too.
        next(undefined) === undefined ? () => false : undefined,
      ),
  };
}

/** A view into a larger buffer is copied first: a structured clone would store the whole buffer. */
function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}

/** What the browser said as `store/…`; anything else as it is: a programmer's mistake. */
export function asStoreError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  if (isNamed(error, 'QuotaExceededError')) return new AppError('store/full', {}, { cause: error });
  if (error instanceof DOMException) return new AppError('store/broken', { got: error.name }, { cause: error });
  return error;
}
