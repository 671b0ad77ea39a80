// What all tabs of the app tell each other, whichever guide they show: which guide is in use, and that everything was
// deleted. What is new in one guide is told among its own tabs (held.ts).
import { getState, getWorld } from '../world.ts';

let tabs: BroadcastChannel | null = null;

/** Tells other tabs that the list of guides, or the one in use, is another; or that nothing is kept any more. */
export function tellGuides(what: 'guides' | 'deleted'): void {
  tabs?.postMessage(what);
}

/** Hears of it. A tab that was asleep, or a browser without such messages, looks when it is shown again. */
export function listenForGuides(onDeleted: () => void): void {
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && follow());
  if (typeof BroadcastChannel !== 'function') return;
  tabs = new BroadcastChannel(`nishan ${getWorld().scope}`);
  tabs.onmessage = ({ data }: MessageEvent<unknown>) => (data === 'deleted' ? onDeleted() : follow());
}

function follow(): void {
  // A guide that could not be opened here would be tried again without end.
  if (getState().isGuideLost || getState().isDeleted) return;
  void import('./guides.ts').then(
    ({ followGuides }) => followGuides(),
    () => undefined,
  );
}
