// The files of a mirror that taking the guide in does not ask for: what is fetched only on demand, the small bundles,
// and what is not there at all.
import { randomBytes } from 'node:crypto';
import { bundleSource } from '../../core/bundle/bundle.ts';
import { blobFile, maxFileBytes } from '../../core/guide/format/blob.ts';
import { feedFile, firstHeadPath, firstPath } from '../../core/guide/paths.ts';
import { openHead } from '../../core/held/held.ts';
import { ingest } from '../../core/ingest/ingest.ts';
import { memoryVault } from '../../core/memory-vault.ts';
import type { Source } from '../../core/ports.ts';
import { openStored } from '../../core/tuf/refresh.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { verifyTarget } from '../../core/tuf/verify-target.ts';
import { mirrorUrl } from '../../io/mirror/mirror-url.ts';
import { namedIn } from '../verify/other-files.ts';
import { exchangeOf } from './exchange.ts';
import { attempt, type Look, unlessCancelled } from './look.ts';

/** Name indexes, events, clips and their sounds: fetched by the app only when somebody asks for them. */
export async function readOtherTargets(look: Look, root: Uint8Array, from: Source): Promise<void> {
  const { vault, context, source, signal } = look;
  const options = { root, now: context.now, verifiers: ed25519Verifiers, expiry: 'report' } as const;
  const stored = await openStored(vault, options);
  const asked = new Set(source.exchanges().map(({ path }) => path));
  const read = async (path: string, file: Described): Promise<Uint8Array | null> => {
    if (asked.has(path)) return null;
    asked.add(path);
    const limits = { maxBytes: file.length, sha256: file.sha256, signal };
    return from.read(path, limits, (bytes) => verifyTarget(file, bytes)).catch(unlessCancelled(signal));
  };
  for (const path of Object.keys(stored?.targets.signed.targets ?? {})) {
    const target = await stored?.findTarget(path);
    if (target?.sha256 === undefined) continue;
    const got = await read(target.mirrorPath, { sha256: target.sha256, length: target.length });
    const bytes = got ?? (await vault.readFile(target.sha256));
    const named = (bytes && (await attempt(look, async () => namedIn(path, bytes)))) ?? [];
    // Only a whole mirror has files that are not named by their hash.
    const isWhole = look.entry.kind === 'static';
    for (const each of named) if (isWhole || each.path !== feedFile) await read(each.path, each);
  }
  // Of symbols that nobody has in this edition, too: the next one may give them to somebody.
  const head = await openHead(vault);
  for (const { picture, sound } of head?.symbols.values() ?? []) {
    for (const blob of [picture, sound]) if (blob) await read(blobFile(blob).path, blob);
  }
}

/** What is signed of a file. */
interface Described {
  readonly sha256: string;
  readonly length: number;
}

/** The small bundles of first answers, each taken in as a phone would. */
export async function readFirstAnswers(look: Look, root: Uint8Array): Promise<void> {
  const { vault, context, source, signal } = look;
  const head = await openHead(vault);
  if (!head) return;
  const options = { root, now: context.now, verifiers: ed25519Verifiers };
  for (const region of [null, ...head.guide.regions.map(({ id }) => id)]) {
    const path = region === null ? firstHeadPath : firstPath(region);
    const limits = { maxBytes: maxFileBytes, signal };
    const bytes = await source.read(path, limits, (each) => each).catch(unlessCancelled(signal));
    if (!bytes) continue;
    const bundle = bundleSource(bytes, { mayDeflate: true });
    const regions = region === null ? [] : [region];
    await attempt(look, () => ingest(memoryVault(), bundle, { ...options, regions }));
  }
}

/** What a content store answers for a hash that nobody has. */
export async function askForNothing({ entry, source, asker, signal, others }: Look): Promise<void> {
  const sha256 = randomBytes(32).toString('hex');
  const path = `blobs/${sha256}`;
  const url = mirrorUrl(entry, path, sha256);
  if (url === null || source.exchanges().every(({ failure }) => failure)) return;
  const answer = await asker.ask({ url, maxBytes: maxFileBytes, maxRedirects: 5, signal });
  others.push(exchangeOf(path, answer, undefined, false));
}
