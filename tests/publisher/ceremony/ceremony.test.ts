// Five root keys and three content keys in separate folders, from the first root to a revoked key; phones with old editions
// follow, and tuf-js agrees.
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Updater } from 'tuf-js';
import { expect, it, onTestFinished } from 'vitest';
import { shardPath } from '../../../src/core/guide/paths.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { parseMetadata } from '../../../src/core/tuf/metadata.ts';
import { revokeKey } from '../../../src/publisher/commands/keys/root.ts';
import { serveMirror } from '../../../src/publisher/serve.ts';
import { catchOutput } from '../build/guide-in-folder.ts';
import { foundGuide } from './people.ts';

const dayMs = 86_400_000;

it('goes from a first root to a revoked key, and phones that hold old editions follow', {
  timeout: 120_000,
}, async () => {
  const start = Math.floor(Date.now() / 1000) * 1000 - 5 * dayMs;
  const day = (n: number): Date => new Date(start + n * dayMs);
  const ceremony = await foundGuide(day(0));
  const { dir, folder, mirror } = ceremony;

  // The first root: refused with two of three, taken with three.
  const root = join(folder, 'root-1');
  const rootReview = await ceremony.review(root);
  expect(rootReview.lines.map(({ text }) => text)).toContain('3 of 5 may change who signs (root)');
  const three = await ceremony.sign(root, ['r1', 'r3', 'r5']);
  await expect(ceremony.merge(root, three.slice(0, 2), day(0))).rejects.toThrow(
    /root has 2 of 3 signatures; missing are 1 of: r2, r4, r5/,
  );
  await ceremony.merge(root, three, day(0));

  // The first edition: one content key is not enough, two are.
  const first = await ceremony.prepare('proposal-1', day(0));
  const all = await ceremony.sign(first, ['c1', 'c3', 't1']);
  for (const line of await Promise.all(all.map((file) => readFile(file, 'utf8'))))
    expect(line.length).toBeLessThan(250);
  await expect(ceremony.merge(first, [all[0] ?? '', all[2] ?? ''], day(0))).rejects.toThrow(
    /content \(targets\) has 1 of 2 signatures; missing are 1 of: c2, c3.*snapshot/,
  );
  await expect(ceremony.merge(first, [all[0] ?? '', all[0] ?? '', all[2] ?? ''], day(0))).rejects.toThrow(
    /by the same key.*counts once/,
  );
  const foreign = await ceremony.sign(root, ['r2']);
  await expect(ceremony.merge(first, [...all, ...foreign], day(0))).rejects.toThrow(/is of another proposal/);
  await expect(ceremony.sign(first, ['r2'])).rejects.toThrow(/wants no signature of this key/);
  await expect(ceremony.sign(first, ['c2'], { fingerprint: '0'.repeat(32) })).rejects.toThrow(
    /not what was typed.*nothing was signed/,
  );
  await ceremony.merge(first, all, day(0));
  const oldest = memoryVault();
  expect(await ceremony.take(oldest, day(0))).toMatchObject({ kind: 'installed', edition: 1, missing: [] });

  // A symbol changes, and the review says so.
  await ceremony.change(
    'candidates.csv',
    'NA-124,1,Mehrab Shafaqi,محراب شفقی,morning,candle',
    'NA-124,1,Mehrab Shafaqi,محراب شفقی,morning,spoon',
  );
  const second = await ceremony.prepare('proposal-2', day(1));
  const { lines, since, number } = await ceremony.review(second);
  expect([since, number]).toEqual([1, 2]);
  expect(lines.filter(({ part }) => part === 'candidates')).toEqual([
    { part: 'candidates', seat: 'NA-124', text: 'Mehrab Shafaqi (1) in NA-124: Candle → Spoon' },
  ]);
  const signed = await ceremony.sign(second, ['c1', 'c2', 't2']);
  // One bit of a signature is another one.
  const line = await readFile(signed[0] ?? '', 'utf8');
  await writeFile(
    join(folder, 'bent.sig'),
    line.replace(
      / ([A-Za-z0-9+/])([A-Za-z0-9+/]+=*)\s*$/,
      (_, a: string, rest: string) => ` ${a === 'A' ? 'B' : 'A'}${rest}`,
    ),
  );
  await expect(ceremony.merge(second, [join(folder, 'bent.sig'), ...signed.slice(1)], day(1))).rejects.toThrow(
    /does not verify for/,
  );
  await ceremony.merge(second, signed, day(1));
  const newer = memoryVault();
  expect(await ceremony.take(newer, day(1))).toMatchObject({ kind: 'installed', edition: 2 });
  // Once more, with other signatures: the bytes that are published stay.
  const before = await readFile(join(mirror, 'metadata/2.targets.json'));
  await ceremony.merge(second, await ceremony.sign(second, ['c2', 'c3', 't1']), day(1));
  expect(await readFile(join(mirror, 'metadata/2.targets.json'))).toEqual(before);

  // c2 is seized. Three of the root people take it out, and c4 gets its place.
  await ceremony.join('c4');
  await revokeKey(
    { dir, name: 'c2', out: join(folder, 'root-2'), replace: ceremony.pub('c4'), now: day(2) },
    catchOutput(),
  );
  const revoked = await ceremony.review(join(folder, 'root-2'));
  expect(revoked.lines.map(({ text }) => text.replace(/\([0-9a-f]{8}…\)/, ''))).toEqual(
    expect.arrayContaining(['  c4  is new', '  c2  is out']),
  );
  await ceremony.merge(join(folder, 'root-2'), await ceremony.sign(join(folder, 'root-2'), ['r1', 'r2', 'r4']), day(2));
  const third = await ceremony.prepare('proposal-3', day(2));
  await expect(ceremony.sign(third, ['c2'])).rejects.toThrow(/wants no signature of this key/);
  await ceremony.merge(third, await ceremony.sign(third, ['c3', 'c4', 't1']), day(2));
  for (const vault of [oldest, newer, memoryVault()]) {
    expect(await ceremony.take(vault, day(2))).toMatchObject({ kind: 'installed', edition: 3, missing: [] });
  }

  // c1 is seized, who signed nothing that stands: the root alone has to go out, and one timestamp key brings it.
  await ceremony.join('c5');
  const out = join(folder, 'root-3');
  await revokeKey({ dir, name: 'c1', out, replace: ceremony.pub('c5'), now: day(3) }, catchOutput());
  await ceremony.merge(out, await ceremony.sign(out, ['r1', 'r3', 'r5']), day(3));
  const fourth = await ceremony.prepare('proposal-4', day(3));
  const { asked, lines: news } = await ceremony.review(fourth);
  expect(asked.map(({ role }) => role)).toEqual(['timestamp']);
  expect(news).toEqual([]);
  await ceremony.merge(fourth, await ceremony.sign(fourth, ['t2']), day(3));
  for (const vault of [oldest, memoryVault()]) await ceremony.take(vault, day(3));
  expect(await oldest.readMetadata('3.root.json')).toEqual(await readFile(join(mirror, 'metadata/3.root.json')));
  await expect(ceremony.prepare('proposal-5', day(3))).rejects.toThrow(/nothing changed since the last edition/);

  await expectTufJs(folder, mirror);
});

async function expectTufJs(folder: string, mirror: string): Promise<void> {
  const site = await serveMirror({ dir: mirror, port: 0 });
  onTestFinished(() => site.close());
  const [metadataDir, targetDir] = [join(folder, 'tuf'), join(folder, 'tuf-targets')];
  await mkdir(metadataDir);
  await mkdir(targetDir);
  await copyFile(join(mirror, 'metadata/1.root.json'), join(metadataDir, 'root.json'));
  const urls = { metadataBaseUrl: `${site.url}metadata`, targetBaseUrl: `${site.url}targets` };
  const updater = new Updater({ metadataDir, targetDir, ...urls });
  await updater.refresh();
  const { targets } = parseMetadata('targets', await readFile(join(mirror, 'metadata/3.targets.json'))).signed;
  const path = shardPath('neel-koh');
  const info = await updater.getTargetInfo(path);
  expect(info?.hashes.sha256).toBe(targets[path]?.hashes.sha256);
  if (info) await updater.downloadTarget(info, join(targetDir, 'shard'));
  expect(parseMetadata('root', await readFile(join(metadataDir, 'root.json'))).signed.version).toBe(3);
}
