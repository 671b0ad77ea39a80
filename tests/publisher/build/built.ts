// What tests of builds compare: a folder by its bytes, the versions on a mirror, what a role signed.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { parseMetadata, type RoleType } from '../../../src/core/tuf/metadata.ts';
import { listFiles } from '../../../src/publisher/build/folders/list-files.ts';
import type { TestGuide } from './guide-in-folder.ts';

export const later = '2026-12-01T07:00:00Z';

export async function snapshotOf(dir: string): Promise<Readonly<Record<string, string>>> {
  const paths = await listFiles(dir);
  const hashes = await Promise.all(paths.map(async (path) => sha256Hex(await readFile(join(dir, path)))));
  return Object.fromEntries(paths.map((path, i) => [path, hashes[i] ?? '']));
}

export async function versionsOf({ mirror }: TestGuide): Promise<Readonly<Record<string, number>>> {
  const read = async (name: string): Promise<Uint8Array> => readFile(join(mirror, 'metadata', name));
  const timestamp = parseMetadata('timestamp', await read('timestamp.json')).signed;
  const snapshotVersion = timestamp.meta['snapshot.json'].version;
  const snapshot = parseMetadata('snapshot', await read(`${snapshotVersion}.snapshot.json`)).signed;
  return {
    timestamp: timestamp.version,
    snapshot: snapshot.version,
    targets: snapshot.meta['targets.json']?.version ?? 0,
  };
}

export async function signedOf<T extends RoleType>({ mirror }: TestGuide, type: T, name: string) {
  return parseMetadata(type, await readFile(join(mirror, 'metadata', name))).signed;
}
