// Tells when what a guide is made of was saved. The system's own watcher only wakes it up: sizes and dates decide, so that
// a network drive on which the system tells nothing is looked at too, and a file that was touched by nobody makes no draft.
import { type FSWatcher, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Written by commands, never by who edits; `.written` is where a command decides what replaces the tables. */
const notContent = /^(keys|made|published|reports|review)$|^\.(?!written$)|~$|^~\$/;

const settleMs = 150;
const lookMs = 1_500;

export interface Watched {
  /** Resolves when nothing runs any more. */
  close(): Promise<void>;
}

/**
 * Calls `onChange` after something was saved, never twice at a time.
 * @param dir the content folder
 * @param before what it looked like when it was read last, by `printOf`
 */
export function watchFolder(dir: string, before: string, onChange: () => Promise<void>): Watched {
  let print = before;
  let timer: NodeJS.Timeout | null = null;
  let isLooking = false;
  let isWoken = false;
  let isClosed = false;
  let looking = Promise.resolve();
  const wake = (ms: number): void => {
    if (timer) clearTimeout(timer);
    timer = isClosed
      ? null
      : setTimeout(() => {
          looking = look();
        }, ms);
  };
  const look = async (): Promise<void> => {
    isLooking = true;
    isWoken = false;
    try {
      const now = await printOf(dir);
      if (now !== print && !isClosed) {
        print = now;
        await onChange();
      }
    } finally {
      isLooking = false;
      wake(isWoken ? settleMs : lookMs);
    }
  };
  const note = (): void => {
    isWoken = true;
    if (!isLooking) wake(settleMs);
  };
  const watcher = openWatcher(dir, note);
  wake(lookMs);
  return {
    async close() {
      isClosed = true;
      if (timer) clearTimeout(timer);
      watcher?.close();
      await looking;
    },
  };
}

/** Null where the system watches no folders: the look now and then is enough. */
function openWatcher(dir: string, onEvent: () => void): FSWatcher | null {
  try {
    const watcher = watch(dir, { recursive: true });
    watcher.on('change', onEvent);
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return null;
  }
}

/** Names, sizes and dates of what a guide is made of; the same text means that nothing was saved. */
export async function printOf(dir: string): Promise<string> {
  const lines: string[] = [];
  const walk = async (folder: string, name: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (notContent.test(entry.name)) continue;
      const path = join(folder, entry.name);
      const shown = `${name}${entry.name}`;
      if (entry.isDirectory()) await walk(path, `${shown}/`);
      else {
        const { size, mtimeMs } = await stat(path).catch(() => ({ size: -1, mtimeMs: 0 }));
        lines.push(`${shown} ${size} ${mtimeMs}`);
      }
    }
  };
  await walk(dir, '');
  return lines.sort().join('\n');
}
