// Roots: who may sign for what. A new root is a proposal like an edition's, signed by the old keys and the new ones; nothing
// of the guide changes before it is merged, and keys/roles.json follows it then. TUF 1.0.34 §4.3, §6.1.
import { mkdir, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isSameBytes } from '../../core/bytes.ts';
import { authorRoot, keyId, type RoleKeys } from '../../core/tuf/author.ts';
import { parseMetadata } from '../../core/tuf/metadata.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { verifyNextRoot } from '../../core/tuf/trusted.ts';
import { withBuildLock } from '../build/folders/build-lock.ts';
import { writeFiles } from '../build/folders/staged-tree.ts';
import { withStaging } from '../build/folders/staging-folder.ts';
import { readPublished, writeRoot } from '../build/published/published.ts';
import { lifetimes } from '../build/sign-edition.ts';
import { eachRole, type RolesFile } from '../keys/key-ring.ts';
import { writeRoles } from '../keys/write-roles.ts';
import { type GivenLine, gatherSignatures } from './gather-signatures.ts';
import { writeProposalFile } from './prepare-edition.ts';
import { type Proposal, proposalFault, verifyChain } from './proposal.ts';
import { refuseExisting } from './refuse-existing.ts';

const dayMs = 86_400_000;

export interface RootProposalOptions {
  /** The content folder. */
  readonly dir: string;
  /** The folder to make. */
  readonly out: string;
  /** keys/roles.json as it is to be. */
  readonly roles: RolesFile;
  /** Names of keys that are on their way out: they still sign this one root. */
  readonly leaving: Readonly<Record<string, string>>;
  readonly now: Date;
}

/** Makes the proposal of the next root; of the first one where there is none. @throws FaultError */
export function prepareRoot({ dir, out, roles, leaving, now }: RootProposalOptions): Promise<void> {
  return withBuildLock(dir, async () => {
    const place = resolve(out);
    await refuseExisting(place);
    const { roots } = await readPublished(dir);
    const version = roots.length + 1;
    const expires = new Date(now.getTime() + lifetimes.root.days * dayMs);
    const bytes = authorRoot({ version, expires, roles: eachRole((role) => keysOf(roles, role)) }, []);
    const names = {
      ...leaving,
      ...Object.fromEntries(Object.entries(roles.keys).map(([name, key]) => [keyId(key), name])),
    };
    await withStaging(place, dir, async (staging) => {
      const chain = new Map(roots.map((root, i) => [`metadata/${i + 1}.root.json`, root]));
      await mkdir(join(staging, 'edition'));
      writeFiles(join(staging, 'edition'), new Map([...chain, [`metadata/${version}.root.json`, bytes]]));
      const files = [`metadata/${version}.root.json`];
      await writeProposalFile(staging, { format: 1, kind: 'root', made: now.toISOString(), files, names, roles });
      await rename(staging, place);
    });
  });
}

function keysOf({ keys, roles }: RolesFile, role: keyof RolesFile['roles']): RoleKeys {
  return { threshold: roles[role].threshold, keys: roles[role].keys.flatMap((name) => keys[name] ?? []) };
}

/**
 * Takes a signed root into published/, and lets keys/roles.json follow.
 * @returns its version
 * @throws FaultError where signatures are missing or wrong, or another root has that number; nothing is written then
 */
export function mergeRoot(proposal: Proposal, lines: readonly GivenLine[], dir: string): Promise<number> {
  return withBuildLock(dir, async () => {
    const [file] = proposal.unsigned;
    const { roles } = proposal;
    if (file?.role !== 'root' || !roles)
      throw proposalFault(proposal.dir, 'is no proposal of a root', 'prepare it again');
    refuseOtherRoles(proposal, file.bytes, roles);
    const { roots } = await readPublished(dir);
    const before = roots.slice(0, file.version - 1);
    const isOurs =
      before.length === proposal.roots.length &&
      before.every((root, i) => isSameBytes(root, proposal.roots[i] ?? root));
    const known = roots[file.version - 1];
    const isSame = known === undefined || isSameBytes(parseMetadata('root', known).message, file.message);
    if (!isOurs || !isSame) {
      const fix = 'prepare the new root again from the guide as it is now';
      throw proposalFault(proposal.dir, `does not follow on root ${roots.length} of this guide`, fix);
    }
    const bytes = known ?? gatherSignatures(proposal, lines).files.get(file.path) ?? file.bytes;
    const trusted = verifyChain(before);
    // As every phone will: the old threshold and the new one.
    if (trusted) verifyNextRoot(trusted, bytes, ed25519Verifiers);
    else verifyChain([bytes]);
    if (!known) await writeRoot(dir, file.version, bytes);
    await writeRoles(dir, roles);
    return file.version;
  });
}

/** The names beside the root have to be those of its own keys: they decide who is asked from now on. */
function refuseOtherRoles(proposal: Proposal, bytes: Uint8Array, roles: RolesFile): void {
  const { signed } = parseMetadata('root', bytes);
  const same = authorRoot(
    { version: signed.version, expires: new Date(signed.expires), roles: eachRole((role) => keysOf(roles, role)) },
    [],
  );
  if (isSameBytes(parseMetadata('root', same).message, parseMetadata('root', bytes).message)) return;
  throw proposalFault(proposal.dir, 'names other keys in words than in the root', 'prepare the root again');
}
