// The cases of the public TUF conformance suite, told in our own words and run against the command itself over loopback
// HTTP: what succeeds, what is trusted afterwards, and which requests were made, in order.
import { describe, expect, it, vi } from 'vitest';
import { type Harness, harnessEach } from './harness.ts';
import { inDays, newSigner, type Simulator } from './simulator.ts';

let client: Harness;
let repo: Simulator;

harnessEach((opened) => {
  client = opened;
  repo = opened.repo;
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
    const { tufClient } = await import('../../../src/publisher/tuf-client.ts');
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
