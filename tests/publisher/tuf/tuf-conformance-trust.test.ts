// The rest of the public suite's cases: rollbacks and recovery, thresholds and key types, rotations.
import { describe, expect, it } from 'vitest';
import { type Harness, harnessEach } from './harness.ts';
import { newSigner, type Signer, type Simulator } from './simulator.ts';

let client: Harness;
let repo: Simulator;

harnessEach((opened) => {
  client = opened;
  repo = opened.repo;
});

const last = () => repo.requests.slice(-1)[0];

describe('rollback', () => {
  it('does not look at a snapshot that the timestamp does not name', async () => {
    await client.init();
    repo.publish('snapshot', 'timestamp');
    expect(await client.refresh()).toBe(0);
    repo.publish('snapshot');
    expect(await client.refresh()).toBe(0);
    expect(client.version('snapshot')).toBe(2);
    expect(last()).toBe('timestamp');
  });

  it('refuses an older timestamp', async () => {
    await client.init();
    repo.publish('timestamp');
    expect(await client.refresh()).toBe(0);
    repo.restart('timestamp');
    repo.publish('timestamp');
    expect(await client.refresh()).toBe(1);
    expect(client.version('timestamp')).toBe(2);
    expect(last()).toBe('timestamp');
  });

  it.each([false, true])('refuses a timestamp that names an older snapshot (hashes: %s)', async (withHashes) => {
    repo.withHashes = withHashes;
    await client.init();
    repo.publish('snapshot', 'timestamp');
    expect(await client.refresh()).toBe(0);
    repo.restart('snapshot');
    repo.publish('snapshot', 'timestamp');
    expect(await client.refresh()).toBe(1);
    expect([client.version('timestamp'), client.version('snapshot')]).toEqual([2, 2]);
    expect(last()).toBe('timestamp');
  });

  it.each([false, true])('refuses a snapshot that lists older targets (hashes: %s)', async (withHashes) => {
    await client.init();
    repo.withHashes = withHashes;
    repo.publish('targets', 'snapshot', 'timestamp');
    expect(await client.refresh()).toBe(0);
    repo.restart('targets');
    repo.publish('targets', 'snapshot', 'timestamp');
    expect(await client.refresh()).toBe(1);
    expect([client.version('snapshot'), client.version('targets')]).toEqual([2, 2]);
  });

  it('keeps to the snapshot that the timestamp names when a newer one is there', async () => {
    await client.init();
    repo.publish('snapshot');
    repo.timestamp.meta['snapshot.json'] = { version: 1 };
    repo.publish('root', 'timestamp');
    expect(await client.refresh()).toBe(0);
    expect(client.trusted()).toEqual(['root 2', 'snapshot 1', 'targets 1', 'timestamp 2']);
  });

  it('recovers from fast-forwarded targets when the snapshot key is replaced', async () => {
    await client.init();
    for (let i = 0; i < 99; i++) repo.publish('targets');
    repo.publish('snapshot', 'timestamp');
    expect(await client.refresh()).toBe(0);
    expect(client.version('targets')).toBe(100);
    repo.rotateKeys('snapshot');
    repo.targets().version = 1;
    repo.publish('root', 'targets', 'snapshot', 'timestamp');
    expect(await client.refresh()).toBe(0);
    expect(client.version('targets')).toBe(2);
  });

  it('recovers from a fast-forwarded snapshot when both keys are replaced', async () => {
    await client.init();
    for (let i = 0; i < 99; i++) repo.publish('snapshot');
    repo.publish('timestamp');
    expect(await client.refresh()).toBe(0);
    repo.rotateKeys('snapshot');
    repo.rotateKeys('timestamp');
    repo.restart('snapshot');
    repo.publish('root', 'targets', 'snapshot', 'timestamp');
    expect(await client.refresh()).toBe(0);
    expect(client.version('snapshot')).toBe(1);
  });

  it('recovers from a fast-forwarded timestamp when its key is replaced', async () => {
    await client.init();
    for (let i = 0; i < 99; i++) repo.publish('timestamp');
    expect(await client.refresh()).toBe(0);
    expect(client.version('timestamp')).toBe(100);
    repo.rotateKeys('timestamp');
    repo.restart('timestamp');
    repo.publish('root', 'targets', 'snapshot', 'timestamp');
    expect(await client.refresh()).toBe(0);
    expect(client.version('timestamp')).toBe(1);
  });
});

describe('keys', () => {
  it('refuses a snapshot below its threshold', async () => {
    repo.rootRole('snapshot').threshold = 3;
    repo.addKey('snapshot');
    repo.addKey('snapshot');
    repo.publish('root', 'targets', 'snapshot', 'timestamp');
    await client.init();
    expect(await client.refresh()).toBe(0);
    repo.signersOf('snapshot').pop();
    repo.publish('targets', 'snapshot', 'timestamp');
    expect(await client.refresh()).toBe(1);
    expect(client.version('snapshot')).toBe(2);
  });

  it('takes a root whose snapshot threshold cannot be met, and no snapshot', async () => {
    await client.init();
    for (let i = 0; i < 4; i++) repo.addKey('snapshot');
    repo.rootRole('snapshot').threshold = 6;
    repo.publish('root', 'snapshot', 'timestamp');
    expect(await client.refresh()).toBe(1);
    expect([client.version('root'), client.version('snapshot')]).toEqual([2, null]);
  });

  it('does not count one keyid twice', async () => {
    await client.init();
    const signer = repo.addKey('snapshot');
    const { keyids } = repo.rootRole('snapshot');
    for (let i = 0; i < 8; i++) keyids.push(signer.keyid);
    repo.rootRole('snapshot').threshold = 6;
    repo.publish('root', 'snapshot', 'timestamp');
    repo.rewrite('snapshot', ({ signatures }) => {
      const again = signatures.find(({ keyid }) => keyid === signer.keyid);
      for (let i = 0; again && i < 8; i++) signatures.push(again);
    });
    expect(await client.refresh()).toBe(1);
    expect(client.version('snapshot')).toBeNull();
  });

  it('refuses metadata with two signatures under one keyid, even beyond the threshold', async () => {
    await client.init();
    repo.rewrite('snapshot', ({ signatures }) => signatures.push(...signatures));
    expect(await client.refresh()).toBe(1);
    expect(client.version('snapshot')).toBeNull();
  });

  it.each([
    ['rsa', 'rsassa-pss-sha256'],
    ['rsa', 'rsa-pkcs1v15-sha256'],
    ['ecdsa', 'ecdsa-sha2-nistp256'],
    ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp256'],
    ['ed25519', 'ed25519'],
  ])('verifies %s keys with %s, and sees a wrong signature', async (keytype, scheme) => {
    await client.init();
    const signer = repo.addKey('root', newSigner(keytype, scheme));
    repo.rootRole('root').threshold = 2;
    repo.publish('root');
    expect(await client.refresh()).toBe(0);
    expect(client.version('root')).toBe(2);
    repo.publish('root');
    repo.rewrite('root', ({ signatures }) => {
      for (const signature of signatures)
        if (signature.keyid === signer.keyid) signature.sig = signer.sign(Buffer.from('another text'));
    });
    expect(await client.refresh()).toBe(1);
    expect(client.version('root')).toBe(2);
  });

  it.each(['well-formed', 'empty'])('takes metadata with enough good signatures and a bad one (%s)', async (kind) => {
    await client.init();
    const [first] = repo.signersOf('timestamp');
    repo.addKey('timestamp');
    repo.publish('root', 'timestamp');
    repo.rewrite('timestamp', ({ signatures }) => {
      for (const signature of signatures)
        if (signature.keyid === first?.keyid)
          signature.sig = kind === 'empty' ? '' : (first?.sign(Buffer.from('x')) ?? '');
    });
    expect(await client.refresh()).toBe(0);
    expect(client.version('timestamp')).toBe(2);
  });
});

interface Step {
  readonly keys: readonly number[];
  readonly threshold: number;
  readonly sigs: readonly number[];
}
const step = (keys: readonly number[], threshold: number, sigs: readonly number[]): Step => ({ keys, threshold, sigs });
const five = [0, 1, 2, 3, 4];
const fiveLater = [0, 1, 3, 4, 5];

function setKeys(role: string, signers: readonly Signer[], { keys, threshold, sigs }: Step): void {
  const spec = repo.rootRole(role);
  spec.keyids = [];
  spec.threshold = threshold;
  repo.signers.set(role, []);
  for (const i of keys) repo.addKey(role, signers[i]);
  repo.signers.set(
    role,
    sigs.map((i) => signers[i] as Signer),
  );
}

describe('rotation of root keys', () => {
  it.each<[string, readonly Step[], boolean]>([
    ['one key replaced', [step([1], 1, [1]), step([2], 1, [2, 1]), step([2], 1, [2])], true],
    ['with unused signatures', [step([1], 1, [3, 1, 4]), step([2], 1, [3, 2, 1, 4]), step([2], 1, [3, 2, 4])], true],
    [
      '3 of 5 by others each time',
      [step(five, 3, [0, 2, 4]), step(five, 3, [0, 4, 1]), step(five, 3, [0, 1, 3])],
      true,
    ],
    ['3 of 5, one replaced', [step(five, 3, [0, 2, 4]), step(fiveLater, 3, [0, 4, 1])], true],
    [
      '3 of 5, one replaced, a step between',
      [step(five, 3, [0, 2, 4]), step(fiveLater, 3, [0, 2, 4, 5]), step(fiveLater, 3, [0, 4, 5])],
      true,
    ],
    [
      '3 of 5, all replaced',
      [step(five, 3, [0, 2, 4]), step([5, 6, 7, 8, 9], 3, [0, 2, 4, 5, 6, 7]), step([5, 6, 7, 8, 9], 3, [5, 6, 7])],
      true,
    ],
    ['threshold raised', [step([1, 2, 3], 1, [1]), step([1, 2, 3], 2, [1, 2])], true],
    ['threshold lowered', [step([1, 2, 3], 2, [1, 2]), step([1, 2, 3], 1, [1, 2]), step([1, 2, 3], 1, [1])], true],
    ['1 of 2 to 2 of 2', [step([1], 1, [1]), step([1, 2], 2, [1, 2])], true],
    ['not by the old key', [step([1], 1, [1]), step([2], 1, [2, 3, 4])], false],
    ['not by the new key', [step([1], 1, [1]), step([2], 1, [1, 3, 4])], false],
    ['not by three new keys', [step(five, 3, [0, 2, 4]), step(fiveLater, 3, [0, 2, 4])], false],
    ['not by three old keys', [step(five, 3, [0, 2, 4]), step(fiveLater, 3, [0, 4, 5])], false],
    ['raised and not reached', [step([1, 2, 3], 1, [1]), step([1, 2, 3], 2, [2])], false],
    ['lowered and the old not reached', [step([1, 2, 3], 2, [1, 2]), step([1, 2, 3], 1, [1])], false],
  ])('%s', async (_, steps, succeeds) => {
    const signers = Array.from({ length: 10 }, () => newSigner());
    repo.restart('root');
    for (const each of steps) {
      setKeys('root', signers, each);
      repo.publish('root');
    }
    repo.publish('targets', 'snapshot', 'timestamp');
    await client.init();
    expect(await client.refresh()).toBe(succeeds ? 0 : 1);
    const roots = repo.published.get('root') ?? [];
    expect(client.bytes('root').equals(roots[roots.length - (succeeds ? 1 : 2)] ?? Buffer.of())).toBe(true);
  });
});

describe('rotation of other keys', () => {
  it.each<[string, Step, boolean]>([
    ['one key replaced', step([2], 1, [2]), true],
    ['with unused signatures', step([1], 1, [3, 1, 4]), true],
    ['not by the new key', step([2], 1, [1, 3, 4]), false],
    ['3 of 5, one by a key that is no more', step(fiveLater, 3, [0, 2, 4]), false],
    ['3 of 5, only two', step(fiveLater, 3, [0, 4]), false],
    ['3 of 5, first three', step(five, 3, [0, 2, 4]), true],
    ['3 of 5, others', step(five, 3, [0, 4, 1]), true],
    ['3 of 5, others again', step(five, 3, [2, 3, 4]), true],
  ])('%s', async (_, each, succeeds) => {
    const signers = Array.from({ length: 6 }, () => newSigner());
    await client.init();
    for (const role of ['timestamp', 'snapshot', 'targets']) {
      setKeys(role, signers, each);
      repo.publish('root', 'targets', 'snapshot', 'timestamp');
      expect(await client.refresh()).toBe(succeeds ? 0 : 1);
      if (succeeds) expect(client.bytes(role).equals(repo.newest(role))).toBe(true);
    }
  });
});
