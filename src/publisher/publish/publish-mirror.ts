// Sends a mirror somewhere: verified first, never over another guide, never back to an older edition.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSameBytes } from '../../core/bytes.ts';
import { guideId } from '../../core/tuf/guide-id.ts';
import { maxMetadataBytes, parseMetadata } from '../../core/tuf/metadata.ts';
import { FaultError } from '../content/fault.ts';
import type { PublishTarget, Sent } from './target.ts';
import { firstRootPath, type VerifiedMirror, verifyMirror } from './verified-mirror.ts';

export interface PublishOptions {
  /** The mirror's folder. */
  readonly dir: string;
  readonly target: PublishTarget;
  readonly now: Date;
  readonly dryRun: boolean;
  readonly onProgress: (text: string) => void;
}

const timestampPath = 'metadata/timestamp.json';

/**
 * @returns the mirror as it was verified, and what was sent
 * @throws FaultError, AppError: nothing was sent, or the words say that a second run goes on
 */
export async function publishMirror(
  options: PublishOptions,
): Promise<{ readonly mirror: VerifiedMirror; readonly result: Sent }> {
  const { dir, target, now, dryRun, onProgress } = options;
  onProgress('reading the mirror as a phone does');
  const mirror = await verifyMirror(dir, now);
  onProgress(`looking at ${target.name}`);
  try {
    await refuseOther(mirror, target);
    return { mirror, result: await target.send({ mirror, dryRun, onProgress }) };
  } finally {
    await target.close?.();
  }
}

async function refuseOther(mirror: VerifiedMirror, target: PublishTarget): Promise<void> {
  const root = await target.read(firstRootPath);
  if (root && idOf(root) !== mirror.guideId) {
    throw stop(target.name, 'is the mirror of another guide', 'name another place; nothing was sent');
  }
  const there = await target.read(timestampPath);
  const version = there && versionOf(there);
  // What is broken there is mended by sending.
  if (!there || version === null) return;
  // By a key that this mirror's newest root no longer trusts: phones let go of it with that root (§5.3.11).
  if (version > mirror.timestampVersion && !mirror.trustsTimestamp(there)) return;
  const fix = 'fetch the newest guide folder, with its published/, and build there; nothing was sent';
  if (version > mirror.timestampVersion) {
    const message = `has timestamp ${version}, and this mirror is older: ${mirror.timestampVersion}`;
    throw stop(target.name, message, fix);
  }
  const own = await readFile(join(mirror.dir, timestampPath));
  if (version === mirror.timestampVersion && !isSameBytes(own, there)) {
    throw stop(target.name, `has another timestamp ${version} than this mirror`, fix);
  }
}

function idOf(root: Uint8Array): string | null {
  try {
    return guideId(root);
  } catch {
    return null;
  }
}

function versionOf(bytes: Uint8Array): number | null {
  try {
    return bytes.length > maxMetadataBytes.timestamp ? null : parseMetadata('timestamp', bytes).signed.version;
  } catch {
    return null;
  }
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'publish', file, message, fix }]);
}
