// The small bundles that answer first: everything that one region's cards need, in one request; of pictures only the few that
// first-pictures.ts names.
import { deflateSync } from 'fflate';
import { encodeBundle, type Packer } from '../../core/bundle/bundle-writer.ts';
import { firstHeadPath, firstPath, shardPath, symbolsPath } from '../../core/guide/paths.ts';
import { parseMetadata } from '../../core/tuf/metadata.ts';
import { firstHead, type Targets, targetFilePath } from './edition-targets.ts';
import { openFirstPictures } from './first-pictures.ts';
import type { EditionMetadata } from './published/published.ts';

// Metadata is plain JSON and symbols are drawings, and most hosts compress no zip on its way; targets are deflated already.
// Much of it is the same in every bundle of an edition.
function openPacker(): Packer {
  const packed = new Map<Uint8Array, Uint8Array>();
  return (path, bytes) => {
    if (!/^(metadata|blobs)\//.test(path)) return null;
    const made = packed.get(bytes) ?? deflateSync(bytes, { level: 9, mem: 8 });
    packed.set(bytes, made);
    return made.length < bytes.length ? made : null;
  };
}

/**
 * Bundles by mirror path: one a region, and the head alone.
 * @param blobs by hash: pictures, among others
 */
export function makeFirstAnswers(
  metadata: EditionMetadata,
  targets: Targets,
  regions: readonly string[],
  blobs: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, Uint8Array> {
  const pack = openPacker();
  const head = new Map<string, Uint8Array>();
  // The first root is built into the app.
  metadata.roots.slice(1).forEach((root, i) => void head.set(`metadata/${i + 2}.root.json`, root));
  head.set('metadata/timestamp.json', metadata.timestamp);
  head.set(`metadata/${metadata.snapshotVersion}.snapshot.json`, metadata.snapshot);
  head.set(`metadata/${metadata.targetsVersion}.targets.json`, metadata.targets);
  const add = (entries: Map<string, Uint8Array>, path: string): void => {
    const target = targets.get(path);
    if (target) entries.set(targetFilePath(path, target), target.bytes);
  };
  for (const path of firstHead) add(head, path);
  const lengthOf = (path: string, bytes: Uint8Array): number => (pack(path, bytes) ?? bytes).length;
  const picturesOf = openFirstPictures(targets.get(symbolsPath)?.bytes, blobs, lengthOf);
  const bundles = new Map([[firstHeadPath, encodeBundle(head, pack)]]);
  for (const region of regions) {
    const entries = new Map(head);
    for (const [name, { version, bytes }] of metadata.delegated) {
      if (signsFor(bytes, region)) entries.set(`metadata/${version}.${name}.json`, bytes);
    }
    add(entries, shardPath(region));
    for (const [path, bytes] of picturesOf(targets.get(shardPath(region))?.bytes)) entries.set(path, bytes);
    bundles.set(firstPath(region), encodeBundle(entries, pack));
  }
  return bundles;
}

function signsFor(teamFile: Uint8Array, region: string): boolean {
  return Object.keys(parseMetadata('targets', teamFile).signed.targets).includes(shardPath(region));
}
