// What is remembered of mirrors, changed by a round and by the voter at once, in one tab and in two.
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { mirrorNote } from '../../../src/core/note-names.ts';
import { keepMirrorBook } from '../../../src/io/rounds/keep-mirror-book.ts';
import { type MirrorBook, readMirrorBook, withMark, withMirror } from '../../../src/io/rounds/mirror-book.ts';
import { openIdbVault } from '../../../src/io/store/idb-vault.ts';

const open = () => openIdbVault({ guideId: 'ab'.repeat(32), scope: '/' });

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const adding =
  (host: string) =>
  (book: MirrorBook): MirrorBook =>
    withMirror(book, { kind: 'static', url: `https://${host}/` });

it('loses neither', async () => {
  const [here, other] = [await open(), await open()];
  await keepMirrorBook(here, adding('a.example'));
  await Promise.all([
    keepMirrorBook(here, adding('b.example')),
    keepMirrorBook(other, (book) => withMark(book, 'https://a.example/', { result: 'fine' })),
    keepMirrorBook(other, adding('c.example')),
    keepMirrorBook(here, adding('d.example')),
  ]);
  const book = readMirrorBook(await here.readNote(mirrorNote));
  expect(book.added.map(({ url }) => url).sort()).toEqual(
    ['a', 'b', 'c', 'd'].map((name) => `https://${name}.example/`),
  );
  expect(book.health['https://a.example/']?.result).toBe('fine');
});

it('goes on after a change that could not be kept, and is as it was', async () => {
  const vault = await open();
  await keepMirrorBook(vault, adding('a.example'));
  const failed = keepMirrorBook(vault, () => {
    throw new AppError('store/full');
  });
  const next = keepMirrorBook(vault, adding('b.example'));
  await expect(failed).rejects.toMatchObject({ code: 'store/full' });
  await next;
  expect(readMirrorBook(await vault.readNote(mirrorNote)).added).toHaveLength(2);
});
