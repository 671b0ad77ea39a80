// An edition as slips are made of it: one that is published, or one that is still to be signed.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import { type Guide, parseGuide } from '../../core/guide/guide.ts';
import { guidePath, partiesPath, shardPath, symbolsPath } from '../../core/guide/paths.ts';
import { parseShard, type Shard } from '../../core/guide/shard.ts';
import { type BallotSymbol, type Party, parseParties, parseSymbols } from '../../core/guide/symbols.ts';
import { type NamedSigner, regionSigner, topSigner } from '../../core/slip/slip-signer.ts';
import { guideId } from '../../core/tuf/guide-id.ts';
import { parseMetadata, type Root } from '../../core/tuf/metadata.ts';
import type { Verified } from '../../core/tuf/trusted.ts';
import { verifyTarget } from '../../core/tuf/verify-target.ts';
import { pathOnMirror } from '../build/edition-targets.ts';
import type { ReadMirror } from './read-mirror.ts';

export interface SlipBasis {
  /** 64 hex digits. */
  readonly guideId: string;
  readonly edition: number;
  /** ISO instant. */
  readonly issued: string;
  readonly guide: Guide;
  readonly symbols: ReadonlyMap<string, BallotSymbol>;
  readonly parties: ReadonlyMap<string, Party>;
  /** In the guide's order. */
  readonly regions: readonly { readonly id: string; readonly shard: Shard }[];
  /** The whole chain, oldest first. */
  readonly roots: readonly Uint8Array[];
  /** Who signs slips of a region's seats. @throws AppError, FaultError where nobody can */
  signerOf(region: string): Promise<NamedSigner>;
}

/** A published edition, as it was verified. */
export function mirrorBasis({ guideId, head, regions, refreshed }: ReadMirror): SlipBasis {
  const { edition, issued, guide, symbols, parties } = head;
  const signerOf = async (region: string): Promise<NamedSigner> => {
    // Loads the roles that the search needs.
    await refreshed.findTarget(`regions/${region}`);
    const loaded = refreshed.delegated();
    return regionSigner(refreshed.root, refreshed.targets, region, ({ role }) => {
      const targets = loaded.get(role.name);
      if (!targets) throw new AppError('trust/missing-role', { role: role.name });
      return targets;
    });
  };
  return { guideId, edition, issued, guide, symbols, parties, regions, roots: refreshed.rootBytes, signerOf };
}

/**
 * An edition that nobody has signed yet, as its proposal has it. Its content is what its bytes say; who has to sign it is
 * what the signed roots say.
 * @param folder the proposal's edition/
 * @throws AppError where a file is missing or is another one
 */
export async function proposedBasis(
  folder: string,
  roots: readonly Uint8Array[],
  root: Verified<Root>,
): Promise<SlipBasis> {
  const read = async (path: string): Promise<Uint8Array> => {
    const bytes = await readFile(join(folder, path)).catch(() => null);
    if (!bytes) throw new AppError('source/missing', { path });
    return bytes;
  };
  const { version } = parseMetadata('timestamp', await read('metadata/timestamp.json')).signed.meta['snapshot.json'];
  const { meta } = parseMetadata('snapshot', await read(`metadata/${version}.snapshot.json`)).signed;
  const top = parseMetadata(
    'targets',
    await read(`metadata/${meta['targets.json']?.version ?? 0}.targets.json`),
  ).signed;
  const open = async (path: string): Promise<Uint8Array | null> => {
    const file = top.targets[path];
    return file ? verifyTarget(file, await read(pathOnMirror(path, file.hashes.sha256 ?? ''))) : null;
  };
  const [guideBytes, symbols, parties] = [await open(guidePath), await open(symbolsPath), await open(partiesPath)];
  if (!guideBytes || !symbols || !parties) throw new AppError('source/missing', { path: guidePath });
  const guide = parseGuide(guideBytes);
  const regions: { readonly id: string; readonly shard: Shard }[] = [];
  for (const { id } of guide.regions) {
    const shard = await open(shardPath(id));
    if (shard) regions.push({ id, shard: parseShard(shard) });
  }
  const [first = new Uint8Array()] = roots;
  return {
    guideId: guideId(first),
    edition: version,
    issued: top.issued ?? '1970-01-01T00:00:00Z',
    guide,
    symbols: parseSymbols(symbols),
    parties: parseParties(parties),
    regions,
    roots,
    async signerOf() {
      return topSigner(root);
    },
  };
}
