// The half of fetching that knows several mirrors: loaded once there is more than the page's own to ask.
import type { IngestOptions } from '../../core/ingest-options.ts';
import type { Source } from '../../core/ports.ts';
import { mirrorNote, readMirrorBook } from '../../io/mirror-book.ts';
import type { MirrorResult } from '../../io/mirror-result.ts';
import { type MirrorsOptions, openChoice, syncRound } from '../../io/mirror-round.ts';
import { getState, getWorld, ownMirror, setState } from '../world.ts';
import { refreshHeld, tellTabs } from './held.ts';

/** Whom to ask, and where it is shown what they do. */
export function mirrorsOptions(): MirrorsOptions {
  const { vault, fetch, random } = getWorld();
  return { vault, pageUrl: ownMirror(), fetch, random, onMark: noteMark };
}

/** Shows what a mirror turned out to be, before it is kept. */
export function noteMark(url: string, result: MirrorResult): void {
  setState({ marks: new Map(getState().marks).set(url, result) });
}

/** Reads what is kept of mirrors; what was shown before it was kept is in it. */
export async function readBook(): Promise<void> {
  const book = readMirrorBook(await getWorld().vault.readNote(mirrorNote));
  setState({ book, marks: new Map() });
}

/** The few best mirrors as one source. */
export async function openSeveral(): Promise<Source> {
  const { choice } = await openChoice(mirrorsOptions());
  return choice;
}

/**
 * One whole sync. Each edition is shown as soon as it is installed, also one that another mirror had in the end.
 * @param onOthers what one had is installed; the others are asked for something newer
 * @throws AppError why there is nothing to show for it
 */
export async function runRound(options: IngestOptions, onOthers: () => void): Promise<void> {
  let shown: Promise<void> = Promise.resolve();
  const { outcome, error } = await syncRound({
    ...mirrorsOptions(),
    ingest: options,
    onOutcome: () => {
      shown = shown.then(() => refreshHeld()).then(() => tellTabs());
    },
    onPhase: (phase) => phase === 'others' && onOthers(),
  });
  await shown;
  await readBook();
  if (!outcome && error) throw error;
}
