// The proposal of slips of an edition that is published: the edition itself, as far as their seats need it, and which slips
// are wanted. Changes nothing of the guide, so that it takes no number and no lock.
import { mkdir, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bundleSource } from '../../core/bundle/bundle.ts';
import { seatByCode } from '../../core/guide/questions.ts';
import { writeFiles } from '../build/folders/staged-tree.ts';
import { refuseContentFolder, withStaging } from '../build/folders/staging-folder.ts';
import { exportMirror } from '../export/export-mirror.ts';
import { readKeyRing } from '../keys/key-ring.ts';
import type { SlipWishes } from '../slips/plan-slips.ts';
import { readMirrorHead } from '../slips/read-mirror.ts';
import { writeProposalFile } from './prepare-edition.ts';
import { openProposal } from './proposal.ts';
import type { ProposedSlips } from './proposed-slips.ts';
import { refuseExisting } from './refuse-existing.ts';

export interface PrepareSlipsOptions {
  /** The content folder: what people call the keys. */
  readonly dir: string;
  /** The folder of the published edition. */
  readonly mirror: string;
  /** The folder to make. */
  readonly out: string;
  readonly wishes: SlipWishes;
  readonly now: Date;
}

/** @throws FaultError where a slip cannot be made, or the folder is there already; nothing is written then */
export async function prepareSlips({ dir, mirror, out, wishes, now }: PrepareSlipsOptions): Promise<void> {
  const place = resolve(out);
  await refuseExisting(place);
  await refuseContentFolder(place, dir);
  const { guide } = await readMirrorHead(mirror, now);
  const regions = wishes.seats?.flatMap((code) => seatByCode(guide, code)?.regions.slice(0, 1) ?? []);
  const bundle = await exportMirror({
    ...{ mirror, regions: regions ? [...new Set(regions)] : 'all', now },
    ...{ withOthers: false, withApp: false },
  });
  const names = Object.fromEntries((await readKeyRing(dir)).names);
  await withStaging(place, dir, async (staging) => {
    await mkdir(join(staging, 'edition'));
    writeFiles(join(staging, 'edition'), await filesOf(bundle.bytes));
    const slips = proposedSlips(wishes);
    await writeProposalFile(staging, { format: 1, kind: 'slips', made: now.toISOString(), files: [], names, slips });
    // As each signer's computer will.
    await openProposal(staging);
    await rename(staging, place);
  });
}

/** @returns the wishes as proposal.json has them */
export function proposedSlips({ seats, languages, address, voids }: SlipWishes): ProposedSlips {
  return {
    languages: [...languages],
    address,
    ...(seats && { seats: [...seats] }),
    ...(voids !== undefined && { voids }),
  };
}

async function filesOf(bundle: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const source = bundleSource(bundle);
  const files = new Map<string, Uint8Array>();
  for (const path of await source.paths()) {
    const bytes = await source.read(path, { maxBytes: bundle.length }, (found) => found);
    if (bytes) files.set(path, bytes);
  }
  return files;
}
