// The same CAR by the library of IPFS: for a tree with a file of more than one block or a folder that has to be cut into
// many (a HAMT). It takes five times as long as folder-blocks.ts, most of it to be read, so that it is read when it is needed.
import { readFileSync } from 'node:fs';
import { type ImporterOptions, importer, type WritableStorage } from 'ipfs-unixfs-importer';
import { fixedSize } from 'ipfs-unixfs-importer/chunker';
import { CID } from 'multiformats/cid';
import { maxFileBytes } from '../../core/guide/format/blob.ts';
import { type ArchiveFile, type Car, openCar, rawName } from './car.ts';
import { maxFolderBytes } from './plain-car.ts';

/** Nothing is left to a default or to what runs side by side: the same tree gives the same bytes everywhere. */
const options = {
  cidVersion: 1,
  rawLeaves: true,
  reduceSingleLeafToSelf: true,
  wrapWithDirectory: true,
  chunker: fixedSize({ chunkSize: maxFileBytes }),
  shardSplitThresholdBytes: maxFolderBytes,
  fileImportConcurrency: 1,
  blockWriteConcurrency: 1,
} as const;

/** @param file replaced where it is there @returns the CID of the outermost folder */
export async function writeLargeCar(files: readonly ArchiveFile[], file: string): Promise<string> {
  const car = openCar(file);
  const entries = function* () {
    for (const { path, at } of files) yield { path, content: new Uint8Array(readFileSync(at)) };
  };
  try {
    let root: CID | undefined;
    const made = importer(entries(), blockStore(car), { ...options, dagBuilder });
    for await (const { cid, path } of made) if (path === '') root = cid;
    if (!root) throw new TypeError('a tree without files has no root');
    return car.finish(Buffer.from(root.bytes));
  } finally {
    car.close();
  }
}

function blockStore(car: Car): WritableStorage {
  return {
    put(cid, bytes) {
      if (!(bytes instanceof Uint8Array)) throw new TypeError('a block came in pieces');
      car.put(Buffer.from(cid.bytes), bytes);
      return cid;
    },
  };
}

/** The importer makes the folders, and files of more or less than one block; those of one block need nothing of it. */
const dagBuilder: NonNullable<ImporterOptions['dagBuilder']> = async function* (source, store) {
  for await (const { path = '', content } of source as AsyncIterable<{ path?: string; content: Uint8Array }>) {
    yield async () => {
      const size = BigInt(content.length);
      if (content.length === 0 || content.length > maxFileBytes) return { ...(await importFile(content, store)), path };
      const cid = CID.decode(rawName(content));
      await store.put(cid, content);
      return { cid, path, originalPath: path, size };
    };
  }
};

async function importFile(content: Uint8Array, store: WritableStorage) {
  for await (const made of importer([{ content }], store, { ...options, wrapWithDirectory: false })) return made;
  throw new TypeError('a file made no block');
}
