// The keys of a guide over its life, seen by one phone in a real browser that installed it at the first root: a key lost, the
// threshold raised, a key seized and revoked; two hosts, of which now the one and now the other is behind.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newRoot, revokeKey, rotateRoot } from '../../../src/publisher/commands/keys/root.ts';
import { parseTarget } from '../../../src/publisher/publish/parse-target.ts';
import { publishMirror } from '../../../src/publisher/publish/publish-mirror.ts';
import { type Launched, launchChromium, makeProfile } from '../../harness/browsers/browser.ts';
import { type Origins, openOrigins } from '../../harness/servers/origins.ts';
import { catchOutput } from '../../publisher/build/guide-in-folder.ts';
import { type Ceremony, openCeremony } from '../../publisher/ceremony/people.ts';

const hourMs = 3_600_000;
const start = Math.floor(Date.now() / 1000) * 1000 - 9 * hourMs;
const hour = (n: number): Date => new Date(start + n * hourMs);
const names = ['one.test', 'two.test'] as const;
const people = ['r1', 'r2', 'r3', 'r4', 'r5', 'c1', 'c2', 'c3', 'c4'];

let home: string;
let ceremony: Ceremony;
let origins: Origins;
let phone: Launched;
let profile: Awaited<ReturnType<typeof makeProfile>>;
/** What the two hosts serve. */
let [one, two] = ['', ''];

/** The proposal of an edition in which NA-130's second candidate has another symbol, signed. */
async function edition(n: number, symbol: string, signers: readonly string[]): Promise<void> {
  await ceremony.change('candidates.csv', /^(NA-130,2,(?:[^,]*,){3})[^,]*,/m, `$1${symbol},`);
  const proposal = await ceremony.prepare(`proposal-${n}`, hour(n), { shell: undefined, mirror: ceremony.mirror });
  await ceremony.merge(proposal, await ceremony.sign(proposal, signers), hour(n));
}

async function signRoot(n: number, signers: readonly string[]): Promise<void> {
  const proposal = join(ceremony.folder, `root-${n}`);
  await ceremony.merge(proposal, await ceremony.sign(proposal, signers), hour(n));
}

const rootWords = (n: number) => ({ dir: ceremony.dir, out: join(ceremony.folder, `root-${n}`), now: hour(n) });
const send = (to: string) =>
  publishMirror({
    ...{ dir: ceremony.mirror, target: parseTarget(to, {}), now: new Date(), dryRun: false },
    onProgress: () => undefined,
  });

/** Opens the app anew at the seat, and waits for a symbol. */
async function sees(symbol: string): Promise<void> {
  await phone.page.goto('about:blank');
  await phone.page.goto('https://one.test/#/seat/NA-130');
  await phone.page.locator('#ballot-NA-130').getByText(symbol, { exact: true }).first().waitFor({ timeout: 60_000 });
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'nishan-rotation-'));
  ceremony = await openCeremony(home);
  for (const name of people) await ceremony.join(name);
  const listed = names.map((name) => `  - { kind: static, url: 'https://${name}/' }\n`).join('');
  await ceremony.change('guide.yaml', /^mirrors: \[\]\n/m, `mirrors:\n${listed}`);
  await ceremony.change('media.csv', /^seat-NA-130\..*\n/gm, '');
  const root = { root: `2:${ceremony.roles('r1', 'r2', 'r3')}`, content: `2:${ceremony.roles('c1', 'c2', 'c3')}` };
  await newRoot({ ...rootWords(1), ...root, timestamp: `1:${ceremony.roles('c1', 'c2', 'c3')}` }, catchOutput());
  await signRoot(1, ['r1', 'r2']);
  await edition(1, 'boot', ['c1', 'c2']);
  [one, two] = [join(home, 'one'), join(home, 'two')];
  for (const host of [one, two]) await send(host);
  origins = await openOrigins(names, { dir: one });
  await origins.all[1]?.publish(two);
  profile = await makeProfile();
  phone = await launchChromium({ profile: profile.dir, args: origins.args });
}, 180_000);
afterAll(async () => {
  await phone?.close();
  await origins?.close();
  await profile?.remove();
  await rm(home, { recursive: true, force: true });
});

it('a phone with the first root follows its guide over every change of keys, from whichever host is newer', {
  timeout: 240_000,
}, async () => {
  const [first, second] = origins.all;
  if (!first || !second) throw new TypeError('two names are two origins');
  await sees('Boot');
  await phone.page.getByText('Saved: works without internet').waitFor({ timeout: 60_000 });

  // The third root key is lost: the other two hand its place to a fourth. The second host hears nothing of it.
  await rotateRoot({ ...rootWords(2), root: `2:${ceremony.roles('r1', 'r2', 'r4')}` }, catchOutput());
  await signRoot(2, ['r1', 'r2']);
  await edition(2, 'turtle', ['c1', 'c3']);
  await send(one);
  await first.publish(one);
  await sees('Turtle');

  // From now on three must sign: as many as the new root wants, the old two among them. Now the first host is behind.
  await rotateRoot({ ...rootWords(3), root: `3:${ceremony.roles('r1', 'r2', 'r4', 'r5')}` }, catchOutput());
  await expect(signRoot(3, ['r1', 'r4'])).rejects.toThrow(/has 2 of 3 signatures/);
  await signRoot(3, ['r1', 'r4', 'r5']);
  await edition(3, 'teapot', ['c1', 'c2']);
  await send(two);
  await second.publish(two);
  await sees('Teapot');

  // A content key is seized. Two of the root people are too few by now; what it signs is worth nothing afterwards.
  await revokeKey({ ...rootWords(4), name: 'c2', replace: ceremony.pub('c4') }, catchOutput());
  await expect(signRoot(4, ['r1', 'r2'])).rejects.toThrow(/has 2 of 3 signatures/);
  await signRoot(4, ['r1', 'r2', 'r5']);
  await expect(edition(4, 'boot', ['c2', 'c3'])).rejects.toThrow(/wants no signature of this key/);
  const proposal = join(ceremony.folder, 'proposal-4');
  await ceremony.merge(proposal, await ceremony.sign(proposal, ['c3', 'c4']), hour(4));
  for (const [folder, host] of [
    [one, first],
    [two, second],
  ] as const) {
    await send(folder);
    await host.publish(folder);
  }
  await sees('Boot');
  const card = await phone.page.locator('#ballot-NA-130').innerText();
  expect(card).not.toMatch(/out of date|not be used|Turtle|Teapot/i);

  // And with both hosts gone it is still there.
  for (const host of origins.all) await host.misbehave('reset');
  await sees('Boot');
});
