// The newer slips that are kept beside the guide: brought onto the screen, until an edition contains them.

import { AppError } from '../../core/errors.ts';
import { readKeptSlips, type SlipOptions } from '../../core/slip/take-slip.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { getWorld, setState } from '../world.ts';
import { lateSlipBox } from './late-slip.ts';

/** What slips are judged by here and now. */
export function slipOptions(): SlipOptions {
  const { root, now, guideId } = getWorld();
  return { root, verifiers: ed25519Verifiers, now: now(), guideId };
}

/** Brings the kept slips that no edition contains yet onto the screen. */
export async function showKeptSlips(): Promise<void> {
  const { vault } = getWorld();
  try {
    const slips = await readKeptSlips(vault, slipOptions());
    if (slips.length > 0) await lateSlipBox.bring();
    if (getWorld().vault === vault) setState({ slips });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    setState({ slips: [] });
  }
}
