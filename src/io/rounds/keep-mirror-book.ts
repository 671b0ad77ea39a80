// Changes of the kept mirror book, one after another: a round that ends while the voter adds a mirror must not write a book
// without it.
import { mirrorNote } from '../../core/note-names.ts';
import type { Vault } from '../../core/ports.ts';
import { type MirrorBook, readMirrorBook } from './mirror-book.ts';

const last = new WeakMap<Vault, Promise<void>>();

/**
 * Changes what is kept by then.
 * @param options as Vault.keepNote
 * @throws AppError `store/…`; later changes go on all the same
 */
export function keepMirrorBook(
  vault: Vault,
  to: (book: MirrorBook) => MirrorBook,
  options?: { readonly mayMake: boolean },
): Promise<void> {
  const keep = async (): Promise<void> =>
    vault.keepNote(mirrorNote, to(readMirrorBook(await vault.readNote(mirrorNote))), options);
  const kept = (last.get(vault) ?? Promise.resolve()).then(keep);
  last.set(
    vault,
    kept.catch(() => undefined),
  );
  return kept;
}
