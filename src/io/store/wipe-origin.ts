// Empties everything that this origin keeps in the browser: databases, caches, workers, storages, cookies. Whatever
// is broken or held by another tab is emptied as far as it goes, within bounds, and what is left is named. Not for a
// deletion that begins anew (accepted-guides): after this nothing of the app is here. The origin's private files are not
// asked for: the app keeps none, and the question alone would leave a new trace on the disk. Storage Standard.

import { within } from './within.ts';

/** One store that does not answer must not keep the others. */
const stepMs = 1_500;
const pauseMs = 200;
/** Other tabs let go within a moment, and what they were writing ends. Who stands there waits no longer than this. */
const usualMs = 4_000;

/** What is still there: "database …", "cache …", "worker …", "local storage", … */
export type Residue = readonly string[];

/**
 * Deletes all of it, again and again until nothing is left.
 * @param known names of databases, for browsers that do not list them
 * @param patienceMs after this no new attempt is made
 * @returns what could not be deleted; empty where all is gone
 */
export async function wipeOrigin(known: readonly string[], patienceMs = usualMs): Promise<Residue> {
  const began = performance.now();
  for (;;) {
    const stuck = await wipeOnce(known);
    const left = [...new Set([...stuck, ...(await listOrigin())])];
    if (left.length === 0 || performance.now() - began > patienceMs) return left;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/**
 * What the origin keeps, by name.
 * @returns an empty list where there is nothing; browsers that do not list their databases name none
 */
export async function listOrigin(): Promise<Residue> {
  const [databases, cacheNames, workers] = await Promise.all([listDatabases(), listCaches(), listWorkers()]);
  return [
    ...databases.map((name) => `database ${name}`),
    ...cacheNames.map((name) => `cache ${name}`),
    ...workers.map(({ scope }) => `worker ${scope}`),
    ...pageStores().flatMap(({ name, store }) => (store.length > 0 ? [name] : [])),
  ];
}

/** The paths below which apps of ours keep something here: each has tabs of its own. */
export async function listScopes(prefix: string): Promise<readonly string[]> {
  const names = await listDatabases();
  const ofDatabases = names.flatMap((name) =>
    name.startsWith(prefix) ? [name.slice(prefix.length, name.lastIndexOf(':'))] : [],
  );
  const ofWorkers = (await listWorkers()).map(({ scope }) => new URL(scope).pathname);
  return [...new Set([...ofDatabases, ...ofWorkers])];
}

async function wipeOnce(known: readonly string[]): Promise<Residue> {
  // The worker first: as long as it is there it may make its cache anew.
  await Promise.all((await listWorkers()).map(endWorker));
  const names = new Set([...(await listDatabases()), ...known]);
  const [stuck] = await Promise.all([
    Promise.all([...names].map(async (name) => ((await deleteDatabase(name)) ? [] : [`database ${name}`]))),
    listCaches().then((all) => Promise.all(all.map(deleteCache))),
  ]);
  for (const { store } of pageStores()) store.clear();
  endCookies();
  return stuck.flat();
}

async function endWorker(registration: ServiceWorkerRegistration): Promise<void> {
  const told = await within(registration.getNotifications?.() ?? Promise.resolve([]), [], stepMs);
  for (const notification of told) notification.close();
  await within(registration.unregister(), false, stepMs);
}

/** Emptied before it is deleted: as long as a worker has it open, the browser leaves its files on the disk. */
async function deleteCache(name: string): Promise<void> {
  await within(emptyCache(name), undefined, stepMs);
  await within(caches.delete(name), false, stepMs);
}

async function emptyCache(name: string): Promise<void> {
  const cache = await caches.open(name);
  await Promise.all((await cache.keys()).map((request) => cache.delete(request)));
}

/** Emptied before it is deleted: a tab that sleeps may hold on to the database, and not to what is in it. */
async function deleteDatabase(name: string): Promise<boolean> {
  await within(emptyDatabase(name), undefined, stepMs);
  return within(
    new Promise<boolean>((resolve) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = () => resolve(true);
      request.onerror = () => resolve(false);
    }),
    false,
    stepMs,
  );
}

function emptyDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.open(name);
    request.onerror = () => resolve();
    // There is none, and none is made.
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onsuccess = () => {
      const database = request.result;
      const end = (): void => {
        database.close();
        resolve();
      };
      // Whoever deletes it elsewhere does not wait for this either.
      database.onversionchange = end;
      const stores = [...database.objectStoreNames];
      if (stores.length === 0) {
        end();
        return;
      }
      const transaction = database.transaction(stores, 'readwrite');
      for (const store of stores) transaction.objectStore(store).clear();
      transaction.oncomplete = end;
      transaction.onabort = end;
    };
  });
}

async function listDatabases(): Promise<readonly string[]> {
  if (typeof indexedDB === 'undefined') return [];
  const { databases } = indexedDB as Partial<Pick<IDBFactory, 'databases'>>;
  if (!databases) return [];
  const all = await within(databases.call(indexedDB), [], stepMs);
  return all.flatMap(({ name }) => name ?? []);
}

async function listCaches(): Promise<readonly string[]> {
  return typeof caches === 'undefined' ? [] : within(caches.keys(), [], stepMs);
}

async function listWorkers(): Promise<readonly ServiceWorkerRegistration[]> {
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
  return serviceWorker ? within(serviceWorker.getRegistrations(), [], stepMs) : [];
}

interface PageStore {
  readonly length: number;
  clear(): void;
}

/** The app uses neither: another page of this origin may have. */
function pageStores(): readonly { readonly name: string; readonly store: PageStore }[] {
  return (['localStorage', 'sessionStorage'] as const).flatMap((name) => {
    try {
      const store = (globalThis as { readonly [key: string]: unknown })[name] as PageStore | undefined;
      return store ? [{ name, store }] : [];
    } catch {
      // Where the browser forbids it there is nothing in it.
      return [];
    }
  });
}

/** The app sets none; a host may. */
function endCookies(): void {
  const page = (globalThis as { readonly document?: { cookie: string } }).document;
  if (!page) return;
  for (const pair of page.cookie.split(';')) {
    const [name = ''] = pair.split('=');
    if (name.trim() !== '') page.cookie = `${name.trim()}=; Max-Age=0; path=/`;
  }
}
