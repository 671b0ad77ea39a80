// The button of a shutdown drill, and what puts its report away: apart from what every start has to follow.
import { getState, setState } from '../world.ts';

/** Whether the app is kept by a worker that a drill can cut off. */
export function canDrill(): boolean {
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
  return getState().shell === 'stored' && Boolean(serviceWorker?.controller);
}

/** Begins a drill, in all tabs of the app. */
export function startDrill(): void {
  setState({ drillEnd: null });
  navigator.serviceWorker.controller?.postMessage({ type: 'drill-begin' });
}

/** Puts the report of the last drill away. */
export function closeDrill(): void {
  setState({ drillEnd: null });
}
