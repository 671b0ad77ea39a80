// keys/roles.json, whole or not at all.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeUtf8 } from '../../core/bytes.ts';
import { writeAtomically } from '../tuf/atomic-write.ts';
import type { RolesFile } from './key-ring.ts';

/** @param dir the content folder */
export async function writeRoles(dir: string, roles: RolesFile): Promise<void> {
  await mkdir(join(dir, 'keys'), { recursive: true });
  await writeAtomically(join(dir, 'keys/roles.json'), encodeUtf8(`${JSON.stringify(roles, null, 2)}\n`));
}
