// The browser's own offer to put the app on the home screen: caught when it comes, used after the answer (install.ts).
import { askToLast } from '../kept/persist.ts';
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
  addEventListener('appinstalled', () => {
    setState({ canInstall: false, isInstallDeclined: true });
    // Browsers that said no to a page may say yes to an app.
    void askToLast();
  });
}

/** What the browser offered; null for nothing. */
export function browserOffer(): InstallEvent | null {
  return offer;
}
