// Trusted metadata as files in a folder: the bytes as received, under unversioned names. TUF 1.0.34 §5.3.8.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { maxMetadataBytes } from '../../core/tuf/metadata.ts';
import type { MetadataStore } from '../../core/tuf/refresh-run.ts';
import { writeAtomically } from './atomic-write.ts';

const versionedRoot = /^\d+\.root\.json$/;

/**
 * A metadata store on a folder, which keeps the newest root alone, as root.json.
 * @param folder it must be there
 */
export function folderStore(folder: string): MetadataStore {
  return {
    // root.json is where a run starts from; there is never a newer one beside it.
    readMetadata: async (name) => (versionedRoot.test(name) ? null : readBounded(join(folder, fileName(name)))),
    keepMetadata: (name, bytes) => writeAtomically(join(folder, fileName(name)), bytes),
    dropMetadata: (name) => rm(join(folder, fileName(name)), { force: true }),
  };
}

/** A file of at most the largest metadata's size; null when there is none. A larger one was not written by us, so it is as good as none. */
export async function readBounded(path: string): Promise<Uint8Array | null> {
  try {
    return await readUpTo(path, maxMetadataBytes.targets);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * A file that may be of any size, or have no end: no more than one byte over the cap is read.
 * @returns null when it is longer
 * @throws what the file system says
 */
export async function readUpTo(path: string, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: maxBytes })) chunks.push(chunk as Buffer);
  const bytes = new Uint8Array(Buffer.concat(chunks));
  return bytes.length > maxBytes ? null : bytes;
}

function fileName(name: string): string {
  return versionedRoot.test(name) ? 'root.json' : shortName(name);
}

/** One file name for any name that is percent-encoded, never longer than a file system takes. */
export function shortName(name: string): string {
  if (name.length <= 200) return name;
  return `${name.slice(0, 100)}-${createHash('sha256').update(name).digest('hex')}.json`;
}
