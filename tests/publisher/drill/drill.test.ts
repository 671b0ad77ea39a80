// The drill ends well, and says what it saw.
import { expect, it } from 'vitest';
import { drillCommand } from '../../../src/publisher/commands/keys/drill.ts';
import { catchOutput } from '../build/guide-in-folder.ts';

// Five guides are founded by ten people each.
it('plays every scene, and phones follow in each', { timeout: 90_000 }, async () => {
  const output = catchOutput();
  expect(await drillCommand({}, output)).toBe(0);
  expect(output.lines.filter((line) => line.endsWith(':') && !line.startsWith(' '))).toHaveLength(5);
  expect(output.lines.filter((line) => line.includes('followed to edition'))).toHaveLength(5);
  const said = output.lines.join('\n');
  expect(said).toContain('Edition 2 is signed by content keys, and reaches it all the same');
  expect(said).toContain('The seized key signs nothing any more');
});
