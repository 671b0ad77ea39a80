// Each thing that a remembered finding depends on: when it changes, what was remembered is not what is said.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readContentFiles } from '../../../src/publisher/build/content-files.ts';
import { encodeShards } from '../../../src/publisher/build/encode/encode-shards.ts';
import { openPacking } from '../../../src/publisher/build/packing.ts';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import { readContent } from '../../../src/publisher/content/read-content.ts';
import { memoryWith, noMemory } from '../../../src/publisher/memory/memory.ts';
import { builtExample } from '../build/guide-in-folder.ts';
import { whole } from '../check/whole-folder.ts';
import { makeFolder } from '../content/make-folder.ts';

const basis = { program: 'p', secret: new Uint8Array(32).fill(3) };
const at = new Date('2027-01-01T00:00:00Z');
const drawing = whole['pictures/kite.svg'] ?? '';

/** What is changed, and which finding comes or goes with it. */
const changes: readonly (readonly [string, string, string | RegExp, string, string])[] = [
  ['a place', 'places.csv', ',School,', ',,', 'missing-language'],
  ['the name of a place', 'places.csv', ',School,', ',To be uploaded,', 'placeholder'],
  ['what a place of an area is called', 'areas.csv', ',s\n', ',t\n', 'unknown-place'],
  ['whose places they are', 'contests.csv', 'NA-1,', 'NA-9,', 'unknown-contest'],
  [
    'which regions an area lies in',
    'regions.csv',
    'NA-2,north,North,شمال',
    'NA-2,south,South,جنوب',
    'area-across-regions',
  ],
  ['the languages', 'guide.yaml', '[en, ur]', '[en, ur, sd]', 'missing-language'],
  ['a drawing', 'pictures/boat.svg', /^.*$/s, drawing, 'same-picture'],
];

it.each(changes)('sees %s change', async (_, file, from, to, code) => {
  const dir = await makeFolder(whole);
  const memory = memoryWith(dir, basis);
  const check = async (): Promise<readonly unknown[]> => {
    const { faults } = await checkFolder(dir, at, memory);
    expect(faults).toEqual((await checkFolder(dir, at, noMemory)).faults);
    return faults.map((fault) => fault.code);
  };
  expect(await check()).toEqual([]);
  expect(await check()).toEqual([]);
  const path = join(dir, file);
  const before = await readFile(path, 'utf8');
  await writeFile(path, before.replace(from, to));
  expect(await check()).toContain(code);
  expect(await check()).toContain(code);
  await writeFile(path, before);
  expect(await check()).toEqual([]);
});

it('sees a list change that was the same as in the last edition', { timeout: 60_000 }, async () => {
  const guide = await builtExample();
  await guide.build({ now: '2027-02-01T06:00:00Z' });
  const memory = memoryWith(guide.dir, basis);
  const untold = async (): Promise<readonly string[]> => {
    const { faults } = await checkFolder(guide.dir, at, memory);
    expect(faults).toEqual((await checkFolder(guide.dir, at, noMemory)).faults);
    return faults.flatMap(({ code, value = '' }) => (code.endsWith('-untold') ? `${code} ${value.split(' ')[0]}` : []));
  };
  expect(await untold()).toEqual([]);
  await guide.change('candidates.csv', /^(NA-124,3,.*),teapot,/m, '$1,boot,');
  expect(await untold()).toEqual(['symbol-untold 1']);
  await guide.change('candidates.csv', /^(NA-124,2,.*),$/m, '$1,yes');
  expect(await untold()).toEqual(['withdrawn-untold 1', 'symbol-untold 1']);
  // The same list, in an edition that has it so.
  await guide.build({ now: '2027-02-01T07:00:00Z' });
  expect(await untold()).toEqual([]);
  await guide.change('symbols.csv', /^boot,Boot,[^,]*,/m, 'boot,Anvil,سندان,');
  expect(await untold()).toEqual(['symbol-untold 5']);
});

it('cuts the places anew in other languages, and where their bytes are lost', async () => {
  const dir = await makeFolder(whole);
  const memory = memoryWith(dir, basis);
  const cut = async (kept: ReadonlyMap<string, Uint8Array>): Promise<ReadonlyMap<string, Uint8Array>> => {
    const { content } = await readContent(dir, memory);
    const files = await readContentFiles(content);
    encodeShards(content, files, openPacking(kept, memory));
    const anew = await readContentFiles(content);
    encodeShards((await readContent(dir)).content, anew);
    expect(files.bytes).toEqual(anew.bytes);
    return new Map([...files.bytes].filter(([sha256]) => files.made.has(sha256)));
  };
  const first = await cut(new Map());
  expect(await cut(first)).toEqual(first);
  expect(await cut(new Map())).toEqual(first);
  const yaml = join(dir, 'guide.yaml');
  await writeFile(yaml, (await readFile(yaml, 'utf8')).replace('[en, ur]', '[ur, en]'));
  expect(await cut(first)).not.toEqual(first);
  await rm(join(dir, 'places.csv'));
  expect((await cut(first)).size).toBe(0);
});
