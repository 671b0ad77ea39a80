// A mirror's tree as a CAR file: what a node of IPFS takes whole. Each file of at most 1 MiB is one raw block, so that its
// CID is nothing but its SHA-256 written otherwise (core/cid.ts); large folders become HAMTs. CARv1, UnixFS.
import { createWriteStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CarWriter } from '@ipld/car';
import { importer, type WritableStorage } from 'ipfs-unixfs-importer';
import { fixedSize } from 'ipfs-unixfs-importer/chunker';
import { CID } from 'multiformats/cid';
import { sha256 } from 'multiformats/hashes/sha2';
import { maxFileBytes } from '../../core/guide/blob.ts';

/** The codec of a folder's blocks. */
const dagPb = 0x70;

/** Nothing is left to a default or to what runs side by side: the same tree gives the same bytes everywhere. */
const options = {
  cidVersion: 1,
  rawLeaves: true,
  reduceSingleLeafToSelf: true,
  wrapWithDirectory: true,
  chunker: fixedSize({ chunkSize: maxFileBytes }),
  shardSplitThresholdBytes: 262_144,
  fileImportConcurrency: 1,
  blockWriteConcurrency: 1,
} as const;

/**
 * Writes some files of a folder as a CAR.
 * @param dir the folder
 * @param paths below it, with "/", in the order in which they are to be written
 * @param file where; replaced where it is there
 * @returns the CID of the folder
 */
export async function writeCar(dir: string, paths: readonly string[], file: string): Promise<string> {
  // The root is known last; until then one of the same length holds its place.
  const placeholder = CID.createV1(dagPb, await sha256.digest(new Uint8Array()));
  const { writer, out } = CarWriter.create([placeholder]);
  const written = new Set<string>();
  const store: WritableStorage = {
    async put(cid, bytes) {
      if (!(bytes instanceof Uint8Array)) throw new TypeError('a block came in pieces');
      if (written.has(cid.toString())) return cid;
      written.add(cid.toString());
      await writer.put({ cid, bytes });
      return cid;
    },
  };
  const [root] = await Promise.all([
    importTree(dir, paths, store).finally(() => writer.close()),
    pipeline(out, createWriteStream(file)),
  ]);
  const handle = await open(file, 'r+');
  try {
    await CarWriter.updateRootsInFile(handle, [root]);
  } finally {
    await handle.close();
  }
  return root.toString();
}

async function importTree(dir: string, paths: readonly string[], store: WritableStorage): Promise<CID> {
  let root: CID | undefined;
  const files = async function* () {
    for (const path of paths) yield { path, content: new Uint8Array(await readFile(join(dir, path))) };
  };
  for await (const { cid, path } of importer(files(), store, options)) if (path === '') root = cid;
  if (!root) throw new TypeError('a tree without files has no root');
  return root;
}
