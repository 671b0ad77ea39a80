// Leaving for another address, and arriving from one: the guide goes along as a file, since one address cannot read what
// another one keeps. The file is taken in as every other is (take-in.ts); the voter's seat never goes along.

import { bytesSource } from '../../core/bundle/bytes-source.ts';
import { type Exported, exportBundle } from '../../core/bundle/export.ts';
import { AppError, isAppError } from '../../core/errors.ts';
import type { Outcome } from '../../core/ingest/ingest.ts';
import { refreshRoot } from '../../core/tuf/refresh.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { noteTried } from '../give/tried.ts';
import type { Offer } from '../guides/offer.ts';
import { saveFile } from '../kit/save-file.ts';
import { bringFirst, checkNow } from '../sync/sync.ts';
import { takeOne } from '../take/take-in.ts';
import { getState, getWorld, setState } from '../world.ts';
import type { HopClaim } from './hop-claim.ts';
import { type HopVerdict, judgeHop } from './hop-link.ts';

/** What is held, as a file to take along; null where there is nothing that another phone could verify. */
export async function packGuide(): Promise<Exported | null> {
  const { vault, root, now } = getWorld();
  try {
    return await exportBundle(vault, { regions: 'held', root, verifiers: ed25519Verifiers, now: now() });
  } catch (error) {
    tellTrouble(error);
    return null;
  }
}

/** The file's name: the edition and its own date, nothing of when it was saved. */
export function packName({ edition, issued }: Pick<Exported, 'edition' | 'issued'>): string {
  return `nishan-${edition}-${issued.slice(0, 10)}.nishan`;
}

/** Hands the file to the browser to be saved. */
export function savePack(pack: Exported): void {
  saveFile({ name: packName(pack), type: 'application/octet-stream', content: pack.bytes as BlobPart });
  void noteTried('file');
}

/**
 * Takes a file in that was saved at another address, or that somebody gave.
 * @returns what came of it, or why it was refused, or another publisher's guide; what was here is still here
 */
export async function bringFile(file: Blob): Promise<Outcome | AppError | Offer> {
  const taken = await takeOne(file);
  if (taken.kind === 'guide') return taken.outcome;
  if (taken.kind === 'stranger') return taken.offer;
  return taken.kind === 'refused' ? taken.error : new AppError('format/not-zip', { want: 'a guide' });
}

/** Follows a link from another phone: asks for the guide only where the publisher is the same. */
export async function followClaim(claim: HopClaim): Promise<HopVerdict> {
  const before = await judgeClaim(claim);
  if (before === 'other' || before === 'same') return before;
  await (before === 'waiting' ? bringFirst(null) : checkNow());
  return judgeClaim(claim);
}

/** How what is here stands to a claim; asks nobody. */
export async function judgeClaim(claim: HopClaim): Promise<HopVerdict> {
  return judgeHop(claim, {
    guideId: getWorld().guideId,
    edition: getState().head?.newest.edition ?? null,
    root: await heldRootVersion(),
  });
}

/** The version of the newest root that is kept. */
export async function heldRootVersion(): Promise<number> {
  const { vault, root, now } = getWorld();
  const nowhere = bytesSource(async () => null);
  const held = await refreshRoot(vault, nowhere, { root, verifiers: ed25519Verifiers, now: now(), expiry: 'report' });
  return held.root.signed.version;
}

function tellTrouble(error: unknown): void {
  if (!isAppError(error)) throw error;
  setState({ trouble: { code: error.code } });
}
