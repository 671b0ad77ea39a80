// What is remembered of mirrors, changed by a round and by the voter at once.
import { expect, it } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { mirrorNote } from '../../../src/core/note-names.ts';
import type { Vault } from '../../../src/core/ports.ts';
import { keepMirrorBook } from '../../../src/io/rounds/keep-mirror-book.ts';
import { type MirrorBook, readMirrorBook, withMark, withMirror } from '../../../src/io/rounds/mirror-book.ts';

/** A store that takes its time, as a phone's does. */
function slowVault(): Vault {
  const vault = memoryVault();
  const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));
  return {
    ...vault,
    readNote: (name) => wait().then(() => vault.readNote(name)),
    keepNote: (name, value) => wait().then(() => vault.keepNote(name, value)),
  };
}

const adding =
  (host: string) =>
  (book: MirrorBook): MirrorBook =>
    withMirror(book, { kind: 'static', url: `https://${host}/` });

it('loses neither', async () => {
  const vault = slowVault();
  await keepMirrorBook(vault, adding('a.example'));
  await Promise.all([
    keepMirrorBook(vault, adding('b.example')),
    keepMirrorBook(vault, (book) => withMark(book, 'https://a.example/', { result: 'fine' })),
    keepMirrorBook(vault, adding('c.example')),
  ]);
  const book = readMirrorBook(await vault.readNote(mirrorNote));
  expect(book.added.map(({ url }) => url).sort()).toEqual(['a', 'b', 'c'].map((name) => `https://${name}.example/`));
  expect(book.health['https://a.example/']?.result).toBe('fine');
});

it('goes on after a change that could not be kept', async () => {
  const vault = slowVault();
  const failed = keepMirrorBook(vault, () => {
    throw new AppError('store/full');
  });
  const next = keepMirrorBook(vault, adding('a.example'));
  await expect(failed).rejects.toMatchObject({ code: 'store/full' });
  await next;
  expect(readMirrorBook(await vault.readNote(mirrorNote)).added).toHaveLength(1);
});
