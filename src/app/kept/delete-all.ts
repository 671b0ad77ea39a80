// Deletes everything: each guide's database with the voter's notes, the list of guides, and what this tab and others know
// of the voter. The app's own files stay with the browser.
import { isAppError } from '../../core/errors.ts';
import { inboxName } from '../../io/store/inbox-name.ts';
import { tellGuides } from '../guides/guide-tabs.ts';
import { endWork } from '../sync/job.ts';
import { getWorld, setState } from '../world.ts';
import { forgetVisit } from './follow-deletion.ts';

/** Stops what runs here and in other tabs, deletes, and starts from nothing, with the app's own guide. */
export async function deleteAll(): Promise<void> {
  const { own, accepted, vault, pageUrl } = getWorld();
  setState({ isDeleted: true });
  tellGuides('deleted');
  await endWork();
  // Other tabs are done once the store is free; a store that is broken is deleted all the same.
  const isBusy = await vault.exclusive(async () => false).catch(isBusyStore);
  if (isBusy || !(await accepted.deleteAll(own.guideId))) {
    setState({ isDeleted: false, trouble: { code: 'store/busy' } });
    return;
  }
  // What was shared with the app and not looked at yet.
  if (typeof caches !== 'undefined') await caches.delete(inboxName(pageUrl)).catch(() => false);
  await forgetVisit();
}

function isBusyStore(error: unknown): boolean {
  if (!isAppError(error)) throw error;
  return error.code === 'store/busy';
}
