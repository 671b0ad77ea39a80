// A regional team publishes its region, and nothing else: it tries, with its own tools, through the centre, by a client
// and by tuf-js.
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Updater } from 'tuf-js';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { decodeHex, sha256Hex } from '../../../src/core/bytes.ts';
import { unpackJson } from '../../../src/core/guide/format/pack.ts';
import { packJson } from '../../../src/core/guide/format/pack-json.ts';
import { shardPath } from '../../../src/core/guide/paths.ts';
import { openRegion } from '../../../src/core/held/held.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import {
  authorSnapshot,
  authorTargets,
  authorTimestamp,
  type Delegation,
  describeMetadata,
  describeTarget,
  type SigningKey,
  signingKey,
} from '../../../src/core/tuf/author.ts';
import { parseMetadata } from '../../../src/core/tuf/metadata.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { folderSource } from '../../../src/publisher/build/folders/folder-source.ts';
import { newTeam, takeFromTeam } from '../../../src/publisher/commands/keys/team.ts';
import { serveMirror } from '../../../src/publisher/serve.ts';
import { catchOutput } from '../build/guide-in-folder.ts';
import { type Ceremony, foundGuide } from './people.ts';

const start = Math.floor(Date.now() / 1000) * 1000 - 86_400_000;
const now = new Date(start);
const later = new Date(start + 3_600_000);
const [own, other] = ['neel-koh', 'surkh-wadi'];

let ceremony: Ceremony;
/** The team's copy of the guide, without anybody's secrets. */
let copy: string;

beforeAll(async () => {
  ceremony = await foundGuide(now, await mkdtemp(join(tmpdir(), 'nishan-teams-')));
  const { dir, folder } = ceremony;
  await ceremony.merge(join(folder, 'root-1'), await ceremony.sign(join(folder, 'root-1'), ['r1', 'r2', 'r3']), now);
  for (const name of ['n1', 'n2', 'n3']) await ceremony.join(name);
  await newTeam({ dir, name: 'team-neel', regions: own, keys: `2:${ceremony.roles('n1', 'n2', 'n3')}` }, catchOutput());
  const first = await ceremony.prepare('first', now);
  await ceremony.merge(first, await ceremony.sign(first, ['c1', 'c2', 't1']), now);
  copy = join(folder, 'team');
  await cp(dir, copy, { recursive: true });
}, 60_000);

afterAll(() => rm(ceremony.folder, { recursive: true, force: true }));

async function changeInCopy(from: string, to: string): Promise<void> {
  const path = join(copy, 'candidates.csv');
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
}

it('publishes its region under its own keys, and what it changed elsewhere goes nowhere', {
  timeout: 60_000,
}, async () => {
  const { dir, folder } = ceremony;
  const phone = memoryVault();
  await ceremony.take(phone, now);
  // Its own region, and a seat that is not its own.
  await changeInCopy(
    'NA-124,1,Mehrab Shafaqi,محراب شفقی,morning,candle',
    'NA-124,1,Mehrab Shafaqi,محراب شفقی,morning,spoon',
  );
  await changeInCopy('NA-130,1,', 'NA-130,91,');
  const proposal = await ceremony.prepare('team-proposal', later, { team: 'team-neel', dir: copy });
  const { asked, lines } = await ceremony.review(proposal);
  expect(asked).toMatchObject([{ role: 'team-neel', threshold: 2, names: ['n1', 'n2', 'n3'] }]);
  expect(lines.some(({ seat }) => seat === 'NA-130')).toBe(false);
  await expect(ceremony.sign(proposal, ['c1'])).rejects.toThrow(/wants no signature of this key/);
  const signatures = await ceremony.sign(proposal, ['n1', 'n3']);
  await expect(ceremony.merge(proposal, signatures.slice(0, 1), later, join(folder, 'too-few'))).rejects.toThrow(
    /team-neel has 1 of 2/,
  );
  await ceremony.merge(proposal, signatures, later, join(folder, 'delivery'));

  await takeFromTeam({ dir, name: 'team-neel', delivery: join(folder, 'delivery') }, catchOutput());
  const next = await ceremony.prepare('second', later);
  const seen = (await ceremony.review(next)).lines.map(({ text }) => text);
  expect(seen).toContain('Mehrab Shafaqi (1) in NA-124: Candle → Spoon');
  expect(seen).toContain('Team team-neel speaks for regions/neel-koh from now on: 2 of 3 keys sign');
  expect(seen.some((text) => text.includes('NA-130'))).toBe(false);
  await ceremony.merge(next, await ceremony.sign(next, ['c1', 'c3', 't2']), later);

  expect(await ceremony.take(phone, later)).toMatchObject({ kind: 'installed', edition: 2, missing: [] });
  const held = (await phone.readRegions()).find(({ region }) => region === own);
  expect(Object.keys(held?.metadata ?? {})).toContain('team-neel');
  const first = (await openRegion(phone, own))?.shard;
  expect(first?.symbolCodes[first.candidates.symbol[0] ?? -1]).toBe('spoon');
  // The first answer brings the team's file along.
  const info = await tufJs(ceremony.mirror, ceremony.folder, shardPath(own));
  expect(info).toBe('downloaded');
});

/** Everybody's secret, as an attacker's test has it. */
async function secretOf(name: string): Promise<SigningKey> {
  const path = join(ceremony.folder, 'people', name, 'keys', `${name}.json`);
  return signingKey(decodeHex(JSON.parse(await readFile(path, 'utf8')).secret));
}

describe('a team that signs for another region', () => {
  it('is refused by the centre', async () => {
    const { folder, dir } = ceremony;
    const forged = join(folder, 'forged');
    await cp(join(folder, 'delivery'), forged, { recursive: true });
    const keys = await Promise.all(['n1', 'n2'].map(secretOf));
    const { targets } = parseMetadata('targets', await readFile(join(forged, 'metadata/1.team-neel.json'))).signed;
    const expires = new Date(start + 30 * 86_400_000);
    const foreign = describeTarget(new Uint8Array([1]));
    const write = async (files: typeof targets, signers: readonly SigningKey[]): Promise<void> =>
      writeFile(
        join(forged, 'metadata/2.team-neel.json'),
        authorTargets({ version: 2, expires, targets: files }, signers),
      );
    const take = () => takeFromTeam({ dir, name: 'team-neel', delivery: forged }, catchOutput());
    await write({ ...targets, [shardPath(other)]: foreign }, keys);
    await expect(take()).rejects.toThrow(/cannot be taken.*trust\/not-signed-for/);
    await write({ ...targets, 'guide/symbols': foreign }, keys);
    await expect(take()).rejects.toThrow(/trust\/not-signed-for/);
    await write({}, keys);
    await expect(take()).rejects.toThrow(/content\/no-such-region/);
    await write(targets, keys.slice(0, 1));
    await expect(take()).rejects.toThrow(/trust\/signatures/);
    await rm(join(forged, 'metadata/2.team-neel.json'));
    // An older one, and another one under the same number.
    await writeFile(join(forged, 'metadata/1.team-neel.json'), authorTargets({ version: 1, expires, targets }, keys));
    await expect(take()).rejects.toThrow(/is number 1, and number 1 was taken already/);
  });

  it('is refused by its own tools', async () => {
    const { folder } = ceremony;
    const proposal = await ceremony.prepare('greedy', later, { team: 'team-neel', dir: copy });
    const path = join(proposal, 'proposal.json');
    const file = JSON.parse(await readFile(path, 'utf8'));
    const list = join(proposal, 'edition', file.files[0]);
    const { targets, version, expires } = parseMetadata('targets', await readFile(list)).signed;
    const foreign = { ...targets, [shardPath(other)]: describeTarget(new Uint8Array([1])) };
    await writeFile(list, authorTargets({ version, expires: new Date(expires), targets: foreign }, []));
    const signatures = await ceremony.sign(proposal, ['n1', 'n2']);
    await expect(ceremony.merge(proposal, signatures, later, join(folder, 'greedy-delivery'))).rejects.toThrow(
      /not-signed-for/,
    );
  });

  it('cannot list a seat of another region in its own, and nobody signs what holds it', {
    timeout: 60_000,
  }, async () => {
    const { folder, dir } = ceremony;
    const sly = join(folder, 'sly');
    await cp(join(folder, 'delivery'), sly, { recursive: true });
    const { targets } = parseMetadata('targets', await readFile(join(sly, 'metadata/1.team-neel.json'))).signed;
    const hash = targets[shardPath(own)]?.hashes.sha256 ?? '';
    const shard = unpackJson(await readFile(join(sly, `targets/regions/${hash}.${own}`)));
    const turned = packJson(JSON.parse(JSON.stringify(shard).replaceAll('"NA-124"', '"NA-130"'))).packed;
    await writeFile(join(sly, `targets/regions/${sha256Hex(turned)}.${own}`), turned);
    await writeFile(
      join(sly, 'metadata/2.team-neel.json'),
      authorTargets(
        {
          version: 2,
          expires: new Date(start + 30 * 86_400_000),
          targets: { [shardPath(own)]: describeTarget(turned) },
        },
        await Promise.all(['n1', 'n2'].map(secretOf)),
      ),
    );
    await takeFromTeam({ dir, name: 'team-neel', delivery: sly }, catchOutput());
    await expect(ceremony.prepare('sly-edition', later)).rejects.toThrow(/"team-neel" .* speaks of NA-130/);
    await rm(join(dir, 'teams/team-neel/metadata/2.team-neel.json'));
  });

  it('is not believed by phones, nor by tuf-js, even where the centre lists its file', {
    timeout: 60_000,
  }, async () => {
    const { mirror, folder } = ceremony;
    const forged = join(folder, 'forged-mirror');
    await cp(mirror, forged, { recursive: true });
    // The other region's shard, with one symbol turned into another, signed by the team and by nobody else.
    const metadata = (name: string): Promise<Buffer> => readFile(join(forged, 'metadata', name));
    const top = parseMetadata('targets', await metadata('2.targets.json')).signed;
    const hash = top.targets[shardPath(other)]?.hashes.sha256 ?? '';
    const shard = unpackJson(await readFile(join(forged, `targets/regions/${hash}.${other}`))) as {
      readonly symbolCodes: readonly string[];
    };
    const turned = packJson({ ...shard, symbolCodes: [...shard.symbolCodes].reverse() }).packed;
    await writeFile(join(forged, `targets/regions/${sha256Hex(turned)}.${other}`), turned);
    const team = parseMetadata('targets', await metadata('1.team-neel.json')).signed;
    const expires = new Date(start + 20 * 86_400_000);
    const teamKeys = await Promise.all(['n1', 'n2'].map(secretOf));
    const teamFile = authorTargets(
      { version: 2, expires, targets: { ...team.targets, [shardPath(other)]: describeTarget(turned) } },
      teamKeys,
    );
    await writeFile(join(forged, 'metadata/2.team-neel.json'), teamFile);
    // The centre's list without that region: as if it had been left to the team by mistake.
    const centre = await Promise.all(['c1', 'c2'].map(secretOf));
    const { [shardPath(other)]: _, ...rest } = top.targets;
    const keys = await Promise.all(['n1', 'n2', 'n3'].map((name) => ceremony.key(name)));
    const delegations: Delegation[] = [
      { name: 'team-neel', keys, threshold: 2, paths: [shardPath(own)], terminating: true },
    ];
    const targets = authorTargets({ version: 3, expires, issued: later, targets: rest, delegations }, centre);
    const meta = { 'targets.json': describeMetadata(3, targets), 'team-neel.json': describeMetadata(2, teamFile) };
    const snapshot = authorSnapshot({ version: 3, expires, meta }, centre);
    const timestamp = authorTimestamp({ version: 9, expires, snapshot: describeMetadata(3, snapshot) }, [
      await secretOf('t1'),
    ]);
    await writeFile(join(forged, 'metadata/3.targets.json'), targets);
    await writeFile(join(forged, 'metadata/3.snapshot.json'), snapshot);
    await writeFile(join(forged, 'metadata/timestamp.json'), timestamp);

    const root = await readFile(join(forged, 'metadata/1.root.json'));
    const options = { root, now: later, verifiers: ed25519Verifiers };
    const phone = memoryVault();
    await ceremony.take(phone, later);
    await expect(ingest(phone, folderSource(forged), { ...options, regions: [other] })).rejects.toThrow(
      /trust\/not-signed-for/,
    );
    expect((await openRegion(phone, other))?.head.edition).toBe(2);
    expect(await tufJs(forged, join(folder, 'forged-tuf'), shardPath(other))).toBe('not there');
    // Its own region is still its own.
    expect(await tufJs(forged, join(folder, 'forged-tuf-2'), shardPath(own))).toBe('downloaded');
  });
});

async function tufJs(mirror: string, folder: string, path: string): Promise<'downloaded' | 'not there'> {
  const site = await serveMirror({ dir: mirror, port: 0 });
  onTestFinished(() => site.close());
  const [metadataDir, targetDir] = [join(folder, 'tuf'), join(folder, 'tuf-targets')];
  await mkdir(metadataDir, { recursive: true });
  await mkdir(targetDir, { recursive: true });
  await copyFile(join(mirror, 'metadata/1.root.json'), join(metadataDir, 'root.json'));
  const urls = { metadataBaseUrl: `${site.url}metadata`, targetBaseUrl: `${site.url}targets` };
  const updater = new Updater({ metadataDir, targetDir, ...urls });
  await updater.refresh();
  const info = await updater.getTargetInfo(path);
  if (!info) return 'not there';
  await updater.downloadTarget(info, join(targetDir, 'file'));
  return 'downloaded';
}
