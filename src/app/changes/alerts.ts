// A message of the phone when the symbol of a remembered seat changes: off unless the voter turned it on. It is made here,
// from what was verified, after a look for a newer edition; no server sends it or knows of it.
import { isAppError } from '../../core/errors.ts';
import { readAllChanges } from '../../core/held/held.ts';
import { bringAllWords } from '../language/bring-words.ts';
import { plain, t } from '../say.ts';
import { alertsNote } from '../seat/remember.ts';
import { voterBallots } from '../seat/voter-ballots.ts';
import { getState, getWorld, setState } from '../world.ts';
import { type Alerts, alertFor, readAlertsNote } from './alert-for.ts';

/** Whether this browser has such messages at all. */
export function canAlert(): boolean {
  return typeof Notification === 'function';
}

/** What the voter chose, for a screen that shows it. */
export async function openAlerts(): Promise<void> {
  setState({ alerts: readAlertsNote(await getWorld().vault.readNote(alertsNote))?.how ?? 'off' });
}

/** Turns it on or off. The browser asks the voter, so only on a tap. @returns false where the phone does not allow it */
export async function chooseAlerts(how: Alerts): Promise<boolean> {
  if (how !== 'off' && (await Notification.requestPermission()) !== 'granted') return false;
  try {
    const edition = getState().head?.edition ?? 0;
    await getWorld().vault.keepNote(alertsNote, how === 'off' ? null : { how, edition });
    setState({ alerts: how });
  } catch (error) {
    if (!isAppError(error)) throw error;
    setState({ trouble: { code: error.code } });
  }
  return true;
}

/** After a look: tells of symbols that changed since the edition that was told of last, once. */
export async function alertOfChanges(): Promise<void> {
  const { vault } = getWorld();
  const { head, voters, problems, regions } = getState();
  const note = readAlertsNote(await vault.readNote(alertsNote));
  if (!head || !note || voters.length === 0 || head.edition <= note.edition) return;
  // What was turned off meanwhile, in another tab, stays off.
  const tell = (kept: unknown): unknown => (readAlertsNote(kept) ? { ...note, edition: head.edition } : null);
  await vault.changeNote(alertsNote, tell, { mayMake: false });
  const contests = voters.flatMap((seats) => [
    ...seats,
    ...voterBallots(seats, regions.values()).known.map(({ card }) => card.contest.id),
  ]);
  const alert = alertFor(note, await readAllChanges(vault, problems), new Set(contests));
  if (alert && (await bringAllWords())) await show(alert.contests);
}

/** @param contests named in it; none where the voter did not ask for that */
async function show(contests: readonly string[]): Promise<void> {
  const { head, words } = getState();
  const title = contests.length > 0 ? `${contests.join(', ')}: ${t('change.symbol')}` : t('alerts.title');
  const options = {
    body: t('alerts.body', { name: plain(head?.guide.publisher.name) }),
    lang: words.language,
    dir: words.locale.dir === 'rtl' ? 'rtl' : 'ltr',
    // A newer one takes the place of the one before.
    tag: 'symbol',
    icon: new URL('icons/icon-192.png', getWorld().pageUrl).href,
  } as const;
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  // What was not allowed after all, or cannot be shown, is on the card and in the news as ever.
  await registration?.showNotification(title, options).catch(() => undefined);
}
