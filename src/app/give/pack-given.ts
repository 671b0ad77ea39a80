// Giving the guide to somebody: which regions, how large, and by which way. What is sent is the publisher's content alone:
// never the voter's seat, searches or anything of this phone.

import { type Exported, exportBundle } from '../../core/bundle/export.ts';
import { encodeUtf8 } from '../../core/bytes.ts';
import { isAppError } from '../../core/errors.ts';
import { packTransfer } from '../../core/optical/transfer.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { otherAddresses } from '../sources/addresses.ts';
import { getState, getWorld, ownMirror, setState } from '../world.ts';
import { type GivenFile, type Shared, saveGivenFile, shareFile } from './share-file.ts';
import { noteTried } from './tried.ts';

/** Ids of the regions that are kept, in the guide's order. */
export async function heldRegions(): Promise<readonly string[]> {
  const { head } = getState();
  try {
    const held = new Set((await getWorld().vault.readRegions()).map(({ region }) => region));
    return (head?.guide.regions ?? []).map(({ id }) => id).filter((id) => held.has(id));
  } catch (error) {
    if (!isAppError(error)) throw error;
    return [];
  }
}

/** Chooses what to give; none of them means all that is here. */
export function chooseRegions(giving: readonly string[]): void {
  setState({ giving });
}

/**
 * Where an app opens that has the publisher in use built in: here, or on a mirror of a guide that was added; null where
 * none is known.
 */
export function givenAddress(): string | null {
  return ownMirror() ?? otherAddresses()[0]?.url ?? null;
}

/** The chosen regions as a bundle; null where another phone could verify nothing of them. */
export async function packGiven(): Promise<Exported | null> {
  const { vault, root, now } = getWorld();
  const { giving } = getState();
  try {
    return await exportBundle(vault, {
      regions: giving.length > 0 ? giving : 'held',
      root,
      verifiers: ed25519Verifiers,
      now: now(),
    });
  } catch (error) {
    if (!isAppError(error)) throw error;
    setState({ trouble: { code: error.code } });
    return null;
  }
}

/** What is shown as codes. */
export function packCodes(pack: Exported): Uint8Array {
  return packTransfer(pack.bytes);
}

/** The page that also reads without the app; null where it cannot be made here. */
export async function makePage(pack: Exported): Promise<GivenFile | null> {
  const { root, now } = getWorld();
  try {
    const { makeCarrier } = await import('../../paper/carrier/make-carrier.ts');
    const { html, name } = await makeCarrier(pack.bytes, { root, verifiers: ed25519Verifiers, now: now() });
    return { bytes: encodeUtf8(html), name, type: 'text/html' };
  } catch (error) {
    // Also where that part of the app cannot be had now: the bundle is still there.
    if (!isAppError(error) && !(error instanceof TypeError)) throw error;
    return null;
  }
}

/** The bundle for a phone that has the app: receivers take a zip, and no ending of our own. */
export function bundleFile({ bytes, edition, issued }: Exported): GivenFile {
  return { bytes, name: `nishan-${edition}-${issued.slice(0, 10)}.zip`, type: 'application/zip' };
}

/** Opens the phone's share sheet with the guide. Only on a tap. */
export async function shareGiven(given: GivenFile): Promise<Shared> {
  const shared = await shareFile(given);
  if (shared === 'sent') void noteTried('file');
  return shared;
}

/** Hands the guide to the browser to be saved. */
export function saveGiven(given: GivenFile): void {
  saveGivenFile(given);
  void noteTried('file');
}
