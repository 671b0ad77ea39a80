import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyId } from '../../../src/core/tuf/author.ts';
import { readKeyRing, signersFor } from '../../../src/publisher/keys/key-ring.ts';
import { makeKeys, realPlan } from '../../../src/publisher/keys/make-keys.ts';
import { temporaryFolder } from '../build/guide-in-folder.ts';

/** Different for each key, the same in each run. */
function seeds(): () => Uint8Array {
  let next = 1;
  return () => new Uint8Array(32).fill(next++);
}

async function realKeys(): Promise<string> {
  const dir = await temporaryFolder();
  for (const [path, text] of makeKeys(realPlan, seeds())) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  return dir;
}

describe('the keys of a real guide', () => {
  it('ask for several people wherever a symbol could be changed', async () => {
    const { roles } = await readKeyRing(await realKeys());
    const shape = Object.entries(roles).map(([role, { keys, threshold }]) => [role, keys.length, threshold]);
    expect(shape).toEqual([
      ['root', 5, 3],
      ['targets', 3, 2],
      ['snapshot', 3, 2],
      ['timestamp', 3, 1],
    ]);
    const ids = new Set(Object.values(roles).flatMap(({ keys }) => keys.map(keyId)));
    expect(ids.size).toBe(11);
    expect(roles.targets.keys).toEqual(roles.snapshot.keys);
  });

  it('sign with as many as the threshold asks for, and a missing one is replaced by another', async () => {
    const dir = await realKeys();
    const all = await readKeyRing(dir);
    expect((await signersFor(all, 'targets')).map(({ id }) => id)).toEqual(
      all.roles.targets.keys.slice(0, 2).map(keyId),
    );
    await rm(join(dir, 'keys/content-1.json'));
    const fewer = await readKeyRing(dir);
    expect((await signersFor(fewer, 'targets')).map(({ id }) => id)).toEqual(
      all.roles.targets.keys.slice(1).map(keyId),
    );
  });

  it('refuse below the threshold, and say how many there are', async () => {
    const dir = await realKeys();
    for (const name of ['content-1', 'content-3']) await rm(join(dir, `keys/${name}.json`));
    const ring = await readKeyRing(dir);
    await expect(signersFor(ring, 'targets')).rejects.toThrow(
      /content \(targets\) needs 2 signatures, and this computer has 1/,
    );
    expect(await signersFor(ring, 'timestamp')).toHaveLength(1);
  });

  it('that are not there are told of by what the guide has: one with a root gets no new ones', async () => {
    const dir = await temporaryFolder();
    await expect(readKeyRing(dir)).rejects.toThrow(/nobody can sign.*nishan root new/);
    await mkdir(join(dir, 'published'));
    await writeFile(join(dir, 'published/1.root.json'), '{}');
    const said = await readKeyRing(dir).catch(String);
    expect(said).toMatch(/has a root already.*put keys\/roles\.json back.*root rotate/);
    expect(said).not.toContain('nishan init');
  });

  it('never put a secret into the public file', async () => {
    const files = makeKeys(realPlan, seeds());
    const shared = files.get('keys/roles.json') ?? '';
    for (const [path, text] of files) {
      if (path === 'keys/roles.json') continue;
      const { secret } = JSON.parse(text);
      expect(secret).toMatch(/^[0-9a-f]{64}$/);
      expect(shared).not.toContain(secret);
    }
    expect(files.size).toBe(12);
  });
});

describe('keys that do not fit', () => {
  it.each([
    [
      'a secret key under another name',
      'keys/content-1.json',
      'content-2',
      /is not the key that keys\/roles\.json has/,
    ],
    ['something else than a key', 'keys/content-1.json', null, /keys\/content-1\.json — cannot be read/],
  ])('%s', async (_, file, other, message) => {
    const dir = await realKeys();
    const text = other === null ? '{}' : await readFile(join(dir, `keys/${other}.json`), 'utf8');
    await writeFile(join(dir, file), text);
    await expect(readKeyRing(dir)).rejects.toThrow(message);
  });

  it('a role with a name that is no key', async () => {
    const dir = await realKeys();
    const path = join(dir, 'keys/roles.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"timestamp-3"\n', '"timestamp-9"\n'));
    await expect(readKeyRing(dir)).rejects.toThrow(/names the key "timestamp-9"/);
  });

  it('no keys at all', async () => {
    await expect(readKeyRing(await temporaryFolder())).rejects.toThrow(/keys\/roles\.json — is not there/);
  });
});
