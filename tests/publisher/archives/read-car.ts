// Reads a CAR as a node of IPFS does: by its root, along the links of its folders.
import { readFile } from 'node:fs/promises';
import { CarReader } from '@ipld/car';
import { decode } from '@ipld/dag-pb';
import type { CID } from 'multiformats/cid';
import { sha256 } from 'multiformats/hashes/sha2';

const dagPb = 0x70;

export interface ReadCar {
  readonly root: string;
  /** The CID of each file by its path, where no folder is sharded. */
  readonly files: ReadonlyMap<string, CID>;
  /** Every block's bytes by CID, each held against its hash. */
  readonly blocks: ReadonlyMap<string, Uint8Array>;
}

/** @throws Error where a block is not what its CID says */
export async function readCar(file: string): Promise<ReadCar> {
  const reader = await CarReader.fromBytes(await readFile(file));
  const blocks = new Map<string, Uint8Array>();
  for await (const { cid, bytes } of reader.blocks()) {
    const { digest } = await sha256.digest(bytes);
    if (!Buffer.from(digest).equals(cid.multihash.digest)) throw new Error(`${cid} has other bytes`);
    blocks.set(cid.toString(), bytes);
  }
  const [root] = await reader.getRoots();
  if (!root) throw new Error('no root');
  const files = new Map<string, CID>();
  const walk = (cid: CID, below: string): void => {
    const bytes = blocks.get(cid.toString());
    if (!bytes) throw new Error(`${below || 'the root'} is not in the CAR`);
    if (cid.code !== dagPb) {
      files.set(below, cid);
      return;
    }
    for (const { Name, Hash } of decode(bytes).Links) walk(Hash, below === '' ? (Name ?? '') : `${below}/${Name}`);
  };
  walk(root, '');
  return { root: root.toString(), files, blocks };
}
