// The first half of every way to publish: content to the files of an edition and the metadata that lists them, the app in
// its place. Nothing is signed here but what the keys of this computer sign.
import type { AppFiles } from '../../core/guide/app-files.ts';
import type { Guide } from '../../core/guide/guide.ts';
import { appPath, feedFile, historyPath } from '../../core/guide/paths.ts';
import { foreignIn, seatsByRegion } from '../../core/guide/seats/region-seats.ts';
import { parseShard } from '../../core/guide/shard.ts';
import { guideId } from '../../core/tuf/guide-id.ts';
import { refuseOwnMarked } from '../check/check-counterfeits.ts';
import type { Content } from '../content/content.ts';
import { FaultError } from '../content/fault.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { type Memory, openMemory } from '../memory/memory.ts';
import { makeShell } from '../shell.ts';
import { type Delivery, deliveryFault } from '../teams/delivery.ts';
import { readContentFiles } from './content-files.ts';
import { appTarget, describeTargets, makeTargets, type Targets } from './edition-targets.ts';
import { encodeHints } from './encode/encode-hints.ts';
import { openPacking } from './packing.ts';
import { editionHistory, filesToKeep } from './published/edition-history.ts';
import { type EditionMetadata, nextNumber, type Published } from './published/published.ts';
import { readPublishedFiles } from './published/published-files.ts';
import { signEdition, signRoots } from './sign-edition.ts';

/** What an edition is cut from. */
export interface CutOptions {
  /** Content that was read and checked. */
  readonly content: Content;
  /** The folder that has published/. */
  readonly desk: string;
  /** Where the last edition lies, for what published/ has lost. */
  readonly mirror: string;
  readonly ring: KeyRing;
  readonly published: Published;
  /** Sets every date; whole seconds. */
  readonly now: Date;
  /** The built app; null leaves it out. */
  readonly shellDir: string | null;
  readonly timestampOnly: boolean;
  /** Others sign it elsewhere. */
  readonly isUnsigned: boolean;
  /** Marked as a draft in what is signed. */
  readonly isDraft: boolean;
  /** What teams have signed for their regions. */
  readonly deliveries: readonly Delivery[];
  /** That of the content folder where it is left out. */
  readonly memory?: Memory | undefined;
  readonly onStage: (stage: 'pictures' | 'cut' | 'app' | 'sign') => void;
}

/** An edition before it is staged: all of its files, none of them written yet. */
export interface CutEdition {
  readonly guide: Guide;
  /** Everything that is signed, whoever signs it. */
  readonly targets: Targets;
  /** By hash. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  readonly metadata: EditionMetadata;
  /** The app and what hosts read, by mirror path. */
  readonly beside: ReadonlyMap<string, Uint8Array>;
  /** What the next edition will be compared with, by hash. */
  readonly kept: ReadonlyMap<string, Uint8Array>;
}

/** Signed where the app was not built: such a mirror serves phones that have the app. */
const noApp: AppFiles = { format: 1, worker: `sw-${'0'.repeat(16)}.js`, files: [] };

/**
 * Cuts an edition.
 * @throws FaultError with what to mend; what signEdition throws
 */
export async function cutEdition(options: CutOptions): Promise<CutEdition> {
  const { content, deliveries, onStage } = options;
  onStage('pictures');
  const files = await readContentFiles(content);
  onStage('cut');
  const packing = openPacking(await readPublishedFiles(options.desk), options.memory ?? openMemory(content.dir));
  const { targets: made, guide } = makeTargets(content, files, options.isDraft, packing);
  refuseForeignSeats(guide, deliveries);
  const delivered = deliveries.flatMap(({ targets }) => [...targets]);
  for (const { blobs } of deliveries) for (const blob of blobs.values()) files.add(blob);
  const history = await editionHistory(
    { desk: options.desk, published: options.published, mirror: options.mirror },
    { targets: new Map([...made, ...delivered]), guide },
    files,
    content.guide.notices,
    nextNumber(options.published, 'snapshot'),
    options.now,
  );
  onStage('app');
  // The app carries the first root, and the signed list of the app's files names the page that carries it.
  const roots = await signRoots(options);
  refuseOwnMarked(content.guide.notices, guideId(roots[0]));
  const app = await makeApp(options, roots[0], guide);
  const isDelivered = (path: string): boolean => delivered.some(([theirs]) => theirs === path);
  const own: Targets = new Map(
    [...made, [historyPath, history.target] as const, [appPath, appTarget(app.list)] as const].filter(
      ([path]) => !isDelivered(path),
    ),
  );
  onStage('sign');
  const metadata = await signEdition(options, roots, describeTargets(own));
  const targets = new Map([...own, ...delivered]);
  const beside = new Map([...app.files, [feedFile, history.feed]]);
  return { guide, targets, blobs: files.bytes, metadata, beside, kept: filesToKeep(targets, files, history.feed) };
}

/** The app, and the list of it that is signed. */
interface MadeApp {
  readonly list: AppFiles;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

async function makeApp(options: CutOptions, root: Uint8Array, guide: Guide): Promise<MadeApp> {
  const { shellDir } = options;
  if (shellDir === null) return { list: noApp, files: new Map() };
  const title = guide.publisher.name[guide.languages[0] ?? ''] ?? guide.election.id;
  const name = guide.draft === true ? `DRAFT: ${title}` : title;
  const { placed, files } = await makeShell({
    shellDir,
    root,
    guideId: guideId(root),
    hints: encodeHints(guide),
    name,
    languages: guide.languages,
    demo: guide.demo === true,
    neutralName: options.content.guide.neutralName,
  });
  return { list: { format: 1, ...placed }, files };
}

/** Before anybody signs: phones would refuse the region, and with it the work of everybody who signed. */
function refuseForeignSeats(guide: Guide, deliveries: readonly Delivery[]): void {
  const seats = seatsByRegion(guide);
  for (const { team, targets } of deliveries) {
    for (const { bytes } of targets.values()) {
      const shard = parseShard(bytes);
      const foreign = foreignIn(shard, seats.get(shard.region) ?? new Set());
      if (foreign === null) continue;
      const message = `what the team "${team.name}" delivered for ${shard.region} speaks of ${foreign}, which is not that region's`;
      throw deliveryFault(
        `teams/${team.name}`,
        message,
        'ask the team what this is; take no further delivery of theirs until you know',
      );
    }
  }
}

/** One seized laptop must not be able to change a symbol. */
export function refuseLoneSigner(ring: KeyRing, isDemo: boolean): void {
  if (isDemo) return;
  const roles = (['root', 'targets', 'snapshot'] as const).map((name) => ({ name, ...ring.roles[name] }));
  for (const { name, threshold } of [...roles, ...ring.teams]) {
    if (threshold >= 2) continue;
    const message = `${name} asks for one signature only, and this guide is not a demo`;
    const fix = 'use keys with a threshold of 2 or more, as `nishan init FOLDER --empty` makes them';
    throw new FaultError([{ severity: 'error', code: 'lone-signer', file: 'keys/roles.json', message, fix }]);
  }
}
