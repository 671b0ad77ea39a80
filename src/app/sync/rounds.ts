// The half of fetching that knows several mirrors: loaded once there is more than the page's own to ask.
import { isAppError } from '../../core/errors.ts';
import { mirrorNote } from '../../core/note-names.ts';
import type { Source } from '../../core/ports.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { browserNative } from '../../io/native.ts';
import { readMirrorBook } from '../../io/rounds/mirror-book.ts';
import { syncRound } from '../../io/rounds/mirror-round.ts';
import { checkSoon } from '../held/check-held.ts';
import { refreshHeld, tellTabs } from '../held/held.ts';
import { getWorld, setState } from '../world.ts';
import { type JobOptions, type Regions, takeFrom } from './road.ts';
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
    ingest: { ...options, verifiers: ed25519Verifiers, native: browserNative },
    onOutcome: () => {
      shown = shown.then(() => refreshHeld()).then(() => tellTabs());
    },
    onPhase: (phase) => phase === 'others' && onOthers(),
  });
  await shown;
  await readBook();
  if (!outcome && error) throw error;
}

/**
 * Brings regions file by file. Who shows the newest timestamp may withhold what it lists, before all others: a round then
 * asks each for what it has.
 * @param isHere falsy until what is wanted is held
 * @throws AppError why there is nothing to show for it
 */
export async function bringFiles(
  mirror: Source,
  options: JobOptions,
  regions: Regions,
  isHere: () => Promise<unknown>,
): Promise<void> {
  try {
    await takeFrom(mirror, options, regions);
    if (await isHere()) return;
  } catch (error) {
    if (!isAppError(error) || options.signal?.aborted || isAppError(error, 'store')) throw error;
  } finally {
    checkSoon();
  }
  await runRound({ ...options, regions }, () => undefined);
}
