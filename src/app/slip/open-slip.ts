// A slip that was scanned, followed as a link, or pasted: checked against what is held, and told.
import { decodeBase64Url } from '../../core/encoding/base64url.ts';
import { type AppError, isAppError } from '../../core/errors.ts';
import { type TakenSlip, takeSlip } from '../../core/slip/take-slip.ts';
import { checkSoon } from '../held/check-held.ts';
import { tellTabs } from '../held/held.ts';
import { getWorld } from '../world.ts';
import { showKeptSlips, slipOptions } from './kept-slips.ts';

/**
 * Checks a slip and keeps it where it is newer than the guide.
 * @param letters what stands behind `#/s/`
 * @returns what came of it, or why it was refused; nothing of a refused one is kept
 */
export async function openSlip(letters: string): Promise<TakenSlip | AppError> {
  try {
    const taken = await takeSlip(getWorld().vault, decodeBase64Url(letters), slipOptions());
    if (taken.kind === 'newer') {
      await showKeptSlips();
      tellTabs();
    }
    // It may have brought a root that revokes those who signed what is here.
    if (taken.slip.roots.length > 0) checkSoon();
    return taken;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error;
  }
}
