// A team's own ceremony: a proposal with its regions' shards alone, and what is handed to the centre when enough of the team
// have signed. The team works in a copy of the guide; what it changes elsewhere in it goes nowhere.
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { sha256Hex } from '../../core/bytes.ts';
import { shardPath } from '../../core/guide/paths.ts';
import { authorTargets } from '../../core/tuf/author.ts';
import { parseMetadata } from '../../core/tuf/metadata.ts';
import { type ContentFiles, readContentFiles } from '../build/content-files.ts';
import { describeTargets, firstHead, makeTargets, type Targets, targetFilePath } from '../build/edition-targets.ts';
import { withBuildLock } from '../build/folders/build-lock.ts';
import { writeFiles } from '../build/folders/staged-tree.ts';
import { refuseContentFolder, withStaging } from '../build/folders/staging-folder.ts';
import { giveNumbers, readPublished } from '../build/published/published.ts';
import { lifetimes } from '../build/sign-edition.ts';
import { type GivenLine, gatherSignatures } from '../ceremony/gather-signatures.ts';
import { writeProposalFile } from '../ceremony/prepare-edition.ts';
import { type Proposal, proposalFault, teamOf } from '../ceremony/proposal.ts';
import { refuseExisting } from '../ceremony/refuse-existing.ts';
import type { Content } from '../content/content.ts';
import { type KeyRing, readKeyRing, type Team } from '../keys/key-ring.ts';
import { writeAtomically } from '../tuf/atomic-write.ts';
import {
  type Delivery,
  deliveryFault,
  deliveryFiles,
  deliveryFolder,
  judgeDelivery,
  readDelivery,
} from './delivery.ts';
import { shardBlobs } from './shard-blobs.ts';

const dayMs = 86_400_000;

export interface TeamProposalOptions {
  /** The team's copy of the guide, read and checked. */
  readonly content: Content;
  /** The folder to make. */
  readonly out: string;
  readonly team: string;
  readonly now: Date;
}

/** Makes the proposal of a team's next delivery. @throws FaultError */
export function prepareTeam({ content, out, team, now }: TeamProposalOptions): Promise<void> {
  return withBuildLock(content.dir, async () => {
    const place = resolve(out);
    await refuseExisting(place);
    await refuseContentFolder(place, content.dir);
    const ring = await readKeyRing(content.dir);
    const own = findTeam(ring, team);
    const published = await readPublished(content.dir);
    if (published.roots.length === 0) {
      throw proposalFault(
        'published',
        'has no root: this is no copy of a guide that was published',
        'ask the centre for one',
      );
    }
    const before = await readDelivery(deliveryFolder(content.dir, team), own);
    const version = Math.max(before?.version ?? 0, published.given[team] ?? 0) + 1;
    const files = await readContentFiles(content);
    const { targets } = makeTargets(content, files, false);
    const shards = shardsOf(own, targets);
    const signed = { version, expires: new Date(now.getTime() + lifetimes.targets.days * dayMs), issued: now };
    const bytes = authorTargets({ ...signed, targets: describeTargets(shards) }, []);
    const path = `metadata/${version}.${team}.json`;
    await withStaging(place, content.dir, async (staging) => {
      await mkdir(join(staging, 'edition'));
      const roots = new Map(published.roots.map((root, i) => [`metadata/${i + 1}.root.json`, root]));
      writeFiles(join(staging, 'edition'), new Map([...roots, [path, bytes], ...teamFiles(shards, files)]));
      // For the words of a review alone; the centre has its own.
      writeFiles(join(staging, 'head'), new Map(firstHead.flatMap((each) => headFile(each, targets))));
      if (before) writeFiles(join(staging, 'before'), deliveryFiles(before));
      const { keys, threshold, regions } = own;
      const asked = { name: team, threshold, regions, keys: keys.map((key) => ({ ...key })) };
      const names = Object.fromEntries(ring.names);
      const proposal = { format: 1, kind: 'team', made: now.toISOString(), files: [path], names, team: asked } as const;
      await writeProposalFile(staging, proposal);
      await giveNumbers(content.dir, published.given, { [team]: version });
      await rename(staging, place);
    });
  });
}

/** @throws FaultError where the guide has no such team */
export function findTeam({ teams }: KeyRing, name: string): Team {
  const team = teams.find((each) => each.name === name);
  if (team) return team;
  const known = teams.map((each) => each.name).join(', ');
  throw deliveryFault(
    'keys/roles.json',
    `has no team "${name}"`,
    known === '' ? 'nishan team new --help' : `name one of: ${known}`,
  );
}

function shardsOf({ regions, name }: Team, targets: Targets): Targets {
  return new Map(
    regions.map((region) => {
      const shard = targets.get(shardPath(region));
      if (shard) return [shardPath(region), shard];
      throw deliveryFault('regions.csv', `has no region "${region}", which "${name}" speaks for`, 'put it back');
    }),
  );
}

function teamFiles(shards: Targets, { bytes }: ContentFiles): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const [path, target] of shards) {
    files.set(targetFilePath(path, target), target.bytes);
    for (const { sha256 } of shardBlobs(target.bytes)) {
      const blob = bytes.get(sha256);
      if (blob) files.set(`blobs/${sha256}`, blob);
    }
  }
  return files;
}

function headFile(path: string, targets: Targets): readonly (readonly [string, Uint8Array])[] {
  const target = targets.get(path);
  return target ? [[path, target.bytes]] : [];
}

/**
 * A team's proposal and enough signatures, to a delivery.
 * @throws FaultError where signatures are missing or wrong, or the proposal has something that is not the team's
 */
export async function mergeTeam(proposal: Proposal, lines: readonly GivenLine[], out: string): Promise<void> {
  const team = teamOf(proposal);
  const [file] = proposal.unsigned;
  if (!file || file.role !== team.name) throw proposalFault(proposal.dir, 'is not of a team', 'prepare it with --team');
  const bytes = gatherSignatures(proposal, lines).files.get(file.path) ?? file.bytes;
  await refuseExisting(out);
  const edition = join(proposal.dir, 'edition');
  const delivery = await judgeDelivery(edition, team, file.version, bytes);
  writeFiles(out, deliveryFiles(delivery));
}

/**
 * The centre takes a delivery in; the next edition has it. A team does the same in its own copy.
 * @param folder as mergeTeam made it
 * @returns the number of the delivery
 * @throws FaultError where it is not signed as it should be, is not the team's alone, or is older than what is here
 */
export function takeDelivery(dir: string, name: string, folder: string): Promise<number> {
  return withBuildLock(dir, async () => {
    const ring = await readKeyRing(dir);
    const team = findTeam(ring, name);
    const next = await readDelivery(folder, team);
    if (!next)
      throw deliveryFault(folder, `has nothing of the team "${name}"`, 'name the folder that nishan merge made');
    const place = deliveryFolder(dir, name);
    const known = await readDelivery(place, team).catch(() => null);
    refuseOlder(folder, known, next);
    // Its signed file last: until that is there, the delivery before is the one that counts.
    const files = [...deliveryFiles(next)].sort(
      ([a], [b]) => Number(a.startsWith('metadata/')) - Number(b.startsWith('metadata/')),
    );
    for (const [path, bytes] of files) {
      await mkdir(join(place, dirname(path)), { recursive: true });
      await writeAtomically(join(place, path), bytes);
    }
    return next.version;
  });
}

function refuseOlder(folder: string, known: Delivery | null, next: Delivery): void {
  if (!known || next.version > known.version) return;
  const isSame = next.version === known.version && isSameMessage(known.bytes, next.bytes);
  if (isSame) return;
  const message = `is number ${next.version}, and number ${known.version} was taken already`;
  throw deliveryFault(folder, message, 'ask the team for its newest delivery');
}

function isSameMessage(a: Uint8Array, b: Uint8Array): boolean {
  return sha256Hex(parseMetadata('targets', a).message) === sha256Hex(parseMetadata('targets', b).message);
}
