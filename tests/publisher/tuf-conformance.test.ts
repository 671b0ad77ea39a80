// The cases of the public TUF conformance suite, told in our own words and run against the command itself over loopback
// HTTP: what succeeds, what is trusted afterwards, and which requests were made, in order.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Harness, harness } from './tuf/harness.ts';
import { inDays, newSigner, type Signer, type Simulator } from './tuf/simulator.ts';

let client: Harness;
let repo: Simulator;

beforeEach(async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  client = await harness();
  repo = client.repo;
});
afterEach(async () => {
  await client.close();
  vi.restoreAllMocks();
});

const everyRole = ['root', 'timestamp', 'snapshot', 'targets'];
const freshRequests = ['root 2', 'timestamp', 'snapshot 1', 'targets 1'];
const last = () => repo.requests.slice(-1)[0];

describe('basics', () => {
  it('refreshes with exactly the requests that are needed', async () => {
    expect(await client.init()).toBe(0);
    expect(repo.requests).toEqual([]);
    expect(await client.refresh()).toBe(0);
    expect(repo.requests).toEqual(freshRequests);
    for (const role of everyRole) expect(client.bytes(role).equals(repo.newest(role))).toBe(true);
  });

  it('refreshes before a download, and fails for a target that nobody signs', async () => {
    await client.init();
    expect(await client.download('nonexistent artifact')).toBe(1);
    expect(repo.requests).toEqual(freshRequests);
    expect(client.trusted()).toEqual(['root 1', 'snapshot 1', 'targets 1', 'timestamp 1']);
  });

  it('takes options before or after the command word', async () => {
    await client.init();
    const { tufClient } = await import('../../src/publisher/tuf-client.ts');
    const options = [`--metadata-dir=${client.metadataDir}`, '--metadata-url', `${client.base}/metadata`];
    expect(await tufClient(['refresh', ...options])).toBe(0);
    expect(await tufClient([...options, 'refresh'])).toBe(0);
    expect(await tufClient(['refresh', 'again', ...options])).toBe(1);
    expect(await tufClient(['refresh', '--metadata-url', 'x'])).toBe(1);
    expect(await tufClient([...options, '--other', 'x', 'refresh'])).toBe(1);
    expect(await tufClient([...options])).toBe(1);
    expect(await tufClient(['--metadata-dir'])).toBe(1);
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    expect(await tufClient(['--help'])).toBe(0);
  });

  it('asks nothing of the repository when its own root is malformed or not signed', async () => {
    const root = JSON.parse(Buffer.from(repo.newest('root')).toString());
    delete root.signed.version;
    await client.init(Buffer.from(JSON.stringify(root)));
    expect(await client.refresh()).toBe(1);
    repo.rewrite('root', (envelope) => {
      for (const signature of envelope.signatures) signature.sig = newSigner().sign(Buffer.from('something else'));
    });
    await client.init(repo.newest('root'));
    expect(await client.refresh()).toBe(1);
    expect(repo.requests).toEqual([]);
  });

  it('refuses to refresh what was never initialised', async () => {
    expect(await client.refresh()).toBe(1);
    expect(repo.requests).toEqual([]);
  });

  it.each([
    ['root', ['root 1']],
    ['timestamp', ['root 2']],
    ['snapshot', ['root 2', 'timestamp 2']],
    ['targets', ['root 2', 'snapshot 2', 'timestamp 2']],
  ])('stops at %s when it is not signed', async (role, trusted) => {
    repo.signersOf(role).pop();
    repo.publish('root', 'targets', 'snapshot', 'timestamp');
    await client.init();
    expect(await client.refresh()).toBe(1);
    expect(client.trusted()).toEqual(trusted);
  });

  it.each([
    ['root', ['root 1']],
    ['snapshot', ['root 2', 'timestamp 2']],
    ['targets', ['root 2', 'snapshot 2', 'timestamp 2']],
  ])('stops at %s when its version is not the one in its address', async (role, trusted) => {
    const signed = repo.signed.get(role);
    if (signed) signed.version++;
    repo.publish('root', 'targets', 'snapshot', 'timestamp');
    await client.init();
    // The address stays 2 while the file says 3.
    expect(await client.refresh()).toBe(1);
    expect(client.trusted()).toEqual(trusted);
  });

  it('keeps the timestamp that it has when another of the same version comes', async () => {
    await client.init();
    expect(await client.refresh()).toBe(0);
    const before = client.bytes('timestamp');
    repo.timestamp.meta['snapshot.json'] = { version: 100 };
    repo.restart('timestamp');
    repo.publish('timestamp');
    expect(await client.refresh()).toBe(0);
    expect(last()).toBe('timestamp');
    expect(client.bytes('timestamp').equals(before)).toBe(true);
  });

  it('checks hashes of metadata where they are listed', async () => {
    repo.withHashes = true;
    repo.publish('targets', 'snapshot', 'timestamp');
    await client.init();
    expect(await client.refresh()).toBe(0);
    repo.publish('targets');
    const meta = repo.snapshot.meta['targets.json'];
    if (meta) meta.hashes = { sha256: '46'.repeat(32) };
    repo.publish('snapshot', 'timestamp');
    expect(await client.refresh()).toBe(1);
    expect([client.version('snapshot'), client.version('targets')]).toEqual([3, 2]);
  });

  it('keeps the bytes that came, not a form of its own', async () => {
    const odd = Buffer.concat([repo.newest('timestamp'), Buffer.from(' \n')]);
    repo.replace('timestamp', odd);
    await client.init();
    expect(await client.refresh()).toBe(0);
    expect(client.bytes('timestamp').equals(odd)).toBe(true);
  });

  it('leaves new targets alone that the snapshot does not list', async () => {
    await client.init();
    expect(await client.refresh()).toBe(0);
    repo.publish('targets');
    expect(await client.refresh()).toBe(0);
    expect(client.version('targets')).toBe(1);
    expect(last()).toBe('timestamp');
  });

  it('verifies fields that it does not know as part of what is signed', async () => {
    await client.init();
    expect(await client.refresh()).toBe(0);
    repo.root['custom-field'] = 'value';
    repo.addKey('root', newSigner('ecdsa', 'ecdsa-sha2-nistp256', { 'extra-field': { a: 1, b: 2 } }));
    repo.rootRole('root')['another-field'] = 'value';
    repo.publish('root');
    expect(await client.refresh()).toBe(0);
    expect(client.version('root')).toBe(2);
  });

  it('does not care for keyid_hash_algorithms', async () => {
    await client.init();
    repo.rootRole('snapshot').keyids = [];
    repo.signers.set('snapshot', []);
    repo.addKey('snapshot', newSigner('ecdsa', 'ecdsa-sha2-nistp256', { keyid_hash_algorithms: 'md5' }));
    repo.publish('root', 'snapshot', 'timestamp');
    expect(await client.refresh()).toBe(0);
    expect([client.version('root'), client.version('snapshot')]).toEqual([2, 2]);
  });

  it('fails where the snapshot is missing, and keeps the timestamp', async () => {
    await client.init();
    expect(await client.refresh()).toBe(0);
    repo.timestamp.meta['snapshot.json'] = { version: 2 };
    repo.publish('timestamp');
    expect(await client.refresh()).toBe(1);
    expect(last()).toBe('snapshot 2');
    expect(client.trusted()).toEqual(['root 1', 'snapshot 1', 'targets 1', 'timestamp 2']);
  });

  it('fails where the targets are missing, and keeps timestamp and snapshot', async () => {
    await client.init();
    expect(await client.refresh()).toBe(0);
    repo.snapshot.meta['targets.json'] = { version: 2 };
    repo.publish('snapshot', 'timestamp');
    expect(await client.refresh()).toBe(1);
    expect(last()).toBe('targets 2');
    expect(client.trusted()).toEqual(['root 1', 'snapshot 2', 'targets 1', 'timestamp 2']);
  });

  it.each(['404', 'a dropped connection'])('fails where the timestamp is missing (%s)', async (how) => {
    await client.init();
    expect(await client.refresh()).toBe(0);
    if (how === '404') repo.published.delete('timestamp');
    else repo.overrides.set('timestamp', (response) => response.destroy() && true);
    expect(await client.refresh()).toBe(1);
    expect(last()).toBe('timestamp');
  });

  it('refuses a snapshot that stands in for the timestamp, though the right key signed it', async () => {
    await client.init();
    const [timestampSigner] = repo.signersOf('timestamp');
    repo.addKey('snapshot', timestampSigner);
    repo.snapshot.meta = { 'snapshot.json': { version: 1 } };
    repo.publish('root', 'snapshot');
    repo.published.set('timestamp', [repo.newest('snapshot')]);
    expect(await client.refresh()).toBe(1);
    expect(client.trusted()).toEqual(['root 2']);
  });
});

describe('dates', () => {
  it('notices that time passes', async () => {
    repo.root.expires = inDays(7);
    repo.publish('root');
    await client.init();
    expect(await client.refresh()).toBe(0);
    expect(await client.refresh(8)).toBe(1);
  });

  it('takes an expired root, and nothing after it', async () => {
    await client.init();
    expect(await client.refresh()).toBe(0);
    repo.root.expires = inDays(-1);
    repo.publish('root', 'timestamp');
    expect(await client.refresh()).toBe(1);
    expect(client.trusted()).toEqual(['root 2', 'snapshot 1', 'targets 1', 'timestamp 1']);
  });

  it('passes through roots that expired in between', async () => {
    await client.init();
    repo.root.expires = inDays(-1);
    repo.publish('root');
    repo.root.expires = inDays(1);
    repo.publish('root');
    expect(await client.refresh()).toBe(0);
    expect(client.version('root')).toBe(3);
  });

  it.each([
    ['timestamp', ['root 1', 'snapshot 1', 'targets 1', 'timestamp 1']],
    ['snapshot', ['root 1', 'snapshot 1', 'targets 1', 'timestamp 2']],
    ['targets', ['root 1', 'snapshot 2', 'targets 1', 'timestamp 2']],
  ])('does not take an expired %s', async (role, trusted) => {
    await client.init();
    expect(await client.refresh()).toBe(0);
    const signed = repo.signed.get(role);
    if (signed) signed.expires = inDays(-5);
    repo.publish('targets', 'snapshot', 'timestamp');
    expect(await client.refresh()).toBe(1);
    expect(client.trusted()).toEqual(trusted);
  });

  it('updates from an expired timestamp to one that is not', async () => {
    repo.timestamp.expires = inDays(7);
    repo.restart('timestamp');
    repo.publish('timestamp');
    await client.init();
    expect(await client.refresh()).toBe(0);
    repo.timestamp.expires = inDays(21);
    repo.publish('targets', 'snapshot', 'timestamp');
    expect(await client.refresh(18)).toBe(0);
    expect(client.trusted()).toEqual(['root 1', 'snapshot 2', 'targets 2', 'timestamp 2']);
  });

  const delegated = { name: 'delegated', threshold: 1, terminating: false, paths: ['delegatedpath/*'] };

  it('does not take a delegated role that is expired when it is first seen', async () => {
    await client.init();
    repo.addDelegation('targets', { ...delegated, expires: inDays(-1) });
    repo.addArtifact('delegatedpath/target', 'content', 'delegated');
    repo.publish('delegated', 'targets', 'snapshot', 'timestamp');
    expect(await client.refresh()).toBe(0);
    expect(await client.download('delegatedpath/target')).toBe(1);
    expect(client.downloaded()).toEqual([]);
    expect(client.trusted()).toEqual(['root 1', 'snapshot 2', 'targets 2', 'timestamp 2']);
  });

  it('does not go on with a delegated role that has expired since, and takes its next version', async () => {
    await client.init();
    repo.addDelegation('targets', { ...delegated, expires: inDays(7) });
    repo.addArtifact('delegatedpath/first', 'first', 'delegated');
    repo.addArtifact('delegatedpath/second', 'second', 'delegated');
    repo.publish('delegated', 'targets', 'snapshot', 'timestamp');
    expect(await client.download('delegatedpath/first')).toBe(0);
    expect(await client.download('delegatedpath/second', 18)).toBe(1);
    expect(client.downloaded()).toEqual(['first']);
    repo.targets('delegated').expires = inDays(21);
    repo.publish('delegated', 'snapshot', 'timestamp');
    expect(await client.download('delegatedpath/second', 18)).toBe(0);
    expect(client.downloaded()).toEqual(['first', 'second']);
  });
});

describe('files', () => {
  it('downloads a file, in a folder too, and not by refreshing', async () => {
    repo.addArtifact('target_file.txt', 'target file contents');
    repo.addArtifact('path/to/a/target_file.txt', 'another');
    repo.publish('targets', 'snapshot', 'timestamp');
    await client.init();
    expect(await client.refresh()).toBe(0);
    expect(client.downloaded()).toEqual([]);
    expect(await client.download('target_file.txt')).toBe(0);
    expect(client.downloaded()).toEqual(['target file contents']);
    expect(await client.download('path/to/a/target_file.txt')).toBe(0);
    expect(client.downloaded()).toEqual(['target file contents', 'another']);
  });

  it('downloads several at once, and says when one failed', async () => {
    repo.addArtifact('a', 'A');
    repo.addArtifact('b', 'B');
    repo.publish('targets', 'snapshot', 'timestamp');
    await client.init();
    expect(await client.download(['a', 'missing', 'b'])).toBe(1);
    expect(client.downloaded()).toEqual(['A', 'B']);
    expect(await client.download(['a', 'b'])).toBe(0);
  });

  it('does not take a file that the repository exchanged', async () => {
    repo.addArtifact('one', 'good one');
    repo.addArtifact('two', 'good two');
    repo.publish('targets', 'snapshot', 'timestamp');
    await client.init();
    expect(await client.download('one')).toBe(0);
    repo.artifacts.set('one', Buffer.from('bad one!'));
    repo.artifacts.set('two', Buffer.from('bad two!'));
    expect(await client.download('two')).toBe(1);
    expect(client.downloaded()).toEqual(['good one']);
  });

  it('does not fetch again what is there, and does when it was changed', async () => {
    repo.addArtifact('file', 'content');
    repo.publish('targets', 'snapshot', 'timestamp');
    await client.init();
    expect(await client.download('file')).toBe(0);
    expect(await client.download('file')).toBe(0);
    expect(repo.artifactRequests).toHaveLength(1);
    writeFileSync(join(client.targetDir, 'file'), 'tampered');
    expect(await client.download('file')).toBe(0);
    expect(client.downloaded()).toEqual(['content']);
    expect(repo.artifactRequests).toHaveLength(2);
  });

  it('follows a file through many versions under one name', async () => {
    await client.init();
    for (let i = 0; i < 6; i++) {
      repo.addArtifact('file', `content ${i}`);
      repo.publish('targets', 'snapshot', 'timestamp');
      if (i % 2 === 1) continue;
      expect(await client.download('file')).toBe(0);
      expect(client.downloaded()).toEqual([`content ${i}`]);
      repo.artifacts.set('file', Buffer.from(`malice ${i}!`));
      repo.publish('targets', 'snapshot', 'timestamp');
      await client.download('file');
      expect(client.downloaded()).toEqual([`content ${i}`]);
    }
  });

  it.each([[['sha256']], [['sha512']], [['sha256', 'sha512']]])('verifies by %s', async (algorithms) => {
    repo.addArtifact('file', 'content', 'targets', algorithms);
    repo.publish('targets', 'snapshot', 'timestamp');
    await client.init();
    expect(await client.download('file')).toBe(0);
    expect(repo.artifactRequests).toHaveLength(1);
    const hashes = Object.values(repo.targets().targets.file?.hashes ?? {});
    expect(hashes.map((hash) => `file ${hash}`)).toContain(repo.artifactRequests[0]);
  });

  it('does not take a file whose only hash is of an unknown kind', async () => {
    repo.addArtifact('file', 'content');
    const target = repo.targets().targets.file;
    if (target) target.hashes = { 'unknown-hash': target.hashes.sha256 ?? '' };
    repo.publish('targets', 'snapshot', 'timestamp');
    await client.init();
    expect(await client.download('file')).toBe(1);
    expect(client.downloaded()).toEqual([]);
  });

  it('reads a repository without consistent snapshots', async () => {
    repo.root.consistent_snapshot = false;
    repo.addDelegation('targets', { name: '..', threshold: 1, terminating: false, paths: ['dir/*'] });
    repo.addArtifact('dir/file', 'content', '..');
    repo.publish('root', '..', 'targets', 'snapshot', 'timestamp');
    await client.init();
    expect(await client.download('dir/file')).toBe(0);
    expect(repo.requests).toEqual(['root 2', 'root 3', 'timestamp', 'snapshot', 'targets', '..']);
    expect(repo.artifactRequests).toEqual(['dir/file']);
  });
});

describe('names', () => {
  it.each(['?', '#', '/delegatedrole', '../delegatedrole', '.', '..', "it's (a) *role*!", 'ا', 'x'.repeat(250)])(
    'role %s is quoted in addresses and safe as a file name',
    async (name) => {
      repo.addDelegation('targets', { name, threshold: 1, terminating: false, paths: ['*'] });
      repo.addKey(name, newSigner(), 'targets');
      repo.publish(name, 'targets', 'snapshot', 'timestamp');
      await client.init();
      expect(await client.download('nonexistent target')).toBe(1);
      const quoted = encodeURIComponent(name).replace(
        /[!'()*]/g,
        (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
      );
      expect(repo.requests).toContain(`${quoted} 1`);
      expect(client.trusted()).toHaveLength(5);
      // And it is read back from there.
      const before = repo.requests.length;
      expect(await client.download('nonexistent target')).toBe(1);
      expect(repo.requests.slice(before)).toEqual(['root 2', 'timestamp']);
    },
  );

  it('quotes target paths, in addresses and as file names', async () => {
    const path = 'a folder/what? #1 100%.txt';
    repo.addArtifact(path, 'content');
    repo.publish('targets', 'snapshot', 'timestamp');
    await client.init();
    expect(await client.download(path)).toBe(0);
    expect(readFileSync(join(client.targetDir, encodeURIComponent(path)), 'utf8')).toBe('content');
  });

  it('does not follow a target path out of the repository', async () => {
    repo.addArtifact('../../secret', 'content');
    repo.publish('targets', 'snapshot', 'timestamp');
    await client.init();
    expect(await client.download('../../secret')).toBe(1);
    expect(repo.artifactRequests).toEqual([]);
  });

  it('takes a repository as other tools write it: indented, with empty signatures, own fields and PEM keys', async () => {
    const signers: Signer[] = ['ed25519', 'ecdsa'].map((type) =>
      newSigner(type, type === 'ed25519' ? type : 'ecdsa-sha2-nistp256', { 'x-tuf-on-ci-keyowner': '@somebody' }),
    );
    for (const signer of signers) repo.addKey('root', signer);
    const stranger = { keytype: 'sigstore-oidc', scheme: 'Fulcio', keyval: { identity: 'a@b' } };
    repo.root.keys['c'.repeat(64)] = stranger as never;
    repo.rootRole('root').keyids.push('c'.repeat(64));
    repo.root['x-tuf-on-ci-expiry-period'] = 365;
    repo.publish('root');
    repo.rewrite('root', (envelope) => envelope.signatures.unshift({ keyid: 'c'.repeat(64), sig: '' }));
    mkdirSync(client.metadataDir, { recursive: true });
    await client.init();
    expect(await client.refresh()).toBe(0);
    expect(client.version('root')).toBe(2);
  });
});
