// How much of the guide is kept.
import type { Vault } from '../../core/ports.ts';
import { getWorld } from '../world.ts';

export interface KeptCount {
  readonly regions: number;
  /** Regions with every picture and list. */
  readonly whole: number;
  /** Bytes of all files as signed, in kB. */
  readonly kilobytes: number;
}

/** Counts what is kept of the guide in use. */
export function countKept(): Promise<KeptCount> {
  return countVault(getWorld().vault);
}

/** Counts what a vault holds. */
export async function countVault(vault: Vault): Promise<KeptCount> {
  const [records, held] = await Promise.all([vault.readRegions(), vault.fileHashes()]);
  const lengths = new Map<string, number>();
  for (const { files, later } of records) {
    for (const { sha256, length } of [...files, ...later]) if (held.has(sha256)) lengths.set(sha256, length);
  }
  const regions = records.filter(({ region }) => region !== '');
  const bytes = [...lengths.values()].reduce((sum, length) => sum + length, 0);
  return {
    regions: regions.length,
    whole: regions.filter(({ later }) => later.every(({ sha256 }) => held.has(sha256))).length,
    kilobytes: Math.ceil(bytes / 1000),
  };
}
