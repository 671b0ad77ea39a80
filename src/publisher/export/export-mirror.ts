// From a mirror's folder to one bundle that people pass on: taken in by the app's own code first, so that what goes out is
// what a phone would take.

import { bundleSource } from '../../core/bundle/bundle.ts';
import { encodeBundle } from '../../core/bundle/bundle-writer.ts';
import { exportBundle } from '../../core/bundle/export.ts';
import { encodeReserves, reservesPath } from '../../core/bundle/reserves.ts';
import { AppError } from '../../core/errors.ts';
import { openHead } from '../../core/held/held.ts';
import { ingest } from '../../core/ingest/ingest.ts';
import { memoryVault } from '../../core/memory-vault.ts';
import type { Source, Vault } from '../../core/ports.ts';
import { maxMetadataBytes } from '../../core/tuf/metadata.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { folderSource } from '../build/folders/folder-source.ts';
import { type Basis, type Take, takeAppFiles, takeOtherFiles, taking } from '../verify/other-files.ts';

export interface ExportMirrorOptions {
  /** The mirror's folder. */
  readonly mirror: string;
  /** By id, or every one. */
  readonly regions: readonly string[] | 'all';
  /** Also what the app fetches on demand, so that the unzipped bundle lacks nothing: names, events, sounds. */
  readonly withOthers: boolean;
  /** The app too, so that the unzipped bundle installs it. */
  readonly withApp: boolean;
  /** Addresses that travel along; nobody signs them. */
  readonly reserves?: readonly string[];
  readonly now: Date;
  readonly onProgress?: (done: number, total: number) => void;
}

/** A bundle and what it is of. */
export interface MirrorExport {
  readonly bytes: Uint8Array;
  readonly edition: number;
  /** ISO instant. */
  readonly issued: string;
  /** In the order of their ids. */
  readonly regions: readonly string[];
  /** Whether these are all regions of the guide. */
  readonly isWhole: boolean;
  /** The guide's first root. */
  readonly root: Uint8Array;
}

/**
 * Packs regions of a mirror; the same mirror gives the same bytes.
 * @throws AppError `content/no-such-region`; `source/missing` where the mirror lacks a part; `trust/…` where a part does not
 * verify
 */
export async function exportMirror(options: ExportMirrorOptions): Promise<MirrorExport> {
  const { mirror, regions, now, onProgress } = options;
  const source = folderSource(mirror);
  const root = await source.read('metadata/1.root.json', { maxBytes: maxMetadataBytes.root }, (bytes) => bytes);
  if (!root) throw new AppError('source/missing', { path: 'metadata/1.root.json' });
  const basis = { root, now, verifiers: ed25519Verifiers };
  const vault = memoryVault();
  const outcome = await ingest(vault, source, {
    ...basis,
    regions,
    onProgress: ({ stage, done, total }) => stage === 'regions' && onProgress?.(done, total),
  });
  const lacking = outcome.kind === 'older' ? [] : outcome.missing;
  if (lacking[0] !== undefined) throw new AppError('source/missing', { path: lacking[0] });
  const known = (await openHead(vault))?.guide.regions.map(({ id }) => id) ?? [];
  const packed = await exportBundle(vault, { ...basis, regions: 'held' });
  if (!packed) throw new AppError('source/missing', { path: 'metadata/' });
  const more = await takeMore(vault, source, basis, options);
  return {
    bytes: more.size === 0 ? packed.bytes : await addTo(packed.bytes, more),
    edition: packed.edition,
    issued: packed.issued,
    regions: packed.regions,
    isWhole: known.every((id) => packed.regions.includes(id)),
    root,
  };
}

async function takeMore(
  vault: Vault,
  source: Source,
  basis: Basis,
  { withOthers, withApp, reserves = [] }: ExportMirrorOptions,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const takeThere = taking(source);
  const takeWhole: Take = async (file) => {
    const bytes = await takeThere(file);
    if (!bytes) throw new AppError('source/missing', { path: file.path });
    return bytes;
  };
  const others = withOthers ? await takeOtherFiles(vault, basis, takeThere) : [];
  const app = withApp ? await takeAppFiles(vault, takeWhole) : null;
  if (app?.size === 0) throw new AppError('source/missing', { path: 'index.html', want: 'a mirror with the app' });
  const byHand = reserves.length > 0 ? [[reservesPath, encodeReserves(reserves)] as const] : [];
  return new Map([...others, ...(app ?? []), ...byHand].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function addTo(bundle: Uint8Array, more: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const source = bundleSource(bundle);
  const entries = new Map<string, Uint8Array>();
  for (const path of await source.paths()) {
    const bytes = await source.read(path, { maxBytes: bundle.length }, (found) => found);
    if (bytes) entries.set(path, bytes);
  }
  return encodeBundle(new Map([...entries, ...more]));
}
