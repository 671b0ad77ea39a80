// A mirror's tree as a CAR file: what a node of IPFS takes whole. Each file of at most 1 MiB is one raw block, so that its
// CID is nothing but its SHA-256 written otherwise (core/encoding/cid.ts); large folders become HAMTs. CARv1, UnixFS.
import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { CarWriter } from '@ipld/car';
import { type ImporterOptions, importer, type WritableStorage } from 'ipfs-unixfs-importer';
import { fixedSize } from 'ipfs-unixfs-importer/chunker';
import { CID } from 'multiformats/cid';
import { create as createDigest } from 'multiformats/hashes/digest';
import { maxFileBytes } from '../../core/guide/blob.ts';

/** The codecs of a folder's blocks and of plain bytes, and the number of SHA-256: the table of multicodec. */
const dagPb = 0x70;
const raw = 0x55;
const sha256 = 0x12;

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
  const header = await carHeader(cidOf(dagPb, new Uint8Array()));
  const car = openSync(file, 'w');
  let root: CID;
  try {
    writeFileSync(car, header);
    root = await importTree(dir, paths, blockStore(car));
  } finally {
    closeSync(car);
  }
  const handle = await open(file, 'r+');
  try {
    await CarWriter.updateRootsInFile(handle, [root]);
  } finally {
    await handle.close();
  }
  return root.toString();
}

async function carHeader(root: CID): Promise<Uint8Array> {
  const { writer, out } = CarWriter.create([root]);
  const parts: Uint8Array[] = [];
  const read = (async () => {
    for await (const part of out) parts.push(part);
  })();
  await writer.close();
  await read;
  return Buffer.concat(parts);
}

function cidOf(codec: number, bytes: Uint8Array): CID {
  return CID.createV1(codec, createDigest(sha256, createHash('sha256').update(bytes).digest()));
}

/** Writes each block once, at once: a thousand small ones through a stream cost ten times as much. */
function blockStore(car: number): WritableStorage {
  const written = new Set<string>();
  return {
    put(cid, bytes) {
      if (!(bytes instanceof Uint8Array)) throw new TypeError('a block came in pieces');
      const key = cid.toString();
      if (written.has(key)) return cid;
      written.add(key);
      writeFileSync(car, Buffer.concat([varint(cid.bytes.length + bytes.length), cid.bytes, bytes]));
      return cid;
    },
  };
}

/** @source LEB128, as CARv1 has it */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return Uint8Array.of(...bytes, rest);
    bytes.push((rest & 127) | 128);
  }
}

/** The importer makes the folders, and files of more or less than one block; those of one block need nothing of it. */
const dagBuilder: NonNullable<ImporterOptions['dagBuilder']> = async function* (source, store) {
  for await (const { path = '', content } of source as AsyncIterable<{ path?: string; content: Uint8Array }>) {
    yield async () => {
      const size = BigInt(content.length);
      if (content.length === 0 || content.length > maxFileBytes) return { ...(await importFile(content, store)), path };
      const cid = cidOf(raw, content);
      await store.put(cid, content);
      return { cid, path, originalPath: path, size };
    };
  }
};

async function importFile(content: Uint8Array, store: WritableStorage) {
  for await (const made of importer([{ content }], store, { ...options, wrapWithDirectory: false })) return made;
  throw new TypeError('a file made no block');
}

async function importTree(dir: string, paths: readonly string[], store: WritableStorage): Promise<CID> {
  let root: CID | undefined;
  const files = async function* () {
    for (const path of paths) yield { path, content: new Uint8Array(readFileSync(join(dir, path))) };
  };
  for await (const { cid, path } of importer(files(), store, { ...options, dagBuilder })) if (path === '') root = cid;
  if (!root) throw new TypeError('a tree without files has no root');
  return root;
}
