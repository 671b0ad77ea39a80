// The public history of the newest edition held: what its publisher says that changed, from the first edition on. It is no part
// of what a region rests on; it comes when somebody asks for it, and only the file that the edition signs. See docs/decisions/0028.
import { AppError } from '../errors.ts';
import { maxFileBytes } from '../guide/format/blob.ts';
import { type History, parseHistory } from '../guide/history.ts';
import { historyPath } from '../guide/paths.ts';
import type { Source, Vault } from '../ports.ts';
import { openStored } from '../tuf/refresh.ts';
import type { RefreshOptions } from '../tuf/refresh-run.ts';
import { verifyTarget } from '../tuf/verify-target.ts';
import { readBlob } from './held.ts';
import { historyNote } from './kept-history.ts';

/**
 * Reads the history, and keeps it until that of another edition is read.
 * @param source where it is asked for, if it is not kept; null asks nobody
 * @returns null where the edition has none, or nobody has it now
 * @throws AppError `trust/…` where what is held does not verify; `format/…` where it is too long or this app cannot read it; `source/…`, `store/…`
 * @source TUF 1.0.34 §5.6, §5.7: its length and hash are those that the verified targets say
 */
export async function readHistory(
  vault: Vault,
  source: Source | null,
  options: Omit<RefreshOptions, 'expiry'>,
): Promise<History | null> {
  const stored = await openStored(vault, { ...options, expiry: 'report' });
  const found = await stored?.findTarget(historyPath);
  if (found?.sha256 === undefined) return null;
  const file = { sha256: found.sha256, length: found.length };
  if (file.length > maxFileBytes) throw new AppError('format/too-long', { path: historyPath, want: maxFileBytes });
  const kept = await readBlob(vault, file);
  if (kept) return parseHistory(kept);
  const limits = { maxBytes: file.length, sha256: file.sha256 };
  const bytes = await source?.read(found.mirrorPath, limits, (got) => verifyTarget(file, got));
  if (!bytes) return null;
  const history = parseHistory(bytes);
  // First the note: an install that ends in between would sweep the file away.
  await vault.keepNote(historyNote, file.sha256, { mayMake: false });
  await vault.keepFiles(new Map([[file.sha256, bytes]]));
  return history;
}
