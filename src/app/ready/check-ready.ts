// Asks the phone what it has for a shutdown, and mends what one tap can mend.

import { readTried } from '../give/tried.ts';
import { screenSign } from '../held/region-sign.ts';
import { installApp, isInstalled } from '../install/install.ts';
import { storeShell } from '../install/shell.ts';
import { countKept } from '../kept/count-kept.ts';
import { askToLast, readLasting } from '../kept/persist.ts';
import { go } from '../navigate.ts';
import { mirrorRows, openMirrors, testMirrors } from '../sources/mirrors.ts';
import { bringCountry, checkNow } from '../sync/sync.ts';
import { getState, getWorld } from '../world.ts';
import { type Mend, type ReadyLine, readiness } from './readiness.ts';

/** Looks at everything. */
export async function checkReady(): Promise<readonly ReadyLine[]> {
  await openMirrors();
  const [count, tried, isPersistent, freeBytes] = await Promise.all([
    countKept(),
    readTried(),
    readLasting(),
    askFreeBytes(),
  ]);
  const { head, canInstall, shell, storage } = getState();
  return readiness({
    isInstalled: isInstalled(),
    canInstall,
    isAppStored: shell === 'stored' && storage === 'kept',
    regions: head?.guide.regions.length ?? 0,
    whole: storage === 'kept' ? count.whole : 0,
    isPersistent,
    freeBytes,
    sign: screenSign(),
    goodHosts: new Set(goodMirrors()).size,
    hasFile: tried.has('file'),
    isShareTried: tried.size > 0,
    nowMs: getWorld().now().getTime(),
    issuedMs: head ? Date.parse(head.newest.issued) : null,
  });
}

/** Hosts of mirrors that have the whole guide and were fine. */
function goodMirrors(): readonly string[] {
  return mirrorRows()
    .filter(({ kind, isOn, result }) => kind === 'static' && isOn && result === 'fine')
    .map(({ url }) => new URL(url).host);
}

async function askFreeBytes(): Promise<number | null> {
  const { storage } = navigator as { readonly storage?: StorageManager };
  const estimate = await storage?.estimate?.().catch(() => null);
  return estimate?.quota === undefined ? null : estimate.quota - (estimate.usage ?? 0);
}

/** Does what a line offers. */
export async function mend(what: Mend): Promise<void> {
  await mends[what]();
}

const mends: Readonly<Record<Mend, () => Promise<unknown>>> = {
  install: installApp,
  'save-app': storeShell,
  fetch: () => bringCountry('check'),
  persist: askToLast,
  check: checkNow,
  test: () =>
    testMirrors(
      mirrorRows()
        .filter(({ isOn }) => isOn)
        .map(({ url }) => url),
    ),
  hop: () => go({ screen: 'hop' }),
};
