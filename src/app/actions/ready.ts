// Asks the phone what it has for a shutdown, and mends what one tap can mend.

import { type Mend, type ReadyLine, readiness } from '../readiness.ts';
import { screenSign } from '../region-sign.ts';
import { getState, getWorld } from '../world.ts';
import { countKept } from './count-kept.ts';
import { installApp, isInstalled } from './install.ts';
import { mirrorRows, openMirrors, testMirrors } from './mirrors.ts';
import { go } from './navigate.ts';
import { askToLast, readLasting } from './persist.ts';
import { storeShell } from './shell.ts';
import { bringCountry, checkNow } from './sync.ts';
import { readTried } from './tried.ts';

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
