// Giving the guide to somebody: which regions, how large, and by which way. What is sent is the publisher's content alone:
// never the voter's seat, searches or anything of this phone.
import { encodeUtf8 } from '../../core/bytes.ts';
import { isAppError } from '../../core/errors.ts';
import { type Exported, exportBundle } from '../../core/export.ts';
import { packTransfer } from '../../core/optical/transfer.ts';
import { saveFile } from '../kit/save-file.ts';
import { otherAddresses } from '../sources/addresses.ts';
import { getState, getWorld, ownMirror, setState } from '../world.ts';
import { noteTried } from './tried.ts';

/** A file that can be handed on. */
export interface GivenFile {
  readonly name: string;
  /** Exactly as share sheets and receivers want it, without a charset. */
  readonly type: 'text/html' | 'application/zip';
  readonly bytes: Uint8Array;
}

/** What a share sheet did. `refused`: this browser shares no such file. */
export type Shared = 'sent' | 'left' | 'refused';

/** Chrome's own: canShare says yes to files that share then refuses. */
const maxSharedBytes = 50 * 1_048_576;

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
  const { vault, root, verifiers, now } = getWorld();
  const { giving } = getState();
  try {
    return await exportBundle(vault, {
      regions: giving.length > 0 ? giving : 'held',
      root,
      verifiers,
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
  const { root, verifiers, now } = getWorld();
  try {
    const { makeCarrier } = await import('../../paper/make-carrier.ts');
    const { html, name } = await makeCarrier(pack.bytes, { root, verifiers, now: now() });
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

/** Whether the phone's share sheet takes it: by our own list, since browsers promise more than they do. */
export function canShareFile({ type, bytes }: GivenFile): boolean {
  const { share, canShare } = navigator as Partial<Pick<Navigator, 'share' | 'canShare'>>;
  return type === 'text/html' && bytes.length <= maxSharedBytes && Boolean(share) && Boolean(canShare);
}

/** Opens the phone's share sheet. Only on a tap. */
export async function shareFile(given: GivenFile): Promise<Shared> {
  const file = new File([given.bytes as Uint8Array<ArrayBuffer>], given.name, { type: given.type });
  // iOS shares the other fields in the file's place.
  const data: ShareData = { files: [file] };
  try {
    if (!navigator.canShare(data)) return 'refused';
    await navigator.share(data);
    void noteTried('file');
    return 'sent';
  } catch (error) {
    return error instanceof Error && error.name === 'AbortError' ? 'left' : 'refused';
  }
}

/** Hands a file to the browser to be saved. */
export function saveGiven({ bytes, name, type }: GivenFile): void {
  saveFile({ name, type, content: bytes as Uint8Array<ArrayBuffer> });
  void noteTried('file');
}
