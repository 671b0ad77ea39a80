// Attacks on `nishan tuf-client` beyond the public suite: interruption, keys, roots, a tampered folder, replay, names.
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { client, repo, said } from './attacked-client.ts';
import { inDays, keyidOf, newSigner, type Signer, Simulator } from './simulator.ts';

describe('interruption', () => {
  it.each(['snapshot 2', 'targets 2'])(
    'before %s: the next run finishes, and never calls old data new',
    async (name) => {
      await client.init();
      expect(await client.refresh()).toBe(0);
      repo.publish('targets', 'snapshot', 'timestamp');
      repo.overrides.set(name, (response) => response.destroy() && true);
      expect(await client.refresh()).toBe(1);
      // The timestamp is the newest now, so that nothing new comes by itself.
      expect(client.version('timestamp')).toBe(2);
      expect(await client.refresh()).toBe(1);
      repo.overrides.clear();
      expect(await client.refresh()).toBe(0);
      expect(client.trusted()).toEqual(['root 1', 'snapshot 2', 'targets 2', 'timestamp 2']);
    },
  );

  it('between timestamp and snapshot does not open the way for a rollback', async () => {
    await client.init();
    repo.publish('targets', 'snapshot', 'timestamp');
    expect(await client.refresh()).toBe(0);
    rmSync(join(client.metadataDir, 'timestamp.json'));
    repo.restart('snapshot');
    repo.restart('timestamp');
    repo.publish('snapshot', 'timestamp');
    expect(await client.refresh()).toBe(1);
    expect(said.join('')).toContain('trust/rollback');
  });
});

describe('one key under two ids', () => {
  function alias(signer: Signer): Signer {
    const key = { ...signer.key, 'x-note': 'the same key, another id' };
    return { key, keyid: keyidOf(key), sign: signer.sign };
  }

  it.each(['ecdsa', 'ed25519', 'rsa'])('counts once (%s)', async (keytype) => {
    const scheme = { ecdsa: 'ecdsa-sha2-nistp256', ed25519: 'ed25519', rsa: 'rsassa-pss-sha256' }[keytype];
    const signer = newSigner(keytype, scheme);
    repo.rootRole('targets').keyids = [];
    repo.signers.set('targets', []);
    repo.addKey('targets', signer);
    repo.addKey('targets', alias(signer));
    repo.rootRole('targets').threshold = 2;
    repo.publish('root', 'targets', 'snapshot', 'timestamp');
    await client.init();
    expect(await client.refresh()).toBe(1);
    expect(client.trusted()).toEqual(['root 2', 'snapshot 2', 'timestamp 2']);
    // With another key beside it the threshold is met.
    repo.addKey('targets', newSigner());
    repo.publish('root', 'targets', 'snapshot', 'timestamp');
    expect(await client.refresh()).toBe(0);
  });

  it('counts once however the key is written', async () => {
    const signer = newSigner('ecdsa');
    const point = Buffer.from(signer.key.keyval.public.replace(/-----[^-]+-----|\s/g, ''), 'base64').subarray(-65);
    const written = [
      signer.key,
      { ...signer.key, keytype: 'ecdsa-sha2-nistp256' },
      { ...signer.key, keyval: { public: `${signer.key.keyval.public}\n` } },
      { ...signer.key, keyval: { public: point.toString('hex') } },
    ];
    repo.rootRole('timestamp').keyids = [];
    repo.signers.set('timestamp', []);
    for (const key of written) repo.addKey('timestamp', { key, keyid: keyidOf(key), sign: signer.sign });
    repo.publish('root', 'timestamp');
    await client.init();
    expect(await client.refresh()).toBe(0);
    repo.rootRole('timestamp').threshold = 2;
    repo.publish('root', 'timestamp');
    expect(await client.refresh()).toBe(1);
    expect(said.join('')).toContain('trust/signatures');
  });
});

describe('keys that do not count', () => {
  it.each<[string, () => Signer]>([
    ['RSA below 2048 bits', () => newSigner('rsa', 'rsassa-pss-sha256', {}, { bits: 1024 })],
    ['another curve', () => newSigner('ecdsa', 'ecdsa-sha2-nistp256', {}, { curve: 'P-384' })],
    ['an RSA key that calls itself ECDSA', () => disguise(newSigner('rsa', 'rsassa-pss-sha256'), 'ecdsa')],
    ['an ECDSA key that calls itself RSA', () => disguise(newSigner(), 'rsa')],
    ['something that is no key', () => ({ ...newSigner(), key: { ...newSigner().key, keyval: { public: 'none' } } })],
    ['an unknown scheme', () => disguise(newSigner(), 'unheard-of')],
  ])('%s', async (_, make) => {
    repo.rootRole('timestamp').keyids = [];
    repo.signers.set('timestamp', []);
    repo.addKey('timestamp', make());
    repo.publish('root', 'timestamp');
    await client.init();
    expect(await client.refresh()).toBe(1);
    expect(client.trusted()).toEqual(['root 2']);
  });

  function disguise(signer: Signer, keytype: string): Signer {
    const scheme = { ecdsa: 'ecdsa-sha2-nistp256', rsa: 'rsassa-pss-sha256' }[keytype] ?? 'unheard-of';
    return { ...signer, key: { ...signer.key, keytype, scheme } };
  }
});

describe('a withheld root', () => {
  it('shows as wrong signatures, changes nothing, and is taken as soon as it is there', async () => {
    await client.init();
    expect(await client.refresh()).toBe(0);
    repo.rotateKeys('timestamp');
    repo.publish('root', 'timestamp');
    repo.overrides.set('root 2', (response) => response.writeHead(404).end() && true);
    expect(await client.refresh()).toBe(1);
    expect(client.trusted()).toEqual(['root 1', 'snapshot 1', 'targets 1', 'timestamp 1']);
    repo.overrides.clear();
    expect(await client.refresh()).toBe(0);
    expect(client.trusted()).toEqual(['root 2', 'snapshot 1', 'targets 1', 'timestamp 2']);
  });

  it('is the last one there is when the same version comes again', async () => {
    await client.init();
    repo.published.set('root', [repo.newest('root'), repo.newest('root')]);
    expect(await client.refresh()).toBe(0);
    expect(client.version('root')).toBe(1);
  });

  it('is not replaced by one that is older than the trusted one', async () => {
    repo.publish('root');
    await client.init(repo.newest('root'));
    repo.published.set(
      'root',
      [0, 0, 0].map(() => repo.published.get('root')?.[0] as Uint8Array),
    );
    expect(await client.refresh()).toBe(1);
    expect(said.join('')).toContain('trust/rollback');
    expect(client.version('root')).toBe(2);
  });
});

describe('a tampered folder', () => {
  it.each([
    ['timestamp', '{"signed": {}, "signatures": []}'],
    ['timestamp', 'not JSON'],
    ['snapshot', ''],
    ['snapshot', '\ud83d\u0000'],
    ['targets', '[]'],
    ['targets', '{'.repeat(10_000)],
  ])('%s is fetched again and never trusted', async (role, content) => {
    await client.init();
    expect(await client.refresh()).toBe(0);
    writeFileSync(join(client.metadataDir, `${role}.json`), content);
    expect(await client.refresh()).toBe(0);
    expect(client.bytes(role).equals(repo.newest(role))).toBe(true);
  });

  it.each(['timestamp', 'snapshot', 'targets'])('a changed version in %s.json counts for nothing', async (role) => {
    await client.init();
    expect(await client.refresh()).toBe(0);
    const file = join(client.metadataDir, `${role}.json`);
    const forged = JSON.parse(readFileSync(file, 'utf8'));
    forged.signed.version = 999;
    writeFileSync(file, JSON.stringify(forged));
    expect(await client.refresh()).toBe(0);
    expect(client.version(role)).toBe(1);
  });

  it('a file larger than any metadata is passed over', async () => {
    await client.init();
    expect(await client.refresh()).toBe(0);
    writeFileSync(join(client.metadataDir, 'timestamp.json'), Buffer.alloc(6_000_000, 0x20));
    expect(await client.refresh()).toBe(0);
    expect(client.version('timestamp')).toBe(1);
  });

  it('a tampered root stops everything before the first request', async () => {
    await client.init();
    expect(await client.refresh()).toBe(0);
    const file = join(client.metadataDir, 'root.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"threshold": 1', '"threshold": 0'));
    repo.requests.length = 0;
    expect(await client.refresh()).toBe(1);
    expect(repo.requests).toEqual([]);
  });

  it('a delegated role is fetched again too', async () => {
    await client.init();
    repo.addDelegation('targets', { name: 'role', threshold: 1, terminating: false, paths: ['*'] });
    repo.addArtifact('file', 'content', 'role');
    repo.publish('role', 'targets', 'snapshot', 'timestamp');
    expect(await client.refresh()).toBe(0);
    writeFileSync(join(client.metadataDir, 'role.json'), '{}');
    expect(await client.download('file')).toBe(0);
    expect(client.bytes('role').equals(repo.newest('role'))).toBe(true);
  });
});

describe('replay', () => {
  it('of everything, after it expired, is a freeze', async () => {
    await client.init();
    expect(await client.refresh()).toBe(0);
    // The same files for ever: 31 days later all of them are past their date.
    expect(await client.refresh(31)).toBe(1);
    expect(said.join('')).toContain('"section":"5.3.10"');
  });

  it('of the timestamp alone is noticed when its version is the one that is held', async () => {
    repo.timestamp.expires = inDays(1);
    repo.restart('timestamp');
    repo.publish('timestamp');
    await client.init();
    expect(await client.refresh()).toBe(0);
    expect(await client.refresh(2)).toBe(1);
    expect(said.join('')).toContain('"section":"5.4.4"');
  });

  it.each([
    ['snapshot', '5.5.6'],
    ['targets', '5.6.5'],
  ])('of an expired %s that is held is no success', async (role, section) => {
    const signed = repo.signed.get(role);
    if (signed) signed.expires = inDays(1);
    repo.publish('targets', 'snapshot', 'timestamp');
    await client.init();
    expect(await client.refresh()).toBe(0);
    expect(await client.refresh(2)).toBe(1);
    expect(said.join('')).toContain(`"section":"${section}"`);
  });
});

describe('targets with the names of metadata', () => {
  beforeEach(async () => {
    repo.addArtifact('root.json', 'a forged root');
    repo.addArtifact('1.root.json', 'another');
    repo.publish('targets', 'snapshot', 'timestamp');
    await client.init();
  });

  it('have a file each', async () => {
    expect(await client.download(['root.json', '1.root.json'])).toBe(0);
    expect(readdirSync(client.targetDir).sort()).toEqual(['1.root.json', 'root.json']);
    expect([...client.downloaded()].sort()).toEqual(['a forged root', 'another']);
  });

  it('never replace the trusted root', async () => {
    const root = client.bytes('root');
    symlinkSync(client.metadataDir, client.targetDir);
    expect(await client.download('root.json')).toBe(1);
    expect(said.join('')).toContain('--target-dir must be another folder');
    expect(client.bytes('root').equals(root)).toBe(true);
  });
});

describe('the command', () => {
  it('says what is wrong with its arguments', async () => {
    const { tufClient } = await import('../../../src/publisher/tuf-client.ts');
    const folder = ['--metadata-dir', client.metadataDir];
    expect(await tufClient([...folder, '--metadata-url', 'ftp://x', 'refresh'])).toBe(1);
    expect(await tufClient([...folder, 'init', join(client.metadataDir, 'none')])).toBe(1);
    expect(
      await tufClient([
        ...folder,
        '--metadata-url',
        client.base,
        '--target-base-url',
        client.base,
        '--target-dir',
        'x',
        'download',
      ]),
    ).toBe(1);
    expect(said.join('')).toContain('--target-name');
  });

  it('refuses a root file that is too large', async () => {
    expect(await client.init(Buffer.alloc(600_000, 0x20))).toBe(1);
  });

  it.each([
    ['what is no JSON', 'kite', /this is not JSON: format\/not-json/],
    ['another role', null, /not TUF metadata of the role that was asked for: format\/shape/],
  ])('refuses %s as a root, and says so in words', async (_, text, words) => {
    expect(await client.init(text === null ? repo.newest('timestamp') : Buffer.from(text))).toBe(1);
    expect(said.join('')).toMatch(words);
    expect(existsSync(client.metadataDir)).toBe(false);
  });

  it('trusts one root: a second init with it changes nothing, with another one it is refused', async () => {
    expect(await client.init()).toBe(0);
    expect(await client.init()).toBe(0);
    const other = new Simulator();
    expect(await client.init(other.newest('root'))).toBe(1);
    expect(said.join('')).toMatch(/trusts another root already/);
    expect(client.bytes('root').equals(repo.newest('root'))).toBe(true);
  });
});
