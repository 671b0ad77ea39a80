// Offers to put the app on the home screen, where the browser can.
import { setState } from '../world.ts';

interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

let offer: InstallEvent | null = null;

/** Keeps the browser's own offer for after the answer. */
export function listenForInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = event as InstallEvent;
    setState({ canInstall: true });
  });
  addEventListener('appinstalled', () => setState({ canInstall: false }));
}

/** Asks the browser to install. */
export async function installApp(): Promise<void> {
  setState({ canInstall: false });
  await offer?.prompt();
}

/** Does not ask again in this visit. */
export function declineInstall(): void {
  setState({ canInstall: false });
}

/** Whether it was opened from the home screen. */
export function isInstalled(): boolean {
  const { standalone } = navigator as { readonly standalone?: boolean };
  return standalone === true || matchMedia('(display-mode: standalone)').matches;
}
