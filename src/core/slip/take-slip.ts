// A slip on the phone: who may have signed it, by the newest root and the edition that is held; whether it is older than
// what is known; and the newer ones, kept beside the guide until an edition contains them. Nothing of a refused slip stays.

import { bytesSource } from '../bundle/bytes-source.ts';
import { sha256Hex } from '../bytes.ts';
import { decodeBase64Url, encodeBase64Url } from '../encoding/base64url.ts';
import { AppError, isAppError } from '../errors.ts';
import { parseGuide } from '../guide/guide.ts';
import { guidePath } from '../guide/paths.ts';
import { seatByCode } from '../guide/questions.ts';
import { targetPathOf } from '../held/held.ts';
import { slipsNote } from '../note-names.ts';
import type { RegionRecord, Source, Vault } from '../ports.ts';
import { list, object, readShape, text } from '../shape.ts';
import { type EditionParts, verifyEdition } from '../tuf/edition.ts';
import type { Root } from '../tuf/metadata.ts';
import { parseMetadata } from '../tuf/metadata.ts';
import { refreshRoot } from '../tuf/refresh.ts';
import type { RefreshedRoot } from '../tuf/refresh-roots.ts';
import type { MetadataStore, RefreshOptions } from '../tuf/refresh-run.ts';
import { type Verified, verifyDelegated, verifyFirstRoot } from '../tuf/trusted.ts';
import { type ParsedSlip, parseSlip, type Slip } from './slip.ts';
import { type NamedSigner, regionSigner, topSigner } from './slip-signer.ts';
import { verifySlip } from './verify-slip.ts';

/** By which guide a slip is checked. */
export interface SlipOptions extends Omit<RefreshOptions, 'expiry'> {
  /** 64 hex digits. */
  readonly guideId: string;
}

/**
 * What came of a slip. `unchecked`: no guide is held that could say who may sign it. `older`: signed, and something newer
 * is known. `held`: of the edition that this phone has. `newer`: of a later one, and kept.
 */
export type TakenSlip =
  | { readonly kind: 'unchecked'; readonly slip: Slip }
  | { readonly kind: 'older'; readonly slip: Slip; readonly known: number }
  | { readonly kind: 'held' | 'newer'; readonly slip: Slip };

/** Newer slips that are kept; the oldest kept goes first. */
const maxKept = 40;
const keptReader = object({ slips: list(text(4_096), maxKept) });

/**
 * Checks a slip, and keeps it where it is newer than the guide.
 * @param bytes as scanned
 * @throws AppError `format/…`; `trust/other-publisher`, `trust/signatures`; `trust/missing-role` where what is held does
 * not say who may sign for the seat; `content/no-such-region` where the guide has no such seat
 */
export async function takeSlip(vault: Vault, bytes: Uint8Array, options: SlipOptions): Promise<TakenSlip> {
  const parsed = parseSlip(bytes);
  if (options.guideId.slice(0, 16) !== parsed.slip.guide) {
    throw new AppError('trust/other-publisher', { got: parsed.slip.guide });
  }
  const newest = await vault.readNewest();
  const records = await vault.readRegions();
  if (!newest || records.length === 0) return { kind: 'unchecked', slip: parsed.slip };
  const roots = await newestRoots(vault, parsed.slip.roots, options);
  const { held, slip } = await verifyWithHeld(vault, records, parsed, roots, options);
  const kept = await readKeptSlips(vault, options);
  const ofSeat = kept.find((each) => each.contest === slip.contest)?.edition ?? 0;
  const known = Math.max(newest.edition, ofSeat);
  if (slip.edition < known) return { kind: 'older', slip, known };
  if (roots.isNewer) await keepRoots(vault, slip.roots, options);
  if (slip.edition <= held) return { kind: 'held', slip };
  await keepSlip(vault, bytes, slip);
  return { kind: 'newer', slip };
}

/**
 * The newer slips that are kept, each verified again; those that an edition contains by now are left out.
 * @returns at most one a contest
 */
export async function readKeptSlips(vault: Vault, options: SlipOptions): Promise<readonly Slip[]> {
  return [...(await readKept(vault, options)).values()].map(({ slip }) => slip);
}

/**
 * The newer slip of a contest as it was scanned, verified again; for who passes it on.
 * @returns null where none is kept that the edition does not contain
 */
export async function readKeptSlipBytes(
  vault: Vault,
  options: SlipOptions,
  contest: string,
): Promise<Uint8Array | null> {
  return (await readKept(vault, options)).get(contest)?.bytes ?? null;
}

interface KeptSlip {
  readonly slip: Slip;
  readonly bytes: Uint8Array;
}

/** By contest. */
async function readKept(vault: Vault, options: SlipOptions): Promise<ReadonlyMap<string, KeptSlip>> {
  const records = await vault.readRegions();
  const texts = readTexts(await vault.readNote(slipsNote));
  const found = new Map<string, KeptSlip>();
  if (texts.length === 0 || records.length === 0) return found;
  const roots = await newestRoots(vault, [], options);
  for (const each of texts) {
    try {
      const bytes = decodeBase64Url(each);
      const { slip, held } = await verifyWithHeld(vault, records, parseSlip(bytes), roots, options);
      const other = found.get(slip.contest)?.slip.edition ?? 0;
      if (slip.edition > Math.max(held, other)) found.set(slip.contest, { slip, bytes });
    } catch (error) {
      // Changed in the store, or by keys that were revoked since: as good as not there.
      if (!isAppError(error) || isAppError(error, 'store')) throw error;
    }
  }
  return found;
}

function readTexts(note: unknown): readonly string[] {
  try {
    return readShape(keptReader, note).slips;
  } catch (error) {
    if (isAppError(error, 'format')) return [];
    throw error;
  }
}

function keepSlip(vault: Vault, bytes: Uint8Array, { contest }: Slip): Promise<void> {
  return vault.changeNote(slipsNote, (kept) => {
    const others = readTexts(kept).filter((each) => {
      const other = contestOf(each);
      return other !== null && other !== contest;
    });
    return { slips: [...others, encodeBase64Url(bytes)].slice(-maxKept) };
  });
}

/** null for what was changed in the store: it must not stand in the way of a correction. */
function contestOf(text: string): string | null {
  try {
    return parseSlip(decodeBase64Url(text)).slip.contest;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return null;
  }
}

/** The roots that the vault and a slip lead to, the newest first. */
interface SlipRoots {
  readonly newest: Verified<Root>;
  readonly older: readonly Verified<Root>[];
  /** The vault alone does not have the newest. */
  readonly isNewer: boolean;
}

async function newestRoots(vault: Vault, offered: readonly Uint8Array[], options: SlipOptions): Promise<SlipRoots> {
  const follow = (more: readonly Uint8Array[]): Promise<RefreshedRoot> =>
    refreshRoot(readingOnly(vault), rootsSource(more), { ...options, expiry: 'report' });
  const held = await follow([]);
  const after = offered.length === 0 ? held : await follow(offered);
  // The chain was verified step by step just now; each of its links stands by itself too.
  const older = after.rootBytes.slice(0, -1).map((bytes) => verifyFirstRoot(bytes, options.verifiers));
  return { newest: after.root, older: older.reverse(), isNewer: after.rootBytes.length > held.rootBytes.length };
}

async function keepRoots(vault: Vault, offered: readonly Uint8Array[], options: SlipOptions): Promise<void> {
  await vault.exclusive(() => refreshRoot(vault, rootsSource(offered), { ...options, expiry: 'report' }));
}

/** Roots as a mirror has them; one that does not parse is not there. */
function rootsSource(offered: readonly Uint8Array[]): Source {
  const byVersion = new Map<number, Uint8Array>();
  for (const bytes of offered) {
    try {
      byVersion.set(parseMetadata('root', bytes).signed.version, bytes);
    } catch (error) {
      if (!isAppError(error)) throw error;
    }
  }
  return bytesSource(async (path) => {
    const version = /^metadata\/(\d+)\.root\.json$/.exec(path)?.[1];
    return version === undefined ? null : (byVersion.get(Number(version)) ?? null);
  });
}

/** What is found on the way is not kept before the slip has proved itself. */
function readingOnly(vault: Vault): MetadataStore {
  return {
    readMetadata: (name) => vault.readMetadata(name),
    keepMetadata: async () => undefined,
    dropMetadata: async () => undefined,
  };
}

/** @returns with `held`: the edition in which the seat is held, 0 where it is not */
async function verifyWithHeld(
  vault: Vault,
  records: readonly RegionRecord[],
  parsed: ParsedSlip,
  roots: SlipRoots,
  { guideId, verifiers }: SlipOptions,
): Promise<{ readonly slip: Slip; readonly held: number }> {
  const regions = await regionsOfSeat(vault, records, parsed.slip.contest);
  // A seat of several regions is signed for as its first one is.
  const [region = ''] = regions;
  const record = newestOf(records.filter((each) => each.region === region)) ?? newestOf(records);
  if (!record) throw new AppError('trust/missing-role', { got: region });
  const parts = await readParts(vault, record);
  const signer = signerUnder(roots, parts, region, verifiers);
  const held = newestOf(records.filter((each) => regions.includes(each.region)))?.edition ?? 0;
  return { held, slip: verifySlip(parsed, signer, guideId, 1, verifiers) };
}

/**
 * The signer by the held edition, under the newest root. That root may have revoked those who signed the held edition:
 * then only the top-level role is known, where it was the one that owned the seat.
 */
function signerUnder(
  { newest, older }: SlipRoots,
  parts: EditionParts,
  region: string,
  verifiers: SlipOptions['verifiers'],
): NamedSigner {
  const signerOf = (root: Verified<Root>): NamedSigner => {
    const { snapshot, targets } = verifyEdition(root, parts, verifiers);
    return regionSigner(root, targets, region, ({ delegator, role }) => {
      const bytes = parts.delegated.get(role.name);
      if (!bytes) throw new AppError('trust/missing-role', { section: '5.6.7', role: role.name });
      return verifyDelegated(delegator, role, snapshot, bytes, verifiers);
    });
  };
  try {
    return signerOf(newest);
  } catch (error) {
    if (!isAppError(error, 'trust') || !older.some((root) => isTopUnder(() => signerOf(root)))) throw error;
    return topSigner(newest);
  }
}

function isTopUnder(signer: () => NamedSigner): boolean {
  try {
    return signer().name === 'targets';
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}

function newestOf(records: readonly RegionRecord[]): RegionRecord | undefined {
  return records.reduce<RegionRecord | undefined>(
    (best, each) => (best && best.edition >= each.edition ? best : each),
    undefined,
  );
}

async function readParts(vault: Vault, { metadata, region }: RegionRecord): Promise<EditionParts> {
  const read = async (sha256: string | undefined): Promise<Uint8Array | null> => {
    const bytes = sha256 === undefined ? null : await vault.readFile(sha256);
    return bytes && sha256Hex(bytes) === sha256 ? bytes : null;
  };
  const { snapshot, targets, timestamp: _, ...others } = metadata;
  const [snapshotBytes, targetsBytes] = [await read(snapshot), await read(targets)];
  if (!snapshotBytes || !targetsBytes) throw new AppError('trust/missing-role', { got: region });
  const delegated = new Map<string, Uint8Array>();
  for (const [role, sha256] of Object.entries(others)) {
    const bytes = await read(sha256);
    if (bytes) delegated.set(role, bytes);
  }
  return { snapshot: snapshotBytes, targets: targetsBytes, delegated };
}

/** By the newest directory of seats that is held. */
async function regionsOfSeat(
  vault: Vault,
  records: readonly RegionRecord[],
  contest: string,
): Promise<readonly string[]> {
  const file = newestOf(records)?.files.find((each) => targetPathOf(each) === guidePath);
  const bytes = file && (await vault.readFile(file.sha256));
  if (!bytes || sha256Hex(bytes) !== file.sha256) throw new AppError('store/broken', { path: guidePath });
  const regions = seatByCode(parseGuide(bytes), contest)?.regions ?? [];
  if (regions.length === 0) throw new AppError('content/no-such-region', { got: contest });
  return regions;
}
