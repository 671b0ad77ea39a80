// From a content folder to a signed mirror: read, check, cut, sign, stage, verify, publish. Nothing outside the staging
// folder is touched before the staged mirror has been taken in whole by the app's own code.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { AppFiles } from '../../core/guide/app-files.ts';
import type { Guide } from '../../core/guide/guide.ts';
import { appPath, feedFile, historyPath } from '../../core/guide/paths.ts';
import { guideId } from '../../core/tuf/guide-id.ts';
import { parseMetadata } from '../../core/tuf/metadata.ts';
import { type ArchiveThread, openArchiveThread } from '../archives/archive-thread.ts';
import {
  type ArchiveReport,
  type StagedArchives,
  stageArchives,
  type WantedArchives,
} from '../archives/write-archives.ts';
import type { Content } from '../content/content.ts';
import { FaultError } from '../content/fault.ts';
import { type KeyRing, readKeyRing } from '../keys/key-ring.ts';
import type { ThrowawayRing } from '../keys/throwaway-ring.ts';
import { placeShell } from '../shell.ts';
import { withBuildLock } from './build-lock.ts';
import { type ContentFiles, readContentFiles } from './content-files.ts';
import { editionHistory, filesToKeep } from './edition-history.ts';
import { appTarget, describeTargets, makeTargets, type Targets, targetFilePath } from './edition-targets.ts';
import { encodeHints } from './encode-hints.ts';
import { makeFirstAnswers } from './first-answers.ts';
import { listFiles, putInPlace, refuseForeignFolder } from './mirror-folder.ts';
import {
  type EditionFileList,
  type EditionMetadata,
  type Published,
  readPublished,
  writePublished,
} from './published.ts';
import { dropPublishedFiles, keepPublishedFiles } from './published-files.ts';
import { rowCounts, writePublishedRows } from './published-rows.ts';
import { signEdition, signRoots } from './sign-edition.ts';
import { refuseContentFolder, withStaging } from './staging-folder.ts';
import { verifyOutput } from './verify-output.ts';

/** Where a draft is signed: beside the content folder, which it leaves as it is. */
export interface DraftDesk {
  readonly keys: ThrowawayRing;
  /** An own folder, for what was signed before. */
  readonly dir: string;
}

export interface BuildOptions {
  /** Content that was read and checked. */
  readonly content: Content;
  /** Where the mirror is to be. */
  readonly mirror: string;
  /** Sets every date of the build; whole seconds. */
  readonly now: Date;
  /** The built app; null leaves it out. */
  readonly shellDir: string | null;
  /** Only a new timestamp: nothing else may have changed. */
  readonly timestampOnly: boolean;
  /** Makes a draft: marked so in what is signed, by keys of no worth. Left out, the guide's own keys sign. */
  readonly draft?: DraftDesk | undefined;
  /** The mirror as one file, beside it. */
  readonly archives: WantedArchives;
  /** Called at the start of each stage. */
  readonly onStage: (stage: Stage) => void;
}

/** The stages of a build, in their order. */
export type Stage = 'keys' | 'pictures' | 'cut' | 'app' | 'sign' | 'write' | 'verify' | 'publish';

/** What was built. Sizes in bytes. */
export interface BuildReport {
  readonly guideId: string;
  readonly edition: number;
  /** Whether anything on the mirror is new. */
  readonly changed: boolean;
  readonly filesWritten: number;
  readonly regions: number;
  readonly seats: number;
  readonly candidates: number;
  readonly files: number;
  readonly targetSizes: Readonly<Record<string, number>>;
  readonly firstSizes: Readonly<Record<string, number>>;
  readonly archives: ArchiveReport;
}

/** Signed where the app was not built: such a mirror serves phones that have the app. */
const noApp: AppFiles = { format: 1, worker: `sw-${'0'.repeat(16)}.js`, files: [] };

/**
 * Builds and publishes.
 * @throws FaultError with what to mend; AppError where the output would be refused by the app. The mirror is then as
 * it was
 */
export function buildMirror(options: BuildOptions): Promise<BuildReport> {
  return withBuildLock(deskOf(options), () => build(options));
}

/** What remembers the editions: the content folder itself, but for a draft. */
function deskOf({ draft, content }: BuildOptions): string {
  return draft?.dir ?? content.dir;
}

async function build(options: BuildOptions): Promise<BuildReport> {
  const { content, onStage } = options;
  const mirror = resolve(options.mirror);
  onStage('keys');
  const published = await readPublished(deskOf(options));
  await refuseContentFolder(mirror, content.dir);
  await refuseForeignFolder(mirror, published);
  const ring = options.draft?.keys ?? (await readKeyRing(content.dir));
  refuseLoneSigner(ring, content.guide.demo || options.draft !== undefined);
  const thread = openArchiveThread(options.archives.car || options.archives.torrent);
  try {
    return await withStaging(mirror, deskOf(options), (staging) =>
      buildIn({ staging, mirror, thread }, ring, published, options),
    );
  } finally {
    await thread.close();
  }
}

/** Where a build works, and who helps. */
interface Workshop {
  readonly staging: string;
  readonly mirror: string;
  readonly thread: ArchiveThread;
}

async function buildIn(
  { staging, mirror, thread }: Workshop,
  ring: KeyRing,
  published: Published,
  options: BuildOptions,
): Promise<BuildReport> {
  const { content, now, timestampOnly, onStage } = options;
  onStage('pictures');
  const files = await readContentFiles(content);
  onStage('cut');
  const { targets: guideTargets, guide } = makeTargets(content, files, options.draft !== undefined);
  const history = await editionHistory(
    { desk: deskOf(options), published, mirror },
    { targets: guideTargets, guide },
    files,
    content.guide.notices,
    nextEdition(published),
    now,
  );
  onStage('app');
  const plan = { ring, published, now, timestampOnly };
  // The app carries the first root, and the signed list of the app's files names the page that carries it.
  const roots = signRoots(plan);
  const app = await placeApp(staging, options, roots[0], guide);
  const targets: Targets = new Map([...guideTargets, [historyPath, history.target], [appPath, appTarget(app)]]);
  onStage('sign');
  const metadata = signEdition(plan, roots, describeTargets(targets));
  const first = makeFirstAnswers(
    metadata,
    targets,
    guide.regions.map(({ id }) => id),
  );
  onStage('write');
  await stage(staging, metadata, targets, files, first);
  await writeFile(join(staging, feedFile), history.feed);
  onStage('verify');
  const root = roots[0];
  const paths = await listFiles(staging);
  const archivePlan = { staging, mirror, paths, guide, targets: metadata.targets, wanted: options.archives };
  const archives = await verifiedAnd(
    verifyOutput({ dir: staging, root, guide, targets, first, now }),
    stageArchives(archivePlan, thread),
  );
  onStage('publish');
  const editions = nextEditions(published.editions, { edition: metadata.snapshotVersion, files: paths });
  const kept = filesToKeep(targets, files, history.feed);
  await keepPublishedFiles(deskOf(options), kept);
  await writePublished(deskOf(options), published, metadata, editions);
  await writePublishedRows(deskOf(options), rowCounts(content));
  await dropPublishedFiles(deskOf(options), kept);
  const filesWritten = await putInPlace(staging, mirror, new Set(editions.flatMap((each) => each.files)));
  await archives.putInPlace();
  return {
    guideId: guideId(root),
    edition: metadata.snapshotVersion,
    changed: filesWritten > 0,
    filesWritten,
    regions: guide.regions.length,
    seats: guide.seats.code.length,
    candidates: content.candidates.length,
    files: paths.length,
    targetSizes: Object.fromEntries([...targets].map(([path, { bytes }]) => [path, bytes.length])),
    firstSizes: Object.fromEntries([...first].map(([path, bytes]) => [path, bytes.length])),
    archives: archives.report,
  };
}

/** The number that an edition gets if it differs from the last one. */
function nextEdition({ snapshot }: Published): number {
  return 1 + (snapshot ? parseMetadata('snapshot', snapshot).signed.version : 0);
}

/** Both end before anything else happens: the folder that they read is deleted next where one of them fails. */
async function verifiedAnd(verified: Promise<void>, staged: Promise<StagedArchives>): Promise<StagedArchives> {
  await Promise.allSettled([verified, staged]);
  await verified;
  return staged;
}

async function placeApp(outDir: string, options: BuildOptions, root: Uint8Array, guide: Guide): Promise<AppFiles> {
  const { shellDir } = options;
  if (shellDir === null) return noApp;
  const title = guide.publisher.name[guide.languages[0] ?? ''] ?? guide.election.id;
  const name = guide.draft === true ? `DRAFT: ${title}` : title;
  const placed = await placeShell({
    shellDir,
    outDir,
    root,
    hints: encodeHints(guide),
    name,
    languages: guide.languages,
    demo: guide.demo === true,
  });
  return { format: 1, ...placed };
}

async function stage(
  staging: string,
  metadata: EditionMetadata,
  targets: Targets,
  files: ContentFiles,
  first: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  const made = new Map<string, Uint8Array>(first);
  metadata.roots.forEach((root, i) => void made.set(`metadata/${i + 1}.root.json`, root));
  made.set(`metadata/${metadata.targetsVersion}.targets.json`, metadata.targets);
  made.set(`metadata/${metadata.snapshotVersion}.snapshot.json`, metadata.snapshot);
  made.set('metadata/timestamp.json', metadata.timestamp);
  for (const [path, target] of targets) made.set(targetFilePath(path, target), target.bytes);
  for (const [sha256, bytes] of files.bytes) made.set(`blobs/${sha256}`, bytes);
  const folders = new Set([...made.keys()].map((path) => dirname(path)));
  for (const folder of folders) await mkdir(join(staging, folder), { recursive: true });
  for (const [path, bytes] of made) await writeFile(join(staging, path), bytes);
}

/** The edition before stays on the mirror for phones that are in the middle of taking it. */
function nextEditions(before: readonly EditionFileList[], current: EditionFileList): readonly EditionFileList[] {
  return [...before.filter(({ edition }) => edition !== current.edition).slice(-1), current];
}

/** One seized laptop must not be able to change a symbol. */
function refuseLoneSigner(ring: KeyRing, isDemo: boolean): void {
  if (isDemo) return;
  for (const role of ['root', 'targets', 'snapshot'] as const) {
    if (ring.roles[role].threshold >= 2) continue;
    const message = `${role} asks for one signature only, and this guide is not a demo`;
    const fix = 'use keys with a threshold of 2 or more, as `nishan init FOLDER --empty` makes them';
    throw new FaultError([{ severity: 'error', code: 'lone-signer', file: 'keys/roles.json', message, fix }]);
  }
}
