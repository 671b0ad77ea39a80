// What all tabs of the app tell each other, whichever guide they show: which guide is in use, and that everything was
// deleted or wiped. What is new in one guide is told among its own tabs (held.ts).
import { getState, getWorld } from '../world.ts';

let tabs: BroadcastChannel | null = null;

/** The channel of an app's tabs. @param scope the path that it is served from */
export function tabsName(scope: string): string {
  return `nishan ${scope}`;
}

/** Tells other tabs that the list of guides, or the one in use, is another; or that nothing is kept any more. */
export function tellGuides(what: 'guides' | 'deleted'): void {
  tabs?.postMessage(what);
}

/**
 * Hears of it.
 * @param onGuides also told when the tab is shown again: it may have slept, or the browser has no such messages
 */
export function listenForGuides(onGuides: () => void, onDeleted: () => void, onWiped: () => void): void {
  const follow = (): void => {
    // A guide that could not be opened here would be tried again without end.
    if (!getState().isGuideLost && !getState().isDeleted) onGuides();
  };
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && follow());
  if (typeof BroadcastChannel !== 'function') return;
  tabs = new BroadcastChannel(tabsName(getWorld().scope));
  tabs.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === 'wiped') onWiped();
    else if (data === 'deleted') onDeleted();
    else follow();
  };
}
