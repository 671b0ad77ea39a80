// Ways in that are open on every screen: a file that is dropped, pasted, or opened with the installed app. What reads them
// is loaded when it is wanted.
import { recogniseText } from '../../core/bundle/recognise.ts';
import { go } from '../navigate.ts';
import { getState, setState } from '../world.ts';
import type { Given } from './take-in.ts';

/** As the desktop hands files to an installed app. https://wicg.github.io/web-app-launch/ */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly FileHandle[] }) => void): void;
}

interface FileHandle {
  getFile(): Promise<File>;
}

/** Takes these in, where their outcomes are shown. */
export async function bringIn(given: readonly Given[]): Promise<void> {
  if (given.length === 0) return;
  if (getState().place.screen !== 'take') await go({ screen: 'take' });
  const module = await import('./take-all.ts').catch(() => null);
  if (module) await module.takeAll(given);
  else setState({ trouble: { code: 'source/unreachable' } });
}

/** Listens for files on every screen. */
export function openWaysIn(): void {
  // Without this the browser would leave the app and open the file itself.
  addEventListener('dragover', (event) => {
    if (hasFiles(event.dataTransfer)) event.preventDefault();
  });
  addEventListener('drop', (event) => {
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    void bringIn([...(event.dataTransfer?.files ?? [])]);
  });
  addEventListener('paste', ({ clipboardData, target }) => {
    const files = [...(clipboardData?.files ?? [])];
    if (files.length > 0) void bringIn(files);
    // What is typed into a field belongs there.
    else if (!(target instanceof Element && target.closest('input, textarea'))) takeText(clipboardData);
  });
  const { launchQueue } = globalThis as { readonly launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files = [] }) => {
    if (files.length > 0) void Promise.all(files.map((file) => file.getFile())).then(bringIn);
  });
}

function takeText(data: DataTransfer | null): void {
  const text = data?.getData('text/plain') ?? '';
  // Anything else was not meant for us.
  if (recogniseText(text) !== 'other') void bringIn([text]);
}

function hasFiles(data: DataTransfer | null): data is DataTransfer {
  return data?.types.includes('Files') === true;
}
