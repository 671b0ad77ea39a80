// From a content folder to a signed mirror: read, check, cut, sign, stage, verify, publish. Nothing outside the staging
// folder is touched before the staged mirror has been taken in whole by the app's own code.
import { resolve } from 'node:path';
import { guideId } from '../../core/tuf/guide-id.ts';
import { type ArchiveThread, openArchiveThread } from '../archives/archive-thread.ts';
import type { ArchiveReport, WantedArchives } from '../archives/write-archives.ts';
import type { Content } from '../content/content.ts';
import { type AskPassphrase, type KeyRing, readKeyRing } from '../keys/key-ring.ts';
import type { ThrowawayRing } from '../keys/throwaway-ring.ts';
import type { Memory } from '../memory/memory.ts';
import { readDeliveries } from '../teams/delivery.ts';
import { cutEdition, refuseLoneSigner } from './cut-edition.ts';
import { finishEdition } from './finish-edition.ts';
import { withBuildLock } from './folders/build-lock.ts';
import { refuseForeignFolder } from './folders/mirror-folder.ts';
import { refuseContentFolder, withStaging } from './folders/staging-folder.ts';
import { type Published, readPublished } from './published/published.ts';
import { rowCounts } from './published/published-rows.ts';

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
  /** Asks for the passphrase of a locked key; where it is left out, locked keys cannot sign. */
  readonly ask?: AskPassphrase | undefined;
  /** What spares working the same out again; that of the content folder where it is left out. */
  readonly memory?: Memory | undefined;
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
  const ring = options.draft?.keys ?? (await readKeyRing(content.dir, options.ask));
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
  const { content } = options;
  const deliveries = await readDeliveries(content.dir, ring.teams);
  const desk = deskOf(options);
  const plan = {
    ...options,
    desk,
    mirror,
    ring,
    published,
    deliveries,
    isUnsigned: false,
    isDraft: options.draft !== undefined,
  };
  const cut = await cutEdition(plan);
  const place = { staging, mirror, thread, published, dir: desk, rows: rowCounts(content) };
  const finished = await finishEdition({ ...options, ...cut, ...place });
  return {
    guideId: guideId(cut.metadata.roots[0]),
    changed: finished.filesWritten > 0,
    regions: cut.guide.regions.length,
    seats: cut.guide.seats.code.length,
    candidates: content.candidates.length,
    ...finished,
  };
}
