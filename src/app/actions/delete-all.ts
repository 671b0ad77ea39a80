// Deletes everything of this guide: its database with the voter's notes, and what this tab and others know of the voter.
// The app's own files stay with the browser.
import { isAppError } from '../../core/errors.ts';
import { databaseName } from '../../io/idb-vault.ts';
import { inboxName } from '../../io/inbox.ts';
import { getState, getWorld, setState } from '../world.ts';
import { tellTabs } from './held.ts';
import { forgetPlaces } from './navigate.ts';
import { endWork } from './sync.ts';

/** Stops what runs here and in other tabs, deletes, and starts from nothing. */
export async function deleteAll(): Promise<void> {
  const { guideId, scope, vault, pageUrl } = getWorld();
  setState({ isDeleted: true });
  tellTabs('deleted');
  await endWork();
  // Other tabs are done once the store is free; a store that is broken is deleted all the same.
  const isBusy = await vault.exclusive(async () => false).catch(isBusyStore);
  if (isBusy || !(await deleteDatabase(databaseName(guideId, scope)))) {
    setState({ isDeleted: false, trouble: { code: 'store/busy' } });
    return;
  }
  // What was shared with the app and not looked at yet.
  if (typeof caches !== 'undefined') await caches.delete(inboxName(pageUrl)).catch(() => false);
  await forgetVisit();
}

/** Another tab deleted everything: nothing is fetched or kept here any more, and nothing of the voter is shown. */
export async function followDeletion(): Promise<void> {
  setState({ isDeleted: true });
  await endWork();
  await forgetVisit();
}

async function forgetVisit(): Promise<void> {
  const { screen } = getState().place;
  setState({
    head: null,
    clips: null,
    regions: new Map(),
    problems: new Set(),
    voters: [],
    forgotten: null,
    isLanguageKept: false,
    book: null,
    marks: new Map(),
    removed: null,
    lastLook: null,
    installs: getState().installs + 1,
  });
  await forgetPlaces(screen === 'kept' ? 'kept' : 'find');
}

function isBusyStore(error: unknown): boolean {
  if (!isAppError(error)) throw error;
  return error.code === 'store/busy';
}

function deleteDatabase(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve(true);
    request.onerror = () => resolve(false);
  });
}
