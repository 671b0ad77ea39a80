// The wipe: everything that this browser keeps of the app goes, in all tabs, and the tabs leave for an empty page. Unlike
// kept/delete-all.ts nothing begins anew. It asks no network and waits for no other tab.

import { databaseName, databasePrefix } from '../../io/store/guide-database.ts';
import { acceptedName } from '../../io/store/guide-list.ts';
import { listScopes, wipeOrigin } from '../../io/store/wipe-origin.ts';
import { within } from '../../io/store/within.ts';
import { tabsName } from '../guides/guide-tabs.ts';
import { endWork } from '../sync/job.ts';
import { getWorld } from '../world.ts';
import { goBlank, leaveForGood } from './leave.ts';

/** What is being written ends by then, or is deleted under it. */
const patienceMs = 1_000;

/**
 * Wipes, and leaves.
 * @returns whether all is gone; where something is left the page stays, to tell it
 */
export async function wipeNow(): Promise<boolean> {
  const { own, accepted, scope } = getWorld();
  goBlank();
  const ended = endWork();
  const [scopes, guides] = await Promise.all([
    within(listScopes(databasePrefix), [], patienceMs),
    within(
      accepted.read().then((list) => list.accepted.map(({ id }) => id)),
      [],
      patienceMs,
    ),
  ]);
  tellTabs([...scopes, scope]);
  await within(ended, undefined, patienceMs);
  const ids = [own.guideId, ...guides];
  const left = await wipeOrigin([...ids.map((id) => databaseName(id, scope)), acceptedName(scope)]);
  if (left.length === 0) await leaveForGood();
  else document.body.hidden = false;
  return left.length === 0;
}

/** Also tabs of other guides' apps on this origin: what they show goes with them. */
function tellTabs(scopes: readonly string[]): void {
  if (typeof BroadcastChannel !== 'function') return;
  for (const scope of new Set(scopes)) {
    const channel = new BroadcastChannel(tabsName(scope));
    channel.postMessage('wiped');
    channel.close();
  }
}
