// What a review says of an edition whose lists changed: people first, and files by what they are.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { prepareCommand } from '../../../src/publisher/commands/keys/ceremony.ts';
import { reviewProposal } from '../../../src/publisher/review/review-proposal.ts';
import { builtExample, catchOutput } from '../build/guide-in-folder.ts';

it('tells a new name at the same number and symbol as a name that changed, and asks', async () => {
  const guide = await builtExample();
  await guide.change('candidates.csv', 'NA-124,1,Mehrab Shafaqi,محراب شفقی', 'NA-124,1,Zohra Barkat,زہرہ برکت');
  const out = join(guide.folder, 'proposal');
  const words = { dir: guide.dir, out, mirror: guide.mirror, now: '2026-12-02T06:00:00Z', shell: false as const };
  await prepareCommand(words, catchOutput());
  const { lines } = await reviewProposal(out);
  const texts = lines.map(({ text }) => text);
  expect(texts).toContain('Zohra Barkat (1) in NA-124: name “Mehrab Shafaqi” → “Zohra Barkat” (en)');
  expect(texts.join('\n')).toMatch(/Zohra Barkat \(1\) in NA-124: .*Is it a name put right, or another person\?/);
  expect(texts.join('\n')).not.toMatch(/Mehrab Shafaqi.*is gone|Zohra Barkat.*is new|another one|names\//);
  expect(texts.join('\n')).toMatch(/The register of names for the search, en, follows the lists/);
  expect(texts.join('\n')).toMatch(/The public history of changes follows the lists/);
});

it('tells another person with another symbol as one who went and one who came', async () => {
  const guide = await builtExample();
  await guide.change(
    'candidates.csv',
    'NA-124,1,Mehrab Shafaqi,محراب شفقی,morning,candle',
    'NA-124,1,Zohra Barkat,زہرہ برکت,morning,spoon',
  );
  const out = join(guide.folder, 'proposal');
  const words = { dir: guide.dir, out, mirror: guide.mirror, now: '2026-12-02T06:00:00Z', shell: false as const };
  await prepareCommand(words, catchOutput());
  const texts = (await reviewProposal(out)).lines.map(({ text }) => text).join('\n');
  expect(texts).toContain('Mehrab Shafaqi (1) in NA-124 is gone (had Candle)');
  expect(texts).toContain('Zohra Barkat (1) in NA-124 is new, with Spoon');
});
