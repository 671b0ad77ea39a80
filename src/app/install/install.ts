// Puts the app on the home screen, where the browser can; says how, where only the voter can.

import { getState, setState } from '../world.ts';
import { browserOffer } from './install-event.ts';
import { type BrowserFacts, type InstallWay, installWay, isWayOffered } from './install-way.ts';

/** Asks the browser to install. */
export async function installApp(): Promise<void> {
  setState({ canInstall: false });
  await browserOffer()?.prompt();
}

/** Does not ask again in this visit. */
export function declineInstall(): void {
  setState({ isInstallDeclined: true });
}

/** Whether it was opened from the home screen. */
export function isInstalled(): boolean {
  const { standalone } = navigator as { readonly standalone?: boolean };
  return standalone === true || matchMedia('(display-mode: standalone)').matches;
}

/** How it gets onto the home screen here. */
export function wayToInstall(): InstallWay {
  return installWay(browserFacts());
}

/** The way to show below an answer; null where there is none, or the voter said no. */
export function offeredWay(): InstallWay | null {
  const way = wayToInstall();
  return !getState().isInstallDeclined && isWayOffered(way, navigator.userAgent) ? way : null;
}

function browserFacts(): BrowserFacts {
  const { userAgent, maxTouchPoints } = navigator;
  return { userAgent, touchPoints: maxTouchPoints, isInstalled: isInstalled(), canInstall: getState().canInstall };
}
