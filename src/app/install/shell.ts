// The app's own files: the worker that keeps them, registered after the first answer, and a newer app that waits.
import { readAppFiles } from '../../core/held.ts';
import { getState, getWorld, setState } from '../world.ts';
import { workerUrl } from './trusted-types.ts';

let useNewer: (() => Promise<void>) | null = null;
let registered = '';

/** Registers the worker that verified content of the app's own guide names, and has it keep the whole app. */
export async function storeShell(): Promise<void> {
  if (!('serviceWorker' in navigator)) {
    setState({ shell: 'unsupported' });
    return;
  }
  const name = (await readAppFiles(getWorld().own.vault))?.worker;
  if (name === undefined || name === registered) return;
  const before = getState().shell;
  if (before === 'none') setState({ shell: 'storing' });
  const isStored = await registerWorker(name).catch(() => false);
  if (isStored) registered = name;
  setState({ shell: isStored ? 'stored' : before === 'stored' ? 'stored' : 'none' });
}

async function registerWorker(name: string): Promise<boolean> {
  const { Workbox } = await import('workbox-window');
  const worker = new Workbox(workerUrl(name), { updateViaCache: 'all' });
  worker.addEventListener('waiting', () => setState({ isUpdateReady: true }));
  useNewer = async () => {
    worker.addEventListener('controlling', () => location.reload());
    const { type } = await worker.messageSW({ type: 'skip-waiting' });
    if (type === 'update-waits') setState({ trouble: { code: 'store/busy' } });
  };
  const registration = await worker.register();
  const active = registration?.active ?? (await navigator.serviceWorker.ready).active;
  return active ? askToStore(active) : false;
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
