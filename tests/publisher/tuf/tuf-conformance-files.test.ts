// The public suite's cases about target files, odd names, and repositories as other tools write them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Harness, harnessEach } from './harness.ts';
import { newSigner, type Signer, type Simulator } from './simulator.ts';

let client: Harness;
let repo: Simulator;

harnessEach((opened) => {
  client = opened;
  repo = opened.repo;
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
