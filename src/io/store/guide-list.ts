// The list of the guides that the voter accepted, as it is read: by their first roots, with the guide in use, in a small database
// of its own, one a scope. What is read back is hashed again. It is about publishers; nothing of a voter is in it. How it is
// changed: change-guides.ts.
import { type DBSchema, type IDBPDatabase, openDB, unwrap } from 'idb';
import { AppError, isAppError } from '../../core/errors.ts';
import type { Vault } from '../../core/ports.ts';
import { guideId } from '../../core/tuf/guide-id.ts';
import { maxMetadataBytes } from '../../core/tuf/metadata.ts';
import { databasePrefix, giveUp } from './guide-database.ts';
import { closeWhenLeft, endWithPage, whileHere } from './until-left.ts';

/** What the list's database holds. */
export interface ListSchema extends DBSchema {
  /** By guide id. */
  roots: { key: string; value: unknown };
  /** `used`: the id of the guide in use. */
  notes: { key: string; value: unknown };
}

/** An open connection to it. */
export type ListDatabase = IDBPDatabase<ListSchema>;

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

/** Never throws: a device that keeps nothing has no such guides. Makes no database. @param name as `acceptedName` gives it */
export async function readGuides(name: string): Promise<GuideList> {
  let isBroken = false;
  const list = await withList(name, false, readList).catch(() => {
    isBroken = typeof indexedDB !== 'undefined';
  });
  return list ?? { accepted: [], used: null, isBroken };
}

/**
 * Opens for one piece of work, which ends with the page: nobody who wants to delete the list waits for us.
 * @returns null where there is none and none is to be made
 */
export function withList<T>(name: string, mayMake: boolean, work: (db: ListDatabase) => Promise<T>): Promise<T | null> {
  return whileHere(async () => {
    const db = await openList(name, mayMake);
    if (!db) return null;
    const close = closeWhenLeft(() => db.close());
    return work(db).finally(close);
  });
}

async function readList(db: ListDatabase): Promise<GuideList> {
  const transaction = db.transaction(['roots', 'notes']);
  endWithPage(unwrap(transaction), transaction.done);
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
}

/** null where there is none and none is to be made. */
async function openList(name: string, mayMake: boolean): Promise<ListDatabase | null> {
  let isMissing = false;
  try {
    if (typeof indexedDB === 'undefined') throw new AppError('store/blocked');
    if (!mayMake && (await isAbsent(name))) return null;
    return await openDB<ListSchema>(name, schemaVersion, {
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

/** A guide of the list; null where it is not what was put there. */
export function readGuide(id: string, value: unknown): AcceptedGuide | null {
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
