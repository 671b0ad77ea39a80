// The trip-wire: once a visit, whether the app's own address still serves the app that was signed. An address may lag or be
// in the middle of an upload, so only what differs from the newest app known here and from the one that the address itself
// signs counts, and only when it does so twice. Decision 36.

import { isAppError } from '../../core/errors.ts';
import type { AppFiles } from '../../core/guide/app-files.ts';
import { readAppFiles } from '../../core/held/held.ts';
import { ingest } from '../../core/ingest/ingest.ts';
import { memoryVault } from '../../core/memory-vault.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { mirrorSource } from '../../io/mirror/mirror-source.ts';
import { lookAtFiles } from '../../io/mirror/origin-look.ts';
import { isSavingData } from '../sync/sync.ts';
import { getState, getWorld, setState } from '../world.ts';

/** Kept while the last look found something else: about the address, nothing of a voter. */
const oddNote = 'origin-odd';
/** Long enough for what was being uploaded to be whole. */
const againMs = 60_000;
/**
 * The page is looked at each time, the worker and one more file, no larger than this, in one visit of four: nothing of it is
 * kept in the browser's cache, so that no host knows a phone again by what it asks, and so it is fetched whole.
 */
const sampleBytes = 20_000;
const sampleChance = 0.25;

/** The visit in which it was looked at. */
let watched: unknown = null;

/**
 * Looks, once a visit; where it finds something else, a second time.
 * @param isWorkerOdd whether the worker is to be looked at in any case
 */
export async function watchOrigin(isWorkerOdd: boolean): Promise<void> {
  const { store } = getWorld();
  if (watched === store || getState().isDeleted || !getState().isOnline) return;
  watched = store;
  const isWhole = isWorkerOdd || (!isSavingData() && getWorld().random() < sampleChance);
  const seen = await judge(isWhole);
  if (seen === null) {
    // It did not answer: the next one who comes by asks again.
    watched = null;
    return;
  }
  if (!(await noteSeen(seen))) setTimeout(() => void judge(isWhole).then((again) => again && noteSeen(again)), againMs);
}

/** @returns whether nothing more is to be looked at: it is as signed, or it was odd before */
async function noteSeen(seen: 'as-signed' | 'odd'): Promise<boolean> {
  const { vault } = getWorld().own;
  const wasOdd = (await vault.readNote(oddNote).catch(() => null)) !== null;
  if (seen === 'odd' && wasOdd) setState({ isOriginOdd: true, isUpdateReady: false });
  if (seen === 'odd' && !wasOdd) await vault.keepNote(oddNote, true, { mayMake: false }).catch(() => undefined);
  if (seen === 'as-signed' && wasOdd) await vault.keepNote(oddNote, null, { mayMake: false }).catch(() => undefined);
  return seen === 'as-signed' || wasOdd;
}

/** null where the address does not answer, or the app is not known here. */
async function judge(isWhole: boolean): Promise<'as-signed' | 'odd' | null> {
  const app = await readAppFiles(getWorld().own.vault).catch(leaveOut);
  const held = app && (await lookAt(app, isWhole));
  if (!held || held !== 'odd') return held;
  const theirs = await readTheirs();
  return theirs && (await lookAt(theirs, isWhole)) === 'as-signed' ? 'as-signed' : 'odd';
}

async function lookAt(app: AppFiles, isWhole: boolean): Promise<'as-signed' | 'odd' | null> {
  const { pageUrl, fetch } = getWorld();
  const paths = ['index.html', ...(isWhole ? [app.worker, ...sampleOf(app)] : [])];
  const { same, odd } = await lookAtFiles(app, paths, { base: pageUrl, fetch });
  if (odd.length > 0) return 'odd';
  return same.length > 0 ? 'as-signed' : null;
}

function sampleOf({ files }: AppFiles): readonly string[] {
  const small = files.filter(({ path, length }) => length <= sampleBytes && path.startsWith('assets/'));
  const sample = small[Math.floor(getWorld().random() * small.length)];
  return sample ? [sample.path] : [];
}

/** The app as the address's own edition signs it, verified from the built-in root: it may be older or newer than ours. */
async function readTheirs(): Promise<AppFiles | null> {
  const { own, pageUrl, fetch, now } = getWorld();
  const vault = memoryVault();
  try {
    const options = { root: own.root, verifiers: ed25519Verifiers, now: now(), regions: [] };
    await ingest(vault, mirrorSource(pageUrl, { fetch }), options);
    return await readAppFiles(vault);
  } catch (error) {
    return leaveOut(error);
  }
}

function leaveOut(error: unknown): null {
  if (!isAppError(error)) throw error;
  return null;
}
