// The Vault on IndexedDB. What is read back is not trusted: held.ts and checkStore hash and verify it. The database and how it
// is kept open are guide-database.ts and connection.ts, its transactions transactions.ts.
import { unwrap } from 'idb';
import { vaultSource } from '../../core/bundle/vault-source.ts';
import { AppError } from '../../core/errors.ts';
import { turnsOf } from '../../core/limited.ts';
import type { NewestNote, RegionRecord, Vault } from '../../core/ports.ts';
import { type Connection, type Makes, openConnection } from './connection.ts';
import { asBytes, type FirstRead, type KeptFirst, notePrefix, readFirst } from './first-read.ts';
import { databaseName, type GuideDatabase, type StoreName } from './guide-database.ts';
import { type IsOurs, ownBytes, type Puts, reading, replaceNote, writeAll } from './transactions.ts';

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

type Reads = Pick<
  Vault,
  'readMetadata' | 'readFile' | 'readFiles' | 'fileHashes' | 'readNewest' | 'readRegions' | 'readNote'
>;
type Writes = Pick<
  Vault,
  | 'keepMetadata'
  | 'dropMetadata'
  | 'keepFiles'
  | 'dropFiles'
  | 'keepNewest'
  | 'installRegions'
  | 'removeRegion'
  | 'keepNote'
  | 'changeNote'
>;

/** The lease under which this tab writes; null under a lock, and where nothing is taken in. */
interface Fence {
  isOurs: IsOurs | null;
}

/**
 * Opens, or makes, a guide's own store.
 * @throws AppError `store/blocked` where the browser gives no storage
 */
export async function openIdbVault(options: VaultOptions): Promise<Vault> {
  const name = databaseName(options.guideId, options.scope);
  const connection = await openConnection(name);
  const ahead = openAhead(connection, options.ahead);
  const reads = readsFrom(connection, ahead);
  const fence: Fence = { isOurs: null };
  const inTurn = turnsOf(1);
  return {
    ...vaultSource(reads),
    ...reads,
    ...writesTo(connection, ahead, fence),
    exclusive: (work, signal) =>
      // One after another here, too: a second piece of work must not be taken for the holder of what the first one lost.
      inTurn(async () => {
        const part = await import('./one-writer.ts').catch(() => null);
        if (!part) throw new AppError('source/unreachable');
        const begin = (isOurs: IsOurs | null) => {
          connection.beginAnew();
          fence.isOurs = isOurs;
          return work().finally(() => {
            fence.isOurs = null;
          });
        };
        return part.asOneWriter(name, connection, begin, signal);
      }),
  };
}

function readsFrom({ run }: Connection, { known }: Ahead): Reads {
  return {
    readMetadata: (key) => run(async (db) => asBytes(await reading(db, 'metadata').get(key)), asNull),
    readFile: (sha256) =>
      known(
        ({ files }) => files.get(sha256),
        () => run(async (db) => asBytes(await reading(db, 'files').get(sha256)), asNull),
      ),
    readFiles: (hashes) =>
      run(
        async (db) => {
          const files = reading(db, 'files');
          const values = await Promise.all(hashes.map((sha256) => files.get(sha256)));
          const found = hashes.map((sha256, i) => [sha256, asBytes(values[i])] as const);
          return new Map(found.flatMap(([sha256, bytes]) => (bytes ? [[sha256, bytes]] : [])));
        },
        () => new Map<string, Uint8Array>(),
      ),
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
    readRegions: () =>
      known(
        ({ regions }) => regions,
        () =>
          run<readonly RegionRecord[]>(
            (db) => reading(db, 'regions').getAll(),
            () => [],
          ),
      ),
    readNote: (key) =>
      known<unknown>(
        ({ notes }) => notes.get(key) ?? null,
        () => run(async (db) => (await reading(db, 'notes').get(notePrefix + key)) ?? null, asNull),
      ),
  };
}

function writesTo({ run }: Connection, ahead: Ahead, fence: Fence): Writes {
  const write = (
    stores: readonly StoreName[],
    work: (puts: Puts) => void,
    makes: Makes = 'unless-deleted',
  ): Promise<void> => {
    ahead.end();
    const { isOurs } = fence;
    return run((db) => writeAll(db, stores, work, isOurs), asNothing, makes);
  };
  // Notes are no content: they wait for nobody who takes an edition in.
  const writeNote = (work: (db: GuideDatabase) => Promise<unknown>, { mayMake } = { mayMake: true }): Promise<void> => {
    ahead.end();
    return run(async (db) => void (await work(db)), asNothing, mayMake ? 'always' : 'never');
  };
  return {
    keepMetadata: (key, bytes) => write(['metadata'], ({ put }) => put('metadata', key, ownBytes(bytes))),
    // Where a store was deleted there is nothing to drop, and none is made for it.
    dropMetadata: (key) => write(['metadata'], ({ drop }) => drop('metadata', key), 'never'),
    keepFiles: (files) =>
      write(['files'], ({ put }) => {
        for (const [sha256, bytes] of files) put('files', sha256, ownBytes(bytes));
      }),
    dropFiles: (hashes) =>
      write(
        ['files'],
        ({ drop }) => {
          for (const sha256 of hashes) drop('files', sha256);
        },
        'never',
      ),
    keepNewest: (newest) => write(['notes'], ({ put }) => put('notes', 'newest', newest)),
    installRegions: (records, files, newest) =>
      write(['files', 'regions', 'notes'], ({ put }) => {
        for (const [sha256, bytes] of files) put('files', sha256, ownBytes(bytes));
        for (const record of records) put('regions', record.region, record);
        put('notes', 'newest', newest);
      }),
    removeRegion: (region) => write(['regions'], ({ drop }) => drop('regions', region), 'never'),
    keepNote: (key, value, options) =>
      writeNote((db) => writeAll(db, ['notes'], ({ put }) => put('notes', notePrefix + key, value)), options),
    changeNote: (key, to, options) =>
      writeNote((db) => replaceNote(db, notePrefix + key, (kept) => to(kept ?? null)), options),
  };
}

const asNull = (): null => null;
const asNothing = (): void => undefined;

/** What was read ahead, for as long as it counts. */
interface Ahead {
  /** From what was read ahead, where that has it; else from the store. */
  known<T>(find: (read: FirstRead) => T | undefined, ask: () => Promise<T>): Promise<T>;
  /** It counts no more. */
  end(): void;
}

function openAhead({ run }: Connection, ahead: ReadAhead | undefined): Ahead {
  // What fails here is asked again one by one, and says then why.
  let first = ahead ? run((db) => readFirst(unwrap(db), ahead.filesOf), asNull).catch(asNull) : null;
  const end = (): void => {
    first = null;
  };
  void ahead?.until.then(end);
  return {
    async known(find, ask) {
      const read = first && (await first);
      const found = read && first ? find(read) : undefined;
      return found === undefined ? ask() : found;
    },
    end,
  };
}
