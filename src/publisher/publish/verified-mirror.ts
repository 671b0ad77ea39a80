// A mirror's folder before it is sent anywhere: taken in whole by the app's own code, the app's files against signed
// app.json, seats' pages against those that the signed list makes. What a phone would refuse is not published, and what no build put there is not sent.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleSource } from '../../core/bundle/bundle.ts';
import { AppError, isAppError } from '../../core/errors.ts';
import { parseHistory } from '../../core/guide/history.ts';
import { feedFile, firstHeadPath, firstPath, historyPath } from '../../core/guide/paths.ts';
import { seatFolder } from '../../core/guide/seats/seat-paths.ts';
import { openHead, readAppFiles } from '../../core/held/held.ts';
import { ingest } from '../../core/ingest/ingest.ts';
import { memoryVault } from '../../core/memory-vault.ts';
import type { Vault } from '../../core/ports.ts';
import { guideId } from '../../core/tuf/guide-id.ts';
import { openStored, type Refreshed } from '../../core/tuf/refresh.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { verifyTimestamp } from '../../core/tuf/trusted.ts';
import { verifyTarget } from '../../core/tuf/verify-target.ts';
import { folderSource } from '../build/folders/folder-source.ts';
import { listFiles } from '../build/folders/list-files.ts';
import { isBuildsOwn, stageOf } from '../build/folders/mirror-folder.ts';
import { findShell } from '../commands/find-shell.ts';
import { FaultError } from '../content/fault.ts';
import { seatPagesIn, verifySeatPage } from '../seat-pages/make-seat-pages.ts';
import { isOfOtherVersion } from '../seat-pages/other-version.ts';

/** A file of a mirror. */
export interface MirrorFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** A mirror that a phone would take. */
export interface VerifiedMirror {
  readonly dir: string;
  readonly guideId: string;
  readonly edition: number;
  readonly timestampVersion: number;
  /** In the order in which they are sent: steps, each safe to stop after. */
  readonly steps: readonly (readonly MirrorFile[])[];
  /** Whether a timestamp is signed as the mirror's newest root wants it. */
  readonly trustsTimestamp: (bytes: Uint8Array) => boolean;
  /** Roles past their date. */
  readonly expired: readonly string[];
  /** What lies in the folder and is no part of the mirror. */
  readonly leftOut: readonly string[];
}

export const firstRootPath = 'metadata/1.root.json';
/** Read by hosts, never by phones, so that nothing signs them. */
const hostFiles = ['_headers', '.nojekyll', '404.html'];

/**
 * @throws FaultError where the folder is no mirror; AppError with what the app would say
 */
export async function verifyMirror(
  dir: string,
  now: Date,
  ownShell: string | null = findShell(undefined),
): Promise<VerifiedMirror> {
  const root = await readFile(join(dir, firstRootPath)).catch(() => null);
  if (!root) {
    const fix = 'name the folder that `nishan build GUIDE --out MIRROR` made; nothing was sent';
    const message = 'is not a mirror: it has no metadata/1.root.json';
    throw new FaultError([{ severity: 'error', code: 'publish', file: dir, message, fix }]);
  }
  const vault = memoryVault();
  const options = { root, now, verifiers: ed25519Verifiers };
  const outcome = await ingest(vault, folderSource(dir), { ...options, regions: 'all' });
  if (outcome.kind !== 'older') refuseMissing(outcome.missing);
  const guide = (await openHead(vault))?.guide;
  if (guide?.draft) throw refuseDraft(dir);
  const regions = guide?.regions.map(({ id }) => id) ?? [];
  for (const region of [null, ...regions]) await verifyFirstAnswer(dir, region, options);
  const appPaths = await verifyApp(dir, vault);
  const stored = await openStored(vault, { ...options, expiry: 'report' });
  if (!stored) throw new AppError('source/missing', { path: 'metadata/' });
  const pages = await verifySeatPages(dir, vault, ownShell);
  const isFeedSigned = await verifyFeed(dir, stored);
  const paths = await listFiles(dir);
  const isPart = (path: string): boolean =>
    hostFiles.includes(path) ||
    appPaths.has(path) ||
    (path === feedFile && isFeedSigned) ||
    (path.startsWith(seatFolder) ? pages.has(path) : isBuildsOwn(path) && !/(^|\/)\./.test(path));
  return {
    dir,
    guideId: guideId(root),
    edition: stored.snapshot.signed.version,
    timestampVersion: stored.timestamp.signed.version,
    steps: await inSteps(dir, paths.filter(isPart)),
    trustsTimestamp: (bytes) => isTrusted(stored.root, bytes),
    expired: stored.expired,
    leftOut: paths.filter((path) => !isPart(path)),
  };
}

/** Its keys are thrown away with the preview, so that nobody could ever correct it. */
function refuseDraft(dir: string): FaultError {
  const fix = 'build the guide with its own keys: nishan build GUIDE --out MIRROR; nothing was sent';
  return new FaultError([{ severity: 'error', code: 'draft', file: dir, message: 'is a draft', fix }]);
}

function refuseOtherVersion(dir: string): FaultError {
  const fix =
    'build it again with this one (nishan build GUIDE --out MIRROR), or publish it with the one that built it; nothing was sent';
  const message = 'was built by another version of nishan, so this one cannot check its pages of seats';
  return new FaultError([{ severity: 'error', code: 'other-version', file: dir, message, fix }]);
}

function isTrusted(root: Parameters<typeof verifyTimestamp>[0], bytes: Uint8Array): boolean {
  try {
    verifyTimestamp(root, bytes, ed25519Verifiers);
    return true;
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}

interface Trust {
  readonly root: Uint8Array;
  readonly now: Date;
  readonly verifiers: typeof ed25519Verifiers;
}

async function verifyFirstAnswer(dir: string, region: string | null, options: Trust): Promise<void> {
  const path = region === null ? firstHeadPath : firstPath(region);
  const bytes = await readFile(join(dir, path)).catch(() => null);
  if (!bytes) throw new AppError('source/missing', { path });
  const regions = region === null ? [] : [region];
  const outcome = await ingest(memoryVault(), bundleSource(bytes, { mayDeflate: true }), { ...options, regions });
  if (outcome.kind !== 'older') refuseMissing(outcome.missing.filter((each) => each.startsWith('regions/')));
}

/**
 * @returns their paths
 * @throws AppError where one is not the page that the signed list makes; FaultError where that cannot be told
 */
async function verifySeatPages(
  dir: string,
  vault: Vault,
  ownShell: string | null,
): Promise<{ has(path: string): boolean }> {
  const pages = await seatPagesIn(vault);
  const isOther = await isOfOtherVersion(vault, ownShell);
  for (const [path, made] of pages) {
    const bytes = await readFile(join(dir, path)).catch(() => null);
    // Mirrors of earlier versions have none.
    if (bytes && !verifySeatPage(path, bytes, made, isOther)) throw refuseOtherVersion(dir);
  }
  return pages;
}

async function verifyApp(dir: string, vault: Vault): Promise<ReadonlySet<string>> {
  const files = (await readAppFiles(vault))?.files ?? [];
  for (const file of files) {
    const bytes = await readFile(join(dir, file.path)).catch(() => null);
    if (!bytes) throw new AppError('source/missing', { path: file.path });
    try {
      verifyTarget(file, bytes);
    } catch (cause) {
      throw new AppError('trust/hash', { path: file.path, want: file.sha256 }, { cause });
    }
  }
  return new Set(files.map(({ path }) => path));
}

/** @returns whether there is one. @throws AppError where it is not the one that the history names */
async function verifyFeed(dir: string, stored: Refreshed): Promise<boolean> {
  const found = await stored.findTarget(historyPath);
  if (found?.sha256 === undefined) return false;
  const file = { sha256: found.sha256, length: found.length };
  const limits = { maxBytes: file.length, sha256: file.sha256 };
  const source = folderSource(dir);
  const history = await source.read(found.mirrorPath, limits, (bytes) => parseHistory(verifyTarget(file, bytes)));
  if (!history) throw new AppError('source/missing', { path: found.mirrorPath });
  const { feed } = history;
  if (!feed) return false;
  const isThere = await source.read(feedFile, { maxBytes: feed.length }, (bytes) => verifyTarget(feed, bytes));
  if (!isThere) throw new AppError('source/missing', { path: feedFile });
  return true;
}

function refuseMissing([path]: readonly string[]): void {
  if (path !== undefined) throw new AppError('source/missing', { path });
}

async function inSteps(dir: string, paths: readonly string[]): Promise<readonly (readonly MirrorFile[])[]> {
  const steps: MirrorFile[][] = [];
  for (const path of paths) {
    const { size } = await stat(join(dir, path));
    // The first root says whose folder this is, for a run that goes on where one was broken off.
    const step = path === firstRootPath ? 0 : stageOf(path) + 1;
    const files = steps[step] ?? [];
    steps[step] = files;
    files.push({ path, size });
  }
  return Array.from(steps, (step) => step ?? []);
}
