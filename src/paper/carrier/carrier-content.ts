// What a carrier's page shows: read from the bundle that it carries, by the app's own road, so that whoever holds the
// bundle can make the same page again.
import { bundleSource } from '../../core/bundle/bundle.ts';
import { AppError, isAppError } from '../../core/errors.ts';
import type { Blob } from '../../core/guide/format/blob.ts';
import { type PollingPlace, parsePlaces } from '../../core/guide/places.ts';
import { shardPictures } from '../../core/guide/questions.ts';
import type { Shard } from '../../core/guide/shard.ts';
import { openHead, openRegion, readBlob } from '../../core/held/held.ts';
import { ingest } from '../../core/ingest/ingest.ts';
import type { HeadContent } from '../../core/ingest/region-plan.ts';
import { memoryVault } from '../../core/memory-vault.ts';
import type { Vault } from '../../core/ports.ts';
import type { Verifiers } from '../../core/tuf/signatures.ts';

export interface CarrierRegion {
  readonly id: string;
  readonly shard: Shard;
}

/** Verified content, in the guide's order. */
export interface CarrierContent {
  readonly head: HeadContent;
  readonly edition: number;
  /** ISO instant. */
  readonly issued: string;
  readonly regions: readonly CarrierRegion[];
  /** By hash: symbols, photographs, drawings of steps. Those that the bundle has. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  /** By contest. */
  readonly places: ReadonlyMap<string, readonly PollingPlace[]>;
}

export interface ReadCarrierOptions {
  /** The guide's first root. */
  readonly root: Uint8Array;
  /** Only for what has run out, which a page does not say: any time gives the same page. */
  readonly now: Date;
  readonly verifiers: Verifiers;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Verifies a bundle and reads what a page shows of it.
 * @throws AppError `trust/…`, `format/…`, `content/…` as the bundle is; `source/missing` where it has no head
 */
export async function readCarrierContent(bundle: Uint8Array, options: ReadCarrierOptions): Promise<CarrierContent> {
  const vault = memoryVault();
  await ingest(vault, bundleSource(bundle), { ...options, regions: 'all' });
  const content = await openContent(vault);
  if (!content) throw new AppError('source/missing', { path: 'targets/guide' });
  return { ...content, places: await readPlaces(vault, content.regions) };
}

/**
 * What is kept of an edition, but for the lists of places.
 * @returns null where nothing is
 */
export async function openContent(vault: Vault): Promise<Omit<CarrierContent, 'places'> | null> {
  const held = await openHead(vault);
  if (!held) return null;
  const { edition, issued, newest: _, ...head } = held;
  const regions: CarrierRegion[] = [];
  for (const { id } of held.guide.regions) {
    const region = await openRegion(vault, id);
    if (region) regions.push({ id, shard: region.shard });
  }
  return { head, edition, issued, regions, pictures: await readPictures(vault, head, regions) };
}

async function readPictures(
  vault: Vault,
  { symbols, pages }: HeadContent,
  regions: readonly CarrierRegion[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const blobs: Blob[] = [
    ...regions.flatMap(({ shard }) => shardPictures(shard, symbols)),
    ...pages.flatMap(({ steps }) => steps.flatMap(({ picture }) => picture ?? [])),
  ];
  const found = new Map<string, Uint8Array>();
  for (const blob of blobs) {
    const bytes = found.has(blob.sha256) ? null : await readBlob(vault, blob);
    if (bytes) found.set(blob.sha256, bytes);
  }
  return found;
}

async function readPlaces(
  vault: Vault,
  regions: readonly CarrierRegion[],
): Promise<ReadonlyMap<string, readonly PollingPlace[]>> {
  const found = new Map<string, readonly PollingPlace[]>();
  for (const [contest, blob] of regions.flatMap(({ shard: { places } }) => Object.entries(places))) {
    const bytes = found.has(contest) ? null : await readBlob(vault, blob);
    const places = bytes && parseOrNull(bytes);
    if (places) found.set(contest, places);
  }
  return found;
}

/** Signed but broken: the app shows none either. */
function parseOrNull(bytes: Uint8Array): readonly PollingPlace[] | null {
  try {
    return parsePlaces(bytes);
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}
