// What a box gives: a mirror taken in whole by the app's own road, so that nothing is lent that a phone would refuse, and
// packed again as files for phones that cannot install anything here.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportBundle } from '../../core/bundle/export.ts';
import { AppError } from '../../core/errors.ts';
import type { Text } from '../../core/guide/format/text.ts';
import type { Guide } from '../../core/guide/guide.ts';
import { openHead } from '../../core/held/held.ts';
import { ingest } from '../../core/ingest/ingest.ts';
import { memoryVault } from '../../core/memory-vault.ts';
import type { Source, Vault } from '../../core/ports.ts';
import { maxMetadataBytes } from '../../core/tuf/metadata.ts';
import { ed25519Verifiers, type Verifiers } from '../../core/tuf/signatures.ts';

/** A mirror that was verified, and all of it in memory. */
export interface BoxGuide {
  readonly guide: Guide;
  readonly edition: number;
  /** ISO instant. */
  readonly issued: string;
  readonly vault: Vault;
  readonly options: { readonly root: Uint8Array; readonly now: Date; readonly verifiers: Verifiers };
}

/** A file that the box gives, for the app. */
export interface Offer {
  /** Its name: letters, digits, ".", "_" and "-". */
  readonly file: string;
  readonly bytes: number;
  /** null for the whole guide. */
  readonly region: { readonly id: string; readonly name: Text } | null;
}

/**
 * Takes a mirror in whole.
 * @param source the mirror; its first root is trusted, since whoever sets up the box chose it
 * @throws AppError what a phone would say; `source/missing` for a file that is not there
 */
export async function readBoxGuide(source: Source, now: Date): Promise<BoxGuide> {
  const root = await source.read('metadata/1.root.json', { maxBytes: maxMetadataBytes.root }, (bytes) => bytes);
  if (!root) throw new AppError('source/missing', { path: 'metadata/1.root.json' });
  const vault = memoryVault();
  const options = { root, now, verifiers: ed25519Verifiers };
  const outcome = await ingest(vault, source, { ...options, regions: 'all' });
  const path = outcome.kind === 'older' ? undefined : outcome.missing[0];
  if (path !== undefined) throw new AppError('source/missing', { path });
  const head = await openHead(vault);
  if (!head) throw new AppError('source/missing', { path: 'targets/guide' });
  return { guide: head.guide, edition: head.edition, issued: head.issued, vault, options };
}

/**
 * Writes the guide as files: whole, and one a region where there are several.
 * @param dir a folder that is there
 */
export async function writeOffers(from: BoxGuide, dir: string): Promise<readonly Offer[]> {
  const { guide } = from;
  const offers: Offer[] = [];
  const add = async (regions: readonly string[] | 'held', file: string, region: Offer['region']): Promise<void> => {
    const exported = await exportBundle(from.vault, { ...from.options, regions });
    if (!exported || exported.leftOut.length > 0) throw new AppError('source/missing', { path: region?.id ?? 'guide' });
    await writeFile(join(dir, file), exported.bytes);
    offers.push({ file, bytes: exported.bytes.length, region });
  };
  await add('held', `${fileName(from)}.zip`, null);
  if (guide.regions.length < 2) return offers;
  for (const region of guide.regions) await add([region.id], `${fileName(from, region.id)}.zip`, region);
  return offers;
}

/** What a file of it is called, without its ending. */
export function fileName({ guide, edition }: Pick<BoxGuide, 'guide' | 'edition'>, region?: string): string {
  return [guide.election.id, edition, ...(region === undefined ? [] : [region])].join('-');
}
