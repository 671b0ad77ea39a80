// What an edition's history needs of the content folder: the last edition's metadata and files, and the words of a feed.
import { join } from 'node:path';
import { encodeUtf8, sha256Hex } from '../../../core/bytes.ts';
import { encodeBlob } from '../../../core/guide/format/blob.ts';
import type { Guide } from '../../../core/guide/guide.ts';
import type { History } from '../../../core/guide/history.ts';
import type { Notice } from '../../../core/guide/pages.ts';
import { appPath, feedFile, historyPath } from '../../../core/guide/paths.ts';
import { parseMetadata } from '../../../core/tuf/metadata.ts';
import { carrierWords } from '../../../paper/carrier/carrier-words.ts';
import { feedText } from '../../../paper/feed.ts';
import type { ContentFiles } from '../content-files.ts';
import { packTarget, pathOnMirror, signedAsItIs, type Target, type Targets } from '../edition-targets.ts';
import { makeHistory } from './make-history.ts';
import type { Published } from './published.ts';
import { readOfHash, readPublishedFile } from './published-files.ts';

export interface EditionHistory {
  /** To be signed as guide/history. */
  readonly target: Target;
  /** To be written beside it as feed.json. */
  readonly feed: Uint8Array;
}

/** Where the last edition is found. */
export interface LastEdition {
  /** The folder that has its published/. */
  readonly desk: string;
  readonly published: Published;
  /** Its mirror, for what published/ has lost. */
  readonly mirror: string;
}

/**
 * @param edition the number that this edition gets if it differs from the last one
 * @param now when it is signed
 */
export async function editionHistory(
  { desk, published, mirror }: LastEdition,
  { targets, guide }: { readonly targets: Targets; readonly guide: Guide },
  files: ContentFiles,
  notices: readonly Notice[],
  edition: number,
  now: Date,
): Promise<EditionHistory> {
  const signed = published.targets && parseMetadata('targets', published.targets).signed.targets;
  const from = published.snapshot ? parseMetadata('snapshot', published.snapshot).signed.version : 0;
  const readBefore = async (sha256: string, mirrorPath: string): Promise<Uint8Array | null> =>
    readPublishedFile(desk, sha256) ?? readOfHash(join(mirror, mirrorPath), sha256);
  const before = signed && hashesOf(signed);
  const { history, isOld } = await makeHistory({
    targets,
    blobs: files.bytes,
    regions: guide.regions.map(({ id }) => id),
    before,
    readBefore,
    from,
    edition,
    issued: `${now.toISOString().slice(0, 19)}Z`,
  });
  const [target, feed] = [before?.get(historyPath), history.feed?.sha256];
  const keptTarget = isOld && target ? await readBefore(target, pathOnMirror(historyPath, target)) : null;
  const keptFeed = feed ? await readBefore(feed, feedFile) : null;
  if (keptTarget && keptFeed) return { target: signedAsItIs(keptTarget), feed: keptFeed };
  const words = await carrierWords(guide.languages, guide.election.digits);
  const fresh = encodeUtf8(feedText({ history, guide, notices }, words));
  return { target: packTarget(wireOf(history, fresh)), feed: fresh };
}

function wireOf(history: History, feed: Uint8Array): object {
  return { ...history, feed: encodeBlob({ sha256: sha256Hex(feed), length: feed.length }) };
}

function hashesOf(
  signed: Readonly<Record<string, { readonly hashes: Readonly<Record<string, string>> }>>,
): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(signed).flatMap(([path, { hashes }]) => (hashes.sha256 ? [[path, hashes.sha256] as const] : [])),
  );
}

/** What the next edition is compared with, by hash: all that says something of the guide. */
export function filesToKeep(
  targets: Targets,
  { bytes, made }: ContentFiles,
  feed: Uint8Array,
): ReadonlyMap<string, Uint8Array> {
  const kept = new Map([[sha256Hex(feed), feed]]);
  for (const [path, target] of targets) {
    if (path !== appPath) kept.set(target.file.hashes.sha256 ?? sha256Hex(target.bytes), target.bytes);
  }
  for (const sha256 of made) {
    const list = bytes.get(sha256);
    if (list) kept.set(sha256, list);
  }
  return kept;
}
