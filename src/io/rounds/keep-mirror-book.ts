// Changes of the kept mirror book, each in one step: a round that ends while the voter adds a mirror, in this tab or another,
// must not write a book without it.
import { mirrorNote } from '../../core/note-names.ts';
import type { Vault } from '../../core/ports.ts';
import { type MirrorBook, readMirrorBook } from './mirror-book.ts';

/**
 * Changes what is kept by then.
 * @param options as Vault.keepNote
 * @throws AppError `store/…`, and what `to` throws; the book is then as it was
 */
export function keepMirrorBook(
  vault: Vault,
  to: (book: MirrorBook) => MirrorBook,
  options?: { readonly mayMake: boolean },
): Promise<void> {
  return vault.changeNote(mirrorNote, (kept) => to(readMirrorBook(kept)), options);
}
