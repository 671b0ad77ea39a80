// A proposal: a folder with what several people are to sign, as it was prepared. Says which files want which signatures, and
// the fingerprint of the bytes. Nothing in it is believed: a forged proposal can only ask for signatures that count nowhere.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeUtf8, sha256Hex } from '../../core/bytes.ts';
import { AppError } from '../../core/errors.ts';
import { parseJson } from '../../core/json.ts';
import { integer, list, object, oneOf, type Read, readShape, record, text } from '../../core/shape.ts';
import { keyId, type RoleKeys } from '../../core/tuf/author.ts';
import { guideId } from '../../core/tuf/guide-id.ts';
import { parseMetadata, type Role, type RoleType, type Root } from '../../core/tuf/metadata.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { type Verified, verifyFirstRoot, verifyNextRoot } from '../../core/tuf/trusted.ts';
import { FaultError } from '../content/fault.ts';
import { rolesFile, type Team } from '../keys/key-ring.ts';
import type { SlipPlan } from '../slips/plan-slips.ts';
import { planProposed, slipsReader, slipsToSign, type ToSign } from './proposed-slips.ts';

const maxBytes = 1_048_576;
const publicKey = object({
  keytype: text(40),
  scheme: text(40),
  keyval: object({ public: text(64, /^[0-9a-f]{64}$/) }),
});

/** proposal.json. */
const proposalFile = object(
  {
    format: integer(1, 1),
    kind: oneOf('edition', 'root', 'team', 'slips'),
    /** When it was prepared, ISO instant. */
    made: text(40),
    /** What is to be signed, by its place below edition/. */
    files: list(text(120, /^metadata\/[1-9]\d{0,9}\.[a-z0-9-]+\.json$|^metadata\/timestamp\.json$/), 8),
    /** What people call the keys, by id. */
    names: record(/^[0-9a-f]{64}$/, text(41), 1000),
  },
  {
    /** How many rows each table had; only of an edition. */
    rows: record(/^[a-z-]+\.csv$/, integer(0), 50),
    /** keys/roles.json as it will be; only of a root. */
    roles: rolesFile,
    /** Slips that are signed with it: of the edition that it brings, or of the published one that it has. */
    slips: slipsReader,
    /** Only of a team's proposal. */
    team: object({
      name: text(41),
      keys: list(publicKey, 50),
      threshold: integer(1, 50),
      regions: list(text(60), 2000),
    }),
  },
);
export type ProposalFile = Read<typeof proposalFile>;

/** A file that wants signatures. */
export interface Unsigned extends ToSign {
  readonly bytes: Uint8Array;
}

/** A proposal as it was read. */
export interface Proposal extends ProposalFile {
  readonly dir: string;
  /** 64 hex digits; of a first root, the id that the guide will have. */
  readonly guide: string;
  readonly unsigned: readonly Unsigned[];
  /** The slips that are signed with it; null for none. */
  readonly slipPlan: SlipPlan | null;
  /** The files, then the codes of slips: what each signs, in this order. */
  readonly toSign: readonly ToSign[];
  /** 32 hex digits: 128 bits, so that nobody can make two proposals with one fingerprint. */
  readonly fingerprint: string;
  /** The chain in the proposal that is signed already; empty for a first root. */
  readonly roots: readonly Uint8Array[];
}

/** @throws FaultError where the folder is no proposal */
export async function openProposal(dir: string): Promise<Proposal> {
  const bytes = await readFile(join(dir, 'proposal.json')).catch(() => null);
  if (!bytes)
    throw proposalFault(dir, 'is no proposal: it has no proposal.json', 'name a folder that `nishan prepare` made');
  try {
    const proposal = readShape(proposalFile, parseJson(bytes, maxBytes));
    return await openFiles(dir, proposal);
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    throw proposalFault(dir, `is damaged: ${cause.message}`, 'get the proposal again from whoever prepared it');
  }
}

async function openFiles(dir: string, proposal: ProposalFile): Promise<Proposal> {
  const roots = await readRoots(join(dir, 'edition'), proposal);
  const newest = verifyChain(roots);
  const unsigned: Unsigned[] = [];
  for (const path of proposal.files) {
    const bytes = await readFile(join(dir, 'edition', path)).catch(() => null);
    if (!bytes) throw new AppError('source/missing', { path });
    const name = /^metadata\/(?:\d+\.)?(.+)\.json$/.exec(path)?.[1] ?? '';
    const type: RoleType = name === 'root' || name === 'snapshot' || name === 'timestamp' ? name : 'targets';
    const { signed, message } = parseMetadata(type, bytes);
    unsigned.push({
      path,
      role: name,
      version: signed.version,
      bytes,
      message,
      wanted: wantedFor(proposal, name, bytes, newest),
    });
  }
  const [first = unsigned[0]?.bytes] = roots;
  if (!first) throw new AppError('source/missing', { path: 'metadata/1.root.json' });
  const slipPlan = await planOf(dir, proposal, roots, newest);
  const toSign = [...unsigned, ...(slipPlan ? slipsToSign(slipPlan) : [])];
  return {
    ...proposal,
    dir,
    guide: guideId(first),
    unsigned,
    slipPlan,
    toSign,
    fingerprint: fingerprintOf(toSign, slipPlan ? proposal.slips?.address : undefined),
    roots,
  };
}

async function planOf(
  dir: string,
  { kind, made, slips }: ProposalFile,
  roots: readonly Uint8Array[],
  root: Verified<Root> | null,
): Promise<SlipPlan | null> {
  if (kind !== 'slips' && (kind !== 'edition' || !slips)) return null;
  if (!slips || !root) throw new AppError('format/shape', { path: 'slips' });
  return planProposed({ dir, made, slips, isSigned: kind === 'slips', roots, root });
}

/** @returns the signed chain: what a proposal of root N brings is not part of it */
async function readRoots(edition: string, { files }: ProposalFile): Promise<readonly Uint8Array[]> {
  const names = await readdir(join(edition, 'metadata'));
  const roots: Uint8Array[] = [];
  for (let next = '1.root.json'; names.includes(next) && !files.includes(`metadata/${next}`); ) {
    roots.push(await readFile(join(edition, 'metadata', next)));
    next = `${roots.length + 1}.root.json`;
  }
  return roots;
}

/** The newest root of a chain; null for none. @throws AppError `trust/…` */
export function verifyChain([first, ...later]: readonly Uint8Array[]): Verified<Root> | null {
  if (!first) return null;
  let root = verifyFirstRoot(first, ed25519Verifiers);
  for (const bytes of later) root = verifyNextRoot(root, bytes, ed25519Verifiers) ?? root;
  return root;
}

function wantedFor(
  proposal: ProposalFile,
  name: string,
  bytes: Uint8Array,
  newest: Verified<Root> | null,
): readonly RoleKeys[] {
  if (name === 'root') {
    const next = parseMetadata('root', bytes).signed;
    return [...(newest ? [keysOf(newest.signed, 'root')] : []), keysOf(next, 'root')];
  }
  if (proposal.kind === 'team' && proposal.team?.name === name) return [proposal.team];
  if (!newest || !(name === 'targets' || name === 'snapshot' || name === 'timestamp')) {
    throw new AppError('trust/missing-role', { role: name });
  }
  return [keysOf(newest.signed, name)];
}

function keysOf(root: Root, role: RoleType): RoleKeys {
  const { keyids, threshold }: Role = root.roles[role];
  return { threshold, keys: keyids.flatMap((id) => root.keys[id] ?? []) };
}

/** What a key may sign of it, in the order in which it does. */
export function signedBy({ toSign }: Pick<Proposal, 'toSign'>, id: string): readonly ToSign[] {
  return toSign.filter(({ wanted }) => wanted.some(({ keys }) => keys.some((key) => keyId(key) === id)));
}

/** The team of a team's proposal. @throws FaultError where it is none */
export function teamOf({ team, dir }: Proposal): Team {
  if (team) return team;
  throw proposalFault(dir, 'is not of a team', 'prepare it with --team');
}

/** Where the codes of slips lead stands beside what is signed, and is reviewed as well. */
function fingerprintOf(toSign: readonly ToSign[], address: string | undefined): string {
  const lines = toSign.map(({ path, message }) => `${path} ${sha256Hex(message)}\n`);
  if (address !== undefined) lines.push(`${address}\n`);
  return sha256Hex(encodeUtf8(`nishan proposal 1\n${lines.join('')}`)).slice(0, 32);
}

/** As it is read aloud: eight groups of four. */
export function spellFingerprint(fingerprint: string): string {
  return (fingerprint.match(/.{4}/g) ?? []).join(' ');
}

export function proposalFault(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'proposal', file, message, fix }]);
}
