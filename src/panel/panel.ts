// What stands beside the app in `nishan preview`: which draft this is, what the check found, each fault also where a voter
// would see it. For publishers alone, in the command's own language; no part of the app, and no mirror has it.
import './panel.css';
import { markFaults } from './mark-faults.ts';
import { openSpot } from './open-spot.ts';
import type { PanelFault, PanelState } from './state.ts';

const panel = document.createElement('details');
panel.id = 'nishan-panel';
panel.lang = 'en';
panel.dir = 'ltr';
/** Beside the app where there is room, above it and folded where not. */
const wide = matchMedia('(min-width: 60rem)');
let shown: PanelState | null = null;

async function look(): Promise<void> {
  const state = (await (await fetch('./preview/state')).json()) as PanelState;
  if (shown && state.draft !== shown.draft) {
    location.reload();
    return;
  }
  shown = state;
  draw(state);
  markFaults(state.faults);
}

function draw(state: PanelState): void {
  const errors = state.faults.filter(({ severity }) => severity === 'error');
  const warnings = state.faults.filter(({ severity }) => severity === 'warning');
  const summary = element('summary', '', [
    element('b', 'draft', [state.draft > 0 ? `Draft ${state.draft}` : 'No draft yet']),
    element('span', '', [state.madeAt]),
    element('span', errors.length > 0 ? 'bad' : 'good', [
      errors.length > 0 ? `✕ ${errors.length} to mend` : '✓ builds',
    ]),
    ...(warnings.length > 0 ? [element('span', 'old', [`△ ${counted(warnings.length, 'warning')}`])] : []),
  ]);
  const lists = [...errors, ...warnings].map((fault) => faultBox(fault, state.guide));
  const list = element('ol', '', lists);
  panel.replaceChildren(summary, ...behind(state), list);
  panel.dataset.state = state.isShown ? 'shown' : state.draft > 0 ? 'behind' : 'alone';
  if (state.draft === 0 || wide.matches) panel.open = true;
  if (state.draft > 0 && !document.title.startsWith('DRAFT')) document.title = `DRAFT: ${document.title}`;
}

/** What is saved and what is seen are not the same: said first, in words. */
function behind({ isShown, draft, madeAt, failure, faults }: PanelState): readonly HTMLElement[] {
  if (isShown) return [];
  const errors = faults.filter(({ severity }) => severity === 'error').length;
  const seen =
    draft > 0
      ? `Your last save is not shown. You see draft ${draft}, made at ${madeAt}.`
      : 'Nothing can be shown yet. This page shows the guide as soon as it can be made.';
  const next = errors > 0 ? `${counted(errors, 'thing')} to mend first:` : failure;
  return [element('p', 'behind', [element('b', '', [seen]), ' ', next])];
}

function faultBox(fault: PanelFault, guide: string): HTMLElement {
  const { severity, where, message, fix, spots, isCut } = fault;
  const [first] = spots;
  const text = [
    element('code', '', [where]),
    element('b', '', [`${severity === 'error' ? '✕' : '△'} ${message}`]),
    element('span', '', [fix]),
  ];
  const item = element('li', severity, text);
  if (first && guide !== '') {
    const button = element('button', '', [seatsLine(spots, isCut)]);
    button.setAttribute('type', 'button');
    button.addEventListener('click', () => openSpot(first, guide));
    item.append(button);
  }
  return item;
}

function seatsLine(spots: PanelFault['spots'], isCut: boolean): string {
  const seats = [...new Set(spots.map(({ seat }) => seat))];
  const more = seats.length - 1;
  return `Show ${seats[0] ?? ''}${more > 0 ? ` (of ${isCut ? 'more than ' : ''}${more + 1} seats)` : ''}`;
}

function counted(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? '' : 's'}`;
}

function element(name: string, kind: string, children: readonly (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  if (kind !== '') made.className = kind;
  made.append(...children);
  return made;
}

document.body.prepend(panel);
const events = new EventSource('./preview/events');
events.onmessage = () => void look();
// The command ended: what is on the screen stays, and says that it no longer follows the folder.
events.onerror = () => {
  panel.dataset.state = 'ended';
};
