// Writes each fault onto what it is about: a ballot, a candidate's row, a polling station. By attributes that the style
// draws, so that the app's own elements stay what the app made of them.
import { signs } from './signs.ts';
import type { PanelFault, PanelSpot } from './state.ts';

let wanted: ReadonlyMap<string, { readonly spot: PanelSpot; readonly faults: readonly PanelFault[] }> = new Map();
let watcher: MutationObserver | null = null;

/** Marks now, and again whenever the app draws another screen. */
export function markFaults(faults: readonly PanelFault[]): void {
  const found = new Map<string, { spot: PanelSpot; faults: PanelFault[] }>();
  for (const fault of faults) {
    if (fault.kind === 'signed-off') continue;
    for (const spot of fault.spots) {
      const key = `${spot.kind} ${spot.key}`;
      const entry = found.get(key) ?? { spot, faults: [] };
      entry.faults.push(fault);
      found.set(key, entry);
    }
  }
  wanted = found;
  mark();
  const app = document.getElementById('app');
  if (watcher || !app) return;
  watcher = new MutationObserver(mark);
  watcher.observe(app, { childList: true, subtree: true });
}

function mark(): void {
  const texts = new Map<Element, Set<PanelFault>>();
  for (const { spot, faults } of wanted.values()) {
    const at = placeOf(spot);
    if (at) texts.set(at, new Set([...(texts.get(at) ?? []), ...faults]));
  }
  for (const old of document.querySelectorAll('[data-fault]')) {
    if (!texts.has(old)) {
      old.removeAttribute('data-fault');
      old.removeAttribute('data-fault-kind');
    }
  }
  for (const [at, faults] of texts) {
    const lines = [...faults].map(({ kind, where, message }) => `${signs[kind]} ${message} (${where})`);
    at.setAttribute('data-fault', lines.join('\n'));
    at.setAttribute('data-fault-kind', [...faults].some(({ kind }) => kind === 'error') ? 'error' : 'warning');
  }
}

/** What it is about, where that is on the screen. */
export function elementOf({ kind, key, seat }: PanelSpot): Element | null {
  if (kind === 'seat') return document.querySelector(`#${CSS.escape(`ballot-${seat}`)} > :last-child`);
  return document.querySelector(`[data-${kind}="${CSS.escape(key)}"]`);
}

/** Else the ballot that it belongs to says it: a card may show one candidate of many. */
function placeOf(spot: PanelSpot): Element | null {
  return elementOf(spot) ?? elementOf({ ...spot, kind: 'seat' });
}
