// Whether an edition of that number would bring this phone anything: asked before one that is not the newest is fetched.
import { isAppError } from '../errors.ts';
import { openHead } from '../held/held.ts';
import type { Vault } from '../ports.ts';
import type { IngestOptions } from './ingest-options.ts';

/**
 * Whether a wanted region is not held at all, is held in an edition older still, or lacks something of this very one.
 * @param edition the snapshot's version; 0 where it is not known
 * @throws AppError `store/…`
 */
export async function wouldBring(vault: Vault, regions: IngestOptions['regions'], edition: number): Promise<boolean> {
  const records = await vault.readRegions();
  if (records.length === 0 || records.some((record) => record.edition < edition)) return true;
  const held = new Set(records.map(({ region }) => region));
  if ((await wantedRegions(vault, regions)).some((region) => !held.has(region))) return true;
  const hashes = await vault.fileHashes();
  return records.some((record) => record.edition === edition && record.later.some(({ sha256 }) => !hashes.has(sha256)));
}

/** By id, as far as it is known: what is held names all regions that there are. */
async function wantedRegions(vault: Vault, regions: IngestOptions['regions']): Promise<readonly string[]> {
  if (regions === 'held') return [];
  if (regions !== 'all') return regions;
  try {
    return (await openHead(vault))?.guide.regions.map(({ id }) => id) ?? [];
  } catch (error) {
    if (!isAppError(error) || isAppError(error, 'store')) throw error;
    return [];
  }
}
