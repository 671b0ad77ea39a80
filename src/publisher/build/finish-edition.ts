// The second half of every way to publish: an edition with its signatures gets its first answers, is staged, taken in by the
// app's own code, noted in published/, and put in place. Nothing outside the staging folder is touched before that.
import type { Guide } from '../../core/guide/guide.ts';
import { parseMetadata } from '../../core/tuf/metadata.ts';
import type { ArchiveThread } from '../archives/archive-thread.ts';
import {
  type ArchiveReport,
  type StagedArchives,
  stageArchives,
  type WantedArchives,
} from '../archives/write-archives.ts';
import { type Memory, openMemory } from '../memory/memory.ts';
import { seatPagesOf } from '../seat-pages/make-seat-pages.ts';
import { type Targets, targetFilePath } from './edition-targets.ts';
import { makeFirstAnswers } from './first-answers.ts';
import { putInPlace } from './folders/mirror-folder.ts';
import { stageTree } from './folders/staged-tree.ts';
import { verifyOutput } from './folders/verify-output.ts';
import { type EditionFileList, type EditionMetadata, type Published, writePublished } from './published/published.ts';
import { dropPublishedFiles, keepPublishedFiles } from './published/published-files.ts';
import { type RowCounts, writePublishedRows } from './published/published-rows.ts';

/** An edition that is signed, and where it is to be. */
export interface SignedEdition {
  /** Empty. */
  readonly staging: string;
  /** A whole path. */
  readonly mirror: string;
  /** The content folder, locked. */
  readonly dir: string;
  readonly published: Published;
  readonly guide: Guide;
  readonly metadata: EditionMetadata;
  readonly targets: Targets;
  /** By hash. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  /** The app and what hosts read, by mirror path. */
  readonly beside: ReadonlyMap<string, Uint8Array>;
  /** What the next edition will be compared with, by hash. */
  readonly kept: ReadonlyMap<string, Uint8Array>;
  readonly now: Date;
  /** How many rows each table has; null where that is not known. */
  readonly rows: RowCounts | null;
  /** The mirror as one file, beside it. */
  readonly archives: WantedArchives;
  /** That of the content folder where it is left out. */
  readonly memory?: Memory | undefined;
  readonly thread: ArchiveThread;
  readonly onStage: (stage: 'write' | 'verify' | 'publish') => void;
}

/** What was put in place. Sizes in bytes. */
export interface FinishedEdition {
  readonly edition: number;
  readonly filesWritten: number;
  readonly files: number;
  readonly targetSizes: Readonly<Record<string, number>>;
  readonly firstSizes: Readonly<Record<string, number>>;
  readonly archives: ArchiveReport;
}

/** @throws AppError where the app would refuse it; the mirror and published/ are then as they were */
export async function finishEdition(signed: SignedEdition): Promise<FinishedEdition> {
  const { staging, mirror, dir, published, guide, metadata, targets, kept, now, onStage } = signed;
  onStage('write');
  const first = makeFirstAnswers(
    metadata,
    targets,
    guide.regions.map(({ id }) => id),
    signed.blobs,
  );
  const pages = await pagesOf(metadata, signed);
  const files = new Map([...signed.beside, ...mirrorFiles(metadata, targets, signed.blobs), ...first, ...pages]);
  const tree = await stageTree(staging, mirror, files);
  onStage('verify');
  const [root] = metadata.roots;
  const plan = { tree, guide, targets: metadata.targets, wanted: signed.archives };
  const archives = await verifiedAnd(
    verifyOutput({ tree, root, guide, targets, first, now }),
    stageArchives(plan, signed.thread),
  );
  onStage('publish');
  const editions = nextEditions(published.editions, { edition: metadata.snapshotVersion, files: tree.paths });
  await keepPublishedFiles(dir, kept);
  await writePublished(dir, published, metadata, editions);
  if (signed.rows) await writePublishedRows(dir, signed.rows);
  await dropPublishedFiles(dir, kept);
  putInPlace(tree, new Set(editions.flatMap((each) => each.files)));
  await archives.putInPlace();
  return {
    edition: metadata.snapshotVersion,
    filesWritten: tree.fresh.size,
    files: tree.paths.length,
    targetSizes: sizesOf([...targets].map(([path, { bytes }]) => [path, bytes])),
    firstSizes: sizesOf(first),
    archives: archives.report,
  };
}

/** Nobody signs them: whoever wants to know makes them again. */
function pagesOf(
  { targets: list, snapshotVersion: edition }: EditionMetadata,
  { targets, blobs, memory, dir }: SignedEdition,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const { issued = '' } = parseMetadata('targets', list).signed;
  return seatPagesOf({ targets, blobs, edition, issued }, memory ?? openMemory(dir));
}

/** What an edition signs, and its metadata, by mirror path. */
export function mirrorFiles(
  metadata: EditionMetadata,
  targets: Targets,
  blobs: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, Uint8Array> {
  const made = new Map<string, Uint8Array>();
  metadata.roots.forEach((root, i) => void made.set(`metadata/${i + 1}.root.json`, root));
  made.set(`metadata/${metadata.targetsVersion}.targets.json`, metadata.targets);
  for (const [name, { version, bytes }] of metadata.delegated) made.set(`metadata/${version}.${name}.json`, bytes);
  made.set(`metadata/${metadata.snapshotVersion}.snapshot.json`, metadata.snapshot);
  made.set('metadata/timestamp.json', metadata.timestamp);
  for (const [path, target] of targets) made.set(targetFilePath(path, target), target.bytes);
  for (const [sha256, bytes] of blobs) made.set(`blobs/${sha256}`, bytes);
  return made;
}

/** Both end before anything else happens: the folder that they read is deleted next where one of them fails. */
async function verifiedAnd(verified: Promise<void>, staged: Promise<StagedArchives>): Promise<StagedArchives> {
  await Promise.allSettled([verified, staged]);
  await verified;
  return staged;
}

/** The edition before stays on the mirror for phones that are in the middle of taking it. */
function nextEditions(before: readonly EditionFileList[], current: EditionFileList): readonly EditionFileList[] {
  return [...before.filter(({ edition }) => edition !== current.edition).slice(-1), current];
}

function sizesOf(files: Iterable<readonly [string, Uint8Array]>): Readonly<Record<string, number>> {
  return Object.fromEntries([...files].map(([path, bytes]) => [path, bytes.length]));
}
