// A secret of this account, for .cache/ of content folders: they travel, on sticks and in repositories, and an entry that
// somebody else put there could make a build sign what the tables do not say. It guards nothing else; a new one costs a slow run.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const length = 32;

/** @returns null where this account has no place for it */
export function readSecret(
  state = process.env.XDG_STATE_HOME || join(homedir(), '.local', 'state'),
): Uint8Array | null {
  const folder = join(state, 'nishan');
  const path = join(folder, 'memory-secret');
  try {
    return readWhole(path) ?? makeSecret(folder, path);
  } catch {
    return null;
  }
}

function readWhole(path: string): Uint8Array | null {
  try {
    const found = readFileSync(path);
    return found.length === length ? found : null;
  } catch {
    return null;
  }
}

/** Of two processes that make one at once the later stands, and what the other kept is forgotten. */
function makeSecret(folder: string, path: string): Uint8Array | null {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const beside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(beside, randomBytes(length), { flag: 'wx', mode: 0o600 });
    renameSync(beside, path);
  } finally {
    rmSync(beside, { force: true });
  }
  return readWhole(path);
}
