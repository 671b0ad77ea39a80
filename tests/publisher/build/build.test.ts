import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { bundleSource } from '../../../src/core/bundle/bundle.ts';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { parseAppFiles } from '../../../src/core/guide/app-files.ts';
import { parseHints, seatsForNumber } from '../../../src/core/guide/seats/hints.ts';
import { regionForSeat } from '../../../src/core/guide/seats/seat-region.ts';
import { parseShard } from '../../../src/core/guide/shard.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { folderSource } from '../../../src/publisher/build/folders/folder-source.ts';
import { listFiles } from '../../../src/publisher/build/folders/list-files.ts';
import { writeSmallShell } from '../../harness/mirrors/small-shell.ts';
import { later, signedOf, snapshotOf, versionsOf } from './built.ts';
import { builtExample, exampleGuide, firstNow } from './guide-in-folder.ts';

describe('the example guide as a mirror', () => {
  it('has the same bytes for the same inputs and the same time', async () => {
    const [one, two] = [await exampleGuide(), await exampleGuide()];
    expect((await one.build()).code).toBe(0);
    expect((await two.build()).code).toBe(0);
    const files = await snapshotOf(one.mirror);
    expect(Object.keys(files).length).toBeGreaterThan(60);
    expect(await snapshotOf(two.mirror)).toEqual(files);
  });

  it('says how its warnings are read', async () => {
    const guide = await exampleGuide();
    const { output } = await guide.build({ json: false });
    expect(output.errors[0]).toBe(`1 warning; to read it: nishan check ${guide.dir}`);
  });

  it('is taken in whole by the app, and a region from its bundle alone', async () => {
    const guide = await builtExample();
    const root = await readFile(join(guide.mirror, 'metadata/1.root.json'));
    const options = { root, now: new Date(firstNow), verifiers: ed25519Verifiers };
    const vault = memoryVault();
    const whole = await ingest(vault, folderSource(guide.mirror), { ...options, regions: 'all' });
    expect(whole).toMatchObject({ kind: 'installed', edition: 1, missing: [] });
    expect((await vault.readRegions()).map(({ region }) => region).sort()).toEqual(
      ['', 'neel-koh', 'sabz-sahil', 'surkh-wadi', 'zard-maidan'].sort(),
    );
    const zip = await readFile(join(guide.mirror, 'first/sabz-sahil.zip'));
    const bundle = bundleSource(zip, { mayDeflate: true });
    const answer = await ingest(memoryVault(), bundle, { ...options, regions: ['sabz-sahil'] });
    expect(answer).toMatchObject({ kind: 'installed', regions: ['sabz-sahil'] });
    if (answer.kind === 'older') throw new Error('not older');
    expect(answer.missing.some((path) => path.startsWith('regions/'))).toBe(false);
  });

  it('is signed for the times that were promised', async () => {
    const guide = await builtExample();
    expect((await signedOf(guide, 'root', '1.root.json')).expires).toBe('2027-12-01T06:00:00Z');
    expect(await signedOf(guide, 'targets', '1.targets.json')).toMatchObject({
      expires: '2027-01-30T06:00:00Z',
      issued: firstNow,
    });
    expect((await signedOf(guide, 'snapshot', '1.snapshot.json')).expires).toBe('2027-01-30T06:00:00Z');
    expect((await signedOf(guide, 'timestamp', 'timestamp.json')).expires).toBe('2026-12-08T06:00:00Z');
  });
});

describe('the app on the mirror', () => {
  it('is placed with the first root and the seats of each region, and signed for by hash', async () => {
    const guide = await exampleGuide();
    const shell = await writeSmallShell("const lists='@@nishan-shell@@';");
    onTestFinished(() => shell.remove());
    await guide.build({ shell: shell.dir });
    const root = await readFile(join(guide.mirror, 'metadata/1.root.json'), 'utf8');
    const page = await readFile(join(guide.mirror, 'index.html'), 'utf8');
    const data = JSON.parse(/id="nishan">(.*?)<\/script>/.exec(page)?.[1] ?? '');
    expect(data.root).toBe(root);
    const hints = parseHints(data.hints);
    expect(regionForSeat(hints, 'NA-130')).toBe('surkh-wadi');
    expect(seatsForNumber(hints, '130')).toEqual(['NA-130', 'PA-130']);

    const path = (await listFiles(guide.mirror)).find((each) => each.endsWith('.app.json')) ?? '';
    const app = parseAppFiles(await readFile(join(guide.mirror, path)));
    expect(app.files.map((file) => file.path)).toEqual(expect.arrayContaining(['index.html', app.worker]));
    for (const file of app.files) expect(sha256Hex(await readFile(join(guide.mirror, file.path)))).toBe(file.sha256);
  });

  it('is named as missing where the folder has none', async () => {
    const guide = await exampleGuide();
    await expect(guide.build({ shell: join(guide.folder, 'nowhere') })).rejects.toMatchObject({
      code: 'source/missing',
    });
  });
});

describe('a second build', () => {
  it('writes nothing where nothing changed', async () => {
    const guide = await builtExample();
    const before = await snapshotOf(guide.folder);
    const { output } = await guide.build({ now: later });
    expect(JSON.parse(output.lines[0] ?? '')).toMatchObject({ changed: false, filesWritten: 0, edition: 1 });
    expect(await snapshotOf(guide.folder)).toEqual(before);
  });

  it('raises each version by one where a candidate changed, and keeps the edition before', async () => {
    const guide = await builtExample();
    const before = Object.keys(await snapshotOf(guide.mirror));
    await guide.change('candidates.csv', 'Firoz Khwabzada', 'Firoz Khwabzadi');
    await guide.build({ now: later });
    expect(await versionsOf(guide)).toEqual({ timestamp: 2, snapshot: 2, targets: 2 });
    const after = Object.keys(await snapshotOf(guide.mirror));
    expect(before.filter((path) => !after.includes(path))).toEqual([]);
    const shards = after.filter((path) => path.endsWith('.surkh-wadi'));
    const names = await Promise.all(
      shards.map(async (path) => parseShard(await readFile(join(guide.mirror, path))).candidates.name.en?.join()),
    );
    expect(names.filter((text) => text?.includes('Khwabzadi'))).toHaveLength(1);
    expect(names).toHaveLength(2);

    await guide.change('candidates.csv', 'Firoz Khwabzadi', 'Firoz Khwabzado');
    await guide.build({ now: '2026-12-01T08:00:00Z' });
    const third = Object.keys(await snapshotOf(guide.mirror));
    expect(third.filter((path) => path.endsWith('.surkh-wadi'))).toHaveLength(2);
    expect(third).not.toContain('metadata/1.targets.json');
    expect(third).toContain('metadata/2.targets.json');
    expect(third).toContain('metadata/1.root.json');
  });

  it('signs a new timestamp alone after a day, and with it the bundles', async () => {
    const guide = await builtExample();
    const before = await snapshotOf(guide.mirror);
    await guide.build({ now: '2026-12-03T06:00:00Z' });
    expect(await versionsOf(guide)).toEqual({ timestamp: 2, snapshot: 1, targets: 1 });
    const after = await snapshotOf(guide.mirror);
    const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
    expect(changed.every((path) => path === 'metadata/timestamp.json' || path.startsWith('first/'))).toBe(true);
    expect(changed).toHaveLength(6);
  });

  it('signs targets and snapshot anew before they expire, and the root in its last weeks', async () => {
    const guide = await builtExample();
    await guide.build({ now: '2027-01-02T06:00:00Z' });
    expect(await versionsOf(guide)).toEqual({ timestamp: 2, snapshot: 2, targets: 2 });
    await guide.build({ now: '2027-11-01T06:00:00Z' });
    expect(await signedOf(guide, 'root', '2.root.json')).toMatchObject({ version: 2, expires: '2028-10-31T06:00:00Z' });
    const bundle = bundleSource(await readFile(join(guide.mirror, 'first/head.zip')), { mayDeflate: true });
    expect(await bundle.paths()).toContain('metadata/2.root.json');
  });

  it('signs only the timestamp when told so, also without the other keys, and refuses a changed guide', async () => {
    const guide = await builtExample();
    for (const name of ['root', 'targets', 'snapshot']) await rm(join(guide.dir, `keys/demo-${name}.json`));
    await guide.build({ now: later, timestampOnly: true });
    expect(await versionsOf(guide)).toEqual({ timestamp: 2, snapshot: 1, targets: 1 });
    await guide.change('candidates.csv', 'Firoz Khwabzada', 'Firoz Khwabzadi');
    await expect(guide.build({ now: later, timestampOnly: true })).rejects.toThrow(
      /content \(targets\) needs 1 signature,|changed/,
    );
    expect(await versionsOf(guide)).toEqual({ timestamp: 2, snapshot: 1, targets: 1 });
  });

  it('signs nothing else with a timestamp alone, though all keys are here', async () => {
    const guide = await builtExample();
    await guide.change('candidates.csv', 'Firoz Khwabzada', 'Firoz Khwabzadi');
    await expect(guide.build({ now: later, timestampOnly: true })).rejects.toThrow(
      /content changed since it was signed.*would leave out: names\/en, regions\/surkh-wadi\. Mend/,
    );
    await guide.change('candidates.csv', 'Firoz Khwabzadi', 'Firoz Khwabzada');
    await expect(guide.build({ now: '2027-01-02T06:00:00Z', timestampOnly: true })).rejects.toThrow(/about to expire/);
    expect(await versionsOf(guide)).toEqual({ timestamp: 1, snapshot: 1, targets: 1 });
  });

  it('signs no timestamp of an edition that there is not', async () => {
    const guide = await exampleGuide();
    await expect(guide.build({ timestampOnly: true })).rejects.toThrow(/nothing was signed yet/);
  });
});

describe('versions are never used twice', () => {
  it('goes on from what was published when the mirror itself was lost', async () => {
    const guide = await builtExample();
    await rm(guide.mirror, { recursive: true });
    await guide.change('candidates.csv', 'Firoz Khwabzada', 'Firoz Khwabzadi');
    await guide.build({ now: later });
    expect(await versionsOf(guide)).toEqual({ timestamp: 2, snapshot: 2, targets: 2 });
  });

  it('goes on from an edition whose timestamp a crash kept from being written', async () => {
    const guide = await builtExample();
    const old = join(guide.folder, 'old');
    await cp(join(guide.dir, 'published'), old, { recursive: true });
    await cp(guide.mirror, join(guide.folder, 'old-mirror'), { recursive: true });
    await guide.change('candidates.csv', 'Firoz Khwabzada', 'Firoz Khwabzadi');
    await guide.build({ now: later });
    // As if the run had ended between writing 2.targets.json and the timestamp, and the mirror were still the old one.
    await cp(join(old, 'timestamp.json'), join(guide.dir, 'published/timestamp.json'));
    await rm(guide.mirror, { recursive: true });
    await rename(join(guide.folder, 'old-mirror'), guide.mirror);
    await guide.change('candidates.csv', 'Firoz Khwabzadi', 'Firoz Khwabzado');
    await guide.build({ now: later });
    expect(await versionsOf(guide)).toMatchObject({ snapshot: 3, targets: 3 });
  });

  it('refuses a time before the last edition', async () => {
    const guide = await builtExample();
    await expect(guide.build({ now: '2026-11-30T06:00:00Z' })).rejects.toThrow(/which is after 2026-11-30/);
    // The way out for who signed in the future.
    await expect(guide.build({ now: '2026-11-30T06:00:00Z' })).rejects.toThrow(
      /put published\/ and the mirror back.*new root with other timestamp and snapshot keys/,
    );
  });

  it('refuses to sign more than a day ahead of the clock, but in a demo', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-22T06:00:00Z') });
    onTestFinished(() => void vi.useRealTimers());
    const guide = await exampleGuide();
    const { code, output } = await guide.build({ now: '2026-11-23T06:00:01Z' });
    expect(code).toBe(0);
    expect(output.errors.join()).toMatch(/signed in the future/);

    const real = await exampleGuide();
    await real.change('guide.yaml', 'demo: true', 'demo: false');
    await expect(real.build({ now: '2026-11-23T06:00:01Z' })).rejects.toThrow(
      /more than a day ahead of this computer's clock.*only a guide marked "demo: true"/,
    );
    expect(await readdir(real.dir)).not.toContain('published');
    // Within a day it is for the keys to refuse: the example's sign alone.
    await expect(real.build({ now: '2026-11-23T06:00:00Z' })).rejects.toThrow(/asks for one signature only/);
  });

  it('refuses while another build runs, and takes over what a killed one left', async () => {
    const guide = await builtExample();
    await writeFile(join(guide.dir, 'published/.lock'), `${process.ppid}\n`);
    await expect(guide.build()).rejects.toThrow(/another build of this guide is running/);
    await writeFile(join(guide.dir, 'published/.lock'), '4194304\n');
    expect((await guide.build()).code).toBe(0);
    expect(await readdir(join(guide.dir, 'published'))).not.toContain('.lock');
  });
});
