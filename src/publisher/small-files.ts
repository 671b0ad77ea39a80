// Reading and hashing the many small files of a mirror at once and in turn: for a thousand of them promises take ten times
// as long as the files do, and a command has nothing else to do meanwhile. Not for servers, nor for what may be large.
import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';

/** A file's bytes; null where there is none that can be read. */
export function readSmallFile(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

/** Whether two files have the same bytes; false where one of them cannot be read. */
export function isSameFile(a: string, b: string): boolean {
  try {
    return statSync(a).size === statSync(b).size && readFileSync(a).equals(readFileSync(b));
  } catch {
    return false;
  }
}

let scratch = Buffer.alloc(65_536);

/** Whether a file has these bytes and no more; false where it cannot be read. */
export function hasBytes(path: string, bytes: Uint8Array): boolean {
  // One more than wanted, so that one read tells of a longer file too; and into the same place each time.
  if (scratch.length <= bytes.length) scratch = Buffer.alloc(2 * bytes.length);
  try {
    const file = openSync(path, 'r');
    try {
      const length = readSync(file, scratch, 0, bytes.length + 1, 0);
      return length === bytes.length && scratch.compare(bytes, 0, length, 0, length) === 0;
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

/** SHA-256 as 64 hex digits, by the system's own code: ten times as fast as the core's, and the same. */
export function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
