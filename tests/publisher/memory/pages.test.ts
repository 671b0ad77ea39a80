// Pages of seats whose content did not change get this edition's number, and nothing else of an edition before.
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildMirror } from '../../../src/publisher/build/build-mirror.ts';
import { listFiles } from '../../../src/publisher/build/folders/list-files.ts';
import { readContent } from '../../../src/publisher/content/read-content.ts';
import { type Memory, memoryWith, noMemory } from '../../../src/publisher/memory/memory.ts';
import { builtExample } from '../build/guide-in-folder.ts';

it('makes the same pages as without a memory, edition after edition', { timeout: 60_000 }, async () => {
  const [own, other] = [await builtExample(), await builtExample()];
  await cp(own.folder, other.folder, { recursive: true, force: true });
  const kept = memoryWith(own.dir, { program: 'p', secret: new Uint8Array(32).fill(5) });
  let pages = 0;
  const memory: Memory = {
    ...kept,
    find(kind, inputs) {
      const found = kept.find(kind, inputs);
      if (found !== null && kind.name.startsWith('pages-')) pages++;
      return found;
    },
  };
  const edition = async (now: string): Promise<number> => {
    pages = 0;
    const trees: Map<string, string>[] = [];
    for (const [guide, its] of [[own, memory] as const, [other, noMemory] as const]) {
      const { content } = await readContent(guide.dir, its);
      await buildMirror({
        ...{ content, memory: its, mirror: guide.mirror, now: new Date(now), shellDir: null, timestampOnly: false },
        archives: { car: false, torrent: false },
        onStage() {},
      });
      const tree = new Map<string, string>();
      for (const path of (await listFiles(guide.mirror)).filter((each) => each.startsWith('s/'))) {
        tree.set(path, (await readFile(join(guide.mirror, path))).toString('base64'));
      }
      trees.push(tree);
    }
    expect(trees[0]?.size).toBeGreaterThan(10);
    expect(trees[0]).toEqual(trees[1]);
    return pages;
  };
  const both = async (file: string, from: RegExp, to: string): Promise<void> => {
    for (const guide of [own, other]) await guide.change(file, from, to);
  };
  expect(await edition('2027-01-15T06:00:00Z')).toBe(0);
  await both('candidates.csv', /^NA-124,1,Mehrab/m, 'NA-124,1,Mihrab');
  const regions = await edition('2027-01-15T07:00:00Z');
  expect(regions).toBeGreaterThan(0);
  // The chart and the party's name stand on every page.
  await both('parties.csv', /^morning,[^,]*/m, 'morning,Dawn');
  expect(await edition('2027-01-15T08:00:00Z')).toBe(0);
  await both('candidates.csv', /^NA-124,1,Mihrab[^,]*/m, 'NA-124,1,"Mehrab data-edition=""5"" data-edition=""6"""');
  expect(await edition('2027-01-15T09:00:00Z')).toBe(regions);
  // Another day is another date on each page; and symbols become final.
  await both('candidates.csv', /^NA-124,2,Nilofar/m, 'NA-124,2,Nilufar');
  expect(await edition('2027-01-16T09:00:00Z')).toBe(0);
  await both('candidates.csv', /^NA-124,2,Nilufar/m, 'NA-124,2,Nilofar');
  expect(await edition('2027-01-16T10:00:00Z')).toBe(regions);
  await both('candidates.csv', /^NA-124,2,Nilofar/m, 'NA-124,2,Nilufar');
  expect(await edition('2027-02-02T10:00:00Z')).toBe(0);
});
