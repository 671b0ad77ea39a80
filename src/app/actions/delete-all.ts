// Deletes everything of this guide: its database with the voter's notes. The app's own files stay with the browser.
import { databaseName } from '../../io/idb-vault.ts';
import { home } from '../routes.ts';
import { getWorld, setState } from '../world.ts';
import { tellTabs } from './held.ts';
import { stopWork } from './sync.ts';

/** Stops what runs, deletes, and starts from nothing. */
export async function deleteAll(): Promise<void> {
  const { guideId, scope } = getWorld();
  stopWork();
  const isDeleted = await deleteDatabase(databaseName(guideId, scope));
  if (!isDeleted) {
    setState({ trouble: { code: 'store/busy' } });
    return;
  }
  tellTabs();
  history.replaceState({ ...home }, '', '#/kept');
  setState({
    head: null,
    regions: new Map(),
    remembered: [],
    isLanguageKept: false,
    place: { ...home, screen: 'kept' },
    isDeleted: true,
  });
}

function deleteDatabase(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve(true);
    request.onerror = () => resolve(false);
  });
}
