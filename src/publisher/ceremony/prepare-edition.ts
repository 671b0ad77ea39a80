// Content to a proposal: the whole mirror as it would be, its new metadata without signatures, and beside it what the last
// edition had. The numbers in it are noted as given before anybody can see it.
import { mkdir, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { encodeUtf8 } from '../../core/bytes.ts';
import { parseMetadata } from '../../core/tuf/metadata.ts';
import { cutEdition, refuseLoneSigner } from '../build/cut-edition.ts';
import { pathOnMirror } from '../build/edition-targets.ts';
import { mirrorFiles } from '../build/finish-edition.ts';
import { withBuildLock } from '../build/folders/build-lock.ts';
import { refuseForeignFolder } from '../build/folders/mirror-folder.ts';
import { writeFiles } from '../build/folders/staged-tree.ts';
import { refuseContentFolder, withStaging } from '../build/folders/staging-folder.ts';
import {
  type EditionMetadata,
  type GivenNumbers,
  giveNumbers,
  type Published,
  readPublished,
  readPublishedMetadata,
} from '../build/published/published.ts';
import { readPublishedFiles } from '../build/published/published-files.ts';
import { rowCounts } from '../build/published/published-rows.ts';
import type { Content } from '../content/content.ts';
import { readKeyRing } from '../keys/key-ring.ts';
import { readDeliveries } from '../teams/delivery.ts';
import { openProposal, type ProposalFile, proposalFault } from './proposal.ts';
import type { ProposedSlips } from './proposed-slips.ts';
import { refuseExisting } from './refuse-existing.ts';

export interface PrepareOptions {
  /** Content that was read and checked. */
  readonly content: Content;
  /** The folder to make. */
  readonly out: string;
  /** Where the last edition lies, for what published/ has lost; null where that is not at hand. */
  readonly mirror: string | null;
  /** Whole seconds. */
  readonly now: Date;
  /** The built app; null leaves it out. */
  readonly shellDir: string | null;
  /** Slips that are signed together with the edition. */
  readonly slips?: ProposedSlips | undefined;
  readonly onStage: (stage: 'pictures' | 'cut' | 'app' | 'sign') => void;
}

/**
 * Makes the proposal of an edition.
 * @throws FaultError where nothing changed, or the folder is there already; nothing is written then
 */
export function prepareEdition(options: PrepareOptions): Promise<void> {
  return withBuildLock(options.content.dir, () => prepare(options));
}

async function prepare(options: PrepareOptions): Promise<void> {
  const { content, now } = options;
  const [out, mirror] = [resolve(options.out), options.mirror === null ? null : resolve(options.mirror)];
  await refuseExisting(out);
  await refuseContentFolder(out, content.dir);
  const published = await readPublished(content.dir);
  if (mirror !== null) await refuseForeignFolder(mirror, published);
  const ring = await readKeyRing(content.dir);
  refuseLoneSigner(ring, content.guide.demo);
  const deliveries = await readDeliveries(content.dir, ring.teams);
  await withStaging(out, content.dir, async (staging) => {
    const edition = join(staging, 'edition');
    await mkdir(edition);
    const desk = { desk: content.dir, mirror: mirror ?? out, published };
    const plan = { ...options, ...desk, ring, deliveries, timestampOnly: false, isUnsigned: true, isDraft: false };
    const { metadata, targets, blobs, beside } = await cutEdition(plan);
    const fresh = freshFiles(metadata, published);
    const made = mirrorFiles(metadata, targets, blobs);
    writeFiles(edition, new Map([...beside, ...made]));
    await copyBefore(content.dir, published, staging, new Set(made.keys()));
    const names = Object.fromEntries(ring.names);
    const rows = rowCounts(content);
    const about = { format: 1, kind: 'edition', made: now.toISOString(), files: fresh.paths, names, rows } as const;
    await writeProposalFile(staging, { ...about, ...(options.slips && { slips: options.slips }) });
    // As each signer's computer will: a slip that cannot be made is told before a number is given.
    await openProposal(staging);
    await giveNumbers(content.dir, published.given, fresh.numbers);
    await rename(staging, out);
  });
}

/** What nobody has signed yet, and under which numbers. @throws FaultError where there is nothing */
function freshFiles(
  metadata: EditionMetadata,
  published: Published,
): { readonly paths: readonly string[]; readonly numbers: GivenNumbers } {
  const { targets, targetsVersion, snapshot, snapshotVersion, timestamp } = metadata;
  const all = [
    { role: 'targets', path: `metadata/${targetsVersion}.targets.json`, version: targetsVersion, bytes: targets },
    { role: 'snapshot', path: `metadata/${snapshotVersion}.snapshot.json`, version: snapshotVersion, bytes: snapshot },
    {
      role: 'timestamp',
      path: 'metadata/timestamp.json',
      version: parseMetadata('timestamp', timestamp).signed.version,
      bytes: timestamp,
    },
  ] as const;
  const fresh = all.filter(({ role, bytes }) => published[role] !== bytes);
  if (fresh.length === 0)
    throw proposalFault(
      'published',
      'nothing changed since the last edition, so there is nothing to sign',
      'change the tables first; the date alone is signed with: nishan build FOLDER --out MIRROR --timestamp-only',
    );
  return {
    paths: fresh.map(({ path }) => path),
    numbers: Object.fromEntries(fresh.map(({ role, version }) => [role, version])),
  };
}

/** The last edition, as far as the proposal has other files: what a review compares with, still signed. */
async function copyBefore(
  dir: string,
  published: Published,
  staging: string,
  made: ReadonlySet<string>,
): Promise<void> {
  const { targets, snapshot, timestamp } = published;
  if (!targets || !snapshot || !timestamp) return;
  const { meta } = parseMetadata('snapshot', snapshot).signed;
  const files = new Map<string, Uint8Array>([
    ...published.roots.map((root, i) => [`metadata/${i + 1}.root.json`, root] as const),
    ['metadata/timestamp.json', timestamp],
    [`metadata/${parseMetadata('snapshot', snapshot).signed.version}.snapshot.json`, snapshot],
  ]);
  const hashes = new Map<string, string>();
  for (const [file, { version }] of Object.entries(meta)) {
    const bytes = file === 'targets.json' ? targets : await readPublishedMetadata(dir, `${version}.${file}`);
    files.set(`metadata/${version}.${file}`, bytes);
    for (const [path, { hashes: signed }] of Object.entries(parseMetadata('targets', bytes).signed.targets)) {
      if (signed.sha256 !== undefined) hashes.set(signed.sha256, pathOnMirror(path, signed.sha256));
    }
  }
  for (const [sha256, bytes] of await readPublishedFiles(dir)) {
    const path = hashes.get(sha256) ?? `blobs/${sha256}`;
    if (!made.has(path)) files.set(path, bytes);
  }
  writeFiles(join(staging, 'before'), files);
}

/** @param dir the proposal's folder */
export async function writeProposalFile(dir: string, proposal: ProposalFile): Promise<void> {
  writeFiles(dir, new Map([['proposal.json', encodeUtf8(`${JSON.stringify(proposal, null, 2)}\n`)]]));
}
