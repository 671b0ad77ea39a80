// Changes of the list of guides that the voter accepted, and of what is kept of them. Each is one transaction and ends with its page;
// its code comes when a voter changes something.
import { type IDBPObjectStore, unwrap } from 'idb';
import { AppError } from '../../core/errors.ts';
import { guideId } from '../../core/tuf/guide-id.ts';
import { asStoreError, databaseName, databasePrefix } from './guide-database.ts';
import {
  type AcceptedGuides,
  acceptedName,
  type ListDatabase,
  type ListSchema,
  maxAccepted,
  readGuide,
  readGuides,
  withList,
} from './guide-list.ts';
import { endWithPage } from './until-left.ts';

/** Another tab lets go of a store within a moment, or not at all. */
const patienceMs = 10_000;

/** @param scope the path that the app is served from, "/" or "/mirror/" */
export function changeGuides(scope: string): Omit<AcceptedGuides, 'read' | 'openVault'> {
  const name = acceptedName(scope);

  async function run<T>(work: (db: ListDatabase) => Promise<T>): Promise<T> {
    try {
      // Where there was no list there is one now.
      return (await withList(name, true, work)) as T;
    } catch (error) {
      throw asStoreError(error);
    }
  }

  async function forget(id: string): Promise<void> {
    // First what is kept of it: cut off in between, the list still names what is to be deleted.
    if (!(await deleteDatabase(databaseName(id, scope)))) throw new AppError('store/busy');
    await run((db) => change(db, 'roots', (store) => store.delete(id)));
  }

  return {
    accept: (root) =>
      run(async (db) => {
        const id = guideId(root);
        let others: readonly string[] = [];
        await change(db, 'roots', async (store) => {
          others = (await store.getAllKeys()).filter((each) => each !== id);
          if (others.length < maxAccepted) await store.put({ root: root.slice(), isLeaving: false }, id);
        });
        if (others.length >= maxAccepted)
          throw new AppError('store/too-many', { got: others.length + 1, want: maxAccepted });
      }),
    use: (id) => run((db) => change(db, 'notes', (store) => store.put(id, 'used'))),
    leave: (id, isLeaving) =>
      run((db) =>
        change(db, 'roots', async (store) => {
          const guide = readGuide(id, await store.get(id));
          if (guide) await store.put({ root: guide.root, isLeaving }, id);
        }),
      ),
    forget,
    async sweep() {
      const { accepted, used, isBroken } = await readGuides(name);
      for (const { id, isLeaving } of accepted) if (isLeaving) await forget(id);
      if (!isBroken) return;
      const whole = new Set(accepted.map(({ id }) => id));
      await run(async (db) => {
        await change(db, 'roots', async (store) => {
          for (const id of await store.getAllKeys()) if (!whole.has(id)) await store.delete(id);
        });
        await change(db, 'notes', (store) => store.put(used, 'used'));
      });
    },
    async deleteAll(own) {
      const { accepted } = await readGuides(name);
      const names = new Set([own, ...accepted.map(({ id }) => id)].map((id) => databaseName(id, scope)));
      for (const each of await databasesOf(scope)) names.add(each);
      // The list goes last, and whole: it tells of what is left where this is cut off.
      for (const each of names) if (!(await deleteDatabase(each))) return false;
      return deleteDatabase(name);
    },
  };
}

/** One transaction: all of it is kept, or nothing. */
async function change<Name extends 'roots' | 'notes'>(
  db: ListDatabase,
  name: Name,
  work: (store: IDBPObjectStore<ListSchema, [Name], Name, 'readwrite'>) => Promise<unknown>,
): Promise<void> {
  const transaction = db.transaction(name, 'readwrite');
  endWithPage(unwrap(transaction), transaction.done);
  await work(transaction.store);
  await transaction.done;
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

/** @returns whether it is gone by then: a page that stands still may hold it, and it goes when that one ends */
function deleteDatabase(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve(true);
    request.onerror = () => resolve(false);
    setTimeout(() => resolve(false), patienceMs);
  });
}
