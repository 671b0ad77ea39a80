// Another publisher's guide that was met: what it says of itself, verified under its own root and kept nowhere, until the
// voter decides. Adding it is a step of its own; what the voter declines leaves nothing behind.

import { AppError, isAppError } from '../../core/errors.ts';
import type { Text } from '../../core/guide/format/text.ts';
import { notMeant } from '../../core/guide/guide.ts';
import type { Met } from '../../core/guide/meaning/counterfeits.ts';
import { openHead } from '../../core/held/held.ts';
import { ingest } from '../../core/ingest/ingest.ts';
import type { IngestOptions, Progress } from '../../core/ingest/ingest-options.ts';
import { memoryVault } from '../../core/memory-vault.ts';
import type { Source } from '../../core/ports.ts';
import { lookOf } from '../../core/spelling/look-alike.ts';
import { guideId } from '../../core/tuf/guide-id.ts';
import { maxMetadataBytes } from '../../core/tuf/metadata.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { mirrorSource } from '../../io/mirror/mirror-source.ts';
import { browserNative } from '../../io/native.ts';
import { keepMirrorBook } from '../../io/rounds/keep-mirror-book.ts';
import { withMirror } from '../../io/rounds/mirror-book.ts';
import { maxAccepted } from '../../io/store/guide-list.ts';
import { readMirrorAddress } from '../sources/mirror-address.ts';
import { endWork } from '../sync/job.ts';
import { getState, getWorld, setState } from '../world.ts';
import { useGuide, vaultOf } from './guides-here.ts';
import { metHere } from './met-here.ts';

/** What the voter decides about. Everything but `id` is what the stranger says of itself. */
export interface Offer {
  /** 64 hex digits: the one thing to compare. */
  readonly id: string;
  readonly name: Text;
  /** It says so itself: nobody stands behind it. */
  readonly standing: 'draft' | 'demo' | null;
  readonly edition: number;
  /** It calls itself by the name of the guide in use, as a copy would. */
  readonly isNamesake: boolean;
  /** What the publisher in use has signed about it, or about where it comes from. */
  readonly met: readonly Met[];
  /** `known`: it is on this phone already, beside the one in use. `full`: no more fit. `nowhere`: nothing can be kept. */
  readonly place: 'new' | 'known' | 'full' | 'nowhere';
  /** Unsigned addresses that came along; they are its mirrors once it is added. */
  readonly addresses: readonly string[];
  /** Its first root. */
  readonly root: Uint8Array;
  readonly source: Source;
  /** Of a file everything; of an address what is shown first. */
  readonly regions: IngestOptions['regions'];
}

/** The first root that a source begins with; null where it has none. */
export function readFirstRoot(source: Source): Promise<Uint8Array | null> {
  return source.read('metadata/1.root.json', { maxBytes: maxMetadataBytes.root }, (bytes) => {
    guideId(bytes);
    return bytes.slice();
  });
}

/**
 * Looks at another publisher's guide, and keeps nothing of it.
 * @param root its first root, as the source has it
 * @throws AppError where the source is not a guide that this root's keys signed
 */
export async function readOffer(
  root: Uint8Array,
  source: Source,
  how: { readonly addresses: readonly string[]; readonly regions: IngestOptions['regions'] },
): Promise<Offer> {
  const { now, own, accepted } = getWorld();
  const vault = memoryVault();
  await ingest(vault, source, { root, verifiers: ed25519Verifiers, now: now(), regions: [] });
  const head = await openHead(vault);
  if (!head) throw new AppError('source/missing', { path: 'metadata/timestamp.json' });
  const id = guideId(root);
  const list = await accepted.read();
  const isKnown = id === own.guideId || list.accepted.some((each) => each.id === id && !each.isLeaving);
  const isFull = list.accepted.filter((each) => !each.isLeaving).length >= maxAccepted;
  const { name } = head.guide.publisher;
  return {
    id,
    name,
    standing: notMeant(head.guide),
    edition: head.edition,
    isNamesake: isSameName(name, getState().head?.guide.publisher.name),
    met: metHere({ fingerprint: id, addresses: how.addresses }),
    place: isKnown ? 'known' : getState().storage === 'memory' ? 'nowhere' : isFull ? 'full' : 'new',
    root,
    source,
    ...how,
  };
}

function isSameName(one: Text, other: Text | undefined): boolean {
  const looks = new Set(Object.values(other ?? {}).map(lookOf));
  return Object.values(one).some((text) => looks.has(lookOf(text)));
}

/** Where a poster's link would be asked, in the one form that mirrors have; null where it is no place to ask. */
export function offerAddress(address: string): string | null {
  const read = readMirrorAddress(address, getState().head?.guide.demo === true);
  return typeof read === 'string' || read.kind !== 'static' ? null : read.url;
}

/**
 * Asks an address for a guide, at the voter's word.
 * @param address where its tree begins
 * @param digits the first ones of the id that has to answer there
 * @returns what answered, or why nothing is offered
 */
export async function askForOffer(address: string, digits: string): Promise<Offer | AppError> {
  try {
    const source = mirrorSource(address, { fetch: getWorld().fetch });
    const root = await readFirstRoot(source);
    if (!root) throw new AppError('source/missing', { path: 'metadata/1.root.json' });
    const id = guideId(root);
    if (!id.startsWith(digits)) throw new AppError('trust/other-publisher', { got: id });
    return await readOffer(root, source, { addresses: [address], regions: [] });
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error;
  }
}

/**
 * Adds a guide at the voter's word, and uses it from now on. Where that fails, nothing of it stays.
 * @param hash where it opens
 * @returns why it was not added; `later` where it opens at the next start; null where the page begins anew
 */
export async function acceptOffer(
  offer: Offer,
  options: { readonly hash?: string; readonly onProgress?: (progress: Progress) => void } = {},
): Promise<AppError | 'later' | null> {
  const { accepted, own, now } = getWorld();
  // Another tab may have added it since.
  const before = (await accepted.read()).accepted.some(({ id, isLeaving }) => id === offer.id && !isLeaving);
  const isNew = !before && offer.id !== own.guideId;
  await endWork();
  try {
    if (isNew) {
      await accepted.sweep();
      await accepted.accept(offer.root);
    }
    const vault = await vaultOf(offer.id);
    const { onProgress } = options;
    const { root, source, regions } = offer;
    await ingest(vault, source, {
      root,
      verifiers: ed25519Verifiers,
      native: browserNative,
      now: now(),
      regions,
      ...(onProgress && { onProgress }),
    });
    await keepAddresses(offer);
  } catch (error) {
    if (isNew) await accepted.forget(offer.id).catch(() => undefined);
    if (!isAppError(error)) throw error;
    return error;
  }
  setState({ trouble: null });
  const used = await useGuide(offer.id, options.hash);
  return used === 'now' ? null : used;
}

/** Where it came from and what came along are asked for newer editions, beside the mirrors that it signed. */
async function keepAddresses({ id, addresses, standing }: Offer): Promise<void> {
  const entries = addresses.map((address) => readMirrorAddress(address, standing === 'demo')).filter(isMirror);
  if (entries.length === 0) return;
  await keepMirrorBook(await vaultOf(id), (book) => entries.reduce(withMirror, book));
}

function isMirror<T>(read: T): read is Exclude<T, string> {
  return typeof read !== 'string';
}
