// The files of a mirror that taking the guide in does not ask for: what is fetched only on demand, the small bundles,
// and what is not there at all.
import { randomBytes } from 'node:crypto';
import { bundleSource } from '../../core/bundle.ts';
import { maxFileBytes } from '../../core/guide/blob.ts';
import { firstHeadPath, firstPath } from '../../core/guide/paths.ts';
import { openHead } from '../../core/held.ts';
import { ingest } from '../../core/ingest.ts';
import { memoryVault } from '../../core/memory-vault.ts';
import type { Source } from '../../core/ports.ts';
import { openStored } from '../../core/tuf/refresh.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { verifyTarget } from '../../core/tuf/verify-target.ts';
import { mirrorUrl } from '../../io/mirror-url.ts';
import { exchangeOf } from './exchange.ts';
import { attempt, type Look, unlessCancelled } from './look.ts';

/** Name indexes, events, sounds: signed, and fetched by the app only when somebody asks for them. */
export async function readOtherTargets(look: Look, root: Uint8Array, from: Source): Promise<void> {
  const { vault, context, source, signal } = look;
  const options = { root, now: context.now, verifiers: ed25519Verifiers, expiry: 'report' } as const;
  const stored = await openStored(vault, options);
  const asked = new Set(source.exchanges().map(({ path }) => path));
  for (const path of Object.keys(stored?.targets.signed.targets ?? {})) {
    const target = await stored?.findTarget(path);
    if (!target || target.sha256 === undefined || asked.has(target.mirrorPath)) continue;
    const limits = { maxBytes: target.length, sha256: target.sha256, signal };
    await from.read(target.mirrorPath, limits, (bytes) => verifyTarget(target, bytes)).catch(unlessCancelled(signal));
  }
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
