// What a proposal would publish, and what it replaces, as parsed content. The proposal's side is what its bytes say, whoever
// wrote them; the other side counts only when the guide's keys have signed it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../../core/bytes.ts';
import { isAppError } from '../../core/errors.ts';
import { verifyEdition } from '../../core/tuf/edition.ts';
import { parseMetadata, type Targets as SignedList } from '../../core/tuf/metadata.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { pathOnMirror } from '../build/edition-targets.ts';
import { listFiles } from '../build/folders/list-files.ts';
import { type Proposal, proposalFault, verifyChain } from '../ceremony/proposal.ts';
import { readDelivery } from '../teams/delivery.ts';

/** One side of a comparison. */
export interface ContentSide {
  /** The snapshot's version, or a team's number. */
  readonly edition: number;
  /** ISO instant; null where it is not known. */
  readonly issued: string | null;
  /** The files by target path. */
  readonly targets: ReadonlyMap<string, Uint8Array>;
  /** What the top-level role and teams signed, by role. */
  readonly lists: ReadonlyMap<string, SignedList>;
  /** A picture or a list of places; null where it is not at hand. */
  readonly readBlob: (sha256: string) => Promise<Uint8Array | null>;
}

/** @throws FaultError where a file is missing or is not the one that is to be signed */
export async function proposalSide(proposal: Proposal): Promise<ContentSide> {
  const folder = join(proposal.dir, 'edition/metadata');
  const lists = new Map<string, SignedList>();
  if (proposal.kind === 'edition' || proposal.kind === 'slips') {
    const timestamp = parseMetadata('timestamp', await readFile(join(folder, 'timestamp.json'))).signed;
    const { version } = timestamp.meta['snapshot.json'];
    const snapshot = parseMetadata('snapshot', await readFile(join(folder, `${version}.snapshot.json`))).signed;
    for (const [file, meta] of Object.entries(snapshot.meta)) {
      const bytes = await readFile(join(folder, `${meta.version}.${file}`));
      lists.set(file.replace(/\.json$/, ''), parseMetadata('targets', bytes).signed);
    }
    // Of the edition that slips are of, only what their seats need is there.
    return side(proposal, version, lists, [join(proposal.dir, 'edition')], proposal.kind === 'slips');
  }
  const [file] = proposal.unsigned;
  if (!file) throw proposalFault(proposal.dir, 'has nothing to sign', 'prepare it again');
  if (file.role !== 'root') lists.set(file.role, parseMetadata('targets', file.bytes).signed);
  const own = await side(proposal, file.version, lists, [join(proposal.dir, 'edition')]);
  return { ...own, targets: new Map([...(await readHead(proposal)), ...own.targets]) };
}

/** @returns null where there was nothing before. @throws FaultError where it is not signed by this guide */
export async function sideBefore(proposal: Proposal): Promise<ContentSide | null> {
  const before = join(proposal.dir, 'before');
  const files = (await listFiles(before)).filter((path) => path.startsWith('metadata/'));
  if (files.length === 0) return null;
  if (proposal.kind === 'team' && proposal.team) {
    const delivery = await readDelivery(before, proposal.team);
    if (!delivery) return null;
    const lists = new Map([[proposal.team.name, parseMetadata('targets', delivery.bytes).signed]]);
    const own = await side(proposal, delivery.version, lists, [before]);
    return { ...own, targets: new Map([...(await readHead(proposal)), ...own.targets]) };
  }
  const lists = await verifiedLists(proposal, before, files);
  const snapshot = files.flatMap((path) => /^metadata\/(\d+)\.snapshot\.json$/.exec(path)?.[1] ?? [])[0];
  return side(proposal, Number(snapshot), lists, [before, join(proposal.dir, 'edition')]);
}

async function verifiedLists(
  proposal: Proposal,
  before: string,
  files: readonly string[],
): Promise<ReadonlyMap<string, SignedList>> {
  const parts = new Map<string, Uint8Array>();
  for (const path of files) {
    const name = /^metadata\/\d+\.(.+)\.json$/.exec(path)?.[1];
    if (name !== undefined && name !== 'root') parts.set(name, await readFile(join(before, path)));
  }
  const [snapshot, targets] = [parts.get('snapshot'), parts.get('targets')];
  if (!snapshot || !targets) throw proposalFault(before, 'is not whole', 'copy the whole proposal again');
  const delegated = new Map([...parts].filter(([name]) => name !== 'snapshot' && name !== 'targets'));
  // The edition before may have been signed under an older root than the newest.
  for (let roots = proposal.roots; roots.length > 0; roots = roots.slice(0, -1)) {
    const root = verifyChain(roots);
    try {
      if (!root) continue;
      verifyEdition(root, { snapshot, targets, delegated }, ed25519Verifiers);
      return new Map(
        [...parts]
          .filter(([name]) => name !== 'snapshot')
          .map(([name, bytes]) => [name, parseMetadata('targets', bytes).signed]),
      );
    } catch (error) {
      if (!isAppError(error)) throw error;
    }
  }
  const fix = 'do not sign: ask whoever prepared it where that comes from';
  throw proposalFault(before, 'claims to be the last edition, and the keys of this guide have not signed it', fix);
}

async function side(
  proposal: Proposal,
  edition: number,
  lists: ReadonlyMap<string, SignedList>,
  folders: readonly string[],
  mayLack = folders.length > 1,
): Promise<ContentSide> {
  const targets = new Map<string, Uint8Array>();
  for (const list of lists.values()) {
    for (const [path, { hashes }] of Object.entries(list.targets)) {
      if (targets.has(path)) continue;
      const hash = hashes.sha256 ?? '';
      const bytes = await readFrom(folders, pathOnMirror(path, hash), hash);
      if (bytes) targets.set(path, bytes);
      else if (!mayLack)
        throw proposalFault(
          proposal.dir,
          `lacks the file for ${path}, or has another one`,
          'copy the whole folder again',
        );
    }
  }
  const issued = lists.get('targets')?.issued ?? [...lists.values()][0]?.issued ?? null;
  const readBlob = (sha256: string): Promise<Uint8Array | null> =>
    readFrom([join(proposal.dir, 'edition'), join(proposal.dir, 'before')], `blobs/${sha256}`, sha256);
  return { edition, issued, targets, lists, readBlob };
}

async function readFrom(folders: readonly string[], path: string, sha256: string): Promise<Uint8Array | null> {
  for (const folder of folders) {
    const bytes = await readFile(join(folder, path)).catch(() => null);
    if (bytes && sha256Hex(bytes) === sha256) return bytes;
  }
  return null;
}

/** The head of a team's own copy: names for what its shards mean. */
async function readHead({ dir }: Proposal): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const name of await readdir(join(dir, 'head/guide')).catch(() => [])) {
    found.set(`guide/${name}`, await readFile(join(dir, 'head/guide', name)));
  }
  return found;
}
