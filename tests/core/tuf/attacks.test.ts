// Each attack of the trust design, by name: what the attacker does, and that it leads nowhere.
import { describe, expect, it } from 'vitest';
import { authorMetadata, authorTargets, describeMetadata, type SigningKey } from '../../../src/core/tuf/author.ts';
import { refresh } from '../../../src/core/tuf/refresh.ts';
import { bent, code, held, key, later, Mirror, now, Repository, Store, sourceOf } from './repository.ts';

describe('wrong signer', () => {
  it.each([
    ['root', '5.3.4'],
    ['timestamp', '5.4.2'],
    ['snapshot', '5.5.3'],
    ['targets', '5.6.3'],
  ] as const)('%s by a stranger', async (role, section) => {
    const repository = new Repository();
    const stranger: readonly SigningKey[] = [key(99)];
    if (role === 'root') {
      repository.publishRoot(stranger);
    } else {
      repository.keys = { ...repository.keys, [role]: stranger };
      repository.publish();
    }
    const run = refresh(new Store(), sourceOf(repository.mirror()), repository.options());
    await expect(run).rejects.toMatchObject(code('trust/signatures', { section, role }));
  });

  it.each(['timestamp', 'snapshot', 'targets'] as const)('%s with one byte changed after signing', async (role) => {
    const repository = new Repository();
    const path = role === 'timestamp' ? 'metadata/timestamp.json' : `metadata/1.${role}.json`;
    const bytes = repository.files.get(path) ?? new Uint8Array();
    for (const at of [20, bytes.length >> 1, bytes.length - 10]) {
      const mirror = repository.mirror();
      mirror.files.set(path, bent(bytes, at));
      await expect(refresh(new Store(), sourceOf(mirror), repository.options())).rejects.toMatchObject({
        code: expect.stringMatching(/^(trust|format)\//),
      });
    }
  });

  it('a new root must be signed by the new keys too', async () => {
    const repository = new Repository();
    repository.keys.root = [key(11)];
    repository.publishRoot([key(1)]);
    const run = refresh(new Store(), sourceOf(repository.mirror()), repository.options());
    await expect(run).rejects.toMatchObject(code('trust/signatures', { section: '5.3.4' }));
  });

  it('a new root must be signed by the old keys too', async () => {
    const repository = new Repository();
    repository.keys.root = [key(11)];
    repository.publishRoot([key(11)]);
    const run = refresh(new Store(), sourceOf(repository.mirror()), repository.options());
    await expect(run).rejects.toMatchObject(code('trust/signatures', { section: '5.3.4' }));
  });
});

describe('threshold', () => {
  it('two of three are needed where two are asked for', async () => {
    const repository = new Repository();
    repository.keys.targets = [key(4), key(5), key(6)];
    repository.threshold.targets = 2;
    repository.publishRoot();
    repository.publish();
    const mirror = repository.mirror();
    await refresh(new Store(), sourceOf(mirror), repository.options());
    const one = authorTargets({ version: 2, expires: later(30), targets: {} }, [key(5)]);
    const weak = new Repository();
    weak.keys = repository.keys;
    repository.meta = {};
    mirror.files.set('metadata/2.targets.json', one);
    await expect(refresh(new Store(), sourceOf(mirror), repository.options())).rejects.toMatchObject({
      code: expect.stringMatching(/^trust\/(signatures|hash|length)$/),
    });
  });

  it('one key under two ids is one signer', async () => {
    const repository = new Repository();
    const alias = { ...key(2), id: 'ab'.repeat(32) };
    const root = JSON.parse(Buffer.from(repository.firstRoot).toString()).signed;
    root.version = 2;
    root.keys[alias.id] = { ...alias.publicKey, keyval: { public: alias.publicKey.keyval.public.toUpperCase() } };
    root.roles.timestamp = { keyids: [key(2).id, alias.id], threshold: 2 };
    repository.files.set('metadata/2.root.json', authorMetadata(root, [key(1)]));
    repository.keys.timestamp = [key(2), alias];
    repository.publish();
    const run = refresh(new Store(), sourceOf(repository.mirror()), repository.options());
    await expect(run).rejects.toMatchObject(code('trust/signatures', { role: 'timestamp', got: 1, want: 2 }));
  });
});

describe('rollback', () => {
  it('of the timestamp', async () => {
    const repository = new Repository();
    const old = repository.mirror();
    repository.publish();
    const store = await held(repository);
    const run = refresh(store, sourceOf(old), repository.options());
    await expect(run).rejects.toMatchObject(code('trust/rollback', { section: '5.4.3.1', role: 'timestamp' }));
  });

  it('of the snapshot, named by a newer timestamp', async () => {
    const repository = new Repository();
    const old = repository.files.get('metadata/1.snapshot.json') ?? new Uint8Array();
    repository.publish();
    const store = await held(repository);
    repository.publishTimestamp(describeMetadata(1, old));
    const run = refresh(store, sourceOf(repository.mirror()), repository.options());
    await expect(run).rejects.toMatchObject(code('trust/rollback', { section: '5.4.3.2', role: 'snapshot' }));
  });

  it('of the snapshot, where the timestamp that knew better was lost', async () => {
    const repository = new Repository();
    const old = repository.mirror();
    repository.publish();
    const store = await held(repository);
    await store.dropMetadata('timestamp.json');
    const run = refresh(store, sourceOf(old), repository.options());
    await expect(run).rejects.toMatchObject(code('trust/rollback', { section: '5.5.5', role: 'snapshot' }));
  });

  it.each(['targets', 'region'])('of %s, listed by a newer snapshot', async (role) => {
    const repository = new Repository();
    repository.publishDelegated('region', [key(7)], { version: 5 });
    repository.publish();
    const store = await held(repository);
    if (role === 'targets') repository.version.targets = 0;
    else repository.publishDelegated('region', [key(7)], { version: 4 });
    repository.publish();
    const run = refresh(store, sourceOf(repository.mirror()), repository.options());
    await expect(run).rejects.toMatchObject(code('trust/rollback', { section: '5.5.5', role: `${role}.json` }));
  });

  it('by leaving a role out of the snapshot', async () => {
    const repository = new Repository();
    repository.publishDelegated('region', [key(7)], {});
    repository.publish();
    const store = await held(repository);
    repository.meta = {};
    repository.publish();
    const run = refresh(store, sourceOf(repository.mirror()), repository.options());
    await expect(run).rejects.toMatchObject(code('trust/missing-role', { section: '5.5.5', role: 'region.json' }));
  });

  it('of the root', async () => {
    const repository = new Repository();
    repository.publishRoot();
    const mirror = repository.mirror();
    mirror.files.set('metadata/3.root.json', repository.firstRoot);
    const options = repository.options({ root: repository.roots[1] as Uint8Array });
    const run = refresh(new Store(), sourceOf(mirror), options);
    await expect(run).rejects.toMatchObject(code('trust/rollback', { section: '5.3.5', role: 'root' }));
  });

  it('a root that skips a version', async () => {
    const repository = new Repository();
    repository.version.root = 2;
    const third = repository.publishRoot();
    const mirror = repository.mirror();
    mirror.files.set('metadata/2.root.json', third);
    const run = refresh(new Store(), sourceOf(mirror), repository.options());
    await expect(run).rejects.toMatchObject(code('trust/version', { section: '5.3.5', want: 2, got: 3 }));
  });
});

describe('freeze', () => {
  it.each([
    ['root', '5.3.10'],
    ['timestamp', '5.4.4'],
    ['snapshot', '5.5.6'],
    ['targets', '5.6.5'],
  ] as const)('an expired %s is refused by a strict client and reported by the app', async (role, section) => {
    const repository = new Repository();
    repository.expires[role] = later(0);
    repository.publishRoot();
    repository.publish();
    const source = sourceOf(repository.mirror());
    const strict = refresh(new Store(), source, repository.options());
    await expect(strict).rejects.toMatchObject(code('trust/expired', { section, role }));
    const report = await refresh(new Store(), source, repository.options({ expiry: 'report' }));
    expect(report.expired).toEqual([role]);
  });

  it('one moment before its date nothing is expired', async () => {
    const repository = new Repository();
    repository.expires.timestamp = new Date(now.getTime() + 1000);
    repository.publish();
    const { expired } = await refresh(new Store(), sourceOf(repository.mirror()), repository.options());
    expect(expired).toEqual([]);
  });

  it('the timestamp that is held still has a date when the same one comes for ever', async () => {
    const repository = new Repository();
    const store = await held(repository);
    const options = repository.options({ now: later(8) });
    const run = refresh(store, sourceOf(repository.mirror()), options);
    await expect(run).rejects.toMatchObject(code('trust/expired', { section: '5.4.4' }));
  });

  it.each([
    ['snapshot', '5.5.6'],
    ['targets', '5.6.5'],
  ] as const)('a %s that is held counts no longer than its date', async (role, section) => {
    const repository = new Repository();
    repository.expires = { ...repository.expires, timestamp: later(90), snapshot: later(90), targets: later(90) };
    repository.expires[role] = later(1);
    repository.publish();
    const store = await held(repository);
    const source = sourceOf(repository.mirror());
    const strict = refresh(store, source, repository.options({ now: later(2) }));
    await expect(strict).rejects.toMatchObject(code('trust/expired', { section, role }));
    const report = await refresh(store, source, repository.options({ now: later(2), expiry: 'report' }));
    expect(report.expired).toEqual([role]);
  });

  it('nothing expired is kept by a strict client', async () => {
    const repository = new Repository();
    repository.expires.snapshot = later(-1);
    repository.publish();
    const store = new Store();
    await expect(refresh(store, sourceOf(repository.mirror()), repository.options())).rejects.toThrow();
    expect(store.names()).toEqual(['timestamp.json']);
  });
});

describe('mix and match', () => {
  it('a snapshot of another edition, well signed, with the version that the timestamp names', async () => {
    const repository = new Repository();
    const other = new Repository();
    other.addTarget('guide/guide', 'other');
    other.version.snapshot = 0;
    other.publish();
    const mirror = repository.mirror();
    mirror.files.set('metadata/1.snapshot.json', other.files.get('metadata/1.snapshot.json') as Uint8Array);
    const run = refresh(new Store(), sourceOf(mirror), repository.options());
    await expect(run).rejects.toMatchObject({ code: expect.stringMatching(/^trust\/(hash|length)$/) });
  });

  it('targets of another edition, of the same length', async () => {
    const repository = new Repository();
    const other = new Repository();
    other.version.targets = 0;
    other.issued = later(1);
    other.publish();
    const mirror = repository.mirror();
    mirror.files.set('metadata/1.targets.json', other.files.get('metadata/1.targets.json') as Uint8Array);
    const run = refresh(new Store(), sourceOf(mirror), repository.options());
    await expect(run).rejects.toMatchObject(code('trust/hash', { section: '5.6.2' }));
  });

  it.each([
    ['snapshot', '5.5.4'],
    ['targets', '5.6.4'],
  ] as const)('a %s of another version, where only versions are listed', async (role, section) => {
    const repository = new Repository();
    const mirror = new Mirror(versionsOnly(repository));
    const second = repository.mirror();
    mirror.files.set(`metadata/1.${role}.json`, second.files.get(`metadata/2.${role}.json`) as Uint8Array);
    const run = refresh(new Store(), sourceOf(mirror), repository.options());
    await expect(run).rejects.toMatchObject(code('trust/version', { section, want: 1, got: 2 }));
  });
});

// Editions 1 and 2 of a repository that lists no hashes.
function versionsOnly(repository: Repository): Map<string, Uint8Array> {
  const common = { spec_version: '1.0.34', expires: '2024-03-01T00:00:00Z' };
  for (const version of [2, 1]) {
    const meta = { 'targets.json': { version } };
    const targets = authorMetadata({ ...common, _type: 'targets', version, targets: {} }, [key(4)]);
    const snapshot = authorMetadata({ ...common, _type: 'snapshot', version, meta }, [key(3)]);
    repository.files.set(`metadata/${version}.targets.json`, targets);
    repository.files.set(`metadata/${version}.snapshot.json`, snapshot);
  }
  const timestamp = { ...common, _type: 'timestamp', version: 1, meta: { 'snapshot.json': { version: 1 } } };
  repository.files.set('metadata/timestamp.json', authorMetadata(timestamp, [key(2)]));
  return new Map(repository.files);
}
