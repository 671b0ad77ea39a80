// The shutdown drill as the page sees it: the worker keeps it and cuts, every open page shows it and asks nobody. What
// ends it is core/drill.ts; here is the clock, and begin-drill.ts has the button.
import { type Drill, drillLeft, parseDrill } from '../../core/drill.ts';
import { getState, getWorld, setState } from '../world.ts';

/** A worker that has not answered by then is not waited for. */
const answerMs = 3_000;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Asks the network, but for the time of a drill. */
export const askNetwork: typeof fetch = (input, init) =>
  drillLeft(getState().drill, Date.now()) > 0
    ? Promise.reject(new TypeError('cut off for a drill'))
    : fetch(input, init);

/** Follows a drill that was begun here, in another tab, or before this page was opened. */
export function watchDrill(): void {
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
  serviceWorker?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isDrillMessage(data)) showDrill(parseDrill(data.drill), parseDrill(data.ended));
  });
  serviceWorker?.controller?.postMessage({ type: 'drill-ask' });
}

function isDrillMessage(data: unknown): data is { readonly drill: unknown; readonly ended?: unknown } {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'drill' && 'drill' in data;
}

/** Ends it, in all tabs, also where the worker does not answer. */
export function endDrill(): void {
  const { drill } = getState();
  navigator.serviceWorker.controller?.postMessage({ type: 'drill-end' });
  setTimeout(() => {
    if (!drill || getState().drill?.from !== drill.from) return;
    // What the worker looks at before each request.
    void caches.delete(`nishan-drill ${getWorld().pageUrl}`);
    showDrill(null, drill);
  }, answerMs);
}

function showDrill(drill: Drill | null, ended: Drill | null): void {
  clearTimeout(timer);
  const left = drillLeft(drill, Date.now());
  if (left > 0) {
    setState({ drill, isOnline: false });
    timer = setTimeout(endDrill, left);
  } else if (getState().drill) {
    setState({ drill: null, drillEnd: ended ?? getState().drill, isOnline: navigator.onLine });
  }
}
