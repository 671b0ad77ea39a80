// The file that `--root` names: the guide's first root, to which everything else is held.
import { readFile } from 'node:fs/promises';
import { maxMetadataBytes, parseMetadata } from '../../core/tuf/metadata.ts';
import { FaultError } from '../content/fault.ts';

const fix = "name the guide's first root: metadata/1.root.json of a mirror, published/1.root.json of the guide";

/** @throws FaultError where it cannot be read or is no first root */
export async function readFirstRoot(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch(() => null);
  if (!bytes) throw stop(path, 'cannot be read');
  if (bytes.length > maxMetadataBytes.root || versionOf(bytes) !== 1)
    throw stop(path, 'is not the first root of a guide');
  return new Uint8Array(bytes);
}

function versionOf(bytes: Uint8Array): number | null {
  try {
    return parseMetadata('root', bytes).signed.version;
  } catch {
    return null;
  }
}

function stop(file: string, message: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'first-root', file, message, fix }]);
}
