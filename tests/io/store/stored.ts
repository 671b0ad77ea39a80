// What an origin's databases hold, written down and put back: so that a store of the first release can be given to every
// later version of the app.

/** A value as JSON has it; bytes as `{"bytes": "<base64>"}`. */
type Written = unknown;

export interface WrittenDatabase {
  readonly name: string;
  readonly version: number;
  /** Keys and values by store. */
  readonly stores: Readonly<Record<string, readonly (readonly [string, Written])[]>>;
}

/** Everything in all databases of `indexedDB`. */
export async function writeDown(): Promise<readonly WrittenDatabase[]> {
  const found = await indexedDB.databases();
  const names = found.flatMap(({ name }) => name ?? []).sort();
  return Promise.all(names.map(writeDatabase));
}

async function writeDatabase(name: string): Promise<WrittenDatabase> {
  const db = await done(indexedDB.open(name));
  const stores: Record<string, readonly (readonly [string, Written])[]> = {};
  for (const store of [...db.objectStoreNames].sort()) {
    const place = db.transaction(store).objectStore(store);
    const [keys, values] = await Promise.all([done(place.getAllKeys()), done(place.getAll())]);
    stores[store] = keys.map((key, i) => [String(key), toWritten(values[i])] as const);
  }
  db.close();
  return { name, version: db.version, stores };
}

/** Makes the databases as they were. */
export async function putBack(databases: readonly WrittenDatabase[]): Promise<void> {
  for (const { name, version, stores } of databases) {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      for (const [store, entries] of Object.entries(stores)) {
        const place = request.result.createObjectStore(store);
        for (const [key, value] of entries) place.put(fromWritten(value), key);
      }
    };
    (await done(request)).close();
  }
}

function toWritten(value: unknown): Written {
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(toWritten);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, toWritten(each)]));
}

function fromWritten(value: Written): unknown {
  if (Array.isArray(value)) return value.map(fromWritten);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === 'bytes') return new Uint8Array(Buffer.from(String(first[1]), 'base64'));
  return Object.fromEntries(entries.map(([key, each]) => [key, fromWritten(each)]));
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
