// Verifies again what is held, quietly: a key that was taken back since, or a file that was mended, shows in this visit.
import { isAppError } from '../../core/errors.ts';
import { getState, getWorld, setState } from '../world.ts';

/** So long after the last reason for it: the answer is painted by then. */
const afterMs = 3_000;

let timer: ReturnType<typeof setTimeout> | undefined;
let latest = 0;

/** Checks what is held in a moment; further reasons until then put it off. */
export function checkSoon(): void {
  clearTimeout(timer);
  latest += 1;
  timer = setTimeout(() => void checkHeld(latest), afterMs);
}

/** Everything that is held is verified from the built-in root, never while the voter waits for something. */
async function checkHeld(mine: number): Promise<void> {
  const { work, isDeleted } = getState();
  if (isDeleted) return;
  if (work?.kind === 'first' || work?.kind === 'check') {
    checkSoon();
    return;
  }
  const { vault, root, now } = getWorld();
  const check = await loadCheck();
  // What is not kept yet and cannot be had now is missed until the next reason for it.
  if (!check) return;
  try {
    const problems = await check.checkAll(vault, root, now());
    if (mine === latest && getWorld().vault === vault)
      setState({ problems: new Set(problems.map(({ region }) => region)) });
  } catch (error) {
    if (!isAppError(error)) throw error;
    setState({ trouble: { code: error.code } });
  }
}

/** It knows signatures, which no answer that is held waits for. */
function loadCheck(): Promise<typeof import('./check-all.ts') | null> {
  return import('./check-all.ts').catch(() => null);
}
