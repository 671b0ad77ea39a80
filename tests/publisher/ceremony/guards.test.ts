// What a ceremony refuses, and what it survives: numbers that were given, proposals of two minds, a forged past, a key that
// lives elsewhere, a timestamp that a seized key ran up, paper.
import { cp, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodeHex } from '../../../src/core/bytes.ts';
import { authorTargets, authorTimestamp, signingKey } from '../../../src/core/tuf/author.ts';
import { parseMetadata } from '../../../src/core/tuf/metadata.ts';
import { publishCommand } from '../../../src/publisher/commands/edition/publish.ts';
import { newKey, paperKey, restoreKey } from '../../../src/publisher/commands/keys/keys.ts';
import { newRoot, revokeKey, rotateRoot } from '../../../src/publisher/commands/keys/root.ts';
import { writeKeyFile } from '../../../src/publisher/keys/key-file.ts';
import { parseSeedWords, seedWords } from '../../../src/publisher/keys/seed-words.ts';
import { catchOutput } from '../build/guide-in-folder.ts';
import { type Ceremony, foundGuide } from './people.ts';

const start = Math.floor(Date.now() / 1000) * 1000 - 86_400_000;
const hour = (n: number): Date => new Date(start + n * 3_600_000);

let ceremony: Ceremony;
beforeAll(async () => {
  ceremony = await foundGuide(hour(0), await mkdtemp(join(tmpdir(), 'nishan-guards-')));
  const root = join(ceremony.folder, 'root-1');
  await ceremony.merge(root, await ceremony.sign(root, ['r1', 'r2', 'r3']), hour(0));
  const first = await ceremony.prepare('first', hour(0));
  await ceremony.merge(first, await ceremony.sign(first, ['c1', 'c2', 't1']), hour(0));
}, 60_000);
afterAll(() => rm(ceremony.folder, { recursive: true, force: true }));

async function version(proposal: string): Promise<readonly string[]> {
  return JSON.parse(await readFile(join(proposal, 'proposal.json'), 'utf8')).files;
}

it('never gives a number twice, and a proposal that was overtaken is refused', { timeout: 60_000 }, async () => {
  await ceremony.change('candidates.csv', 'Firoz Khwabzada', 'Firoz Khwabone');
  const thrown = await ceremony.prepare('thrown', hour(1));
  await ceremony.change('candidates.csv', 'Firoz Khwabone', 'Firoz Khwabtwo');
  const kept = await ceremony.prepare('kept', hour(1));
  expect(await version(thrown)).toContain('metadata/2.targets.json');
  expect(await version(kept)).toContain('metadata/3.targets.json');
  await ceremony.merge(kept, await ceremony.sign(kept, ['c1', 'c2', 't1']), hour(1));
  const late = await ceremony.sign(thrown, ['c1', 'c2', 't1']);
  await expect(ceremony.merge(thrown, late, hour(2))).rejects.toThrow(
    /was overtaken: (targets|snapshot) 3 is published/,
  );
});

it('a key signs no two contents under one number, unless it is told so', async () => {
  const { dir, folder } = ceremony;
  for (const name of ['x1', 'x2', 'x3']) await ceremony.join(name);
  const content = `2:${ceremony.roles('x1', 'x2', 'x3')}`;
  await rotateRoot({ dir, out: join(folder, 'two-a'), content, now: hour(2) }, catchOutput());
  await rotateRoot(
    { dir, out: join(folder, 'two-b'), timestamp: `1:${ceremony.roles('x1')}`, now: hour(2) },
    catchOutput(),
  );
  await ceremony.sign(join(folder, 'two-a'), ['r1']);
  await ceremony.sign(join(folder, 'two-a'), ['r1']);
  await expect(ceremony.sign(join(folder, 'two-b'), ['r1'])).rejects.toThrow(
    /has signed another root 2 of this guide already/,
  );
  await ceremony.sign(join(folder, 'two-b'), ['r1'], { instead: true });
});

it('says so where a proposal lies about the past', { timeout: 60_000 }, async () => {
  await ceremony.change('candidates.csv', 'Firoz Khwabtwo', 'Firoz Khwabthree');
  const honest = await ceremony.prepare('honest', hour(3));
  const liar = join(ceremony.folder, 'liar');
  await cp(honest, liar, { recursive: true });
  const before = join(liar, 'before/metadata/3.targets.json');
  const { targets, expires } = parseMetadata('targets', await readFile(before)).signed;
  await writeFile(before, authorTargets({ version: 3, expires: new Date(expires), targets }, []));
  await expect(ceremony.review(liar)).rejects.toThrow(/the keys of this guide have not signed it/);
  expect((await ceremony.review(honest)).since).toBe(3);
});

it('refuses another fingerprint before it asks for a passphrase', async () => {
  const { folder } = ceremony;
  const lock = { passphrase: 'four words or more of them', logN: 4 };
  await writeKeyFile(join(folder, 'keys/c9.age'), new Uint8Array(32).fill(9), lock, '');
  let asked = 0;
  const ask = async (): Promise<string> => {
    asked += 1;
    return lock.passphrase;
  };
  const words = { key: 'c9', in: folder, fingerprint: '0'.repeat(32), ask };
  await expect(ceremony.sign(join(folder, 'honest'), ['c9'], words)).rejects.toThrow(/not what was typed/);
  expect(asked).toBe(0);
});

it('a guide with a root is told to hand over, and to keep its keys', async () => {
  const { dir, folder } = ceremony;
  await expect(newRoot({ dir, out: join(folder, 'again'), now: hour(3) }, catchOutput())).rejects.toThrow(
    /has a root.*keep keys\/.*nishan root rotate.*keys\/ and published\/ together/,
  );
});

it('lets a key sign that lives elsewhere', async () => {
  const { folder } = ceremony;
  const proposal = join(folder, 'honest');
  const script = join(folder, 'token.mjs');
  const secret = JSON.parse(await readFile(join(folder, 'people/c3/keys/c3.json'), 'utf8')).secret;
  await writeFile(
    script,
    `import { createPrivateKey, sign } from 'node:crypto';
const key = createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from('${secret}', 'hex')]), format: 'der', type: 'pkcs8' });
const parts = [];
for await (const part of process.stdin) parts.push(part);
console.log(sign(null, Buffer.concat(parts), key).toString('hex'));
`,
  );
  const other = { key: undefined, with: `"${process.execPath}" "${script}"`, public: ceremony.pub('c3') };
  const [file] = await ceremony.sign(proposal, ['token'], other);
  await expect(ceremony.sign(proposal, ['token'], { ...other, public: ceremony.pub('c1') })).rejects.toThrow(
    /did not make/,
  );
  await expect(ceremony.sign(proposal, ['token'], { ...other, with: 'true' })).rejects.toThrow(/printed no signature/);
  await writeFile(join(proposal, 'edition/evil.html'), 'nobody signed this');
  await ceremony.merge(proposal, [file ?? '', ...(await ceremony.sign(proposal, ['c1', 't1']))], hour(3));
  await expect(readFile(join(ceremony.mirror, 'evil.html'))).rejects.toThrow(/ENOENT/);
});

it('takes a mirror back from a seized timestamp key, and refreshes with a locked one', {
  timeout: 60_000,
}, async () => {
  const { dir, folder, mirror } = ceremony;
  const site = join(folder, 'site');
  const publish = async (): Promise<number> =>
    publishCommand({ dir: mirror, to: site, dryRun: false, json: true, now: hour(4) }, catchOutput());
  await publish();
  const seized = signingKey(
    decodeHex(JSON.parse(await readFile(join(folder, 'people/t1/keys/t1.json'), 'utf8')).secret),
  );
  const forged = authorTimestamp({ version: 1_000_000, expires: hour(999), snapshot: { version: 1 } }, [seized]);
  await writeFile(join(site, 'metadata/timestamp.json'), forged);
  await expect(publish()).rejects.toThrow(/has timestamp 1000000, and this mirror is older/);

  const ask = async (): Promise<string> => 'four words or more of them';
  await newKey({ name: 't3', in: folder, plain: false, ask, isTyped: false, logN: 4 }, catchOutput());
  const out = join(folder, 'root-2');
  await revokeKey({ dir, name: 't1', out, replace: join(folder, 'keys/t3.pub'), now: hour(4) }, catchOutput());
  await ceremony.merge(out, await ceremony.sign(out, ['r2', 'r4', 'r5']), hour(4));
  await ceremony.change('candidates.csv', 'Firoz Khwabthree', 'Firoz Khwabfour');
  const next = await ceremony.prepare('next', hour(4));
  await ceremony.merge(next, await ceremony.sign(next, ['c1', 'c2', 't2']), hour(4));
  expect(await publish()).toBe(0);

  await cp(join(folder, 'keys/t3.age'), join(dir, 'keys/t3.age'));
  await writeFile(join(folder, 'passphrase'), 'four words or more of them\n');
  const handle = await open(join(folder, 'passphrase'));
  const at = hour(5).toISOString().replace(/\.\d+/, '');
  await ceremony.build({ now: at, timestampOnly: true, car: false, torrent: false, passphraseFd: String(handle.fd) });
  await handle.close();
  const timestamp = parseMetadata('timestamp', await readFile(join(mirror, 'metadata/timestamp.json'))).signed;
  expect(timestamp.expires.slice(0, 13)).toBe(new Date(hour(5).getTime() + 7 * 86_400_000).toISOString().slice(0, 13));
});

it('keeps a key locked, and on paper', async () => {
  const { folder } = ceremony;
  const words = { name: 'locked', in: folder, plain: false, isTyped: false, logN: 4 };
  const ask = async (): Promise<string> => 'four words or more of them';
  await newKey({ ...words, ask }, catchOutput());
  await expect(newKey({ ...words, ask }, catchOutput())).rejects.toThrow(
    /is there already; a key is never overwritten/,
  );
  const short = { ...words, name: 'other', ask: async () => 'short' };
  await expect(newKey(short, catchOutput())).rejects.toThrow(/shorter than 12/);
  expect(await readFile(join(folder, 'keys/locked.age'), 'utf8')).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----/);
  const page = join(folder, 'locked.html');
  const wrong = paperKey(
    { name: 'locked', in: folder, out: page, ask: async () => 'another one entirely' },
    catchOutput(),
  );
  await expect(wrong).rejects.toThrow(/does not open with that passphrase/);
  await paperKey({ name: 'locked', in: folder, out: page, ask }, catchOutput());
  const paper = [...(await readFile(page, 'utf8')).matchAll(/<li>([a-z]+)<\/li>/g)].map((found) => found[1] ?? '');
  expect(paper).toHaveLength(24);
  const back = { ...words, name: 'back', plain: true, ask: async () => paper.join(' ') };
  await restoreKey(back, catchOutput());
  const pub = (name: string): Promise<string> => readFile(join(folder, 'keys', `${name}.pub`), 'utf8');
  expect((await pub('back')).split(' ')[3]).toBe((await pub('locked')).split(' ')[3]);
  expect(() => parseSeedWords(paper.slice(1).join(' '))).toThrow(/23 words instead of 24/);
  expect(() => parseSeedWords(paper.map((word, i) => (i === 3 ? 'kite' : word)).join(' '))).toThrow(/word 4, "kite"/);
  expect(parseSeedWords(seedWords(new Uint8Array(32).fill(7)).join(' '))).toEqual(new Uint8Array(32).fill(7));
  await expect(ceremony.sign(join(folder, 'next'), ['nobody'], { in: folder })).rejects.toThrow(/is not there/);
});
