// The half of fetching that knows several mirrors: loaded once there is more than the page's own to ask.
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { mirrorNote, readMirrorBook } from '../../io/mirror-book.ts';
import { syncRound } from '../../io/mirror-round.ts';
import { refreshHeld, tellTabs } from '../held/held.ts';
import { getWorld, setState } from '../world.ts';
import type { JobOptions, Regions } from './road.ts';
import { mirrorsOptions } from './several-mirrors.ts';

/** Reads what is kept of mirrors; what was shown before it was kept is in it. */
export async function readBook(): Promise<void> {
  const book = readMirrorBook(await getWorld().vault.readNote(mirrorNote));
  setState({ book, marks: new Map() });
}

/**
 * One whole sync. Each edition is shown as soon as it is installed, also one that another mirror had in the end.
 * @param onOthers what one had is installed; the others are asked for something newer
 * @throws AppError why there is nothing to show for it
 */
export async function runRound(
  options: JobOptions & { readonly regions: Regions },
  onOthers: () => void,
): Promise<void> {
  let shown: Promise<void> = Promise.resolve();
  const { outcome, error } = await syncRound({
    ...mirrorsOptions(),
    ingest: { ...options, verifiers: ed25519Verifiers },
    onOutcome: () => {
      shown = shown.then(() => refreshHeld()).then(() => tellTabs());
    },
    onPhase: (phase) => phase === 'others' && onOthers(),
  });
  await shown;
  await readBook();
  if (!outcome && error) throw error;
}
