// Composition: opens the world from what the page carries, loads before the first render, and draws each change.
import './styles/tokens.css';
import './styles/base.css';
import { render } from 'preact';
import { encodeUtf8 } from '../core/bytes.ts';
import { isAppError } from '../core/errors.ts';
import { type Hints, parseHints } from '../core/guide/seats/hints.ts';
import { memoryVault } from '../core/memory-vault.ts';
import { takingEarly } from '../io/mirror/early-answer.ts';
import { openAcceptedGuides } from '../io/store/accepted-guides.ts';
import { noteDrawn } from './after-paint.ts';
import { App } from './app.tsx';
import { isFramed } from './frame/is-framed.ts';
import { markFallenTexts } from './language/fallen-text.ts';
import { openGuides } from './opening/open-guides.ts';
import { settlePictures } from './pictures/pictures.ts';
import { askNetwork } from './ready/drill.ts';
import { loadScreen } from './screen-list.ts';
import { carryOn, start } from './start.ts';
import { firstState, type State } from './state.ts';
import { createStore } from './store.ts';
import type { Connection } from './sync/sync-policy.ts';
import { getState, type OpenGuide, openWorld } from './world.ts';

interface PageData {
  readonly root: Uint8Array;
  readonly hints: Hints | null;
  readonly label?: string;
}

/** The block that `nishan build` writes into the page; null in a shell without a guide. */
function readPage(): PageData | null {
  const block = document.getElementById('nishan')?.textContent;
  if (!block) return null;
  const { root, hints, label } = JSON.parse(block) as Partial<PageData> & { readonly root: string };
  return { root: encodeUtf8(root), hints: readHints(hints), ...(label !== undefined && { label }) };
}

/** Hints only save a request: broken ones are left out. */
function readHints(json: unknown): Hints | null {
  try {
    return parseHints(json);
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}

function draw(): void {
  const { words } = getState();
  const { documentElement } = document;
  documentElement.lang = words.language;
  documentElement.dir = words.locale.dir;
  const at = document.getElementById('app');
  // Below a seat's page nobody would see it, and the check of that page would wait for it.
  if (at && documentElement.dataset.seat === undefined) render(<App />, at);
  settlePictures();
}

/** Every part in every state, for who changes them: `npm run parts`. A build leaves this out. */
async function showParts(): Promise<void> {
  const { PartsPage } = await import('./parts-page/parts-page.tsx');
  const at = document.getElementById('app');
  if (at) render(<PartsPage />, at);
}

async function main(): Promise<void> {
  if (isFramed(top, origin)) return (await import('./frame/framed.tsx')).showFramed();
  const page = readPage();
  const scope = new URL('./', location.href).pathname;
  const accepted = openAcceptedGuides(scope);
  const nobody: OpenGuide = { root: new Uint8Array(), guideId: '', vault: memoryVault(), hints: null };
  const { own, used, state } = page
    ? await openGuides(page, accepted, scope)
    : { own: nobody, used: nobody, state: { storage: 'memory' } as const };
  const store = createStore<State>({
    ...firstState,
    ...state,
    isOnline: navigator.onLine,
    hasGuide: page !== null,
  });
  openWorld({
    ...used,
    store,
    own,
    accepted,
    ...(page?.label && { label: page.label }),
    scope,
    pageUrl: new URL('./', location.href).href,
    fetch: takingEarly(askNetwork),
    random: Math.random,
    now: () => new Date(),
    connection: () => (navigator as { readonly connection?: Connection }).connection,
    prepareScreen: loadScreen,
    restart: () => location.reload(),
  });
  markFallenTexts((text) => getState().words.standsInFor(text));
  if (page) await start();
  if (import.meta.env.DEV && location.hash === '#/parts') return showParts();
  draw();
  noteDrawn();
  let isDrawing = false;
  store.subscribe(() => {
    if (isDrawing) return;
    isDrawing = true;
    queueMicrotask(() => {
      isDrawing = false;
      draw();
    });
  });
  if (page) carryOn();
}

void main();
