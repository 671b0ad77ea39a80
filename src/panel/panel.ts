// What stands beside the app in `nishan preview`: which draft this is, what the check found, each fault also where a voter
// would see it. For publishers alone, in the command's own language; no part of the app, and no mirror has it.
import './panel.css';
import { markFaults } from './mark-faults.ts';
import { openSpot } from './open-spot.ts';
import { signs } from './signs.ts';
import type { PanelFault, PanelState } from './state.ts';

const panel = document.createElement('details');
panel.id = 'nishan-panel';
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

const kinds = ['error', 'to-sign', 'warning', 'signed-off'] as const;

function draw(state: PanelState): void {
  const count = (kind: PanelFault['kind']): number => state.faults.filter((fault) => fault.kind === kind).length;
  const [errors, toSign, warnings] = [count('error'), count('to-sign'), count('warning')];
  const summary = element('summary', '', [
    element('b', 'draft', [state.draft > 0 ? `Draft ${state.draft}` : 'No draft yet']),
    element('span', '', [state.madeAt]),
    ...(errors > 0 ? [element('span', 'bad', [`${signs.error} ${errors} to mend`])] : []),
    ...(toSign > 0 ? [element('span', 'old', [`${signs['to-sign']} ${toSign} to sign off`])] : []),
    ...(warnings > 0 ? [element('span', 'old', [`${signs.warning} ${counted(warnings, 'warning')}`])] : []),
    ...(errors + toSign === 0 ? [element('span', 'good', ['✓ can be built'])] : []),
  ]);
  const sorted = kinds.flatMap((kind) => state.faults.filter((fault) => fault.kind === kind));
  const list = element(
    'ol',
    '',
    sorted.map((fault) => faultBox(fault, state.guide)),
  );
  panel.replaceChildren(summary, ...behind(state), list);
  document.body.dataset.panel = state.draft > 0 ? 'beside' : 'alone';
  panel.dataset.state = state.isShown ? 'shown' : state.draft > 0 ? 'behind' : 'alone';
  if (state.draft === 0 || wide.matches) panel.open = true;
  if (state.draft > 0 && !document.title.startsWith('DRAFT')) document.title = `DRAFT: ${document.title}`;
}

/** What is saved and what is seen are not the same: said first, in words. */
function behind({ isShown, draft, madeAt, failure, faults, leftOut }: PanelState): readonly HTMLElement[] {
  if (isShown && leftOut.length === 0) return [];
  if (isShown) {
    const more = leftOut.length > 8 ? ' …' : '';
    const what = `${counted(leftOut.length, 'seat')} without candidates until mended: `;
    return [element('p', 'behind', [element('b', '', [what]), leftOut.slice(0, 8).join(', ') + more])];
  }
  const errors = faults.filter(({ kind }) => kind === 'error').length;
  const seen =
    draft > 0
      ? `Your last save is not shown. You see draft ${draft}, made at ${madeAt}.`
      : 'Nothing can be shown yet. This page shows the guide as soon as it can be made.';
  const next = errors > 0 ? `${counted(errors, 'thing')} to mend first:` : failure;
  return [element('p', 'behind', [element('b', '', [seen]), ' ', next])];
}

function faultBox(fault: PanelFault, guide: string): HTMLElement {
  const { kind, where, message, fix, spots, isCut } = fault;
  const [first] = spots;
  const text = [
    element('code', '', [where]),
    element('b', '', [`${signs[kind]} ${message}`]),
    element('span', '', [fix]),
  ];
  const item = element('li', kind, text);
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

const side = element('aside', '', [panel]);
side.setAttribute('aria-label', 'Draft');
side.lang = 'en';
document.body.prepend(side);
const events = new EventSource('./preview/events');
events.onmessage = () => void look();
// The command ended: what is on the screen stays, and says that it no longer follows the folder.
events.onerror = () => {
  panel.dataset.state = 'ended';
};
