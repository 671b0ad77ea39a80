// What `nishan review` prints: of a first edition a beginning of each part, of every later one all.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { prepareCommand } from '../../../src/publisher/commands/keys/ceremony.ts';
import { reviewCommand } from '../../../src/publisher/commands/keys/review.ts';
import { builtExample, catchOutput } from '../build/guide-in-folder.ts';
import { foundGuide } from '../ceremony/people.ts';

const now = new Date('2026-12-02T06:00:00Z');

async function firstEdition(): Promise<string> {
  const ceremony = await foundGuide(now);
  const root = join(ceremony.folder, 'root-1');
  await ceremony.merge(root, await ceremony.sign(root, ['r1', 'r2', 'r3']), now);
  return ceremony.prepare('proposal-1', now);
}

async function review(proposal: string, all: boolean): Promise<readonly string[]> {
  const output = catchOutput();
  await reviewCommand({ proposal, all, json: false }, output);
  return output.lines;
}

it('prints a beginning of a first edition, says how much is left, and where', async () => {
  const proposal = await firstEdition();
  const [cut, whole] = [await review(proposal, false), await review(proposal, true)];
  const left = cut.flatMap((line) => /^ {2}… and (\d+) more /.exec(line)?.[1] ?? []);
  expect(left.length).toBeGreaterThan(0);
  expect(cut.length - left.length - 1).toBe(whole.length - left.reduce((sum, n) => sum + Number(n), 0));
  expect(cut.join('\n')).toMatch(/more about candidates[\s\S]*Read the rest before you sign: .*--html .*--all/);
  expect(cut.at(-1)).toBe(whole.at(-1));
  // What the new guide says is said in words.
  const said = whole.filter((line) => line.startsWith('  The guide'));
  expect(said.join('\n')).not.toMatch(/[{}[\]]|nothing →/);
  expect(said).toContain('  The guide: languages: en, ur');
  expect(said.some((line) => line.startsWith('  The guide: election: date: “'))).toBe(true);
});

it('cuts nothing of a later edition: one change must not hide behind many', async () => {
  const guide = await builtExample();
  await guide.change('candidates.csv', /^(NA-\d+,\d+,)(\S+)/gm, '$1New $2');
  const proposal = join(guide.folder, 'proposal');
  const words = {
    dir: guide.dir,
    out: proposal,
    mirror: guide.mirror,
    now: '2026-12-02T06:00:00Z',
    shell: false as const,
  };
  await prepareCommand(words, catchOutput());
  const lines = await review(proposal, false);
  expect(lines.length).toBeGreaterThan(60);
  expect(lines.join('\n')).not.toContain('… and');
});
