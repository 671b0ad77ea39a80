// A newer list changes what voters were shown as final: somebody must tell them, or answer for it.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import { correctCommand } from '../../../src/publisher/commands/edition/correct.ts';
import { catchOutput, exampleGuide, type TestGuide } from '../build/guide-in-folder.ts';

const late = '2027-02-01T06:00:00Z';
let guide: TestGuide;
beforeEach(async () => {
  guide = await exampleGuide();
});

async function untold() {
  const { faults } = await checkFolder(guide.dir);
  return faults.filter(({ code }) => code.endsWith('-untold'));
}

const swapSymbol = () => guide.change('candidates.csv', /^(NA-124,3,.*),teapot,/m, '$1,boot,');

it('names a symbol that a newer list changed, who withdrew, and who is gone, until a notice tells it', async () => {
  expect((await guide.build({ now: late })).code).toBe(0);
  expect(await untold()).toEqual([]);
  await swapSymbol();
  const [fault, ...others] = await untold();
  expect(others).toEqual([]);
  expect(fault).toMatchObject({ code: 'symbol-untold', file: 'candidates.csv', column: 'symbol', severity: 'warning' });
  expect(fault?.message).toContain('NA-124 3 Sabahat Regzari (Teapot → Boot) has another symbol than edition 1');
  expect(fault?.fix).toContain('nishan correct');

  await guide.change('candidates.csv', /^NA-124,2,.*\n/m, '');
  expect((await untold()).map(({ code }) => code)).toEqual(['removed-untold', 'symbol-untold']);
  await guide.change('guide.yaml', /^demo: true\n/m, '');
  expect((await untold()).map(({ mustSign }) => mustSign)).toEqual([true, true]);
});

it('is content with a correction, and with the next edition', async () => {
  await guide.build({ now: late });
  const words = { seat: 'NA-124', guide: guide.dir, reason: ['A misprint'], now: '2027-02-02T06:00:00Z' };
  await correctCommand({ ...words, candidate: '3', symbol: 'boot' }, catchOutput());
  expect(await untold()).toEqual([]);
  const table = join(guide.dir, 'candidates.csv');
  await writeFile(table, (await readFile(table, 'utf8')).replace(/^(NA-124,2,.*),fish,/m, '$1,key,'));
  expect((await untold()).map(({ message }) => message)).toEqual([expect.stringMatching(/^NA-124 2 .* → Key\)/)]);
  await guide.build({ now: '2027-02-02T07:00:00Z' });
  expect(await untold()).toEqual([]);
});

it('asks for no notice of a symbol that somebody who withdrew gave back', async () => {
  await guide.change('candidates.csv', /^(NA-124,2,.*),$/m, '$1,yes');
  await guide.build({ now: late });
  const words = { seat: 'NA-124', guide: guide.dir, reason: ['By order'], now: '2027-02-02T06:00:00Z' };
  expect(await correctCommand({ ...words, candidate: '3', symbol: 'fish' }, catchOutput())).toBe(0);
  expect(await untold()).toEqual([]);
});

it('asks for nothing while every edition says that symbols may still change', async () => {
  await guide.build();
  await swapSymbol();
  expect(await untold()).toEqual([]);
});
