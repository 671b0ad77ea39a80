// Brings what the vault holds onto the screen, and tells other tabs when there is more of it.
import { isAppError } from '../../core/errors.ts';
import { openHead, openRegion } from '../../core/held/held.ts';
import { slipsNote } from '../../core/note-names.ts';
import type { Vault } from '../../core/ports.ts';
import { afterAnswer, afterPaint } from '../after-paint.ts';
import { lateChangeBox } from '../changes/late-changes.ts';
import { getState, getWorld, setState } from '../world.ts';
import { checkSoon } from './check-held.ts';

let tabs: BroadcastChannel | null = null;

let reading: Promise<void> = Promise.resolve();

/**
 * Opens the newest head and these regions again, beside those that are shown. One at a time: what was begun before a
 * region came would put it away again when it ends.
 */
export function refreshHeld(regions: readonly string[] = []): Promise<void> {
  const { vault } = getWorld();
  reading = reading.catch(() => undefined).then(() => refresh(vault, regions));
  return reading;
}

async function refresh(vault: Vault, regions: readonly string[]): Promise<void> {
  try {
    await openHeld(vault, regions);
  } catch (error) {
    if (!isAppError(error)) throw error;
    setState({ trouble: { code: error.code } });
  }
}

async function openHeld(vault: Vault, regions: readonly string[]): Promise<void> {
  const ids = new Set([...getState().regions.keys(), ...regions]);
  const opened = await Promise.all([...ids].map((id) => openRegion(vault, id)));
  const head = await openHead(vault);
  if (opened.some((region) => region && region.changes.length > 0)) await lateChangeBox.bring();
  // Another guide is in use since.
  if (getWorld().vault !== vault) return;
  setState({
    head,
    words: getState().words.withDigits(head?.guide.election.digits ?? 'latn'),
    regions: new Map(opened.flatMap((region) => (region ? [[region.region, region]] : []))),
    installs: getState().installs + 1,
  });
  await openSlips();
  if (head?.hasClips) {
    void afterPaint()
      .then(afterAnswer)
      .then(() => import('../sound/clips.ts'))
      .then(
        ({ showClips }) => showClips(),
        () => undefined,
      );
  }
}

/** What reads them is loaded where there are any. */
async function openSlips(): Promise<void> {
  if ((await getWorld().vault.readNote(slipsNote)) === null) {
    if (getState().slips.length > 0) setState({ slips: [] });
    return;
  }
  void import('../slip/kept-slips.ts').then(
    ({ showKeptSlips }) => showKeptSlips(),
    () => undefined,
  );
}

/** Tells other tabs of this guide that there is something new. */
export function tellTabs(): void {
  tabs?.postMessage('installed');
}

/** Hears of what other tabs of this guide installed; begun anew where another guide is in use. */
export function listenToTabs(): void {
  if (typeof BroadcastChannel !== 'function') return;
  tabs?.close();
  const { guideId, scope } = getWorld();
  tabs = new BroadcastChannel(`nishan ${scope} ${guideId}`);
  tabs.onmessage = () => {
    void refreshHeld();
    checkSoon();
  };
}
