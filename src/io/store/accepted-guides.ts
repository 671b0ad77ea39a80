// The guides that the voter accepted beside the app's own, by their first roots, and which guide is in use: a small
// database of its own, one a scope. What is read back is hashed again. It is about publishers; nothing of a voter is in it.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { AppError, isAppError } from '../../core/errors.ts';
import type { Vault } from '../../core/ports.ts';
import { guideId } from '../../core/tuf/guide-id.ts';
import { maxMetadataBytes } from '../../core/tuf/metadata.ts';
import { asStoreError, databaseName, databasePrefix, giveUp } from './guide-database.ts';
import { openIdbVault } from './idb-vault.ts';

interface Schema extends DBSchema {
  /** By guide id. */
  roots: { key: string; value: unknown };
  /** `used`: the id of the guide in use. */
  notes: { key: string; value: unknown };
}

/** A guide beside the app's own. */
export interface AcceptedGuide {
  /** 64 hex digits. */
  readonly id: string;
  /** Its first root, as the voter accepted it. */
  readonly root: Uint8Array;
  /** It was removed, and can be brought back until it is swept. */
  readonly isLeaving: boolean;
}

/** The guides beside the app’s own. */
export interface GuideList {
  readonly accepted: readonly AcceptedGuide[];
  /** The guide that was used last; null for the app's own, also where the other one is not in the list any more. */
  readonly used: string | null;
  /** Something of the list could not be read: what can be read is in it. */
  readonly isBroken: boolean;
}

/** The list of those guides, and their stores. */
export interface AcceptedGuides {
  /** Never throws: a device that keeps nothing has no such guides. Makes no database. */
  read(): Promise<GuideList>;
  /**
   * Adds a guide, or brings one back.
   * @param root its first root, verified
   * @throws AppError `store/too-many`, `store/…`, `format/…`
   */
  accept(root: Uint8Array): Promise<void>;
  /** @param id null for the app's own. @throws AppError `store/…` */
  use(id: string | null): Promise<void>;
  /** Marks a guide as removed, or takes that back. @throws AppError `store/…` */
  leave(id: string, isLeaving: boolean): Promise<void>;
  /** Deletes a guide with all that is kept of it. @throws AppError `store/…` */
  forget(id: string): Promise<void>;
  /** Deletes the guides that were removed, and what cannot be read of the list. @throws AppError `store/…` */
  sweep(): Promise<void>;
  /** @throws AppError `store/blocked` */
  openVault(id: string): Promise<Vault>;
  /**
   * Deletes the list and every guide's database of this scope.
   * @param own the id of the app's own guide
   * @returns whether all of it is gone
   */
  deleteAll(own: string): Promise<boolean>;
}

/** So many beside the app's own: nobody follows more, and a stranger's files cannot fill the phone. */
export const maxAccepted = 8;
const schemaVersion = 1;
const idPattern = /^[0-9a-f]{64}$/;

/** The name of the list's database. @param scope the path that the app is served from */
export function acceptedName(scope: string): string {
  return `${databasePrefix}${scope}:guides`;
}

/** @param scope the path that the app is served from, "/" or "/mirror/" */
export function openAcceptedGuides(scope: string): AcceptedGuides {
  const name = acceptedName(scope);

  /** Opens for one piece of work: nobody who wants to delete the list waits for us. */
  async function run<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    const db = await openList(name, true);
    try {
      if (!db) throw new AppError('store/blocked');
      return await work(db);
    } catch (error) {
      throw asStoreError(error);
    } finally {
      db?.close();
    }
  }

  async function read(): Promise<GuideList> {
    let db: IDBPDatabase<Schema> | null = null;
    try {
      db = await openList(name, false);
      if (!db) return { accepted: [], used: null, isBroken: false };
      const transaction = db.transaction(['roots', 'notes']);
      const [ids, values, used] = await Promise.all([
        transaction.objectStore('roots').getAllKeys(),
        transaction.objectStore('roots').getAll(),
        transaction.objectStore('notes').get('used'),
      ]);
      const accepted = ids.flatMap((id, i) => readGuide(id, values[i]) ?? []);
      const isUsed = accepted.some(({ id, isLeaving }) => id === used && !isLeaving);
      return {
        accepted,
        used: isUsed ? String(used) : null,
        isBroken: accepted.length < ids.length || (typeof used === 'string' && !isUsed),
      };
    } catch {
      return { accepted: [], used: null, isBroken: typeof indexedDB !== 'undefined' };
    } finally {
      db?.close();
    }
  }

  async function forget(id: string): Promise<void> {
    // First what is kept of it: cut off in between, the list still names what is to be deleted.
    if (!(await deleteDatabase(databaseName(id, scope)))) throw new AppError('store/busy');
    await run((db) => db.delete('roots', id));
  }

  return {
    read,
    accept: (root) =>
      run(async (db) => {
        const id = guideId(root);
        const transaction = db.transaction('roots', 'readwrite');
        const others = (await transaction.store.getAllKeys()).filter((each) => each !== id);
        const isFull = others.length >= maxAccepted;
        if (!isFull) await transaction.store.put({ root: root.slice(), isLeaving: false }, id);
        await transaction.done;
        if (isFull) throw new AppError('store/too-many', { got: others.length + 1, want: maxAccepted });
      }),
    use: (id) => run(async (db) => void (await db.put('notes', id, 'used'))),
    leave: (id, isLeaving) =>
      run(async (db) => {
        const transaction = db.transaction('roots', 'readwrite');
        const guide = readGuide(id, await transaction.store.get(id));
        if (guide) await transaction.store.put({ root: guide.root, isLeaving }, id);
        await transaction.done;
      }),
    forget,
    async sweep() {
      const { accepted, used, isBroken } = await read();
      for (const { id, isLeaving } of accepted) if (isLeaving) await forget(id);
      if (!isBroken) return;
      const whole = new Set(accepted.map(({ id }) => id));
      await run(async (db) => {
        for (const id of await db.getAllKeys('roots')) if (!whole.has(id)) await db.delete('roots', id);
        await db.put('notes', used, 'used');
      });
    },
    openVault: (id) => openIdbVault({ guideId: id, scope }),
    async deleteAll(own) {
      const { accepted } = await read();
      const names = new Set([own, ...accepted.map(({ id }) => id)].map((id) => databaseName(id, scope)));
      for (const each of await databasesOf(scope)) names.add(each);
      // The list goes last, and whole: it tells of what is left where this is cut off.
      for (const each of names) if (!(await deleteDatabase(each))) return false;
      return deleteDatabase(name);
    },
  };
}

/** null where there is none and none is to be made. */
async function openList(name: string, mayMake: boolean): Promise<IDBPDatabase<Schema> | null> {
  let isMissing = false;
  try {
    if (typeof indexedDB === 'undefined') throw new AppError('store/blocked');
    if (!mayMake && (await isAbsent(name))) return null;
    return await openDB<Schema>(name, schemaVersion, {
      upgrade(fresh, _from, _to, transaction) {
        isMissing = !mayMake;
        if (isMissing) {
          giveUp(transaction);
          return;
        }
        fresh.createObjectStore('roots');
        fresh.createObjectStore('notes');
      },
    });
  } catch (cause) {
    if (isMissing) return null;
    throw new AppError('store/blocked', {}, { cause });
  }
}

/** Whether the browser says that there is no such database: asking costs less than making one and taking it back. */
async function isAbsent(name: string): Promise<boolean> {
  const { databases } = indexedDB as Partial<Pick<IDBFactory, 'databases'>>;
  const all = await databases?.call(indexedDB).catch(() => null);
  return all ? all.every((each) => each.name !== name) : false;
}

/** null where it is not what was put there. */
function readGuide(id: string, value: unknown): AcceptedGuide | null {
  if (typeof value !== 'object' || value === null || !('root' in value) || !('isLeaving' in value)) return null;
  const { root, isLeaving } = value;
  if (!(root instanceof Uint8Array) || root.length > maxMetadataBytes.root || !idPattern.test(id)) return null;
  try {
    return guideId(root) === id ? { id, root, isLeaving: isLeaving === true } : null;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return null;
  }
}

/** Every guide's database of a scope, those that no list names included; browsers that do not tell have none here. */
async function databasesOf(scope: string): Promise<readonly string[]> {
  const { databases } = indexedDB as Partial<Pick<IDBFactory, 'databases'>>;
  if (!databases) return [];
  const start = `${databasePrefix}${scope}:`;
  const all = await databases.call(indexedDB).catch(() => []);
  return all.flatMap(({ name = '' }) =>
    name.startsWith(start) && /^[0-9a-f]{32}$/.test(name.slice(start.length)) ? [name] : [],
  );
}

function deleteDatabase(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve(true);
    request.onerror = () => resolve(false);
  });
}
