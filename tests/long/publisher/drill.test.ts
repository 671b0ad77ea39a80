// The drill ends well, and says what it saw.
import { expect, it } from 'vitest';
import { drillCommand } from '../../../src/publisher/commands/keys/drill.ts';
import { catchOutput } from '../../publisher/build/guide-in-folder.ts';

it('plays every scene, and phones follow in each', async () => {
  const output = catchOutput();
  expect(await drillCommand({}, output)).toBe(0);
  expect(output.lines.filter((line) => line.endsWith(':') && !line.startsWith(' '))).toHaveLength(5);
  expect(output.lines.filter((line) => line.includes('followed to edition'))).toHaveLength(5);
  expect(output.lines.join('\n')).toContain('The seized key signs nothing any more');
});
