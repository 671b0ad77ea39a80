// Opens the screen on which a fault is seen, as a step of the tab's own history: the app reads it from there.
import { elementOf } from './mark-faults.ts';
import type { PanelSpot } from './state.ts';

/** A screen that is not there by then has no such element. */
const waitMs = 3_000;

/** @param guide the guide's id, as the app writes it into its entries */
export function openSpot(spot: PanelSpot, guide: string): void {
  const { kind, seat } = spot;
  const screen = kind === 'candidate' ? 'candidates' : kind === 'station' ? 'places' : 'seat';
  const before = (history.state as { readonly depth?: unknown } | null)?.depth;
  const depth = typeof before === 'number' ? before + 1 : 1;
  history.pushState({ screen, seats: [seat], contest: seat, guide, depth }, '', `#/${screen}`);
  dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
  const until = performance.now() + waitMs;
  const look = (): void => {
    const at = elementOf(spot);
    if (at) at.scrollIntoView({ block: 'center' });
    else if (performance.now() < until) requestAnimationFrame(look);
  };
  // The app begins a screen at its top: after that.
  requestAnimationFrame(() => requestAnimationFrame(look));
}
