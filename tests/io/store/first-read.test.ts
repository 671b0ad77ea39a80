// What a start reads: one transaction, that answers until somebody may have written.
import 'fake-indexeddb/auto';
import { IDBDatabase, IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { filesToOpen, openHead, openRegion } from '../../../src/core/held/held.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import type { Vault } from '../../../src/core/ports.ts';
import type { KeptFirst } from '../../../src/io/store/first-read.ts';
import { openIdbVault } from '../../../src/io/store/idb-vault.ts';
import { filesSource, ingestOptions, testMirror } from '../../core/fixture.ts';

const place = { guideId: 'ab'.repeat(32), scope: '/mirror/' };
const filesOf = ({ regions, newest }: KeptFirst) => filesToOpen(regions, newest, ['north']);
const never = new Promise(() => undefined);

let other: Vault;
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  other = await openIdbVault(place);
  await ingest(other, filesSource(testMirror()), ingestOptions);
  await other.keepNote('seat', ['N-1']);
});
afterEach(() => vi.restoreAllMocks());

it('reads all that an answer needs in one transaction', async () => {
  const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const vault = await openIdbVault({ ...place, ahead: { filesOf, until: never } });
  expect(await vault.readNote('seat')).toEqual(['N-1']);
  expect(await vault.readNote('never-kept')).toBeNull();
  expect((await openHead(vault))?.edition).toBe(1);
  expect(await openRegion(vault, 'north')).toMatchObject({ region: 'north', isWhole: true });
  expect(transactions).toHaveBeenCalledTimes(1);
});

it('asks for what was not foreseen', async () => {
  const vault = await openIdbVault({ ...place, ahead: { filesOf: () => [], until: never } });
  expect((await openRegion(vault, 'north'))?.isWhole).toBe(true);
});

it('reads anew from the first write on', async () => {
  const vault = await openIdbVault({ ...place, ahead: { filesOf, until: never } });
  await vault.readNote('seat');
  await vault.keepNote('seat', ['S-1']);
  expect(await vault.readNote('seat')).toEqual(['S-1']);
  await vault.removeRegion('north');
  expect(await openRegion(vault, 'north')).toBeNull();
});

it('reads anew once the answer is drawn: another tab may have written', async () => {
  let draw = (): void => undefined;
  const until = new Promise<void>((resolve) => {
    draw = resolve;
  });
  const vault = await openIdbVault({ ...place, ahead: { filesOf, until } });
  await other.keepNote('seat', ['S-1']);
  draw();
  await until;
  expect(await vault.readNote('seat')).toEqual(['S-1']);
});

it('lets a store that cannot be read say so where it is asked', async () => {
  const refuse = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
    throw new DOMException('', 'UnknownError');
  });
  const vault = await openIdbVault({ ...place, ahead: { filesOf, until: never } });
  await expect(vault.readNewest()).rejects.toMatchObject({ code: 'store/broken' });
  refuse.mockRestore();
  expect((await vault.readNewest())?.edition).toBe(1);
});

it('hashes what was read so, like everything', async () => {
  const [record] = (await other.readRegions()).filter(({ region }) => region === 'north');
  const shard = record?.files.find(({ path }) => path.endsWith('.north'));
  await other.keepFiles(new Map([[shard?.sha256 ?? '', new Uint8Array(shard?.length ?? 0)]]));
  const vault = await openIdbVault({ ...place, ahead: { filesOf, until: never } });
  expect(await openRegion(vault, 'north')).toBeNull();
});
