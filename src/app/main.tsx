// Composition: opens the world from what the page carries, loads before the first render, and draws each change.
import './styles/tokens.css';
import './styles/base.css';
import { render } from 'preact';
import { encodeUtf8 } from '../core/bytes.ts';
import { AppError, isAppError } from '../core/errors.ts';
import { type Hints, parseHints } from '../core/guide/hints.ts';
import { memoryVault } from '../core/memory-vault.ts';
import type { Vault } from '../core/ports.ts';
import { guideId } from '../core/tuf/guide-id.ts';
import { ed25519Verifiers } from '../core/tuf/signatures.ts';
import { openIdbVault } from '../io/idb-vault.ts';
import { askNetwork } from './actions/drill.ts';
import { settlePictures } from './actions/pictures.ts';
import { carryOn, start } from './actions/start.ts';
import { App } from './app.tsx';
import { loadScreen } from './screen-list.ts';
import { firstState, type State } from './state.ts';
import { createStore } from './store.ts';
import type { Connection } from './sync-policy.ts';
import { getState, openWorld } from './world.ts';

interface PageData {
  readonly root: Uint8Array;
  readonly hints: Hints | null;
}

/** The block that `nishan build` writes into the page; null in a shell without a guide. */
function readPage(): PageData | null {
  const block = document.getElementById('nishan')?.textContent;
  if (!block) return null;
  const { root, hints } = JSON.parse(block) as { readonly root: string; readonly hints: unknown };
  return { root: encodeUtf8(root), hints: readHints(hints) };
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

async function openVault(
  id: string,
  scope: string,
): Promise<{ readonly vault: Vault; readonly storage: State['storage'] }> {
  try {
    if (typeof indexedDB === 'undefined') throw new AppError('store/blocked');
    const vault = await openIdbVault({ guideId: id, scope });
    // Some browsers open a store and then refuse to read it.
    await vault.readNewest();
    return { vault, storage: 'kept' };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { vault: memoryVault(), storage: 'memory' };
  }
}

function draw(): void {
  const { words } = getState();
  const { documentElement } = document;
  documentElement.lang = words.language;
  documentElement.dir = words.locale.dir;
  const at = document.getElementById('app');
  if (at) render(<App />, at);
  settlePictures();
}

async function main(): Promise<void> {
  const page = readPage();
  const scope = new URL('./', location.href).pathname;
  const root = page?.root ?? new Uint8Array();
  const id = page ? guideId(root) : '';
  const { vault, storage } = page ? await openVault(id, scope) : { vault: memoryVault(), storage: 'memory' as const };
  const store = createStore<State>({ ...firstState, isOnline: navigator.onLine, storage, hasGuide: page !== null });
  openWorld({
    store,
    vault,
    root,
    scope,
    guideId: id,
    pageUrl: new URL('./', location.href).href,
    fetch: askNetwork,
    random: Math.random,
    hints: page?.hints ?? null,
    verifiers: ed25519Verifiers,
    now: () => new Date(),
    connection: () => (navigator as { readonly connection?: Connection }).connection,
    prepareScreen: loadScreen,
  });
  if (page) await start();
  draw();
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
