// Two officers at one folder: what the second read before the first had written must not put the first one's change back.
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withFolderLock } from '../../../../src/publisher/build/folders/build-lock.ts';
import { runImport } from '../../../../src/publisher/commands/content/import.ts';
import { runSignOff } from '../../../../src/publisher/commands/content/sign-off.ts';
import { standInsCommand } from '../../../../src/publisher/commands/content/symbols.ts';
import { retireCommand } from '../../../../src/publisher/commands/edition/correct.ts';
import { makeCorrection, undoCorrection } from '../../../../src/publisher/correct/make-correction.ts';
import { importCandidates } from '../../../../src/publisher/import/candidates/import-candidates.ts';
import { guideYaml, makeFolder } from '../../content/make-folder.ts';
import { catchOutput, temporaryFolder } from '../guide-in-folder.ts';

const output = catchOutput();

it('two imports at once: one is told to wait, and then nothing of either is lost', async () => {
  const into = await makeFolder({ 'guide.yaml': guideYaml });
  const lists = ['north', 'south'].map((name, i) => ({ file: join(into, `${name}.csv`), seat: `NA-${i + 1}` }));
  for (const { file, seat } of lists) await writeFile(file, `seat,no,name,symbol\n${seat},1,Asha,Kite\n`);
  const run = (file: string): Promise<number> => runImport(importCandidates, { file, into }, output);
  const ends = await Promise.all(lists.map(({ file }) => run(file)));
  expect([...ends].sort()).toEqual([0, 1]);
  expect(output.errors.join('\n')).toMatch(
    /another build of this guide is running, or a change to it .*run this again/,
  );
  expect(await run(lists[ends.indexOf(1)]?.file ?? '')).toBe(0);
  const candidates = await readFile(join(into, 'candidates.csv'), 'utf8');
  for (const { seat } of lists) expect(candidates).toContain(`${seat},1,Asha`);
  expect(await readdir(join(into, 'published'))).toEqual([]);
});

it('everything that changes a folder waits for who is at work there', async () => {
  const dir = await makeFolder({ 'guide.yaml': guideYaml });
  const wish = { contest: 'NA-1', change: { kind: 'withdrawn', serial: 1 }, reason: {}, order: {}, at: '' } as const;
  await withFolderLock(dir, async () => {
    const busy = /another build of this guide is running, or a change to it/;
    await expect(makeCorrection(dir, wish)).rejects.toThrow(busy);
    await expect(undoCorrection(dir, 'a', new Set())).rejects.toThrow(busy);
    await expect(retireCommand({ guide: dir }, output)).rejects.toThrow(busy);
    await expect(runSignOff({ dir, code: 'a', by: 'A', reason: 'b', all: false }, output)).rejects.toThrow(busy);
    await expect(standInsCommand({ dir, icons: [] }, output)).rejects.toThrow(busy);
  });
});

it('a folder that is not there is not made', async () => {
  const into = join(await temporaryFolder(), 'mistyped');
  expect(await runImport(importCandidates, { file: join(into, 'list.csv'), into }, output)).toBe(1);
  expect(existsSync(into)).toBe(false);
});
