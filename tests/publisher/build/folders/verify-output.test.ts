// What the app would refuse is not published: the staged mirror is damaged just before it is verified.
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { firstPath } from '../../../../src/core/guide/paths.ts';
import { placeIn } from '../../../../src/publisher/build/folders/staged-tree.ts';
import type * as Verify from '../../../../src/publisher/build/folders/verify-output.ts';
import { exampleGuide } from '../guide-in-folder.ts';

let damage: (output: Verify.Output) => unknown = () => {};

vi.mock('../../../../src/publisher/build/folders/verify-output.ts', async (load) => {
  const { verifyOutput } = await load<typeof Verify>();
  return {
    verifyOutput: async (output: Verify.Output) => {
      await damage(output);
      await verifyOutput(output);
    },
  };
});
afterEach(() => {
  damage = () => {};
});

describe('a staged mirror that the app would refuse', () => {
  it.each<[string, string, (output: Verify.Output) => unknown]>([
    [
      'lacks a picture',
      'source/missing',
      async ({ tree: { staging } }) => rm(join(staging, 'blobs', (await readdir(join(staging, 'blobs')))[0] ?? '')),
    ],
    [
      'has a broken timestamp',
      'format/not-json',
      ({ tree }) => writeFile(placeIn(tree, 'metadata/timestamp.json'), '{'),
    ],
    [
      'has another region in a bundle',
      'source/missing',
      ({ guide, first }) => {
        const [one, two] = guide.regions.map(({ id }) => firstPath(id));
        (first as Map<string, Uint8Array>).set(one ?? '', first.get(two ?? '') ?? new Uint8Array());
      },
    ],
  ])('is not published when it %s', async (_, code, change) => {
    const guide = await exampleGuide();
    damage = change;
    await expect(guide.build()).rejects.toMatchObject({ code });
    await expect(stat(guide.mirror)).rejects.toThrow();
    await expect(stat(join(guide.dir, 'published/timestamp.json'))).rejects.toThrow();
    expect(await readdir(guide.folder)).toEqual(['guide']);
  });
});
