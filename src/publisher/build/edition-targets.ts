// Cuts a guide into the files that are signed: the head, the region shards, the name indexes.
import { encodeUtf8, sha256Hex } from '../../core/bytes.ts';
import type { AppFiles } from '../../core/guide/app-files.ts';
import type { Guide } from '../../core/guide/guide.ts';
import {
  eventsPath,
  guidePath,
  mediaPath,
  namesPath,
  noticesPath,
  pagesPath,
  partiesPath,
  shardPath,
  symbolsPath,
} from '../../core/guide/paths.ts';
import { describeTarget } from '../../core/tuf/author.ts';
import type { TargetFile } from '../../core/tuf/metadata.ts';
import type { Content } from '../content/content.ts';
import { type Kind, recall } from '../memory/memory.ts';
import { hashOf } from '../small-files.ts';
import type { ContentFiles } from './content-files.ts';
import { encodeGuide } from './encode/encode-guide.ts';
import { encodeMedia } from './encode/encode-media.ts';
import { encodeNames } from './encode/encode-names.ts';
import { encodeEvents, encodeNotices, encodePages } from './encode/encode-pages.ts';
import { encodeRuns } from './encode/encode-runs.ts';
import { encodeShards } from './encode/encode-shards.ts';
import { encodeParties, encodeSymbols } from './encode/encode-symbols.ts';
import { type Packing, packingAnew } from './packing.ts';

/** A file to be signed. */
export interface Target {
  readonly bytes: Uint8Array;
  readonly file: TargetFile;
}

/** By target path. */
export type Targets = ReadonlyMap<string, Target>;

/** A guide's targets without the app's, and the guide as it is signed. */
export function makeTargets(
  content: Content,
  files: ContentFiles,
  isDraft: boolean,
  packing: Packing = packingAnew,
): { readonly targets: Targets; readonly guide: Guide } {
  const guide = encodeGuide(content, isDraft);
  const targets = new Map<string, Target>();
  const add = (path: string, value: unknown): void => void targets.set(path, signedAsItIs(packing.pack(value)));
  add(guidePath, { ...guide, seats: { ...guide.seats, code: encodeRuns(guide.seats.code) } });
  add(symbolsPath, encodeSymbols(content, files));
  add(partiesPath, encodeParties(content));
  add(pagesPath, encodePages(content, files));
  add(noticesPath, encodeNotices(content));
  if (content.guide.events.length > 0) add(eventsPath, encodeEvents(content, files));
  if (content.guide.media.length + content.media.length > 0) add(mediaPath, encodeMedia(content, files));
  for (const [region, shard] of encodeShards(content, files, packing)) add(shardPath(region), shard);
  for (const language of content.guide.languages)
    targets.set(namesPath(language), signedAsItIs(packedNames(content, guide, language, packing)));
  return { targets, guide };
}

/** app.json is read before anything else and is small, so it is signed as it is. */
export function appTarget(app: AppFiles): Target {
  return signedAsItIs(encodeUtf8(JSON.stringify(app)));
}

export function signedAsItIs(bytes: Uint8Array): Target {
  return { bytes, file: describeTarget(bytes) };
}

/** What targets metadata signs, paths in order. */
export function describeTargets(targets: Targets): Readonly<Record<string, TargetFile>> {
  return Object.fromEntries([...targets].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, { file }]) => [path, file]));
}

/** Where a mirror has a target: its hash stands before its name. */
export function targetFilePath(path: string, { bytes, file }: Target): string {
  return pathOnMirror(path, file.hashes.sha256 ?? sha256Hex(bytes));
}

/** The same, of a target whose hash is known. */
export function pathOnMirror(path: string, sha256: string): string {
  const name = path.lastIndexOf('/') + 1;
  return `targets/${path.slice(0, name)}${sha256}.${path.slice(name)}`;
}

/** Which targets the app's first answer needs besides the region's shard. */
export const firstHead: readonly string[] = [guidePath, symbolsPath, partiesPath, pagesPath, noticesPath];

/** JSON, deflated. */
export function packTarget(value: unknown): Target {
  return signedAsItIs(packingAnew.pack(value));
}

/** The index of one language's names: the most costly part of an edition, and in most editions the same. */
function packedNames(
  { candidates }: Content,
  { regions, seats }: Guide,
  language: string,
  { pack, kept, memory }: Packing,
): Uint8Array {
  const regionRows = new Map(seats.code.map((code, row) => [code, [seats.region[row] ?? []].flat()]));
  const names = candidates.flatMap(({ contest, name }) => {
    const text = name[language];
    return text ? (regionRows.get(contest) ?? []).map((region) => ({ name: text, region })) : [];
  });
  const kind: Kind<Uint8Array> = {
    name: `names-${language.toLowerCase()}`,
    write: hashOf,
    read: (value) => kept(String(value)),
  };
  return recall(memory, kind, [names, regions.length], () => pack(encodeNames(names, regions.length)));
}
