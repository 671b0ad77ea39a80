// A proposal of an edition and enough signatures, to the mirror: taken in by the app's own code first, noted in published/,
// put in place. Run again after a crash it ends with the same bytes, whoever's signatures are given then.
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isSameBytes, sha256Hex } from '../../core/bytes.ts';
import { AppError } from '../../core/errors.ts';
import { parseAppFiles } from '../../core/guide/app-files.ts';
import { parseGuide } from '../../core/guide/guide.ts';
import { appPath, feedFile, guidePath, shardPath } from '../../core/guide/paths.ts';
import { shardPlaces } from '../../core/guide/questions.ts';
import { parseShard } from '../../core/guide/shard.ts';
import { keyId } from '../../core/tuf/author.ts';
import { parseMetadata, type RoleType, type TargetFile } from '../../core/tuf/metadata.ts';
import { countSigners, ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { verifyTarget } from '../../core/tuf/verify-target.ts';
import { openArchiveThread } from '../archives/archive-thread.ts';
import type { WantedArchives } from '../archives/write-archives.ts';
import { pathOnMirror, type Target, type Targets } from '../build/edition-targets.ts';
import { type FinishedEdition, finishEdition } from '../build/finish-edition.ts';
import { withBuildLock } from '../build/folders/build-lock.ts';
import { refuseForeignFolder } from '../build/folders/mirror-folder.ts';
import { refuseContentFolder, withStaging } from '../build/folders/staging-folder.ts';
import { type EditionMetadata, type Published, readPublished } from '../build/published/published.ts';
import { type GivenLine, gatherSignatures } from './gather-signatures.ts';
import { type Proposal, proposalFault, type Unsigned } from './proposal.ts';

export interface MergeOptions {
  readonly proposal: Proposal;
  readonly lines: readonly GivenLine[];
  /** The content folder, which keeps published/. */
  readonly dir: string;
  readonly mirror: string;
  readonly now: Date;
  readonly archives: WantedArchives;
  readonly onStage: (stage: 'write' | 'verify' | 'publish') => void;
}

/**
 * @throws FaultError where signatures are missing or wrong, or another edition was published since; AppError where the
 * app would refuse it. The mirror and published/ are then as they were
 */
export function mergeEdition(options: MergeOptions): Promise<FinishedEdition> {
  return withBuildLock(options.dir, () => merge(options));
}

async function merge({
  proposal,
  lines,
  dir,
  now,
  archives,
  onStage,
  ...rest
}: MergeOptions): Promise<FinishedEdition> {
  const mirror = resolve(rest.mirror);
  await refuseContentFolder(mirror, dir);
  const published = await readPublished(dir);
  refuseOtherRoots(proposal, published);
  await refuseForeignFolder(mirror, published);
  const { files: signed } = gatherSignatures(proposal, lines);
  const metadata = await readMetadata(
    proposal,
    (each) => adopted(each, published) ?? signed.get(each.path) ?? each.bytes,
  );
  const targets = await readTargets(proposal, metadata);
  const guideFile = targets.get(guidePath);
  if (!guideFile) throw new AppError('source/missing', { path: guidePath });
  const guide = parseGuide(guideFile.bytes);
  const thread = openArchiveThread(archives.car || archives.torrent);
  try {
    return await withStaging(mirror, dir, async (staging) => {
      const beside = await readBeside(join(proposal.dir, 'edition'), targets);
      const blobs = await readBlobs(proposal);
      const kept = await filesToCompare(proposal, targets, blobs);
      const edition = {
        staging,
        mirror,
        dir,
        published,
        guide,
        metadata,
        targets,
        blobs,
        beside,
        kept,
        rows: proposal.rows ?? null,
      };
      return finishEdition({ ...edition, now, archives, thread, onStage });
    });
  } finally {
    await thread.close();
  }
}

/** The chain has to be the guide's own: a proposal of another guide, or from before a rotation, is none for this folder. */
function refuseOtherRoots(proposal: Proposal, { roots }: Published): void {
  const isSame =
    proposal.roots.length === roots.length && roots.every((root, i) => isSameBytes(root, proposal.roots[i] ?? root));
  if (isSame) return;
  const fix = 'merge it where its guide is; where the keys were rotated since, prepare it again';
  throw proposalFault(proposal.dir, 'was prepared under other roots than this guide has', fix);
}

/**
 * What is published already of the same content stays as it is, so that a number never gets other bytes.
 * @throws FaultError where something else is published under that number, or something newer
 */
function adopted({ role, version, message, wanted, path }: Unsigned, published: Published): Uint8Array | null {
  if (role !== 'targets' && role !== 'snapshot' && role !== 'timestamp') return null;
  const bytes = published[role];
  if (!bytes) return null;
  const known = parseMetadata(role, bytes);
  if (known.signed.version < version) return null;
  const [trust] = wanted;
  const keys = Object.fromEntries((trust?.keys ?? []).map((key) => [keyId(key), key]));
  const asRole = { keyids: Object.keys(keys), threshold: trust?.threshold ?? 1 };
  const isStanding = countSigners(known, asRole, keys, ed25519Verifiers) >= asRole.threshold;
  if (known.signed.version === version && isSameBytes(known.message, message) && isStanding) return bytes;
  const fix = 'prepare a new proposal from the guide as it is now';
  throw proposalFault(path, `was overtaken: ${role} ${known.signed.version} is published already`, fix);
}

async function readMetadata(proposal: Proposal, bytesOf: (file: Unsigned) => Uint8Array): Promise<EditionMetadata> {
  const folder = join(proposal.dir, 'edition/metadata');
  const names = await readdir(folder);
  const fresh = new Map(proposal.unsigned.map((each) => [each.path, bytesOf(each)]));
  const read = async (name: string): Promise<Uint8Array> =>
    fresh.get(`metadata/${name}`) ?? readFile(join(folder, name));
  const timestamp = await read('timestamp.json');
  const snapshotVersion = parseMetadata('timestamp', timestamp).signed.meta['snapshot.json'].version;
  const snapshot = await read(`${snapshotVersion}.snapshot.json`);
  const { 'targets.json': top, ...teams } = parseMetadata('snapshot', snapshot).signed.meta;
  const targetsVersion = top?.version ?? 0;
  const delegated = new Map<string, { readonly version: number; readonly bytes: Uint8Array }>();
  for (const [file, { version }] of Object.entries(teams)) {
    if (!names.includes(`${version}.${file}`)) throw new AppError('source/missing', { path: file });
    delegated.set(file.replace(/\.json$/, ''), { version, bytes: await read(`${version}.${file}`) });
  }
  const [first, ...later] = proposal.roots;
  if (!first) throw new AppError('source/missing', { path: 'metadata/1.root.json' });
  const targets = await read(`${targetsVersion}.targets.json`);
  return { roots: [first, ...later], targets, targetsVersion, snapshot, snapshotVersion, timestamp, delegated };
}

/** Every file that the metadata list, against its hash. */
async function readTargets(proposal: Proposal, { targets, delegated }: EditionMetadata): Promise<Targets> {
  const lists = [...[...delegated.values()].map(({ bytes }) => bytes), targets];
  const found = new Map<string, Target>();
  for (const bytes of lists) {
    const files: Readonly<Record<string, TargetFile>> = parseMetadata('targets' satisfies RoleType, bytes).signed
      .targets;
    for (const [path, file] of Object.entries(files)) {
      const mirrorPath = pathOnMirror(path, file.hashes.sha256 ?? '');
      const read = await readFile(join(proposal.dir, 'edition', mirrorPath)).catch(() => null);
      if (!read)
        throw proposalFault(proposal.dir, `is not whole: it lacks ${mirrorPath}`, 'copy the whole folder again');
      found.set(path, { bytes: verifyTarget(file, read), file });
    }
  }
  return found;
}

async function readBlobs(proposal: Proposal): Promise<ReadonlyMap<string, Uint8Array>> {
  const folder = join(proposal.dir, 'edition/blobs');
  const blobs = new Map<string, Uint8Array>();
  for (const name of await readdir(folder).catch(() => [])) {
    const bytes = await readFile(join(folder, name));
    if (sha256Hex(bytes) !== name)
      throw proposalFault(join(folder, name), 'was changed', 'copy the whole folder again');
    blobs.set(name, bytes);
  }
  return blobs;
}

/** What the next edition is compared with, as a build keeps it. */
async function filesToCompare(
  proposal: Proposal,
  targets: Targets,
  blobs: ReadonlyMap<string, Uint8Array>,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const feed = await readFile(join(proposal.dir, 'edition', feedFile)).catch(() => new Uint8Array());
  const kept = new Map<string, Uint8Array>([[sha256Hex(feed), feed]]);
  for (const [path, { bytes }] of targets) {
    if (path === appPath) continue;
    kept.set(sha256Hex(bytes), bytes);
    if (!path.startsWith(shardPath(''))) continue;
    for (const { sha256 } of shardPlaces(parseShard(bytes))) {
      const places = blobs.get(sha256);
      if (places) kept.set(sha256, places);
    }
  }
  return kept;
}

/** Read by hosts alone, so that nothing signs them. */
const hostFiles = ['_headers', '.nojekyll', feedFile];

/** The app as its signed list has it, and what hosts read; nothing else that lies in the proposal. */
async function readBeside(edition: string, targets: Targets): Promise<ReadonlyMap<string, Uint8Array>> {
  const list = targets.get(appPath);
  const found = new Map<string, Uint8Array>();
  for (const { path, sha256 } of list ? parseAppFiles(list.bytes).files : []) {
    const bytes = await readFile(join(edition, path)).catch(() => null);
    if (!bytes || sha256Hex(bytes) !== sha256) {
      throw proposalFault(
        join(edition, path),
        'is not the file of the app that was signed',
        'copy the whole folder again',
      );
    }
    found.set(path, bytes);
  }
  for (const path of hostFiles) {
    const bytes = await readFile(join(edition, path)).catch(() => null);
    if (bytes) found.set(path, bytes);
  }
  return found;
}
