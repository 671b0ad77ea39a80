// The last step before a mirror is published: the app's own road over the publisher's own output. What the app would
// refuse is not published.
import { bundleSource } from '../../../core/bundle/bundle.ts';
import { AppError } from '../../../core/errors.ts';
import { parseEvents } from '../../../core/guide/events.ts';
import { blobFile } from '../../../core/guide/format/blob.ts';
import type { Guide } from '../../../core/guide/guide.ts';
import { parseHistory } from '../../../core/guide/history.ts';
import { parseMedia } from '../../../core/guide/media.ts';
import { parseNames } from '../../../core/guide/names.ts';
import { eventsPath, firstHeadPath, firstPath, historyPath, mediaPath, namesPath } from '../../../core/guide/paths.ts';
import { ingest } from '../../../core/ingest/ingest.ts';
import { memoryVault } from '../../../core/memory-vault.ts';
import type { Source } from '../../../core/ports.ts';
import { ed25519Verifiers } from '../../../core/tuf/signatures.ts';
import { verifyTarget } from '../../../core/tuf/verify-target.ts';
import type { Targets } from '../edition-targets.ts';
import { stagedSource } from './folder-source.ts';
import type { StagedTree } from './staged-tree.ts';

/** What is to be verified. */
export interface Output {
  readonly tree: StagedTree;
  readonly root: Uint8Array;
  readonly guide: Guide;
  readonly targets: Targets;
  readonly first: ReadonlyMap<string, Uint8Array>;
  readonly now: Date;
}

/**
 * Takes every region from the staged mirror, and one answer from a bundle, as a phone would.
 * @throws AppError what a phone would say; `source/missing` for a file that is not there
 */
export async function verifyOutput({ tree, root, guide, targets, first, now }: Output): Promise<void> {
  const mirror = stagedSource(tree);
  const options = { root, now, verifiers: ed25519Verifiers };
  const whole = await ingest(memoryVault(), mirror, { ...options, regions: 'all' });
  refuseMissing(whole.kind === 'older' ? [] : whole.missing);

  const region = guide.regions[0]?.id;
  const bundle = first.get(region === undefined ? firstHeadPath : firstPath(region));
  if (!bundle) throw new AppError('source/missing', { path: 'first/' });
  const answer = await ingest(memoryVault(), bundleSource(bundle, { mayDeflate: true }), {
    ...options,
    regions: region === undefined ? [] : [region],
  });
  refuseMissing(answer.kind === 'older' ? [] : answer.missing.filter((path) => path.startsWith('regions/')));

  const parse = (path: string, parser: (bytes: Uint8Array) => unknown): void => {
    const target = targets.get(path);
    if (target) parser(target.bytes);
  };
  parse(eventsPath, parseEvents);
  parse(historyPath, parseHistory);
  const media = targets.get(mediaPath);
  // Phones fetch sounds when somebody wants them, so that taking the guide in did not ask for any.
  if (media) await refuseLostSounds(mirror, media.bytes);
  for (const tag of guide.languages) parse(namesPath(tag), (bytes) => parseNames(bytes, guide.regions.length));
}

async function refuseLostSounds(mirror: Source, media: Uint8Array): Promise<void> {
  for (const { blob } of parseMedia(media)) {
    const { path, sha256, length } = blobFile(blob);
    const found = await mirror.read(path, { maxBytes: length, sha256 }, (bytes) => verifyTarget(blob, bytes));
    if (!found) throw new AppError('source/missing', { path });
  }
}

function refuseMissing(paths: readonly string[]): void {
  const path = paths[0];
  if (path !== undefined) throw new AppError('source/missing', { path });
}
