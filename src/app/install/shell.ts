// The app's own files: the worker that keeps them, registered after the first answer, and a newer app that waits.
import type { AppFiles } from '../../core/guide/app-files.ts';
import { readAppFiles } from '../../core/held/held.ts';
import { lookAtFiles } from '../../io/mirror/origin-look.ts';
import { bringWipe } from '../wipe/bring-wipe.ts';
import { getState, getWorld, isOwnGuide, setState } from '../world.ts';
import { workerUrl } from './trusted-types.ts';

let useNewer: (() => Promise<void>) | null = null;
let registered = '';
/** The address served a worker that nobody signed. */
let isWorkerOdd = false;

/** Keeps the app's own files; whether its address still serves them is looked at meanwhile. */
export async function keepShell(): Promise<void> {
  await storeShell();
  bringWipe();
  // Nothing waits for that: an address that is blocked in silence costs half a minute a file, and other mirrors answer.
  if (!isDraft()) void lookAtAddress();
}

async function lookAtAddress(): Promise<void> {
  const part = await import('../origin/watch-origin.ts').catch(() => null);
  await part?.watchOrigin(isWorkerOdd);
}

/** A draft is looked at on its maker's computer, where a worker that keeps nothing stands in for the app's. */
function isDraft(): boolean {
  return isOwnGuide() && getState().head?.guide.draft === true;
}

/** Registers the worker that verified content of the app's own guide names, and has it keep the whole app. */
export async function storeShell(): Promise<void> {
  if (!('serviceWorker' in navigator)) {
    setState({ shell: 'unsupported' });
    return;
  }
  const app = await readAppFiles(getWorld().own.vault);
  const name = app?.worker;
  if (!app || name === undefined || name === registered || getState().isDeleted) return;
  const before = getState().shell;
  if (before === 'none') setState({ shell: 'storing' });
  const isStored = (isDraft() || (await isSigned(app))) && (await registerWorker(name).catch(() => false));
  if (isStored) registered = name;
  setState({ shell: isStored ? 'stored' : before === 'stored' ? 'stored' : 'none' });
}

/**
 * Whether the address serves the worker that was signed, before it is registered for the first time. The browser then takes
 * it out of its own cache, where the host lets it keep what was looked at.
 */
async function isSigned(app: AppFiles): Promise<boolean> {
  const registration = await navigator.serviceWorker.getRegistration().catch(() => undefined);
  if (registration?.active?.scriptURL.endsWith(`/${app.worker}`)) return true;
  const { pageUrl, fetch } = getWorld();
  const { odd, same } = await lookAtFiles(app, [app.worker], { base: pageUrl, fetch, isCached: true });
  isWorkerOdd = odd.length > 0;
  return same.length === 1;
}

async function registerWorker(name: string): Promise<boolean> {
  const { Workbox } = await import('workbox-window');
  const worker = new Workbox(workerUrl(name), { updateViaCache: 'all' });
  worker.addEventListener('waiting', () => {
    if (!getState().isOriginOdd) setState({ isUpdateReady: true });
  });
  useNewer = async () => {
    worker.addEventListener('controlling', () => location.reload());
    const { type } = await worker.messageSW({ type: 'skip-waiting' });
    if (type === 'update-waits') setState({ trouble: { code: 'store/busy' } });
  };
  const registration = await worker.register();
  if (registration) watchUpdates(registration);
  const active = registration?.active ?? (await navigator.serviceWorker.ready).active;
  return active ? askToStore(active) : false;
}

/** A worker's name has its bytes' hash in it: another one under the same name was signed by nobody. */
function watchUpdates(registration: ServiceWorkerRegistration): void {
  const look = (): void => {
    const { active, installing, waiting } = registration;
    const next = installing ?? waiting;
    if (active && next?.scriptURL === active.scriptURL) setState({ isOriginOdd: true, isUpdateReady: false });
  };
  registration.addEventListener('updatefound', look);
  look();
}

/** @returns whether everything that must work offline is stored now */
function askToStore(worker: ServiceWorker): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<{ readonly missing?: number }>) => resolve(data.missing === 0);
    worker.postMessage({ type: 'store-rest' }, [port2]);
  });
}

/** Uses the newer app now: the page starts again. */
export async function useNewerApp(): Promise<void> {
  setState({ isUpdateReady: false });
  await useNewer?.();
}

/** Leaves it for the next start. */
export function leaveNewerApp(): void {
  setState({ isUpdateReady: false });
}
