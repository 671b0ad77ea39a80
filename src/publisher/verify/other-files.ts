// The files of an edition that taking it in does not ask for, because the app fetches them when somebody wants them: name
// indexes, events, clips, sounds, pictures of symbols that nobody has yet; and the app itself.
import { isAppError } from '../../core/errors.ts';
import { parseEvents } from '../../core/guide/events.ts';
import { type Blob, blobFile } from '../../core/guide/format/blob.ts';
import { parseHistory } from '../../core/guide/history.ts';
import { parseMedia } from '../../core/guide/media.ts';
import { eventsPath, feedFile, historyPath, mediaPath } from '../../core/guide/paths.ts';
import { openHead, openRegion, readAppFiles } from '../../core/held/held.ts';
import type { FileRef, Source, Vault } from '../../core/ports.ts';
import { openStored } from '../../core/tuf/refresh.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { verifyTarget } from '../../core/tuf/verify-target.ts';

/** What is verified against. */
export interface Basis {
  /** The guide's first root. */
  readonly root: Uint8Array;
  readonly now: Date;
}

/** Takes a file and gives its bytes; null where it is not there. */
export type Take = (file: FileRef) => Promise<Uint8Array | null>;

/** A file's bytes from a source, by length and hash. @returns a take that throws what the source throws, `trust/…` */
export function taking(source: Source): Take {
  return (file) => {
    const limits = { maxBytes: file.length, sha256: file.sha256 };
    return source.read(file.path, limits, (bytes) => verifyTarget(file, bytes));
  };
}

/** For a source that notes what is wrong by itself: a file that does not verify is passed over. */
export function forgiving(take: Take): Take {
  return async (file) => {
    try {
      return await take(file);
    } catch (error) {
      if (isAppError(error)) return null;
      throw error;
    }
  };
}

/**
 * Takes every further file that signed content names.
 * @param vault the edition as it was taken in
 * @returns by path on the mirror, what was there
 */
export async function takeOtherFiles(vault: Vault, basis: Basis, take: Take): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  const held = await vault.fileHashes();
  const add = async (file: FileRef): Promise<Uint8Array | null> => {
    if (held.has(file.sha256) || found.has(file.path)) return null;
    const bytes = await take(file);
    if (bytes) found.set(file.path, bytes);
    return bytes;
  };
  const options = { ...basis, verifiers: ed25519Verifiers, expiry: 'report' } as const;
  const stored = await openStored(vault, options);
  const targets = Object.keys(stored?.targets.signed.targets ?? {}).filter((path) => !path.startsWith('regions/'));
  for (const path of targets) {
    const target = await stored?.findTarget(path);
    if (target?.sha256 === undefined) continue;
    const added = await add({ path: target.mirrorPath, sha256: target.sha256, length: target.length });
    const bytes = added ?? (await vault.readFile(target.sha256));
    for (const file of bytes ? namedIn(path, bytes) : []) await add(file);
  }
  for (const blob of await contentBlobs(vault)) await add(blobFile(blob));
  return found;
}

/** The app's files that signed app.json lists, as many as there are. */
export async function takeAppFiles(vault: Vault, take: Take): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const file of (await readAppFiles(vault))?.files ?? []) {
    const bytes = await take(file);
    if (bytes) found.set(file.path, bytes);
  }
  return found;
}

/** The files that a target names and that no region's record does: clips, sounds of events, the feed. @throws AppError */
export function namedIn(path: string, bytes: Uint8Array): readonly FileRef[] {
  if (path === mediaPath) return parseMedia(bytes).map(({ blob }) => blobFile(blob));
  if (path === eventsPath) return parseEvents(bytes).flatMap(({ sound }) => (sound ? [blobFile(sound)] : []));
  const feed = path === historyPath ? parseHistory(bytes).feed : undefined;
  return feed ? [{ ...feed, path: feedFile }] : [];
}

async function contentBlobs(vault: Vault): Promise<readonly Blob[]> {
  const head = await openHead(vault);
  const blobs = [
    ...[...(head?.symbols.values() ?? [])].flatMap(({ picture, sound }) => [picture ?? [], sound ?? []].flat()),
    ...(head?.pages ?? []).flatMap(({ sound, steps }) =>
      [sound, ...steps.map((step) => step.sound)].flatMap((each) => each ?? []),
    ),
  ];
  for (const { region } of await vault.readRegions()) {
    const shard = region === '' ? null : (await openRegion(vault, region))?.shard;
    blobs.push(...(shard?.candidates.sound.values() ?? []), ...(shard?.candidates.photo.values() ?? []));
  }
  return blobs;
}
