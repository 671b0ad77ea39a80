// The few best mirrors as one source, and what is shown of each: what rounds, sounds and the list of addresses begin with.
import type { Source } from '../../core/ports.ts';
import type { MirrorResult } from '../../io/mirror/mirror-result.ts';
import { type MirrorsOptions, openChoice } from '../../io/rounds/mirror-round.ts';
import { getState, getWorld, ownMirror, setState } from '../world.ts';

/** Whom to ask, and where it is shown what they do. */
export function mirrorsOptions(): MirrorsOptions {
  const { vault, fetch, random } = getWorld();
  return { vault, pageUrl: ownMirror(), fetch, random, onMark: noteMark };
}

/** Shows what a mirror turned out to be, before it is kept. */
function noteMark(url: string, result: MirrorResult): void {
  setState({ marks: new Map(getState().marks).set(url, result) });
}

/** The few best mirrors as one source. */
export async function openSeveral(): Promise<Source> {
  const { choice } = await openChoice(mirrorsOptions());
  return choice;
}
