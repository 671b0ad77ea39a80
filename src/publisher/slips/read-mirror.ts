// A mirror's folder as a phone takes it in, with what paper is made from: head, shards, pictures, and who signs for what.
import { AppError } from '../../core/errors.ts';
import type { Guide } from '../../core/guide/guide.ts';
import type { Shard } from '../../core/guide/shard.ts';
import { type HeldHead, openHead, openRegion } from '../../core/held/held.ts';
import { ingest } from '../../core/ingest/ingest.ts';
import { memoryVault } from '../../core/memory-vault.ts';
import type { Vault } from '../../core/ports.ts';
import { guideId } from '../../core/tuf/guide-id.ts';
import { maxMetadataBytes } from '../../core/tuf/metadata.ts';
import { openStored, type Refreshed } from '../../core/tuf/refresh.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { folderSource } from '../build/folders/folder-source.ts';

/** One edition, verified. */
export interface ReadMirror {
  readonly vault: Vault;
  readonly head: HeldHead;
  /** 64 hex digits. */
  readonly guideId: string;
  /** The guide's first root. */
  readonly root: Uint8Array;
  readonly refreshed: Refreshed;
  /** In the guide's order. */
  readonly regions: readonly { readonly id: string; readonly shard: Shard }[];
}

/**
 * @param mirror its folder
 * @throws AppError `source/missing` where a part is not there; `trust/…` where one does not verify
 */
export async function readMirror(mirror: string, now: Date): Promise<ReadMirror> {
  const { vault, root, head } = await takeIn(mirror, now, 'all');
  const refreshed = await openStored(vault, { root, now, verifiers: ed25519Verifiers, expiry: 'report' });
  if (!refreshed) throw new AppError('source/missing', { path: 'metadata/' });
  const regions: { readonly id: string; readonly shard: Shard }[] = [];
  for (const { id } of head.guide.regions) {
    const region = await openRegion(vault, id);
    if (region) regions.push({ id, shard: region.shard });
  }
  return { vault, head, guideId: guideId(root), root, refreshed, regions };
}

/** The guide of a mirror alone, and its id. @throws AppError as readMirror */
export async function readMirrorHead(
  mirror: string,
  now: Date,
): Promise<{ readonly guide: Guide; readonly guideId: string }> {
  const { root, head } = await takeIn(mirror, now, []);
  return { guide: head.guide, guideId: guideId(root) };
}

async function takeIn(mirror: string, now: Date, regions: 'all' | readonly string[]) {
  const source = folderSource(mirror);
  const root = await source.read('metadata/1.root.json', { maxBytes: maxMetadataBytes.root }, (bytes) => bytes);
  if (!root) throw new AppError('source/missing', { path: 'metadata/1.root.json' });
  const vault = memoryVault();
  await ingest(vault, source, { root, now, verifiers: ed25519Verifiers, regions });
  const head = await openHead(vault);
  if (!head) throw new AppError('source/missing', { path: 'targets/guide' });
  return { vault, root, head };
}
