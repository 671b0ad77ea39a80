// `nishan drill`: plays what can happen to the people who hold keys, and shows whether phones follow.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainLine } from '../../content/fault.ts';
import { scenes } from '../../drill/scenes.ts';
import { drillFault, Troupe } from '../../drill/troupe.ts';
import type { Output } from '../output.ts';

export interface DrillWords {
  /** Scenes by name; all where it is left out. */
  readonly scene?: string | undefined;
}

/** @returns the exit code. @throws FaultError where a scene does not end as it should */
export async function drillCommand({ scene }: DrillWords, output: Output): Promise<number> {
  const wanted = scene === undefined ? scenes : scenes.filter(({ name }) => name === scene);
  if (wanted.length === 0) {
    throw drillFault(`has no scene "${scene}"; there are ${scenes.map(({ name }) => name).join(', ')}`);
  }
  const home = await mkdtemp(join(tmpdir(), 'nishan-drill-'));
  try {
    output.progress('ten people make a guide');
    const troupe = new Troupe(join(home, 'start'));
    await troupe.found();
    for (const { name, title, play } of wanted) {
      output.progress(title);
      const own = await troupe.copy(join(home, name));
      const lines = await play(own, await own.phone());
      output.out(`${title}:`);
      for (const line of lines) output.out(plainLine(`  ${line}`));
    }
    output.out('All of it was made up, and is deleted again. Your keys and guides were not touched.');
    return 0;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
