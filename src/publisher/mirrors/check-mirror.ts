// One mirror, checked by being used: the app's own code takes the whole guide from it, with every answer watched. Judges
// it alone; how it compares with the others is check-mirrors.ts.
import { bytesSource } from '../../core/bundle/bytes-source.ts';
import { ingest } from '../../core/ingest/ingest.ts';
import { memoryVault } from '../../core/memory-vault.ts';
import type { Source } from '../../core/ports.ts';
import { guideId } from '../../core/tuf/guide-id.ts';
import { maxMetadataBytes } from '../../core/tuf/metadata.ts';
import { refresh } from '../../core/tuf/refresh.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { isContentStore, isMirrorKind, type MirrorEntry } from '../../io/mirror/mirror-url.ts';
import { openAsker } from './ask.ts';
import { checkApp } from './check-app.ts';
import { askForNothing, readFirstAnswers, readOtherTargets } from './check-files.ts';
import { checkSeatPages } from './check-seat-pages.ts';
import { finding } from './finding.ts';
import { attempt, type CheckContext, type Look, type Reference } from './look.ts';
import { emptyReport, type MirrorReport, reportOf } from './mirror-report.ts';
import { watchedSource } from './watched-source.ts';

/** What a check comes to, and what it leaves for the checks of others. */
export interface CheckedMirror {
  readonly report: MirrorReport;
  /** Its metadata, where that verified. */
  readonly reference: Reference | null;
}

/** Checks one mirror; what is wrong with it is in the report, never thrown. */
export async function checkMirror(entry: MirrorEntry, context: CheckContext): Promise<CheckedMirror> {
  const address = addressOf(entry);
  if (typeof address === 'string') {
    return { report: emptyReport(entry, finding('bad-address', address, 'other')), reference: null };
  }
  const asker = openAsker(context.limits, context.limits.maxBytes, context.ca);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), context.limits.mirrorMs);
  const source = watchedSource(entry, asker, stop.signal, () => context.onProgress(asker.requests()));
  const vault = memoryVault();
  const look: Look = { entry, context, asker, source, vault, others: [], findings: [], signal: stop.signal };
  try {
    const isStore = isContentStore(entry.kind);
    const root = isStore ? await checkStore(look) : await checkTree(look);
    const report = await reportOf(look, address, root);
    const isReference = root !== null && report.edition !== null && !isStore;
    const metadata = bytesSource(async (path) => source.metadata().get(path) ?? null);
    return { report, reference: isReference ? { root, metadata } : null };
  } finally {
    clearTimeout(timer);
    asker.close();
  }
}

/** The address, or what is wrong with it. */
function addressOf({ kind, url }: MirrorEntry): URL | string {
  if (!isMirrorKind(kind)) return `"${kind}" is not a kind of mirror that this version knows`;
  const plain = url.replace(/\{(path|cid|sha256)\}/g, 'x');
  const parsed = URL.canParse(plain) ? new URL(plain) : null;
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed : `"${url}" is not a web address`;
}

/** A mirror with metadata of its own. @returns the root that it was checked against; null where there is none to use */
async function checkTree(look: Look): Promise<Uint8Array | null> {
  const { source, vault, signal, context, findings } = look;
  const limits = { maxBytes: maxMetadataBytes.root, signal };
  const own = await attempt(look, () =>
    source.read('metadata/1.root.json', limits, (bytes) => ({ bytes, id: guideId(bytes) })),
  );
  const wanted = context.root;
  if (own && wanted && own.id !== guideId(wanted)) {
    const message = `it is the guide ${own.id.slice(0, 16)}…, not ${guideId(wanted).slice(0, 16)}…`;
    findings.push(finding('other-guide', message, 'other', 'metadata/1.root.json'));
    return null;
  }
  // Without its first root it serves phones all the same, which have theirs built in.
  const root = wanted ?? own?.bytes;
  if (!root) return null;
  const options = { root, now: context.now, verifiers: ed25519Verifiers, signal };
  if (look.entry.kind === 'metadata') {
    await attempt(look, () => refresh(vault, source, { ...options, expiry: 'report' }));
    return root;
  }
  await attempt(look, () => ingest(vault, source, { ...options, regions: 'all' }));
  await attempt(look, () => readOtherTargets(look, root, source));
  await attempt(look, () => readFirstAnswers(look, root));
  await attempt(look, () => checkApp(look));
  await attempt(look, () => checkSeatPages(look));
  return root;
}

/** A store that gives files by their hash: the metadata is taken from elsewhere, every file from here. */
async function checkStore(look: Look): Promise<Uint8Array | null> {
  const { context, source, vault, signal } = look;
  if (!context.reference) {
    look.findings.push(finding('no-reference', 'there is nothing that says which files it should have', 'other'));
    return null;
  }
  const { root, metadata } = context.reference;
  const both = joined(metadata, source);
  const options = { root, now: context.now, verifiers: ed25519Verifiers, signal };
  await attempt(look, () => ingest(vault, both, { ...options, regions: 'all' }));
  await attempt(look, () => readOtherTargets(look, root, both));
  await attempt(look, () => askForNothing(look));
  return root;
}

function joined(metadata: Source, files: Source): Source {
  const of = (path: string): Source => (path.startsWith('metadata/') ? metadata : files);
  return {
    read: (path, options, accept) => of(path).read(path, options, accept),
    readEach: (path, options, accept) => of(path).readEach(path, options, accept),
  };
}
