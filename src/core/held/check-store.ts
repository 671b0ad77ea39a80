// What the phone holds, verified again: the whole chain from the built-in root. Reading it is held.ts, which hashes every file;
// this is the part that knows signatures, and no answer waits for it.
import { sha256Hex } from '../bytes.ts';
import { AppError, isAppError } from '../errors.ts';
import type { RegionRecord, Vault } from '../ports.ts';
import { type Edition, verifyEdition } from '../tuf/edition.ts';
import type { Root } from '../tuf/metadata.ts';
import { refreshRoot } from '../tuf/refresh.ts';
import { nowhere, type RefreshOptions } from '../tuf/refresh-run.ts';
import type { Verifiers } from '../tuf/signatures.ts';
import type { Verified } from '../tuf/trusted.ts';
import { readChecked, targetPathOf } from './held.ts';

/** What an idle check found wrong. */
export interface StoreProblem {
  readonly region: string;
  readonly error: AppError;
}

/**
 * Checks everything that is held, from the built-in root: roots, signatures under the newest root, thresholds, hashes.
 * @returns a problem for each region that no longer stands; empty when all is well
 * @throws AppError `trust/…` when the built-in root is broken
 */
export async function checkStore(
  vault: Vault,
  options: Omit<RefreshOptions, 'expiry'>,
): Promise<readonly StoreProblem[]> {
  const { root } = await refreshRoot(vault, nowhere, { ...options, expiry: 'report' });
  const problems: StoreProblem[] = [];
  for (const record of await vault.readRegions()) {
    try {
      const edition = await verifyRecord(vault, record, root, options.verifiers);
      const signedFiles = [...record.files, ...record.later.filter(({ path }) => path.startsWith('targets/'))];
      for (const file of signedFiles) {
        const path = targetPathOf(file);
        const signed = edition.findTarget(path);
        if (signed?.sha256 !== file.sha256) throw new AppError('trust/not-signed-for', { path, section: '5.6.7' });
      }
      for (const file of record.files) await readChecked(vault, file);
    } catch (error) {
      if (!isAppError(error)) throw error;
      problems.push({ region: record.region, error });
    }
  }
  return problems;
}

/** Whether a record's edition is still signed as `root` wants it. */
export async function doesRecordStand(
  vault: Vault,
  record: RegionRecord,
  root: Verified<Root>,
  verifiers: Verifiers,
): Promise<boolean> {
  return (await standingEdition(vault, record, root, verifiers)) !== null;
}

/** A record's edition, verified again; null where it is no longer signed as `root` wants it. */
export async function standingEdition(
  vault: Vault,
  record: RegionRecord,
  root: Verified<Root>,
  verifiers: Verifiers,
): Promise<Edition | null> {
  try {
    return await verifyRecord(vault, record, root, verifiers);
  } catch (error) {
    if (isAppError(error, 'trust') || isAppError(error, 'format')) return null;
    throw error;
  }
}

async function verifyRecord(
  vault: Vault,
  record: RegionRecord,
  root: Verified<Root>,
  verifiers: Verifiers,
): Promise<Edition> {
  const { snapshot, targets, ...delegated } = await readRecordMetadata(vault, record);
  if (!snapshot || !targets) throw new AppError('trust/missing-role', { got: record.region });
  return verifyEdition(root, { snapshot, targets, delegated: new Map(Object.entries(delegated)) }, verifiers);
}

async function readRecordMetadata(vault: Vault, record: RegionRecord): Promise<Record<string, Uint8Array>> {
  const found: Record<string, Uint8Array> = Object.create(null);
  for (const [role, sha256] of Object.entries(record.metadata)) {
    const bytes = await vault.readFile(sha256);
    if (bytes && sha256Hex(bytes) === sha256) found[role] = bytes;
    else await vault.dropFiles([sha256]);
  }
  return found;
}
