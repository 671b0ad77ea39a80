// What is held comes onto the screen whole, however readings overlap.
import { expect, it, vi } from 'vitest';
import { refreshHeld } from '../../../src/app/held/held.ts';
import { getState } from '../../../src/app/world.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { filesSource, ingestOptions, testMirror } from '../../core/fixture.ts';
import { openTestWorld } from '../opened-world.ts';

it('keeps a region that came while the rest was still being read', async () => {
  const kept = memoryVault();
  await ingest(kept, filesSource(testMirror()), { ...ingestOptions, regions: 'all' });
  let letNewestCome = (): void => undefined;
  let isFirst = true;
  const vault = {
    ...kept,
    async readNewest() {
      const isSlow = isFirst;
      isFirst = false;
      if (isSlow) await new Promise<void>((resolve) => (letNewestCome = resolve));
      return kept.readNewest();
    },
  };
  openTestWorld({ vault });
  const whole = refreshHeld();
  await vi.waitFor(() => expect(isFirst).toBe(false));
  const pressed = refreshHeld(['north']);
  await new Promise((resolve) => setTimeout(resolve));
  letNewestCome();
  await Promise.all([whole, pressed]);
  expect([...getState().regions.keys()]).toEqual(['north']);
});
