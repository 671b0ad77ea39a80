// Each attack of the trust design, by name: what the attacker does, and that it leads nowhere.
import { describe, expect, it } from 'vitest';
import { authorMetadata, authorTargets, describeMetadata, type SigningKey } from '../../../src/core/tuf/author.ts';
import { maxMetadataBytes } from '../../../src/core/tuf/metadata.ts';
import { openStored, refresh } from '../../../src/core/tuf/refresh.ts';
import { bent, forged, key, later, Mirror, now, Repository, Store, sourceOf } from './repository.ts';

const code = (name: string, details: object = {}) => ({ code: name, details: expect.objectContaining(details) });

async function held(repository: Repository): Promise<Store> {
  const store = new Store();
  await refresh(store, sourceOf(repository.mirror()), repository.options());
  return store;
}

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

describe('fast-forward and recovery', () => {
  async function fastForwarded(role: 'timestamp' | 'snapshot' | 'targets'): Promise<[Repository, Store]> {
    const repository = new Repository();
    const before = { ...repository.version };
    repository.version[role] = 9_007_199_254_740_990;
    repository.publish();
    const store = await held(repository);
    repository.version[role] = before[role];
    return [repository, store];
  }

  it.each([
    ['timestamp', ['timestamp']],
    ['snapshot', ['snapshot', 'timestamp']],
    ['targets', ['snapshot']],
  ] as const)('of %s: a root with new keys for %s brings honest versions back', async (role, replaced) => {
    const [repository, store] = await fastForwarded(role);
    repository.publish();
    const stuck = refresh(store, sourceOf(repository.mirror()), repository.options());
    await expect(stuck).rejects.toMatchObject(code('trust/rollback'));
    for (const name of replaced) repository.keys[name] = [key(name === 'snapshot' ? 33 : 22)];
    repository.publishRoot();
    repository.publish();
    const { snapshot } = await refresh(store, sourceOf(repository.mirror()), repository.options());
    expect(snapshot.signed.version).toBe(repository.version.snapshot);
  });

  it('a revoked key among several counts as replaced, even where the rest still meets the threshold', async () => {
    const repository = new Repository();
    repository.keys.timestamp = [key(2), key(20)];
    repository.publishRoot();
    repository.version.timestamp = 1_000_000;
    repository.publish();
    const store = await held(repository);
    repository.version.timestamp = 5;
    repository.keys.timestamp = [key(20)];
    repository.publishRoot();
    repository.publish();
    const { timestamp } = await refresh(store, sourceOf(repository.mirror()), repository.options());
    expect(timestamp.signed.version).toBe(6);
  });

  it('a key that is only added replaces nothing: a rollback is still seen', async () => {
    const repository = new Repository();
    const old = repository.files.get('metadata/timestamp.json') as Uint8Array;
    repository.publish();
    const store = await held(repository);
    repository.keys.timestamp = [key(2), key(20)];
    repository.publishRoot();
    const mirror = repository.mirror();
    mirror.files.set('metadata/timestamp.json', old);
    await expect(refresh(store, sourceOf(mirror), repository.options())).rejects.toMatchObject(code('trust/rollback'));
  });

  it('cached files go before the new root is kept, so that a crash in between loses nothing', async () => {
    const repository = new Repository();
    const store = await held(repository);
    repository.keys.timestamp = [key(22)];
    repository.publishRoot();
    repository.publish();
    store.log.length = 0;
    await refresh(store, sourceOf(repository.mirror()), repository.options());
    expect(store.log.slice(0, 3)).toEqual(['drop timestamp.json', 'drop snapshot.json', 'keep 2.root.json']);
  });
});

describe('withheld root', () => {
  it('is overcome by any mirror that has it', async () => {
    const repository = new Repository();
    const old = repository.mirror();
    repository.keys.timestamp = [key(22)];
    repository.publishRoot();
    repository.publish();
    const good = repository.mirror();
    for (const mirrors of [
      [old, good],
      [good, old],
    ]) {
      const { root, timestamp } = await refresh(new Store(), sourceOf(...mirrors), repository.options());
      expect([root.signed.version, timestamp.signed.version]).toEqual([2, 2]);
    }
  });

  it('a mirror that answers nonsense for the next root cannot stop an app that has others', async () => {
    const repository = new Repository();
    const bad = repository.mirror();
    bad.files.set('metadata/2.root.json', Buffer.from('<!doctype html><title>Not found</title>'));
    const source = sourceOf(bad, repository.mirror());
    const { root } = await refresh(new Store(), source, repository.options({ expiry: 'report' }));
    expect(root.signed.version).toBe(1);
    await expect(refresh(new Store(), source, repository.options())).rejects.toMatchObject(code('format/not-json'));
  });

  it('with every mirror withholding it, what is signed by the new keys is refused and nothing is lost', async () => {
    const repository = new Repository();
    const store = await held(repository);
    repository.keys.timestamp = [key(22)];
    repository.publishRoot();
    repository.publish();
    const mirror = repository.mirror();
    mirror.files.delete('metadata/2.root.json');
    await expect(refresh(store, sourceOf(mirror), repository.options())).rejects.toMatchObject(
      code('trust/signatures', { role: 'timestamp' }),
    );
    expect(await openStored(store, repository.options())).not.toBeNull();
  });
});

describe('endless data', () => {
  it.each([
    ['metadata/2.root.json', maxMetadataBytes.root],
    ['metadata/timestamp.json', maxMetadataBytes.timestamp],
  ])('%s is read up to its cap', async (path, cap) => {
    const repository = new Repository();
    const mirror = repository.mirror();
    mirror.files.set(path, new Uint8Array(cap + 1));
    const run = refresh(new Store(), sourceOf(mirror), repository.options());
    await expect(run).rejects.toMatchObject(code('source/too-long', { want: cap }));
  });

  it.each(['snapshot', 'targets'] as const)('%s is read up to the length that its parent signs', async (role) => {
    const repository = new Repository();
    const mirror = repository.mirror();
    const path = `metadata/1.${role}.json`;
    const length = mirror.files.get(path)?.length ?? 0;
    mirror.files.set(path, new Uint8Array(length + 1));
    const run = refresh(new Store(), sourceOf(mirror), repository.options());
    await expect(run).rejects.toMatchObject(code('source/too-long', { want: length }));
  });

  it('a signed length beyond the cap does not lift the cap', async () => {
    const repository = new Repository();
    repository.publishTimestamp({ version: 1, length: 50_000_000 });
    const mirror = repository.mirror();
    mirror.files.set('metadata/1.snapshot.json', new Uint8Array(maxMetadataBytes.snapshot + 1));
    const run = refresh(new Store(), sourceOf(mirror), repository.options());
    await expect(run).rejects.toMatchObject(code('source/too-long', { want: maxMetadataBytes.snapshot }));
  });
});

describe('tampered store', () => {
  it.each(['timestamp', 'snapshot', 'targets'])('%s is fetched again, and is no answer by itself', async (role) => {
    const repository = new Repository();
    const store = await held(repository);
    const good = store.kept.get(`${role}.json`) as Uint8Array;
    const higher = forged(good, (signed) => {
      signed.version = 1000;
    });
    for (const bad of [bent(good), new Uint8Array(), Buffer.from('null'), higher]) {
      store.kept.set(`${role}.json`, bad);
      await expect(openStored(store, repository.options())).rejects.toMatchObject({
        code: expect.stringMatching(/^(trust|format)\//),
      });
      await refresh(store, sourceOf(repository.mirror()), repository.options());
      expect(store.kept.get(`${role}.json`)).toEqual(good);
    }
  });

  it('a root of the store is verified again from the built-in one', async () => {
    const repository = new Repository();
    repository.publishRoot();
    const store = await held(repository);
    const good = store.kept.get('2.root.json') as Uint8Array;
    const evil = new Repository();
    evil.keys.root = [key(66)];
    store.kept.set('2.root.json', evil.publishRoot());
    await expect(openStored(store, repository.options())).rejects.toMatchObject(code('trust/signatures'));
    await refresh(store, sourceOf(repository.mirror()), repository.options());
    expect(store.kept.get('2.root.json')).toEqual(good);
  });

  it('a delegated role of the store is verified again when it is needed', async () => {
    const repository = new Repository();
    repository.delegations = [{ name: 'region', keys: [key(7).publicKey], threshold: 1, paths: ['regions/*'] }];
    repository.addTarget('regions/a', 'A');
    const { 'regions/a': target } = repository.targets;
    repository.targets = {};
    const good = repository.publishDelegated('region', [key(7)], { targets: { 'regions/a': target as never } });
    repository.publish();
    const source = sourceOf(repository.mirror());
    const store = new Store();
    await (await refresh(store, source, repository.options())).findTarget('regions/a');
    store.kept.set('region.json', bent(good));
    const opened = await openStored(store, repository.options());
    await expect(opened?.findTarget('regions/a')).rejects.toMatchObject({
      code: expect.stringMatching(/^(trust|format)/),
    });
    const found = await (await refresh(store, source, repository.options())).findTarget('regions/a');
    expect(found?.role).toBe('region');
    expect(store.kept.get('region.json')).toEqual(good);
  });
});

describe('a timestamp that dates itself 2099', () => {
  it('lifts nobody else’s date, and says nothing about when the edition was issued', async () => {
    const repository = new Repository();
    repository.expires.timestamp = new Date('2099-12-31T00:00:00Z');
    repository.timestampExtra = { 'x-issued': '2099-01-01T00:00:00Z' };
    repository.publish();
    const source = sourceOf(repository.mirror());
    const { targets, timestamp, expired } = await refresh(
      new Store(),
      source,
      repository.options({ now: later(31), expiry: 'report' }),
    );
    expect(expired).toEqual(['snapshot', 'targets']);
    expect(targets.signed.issued).toBe('2024-02-01T12:00:00Z');
    expect(timestamp.signed).not.toHaveProperty('issued');
  });
});

describe('several mirrors', () => {
  it('the highest timestamp that verifies wins, wherever it comes', async () => {
    const repository = new Repository();
    const old = repository.mirror();
    repository.publish();
    const good = repository.mirror();
    const down = new Mirror(new Map());
    down.isDown = true;
    const liar = repository.mirror();
    const evil = new Repository();
    evil.keys.timestamp = [key(66)];
    evil.version.timestamp = 500;
    evil.publish();
    liar.files.set('metadata/timestamp.json', evil.files.get('metadata/timestamp.json') as Uint8Array);
    for (const mirrors of [
      [old, liar, good, down],
      [good, down, liar, old],
    ]) {
      const options = repository.options({ expiry: 'report' });
      const { timestamp } = await refresh(new Store(), sourceOf(...mirrors), options);
      expect(timestamp.signed.version).toBe(2);
    }
  });

  it('a mirror with old or expired timestamps does not stop the others', async () => {
    const repository = new Repository();
    const old = repository.mirror();
    repository.publish();
    const store = await held(repository);
    repository.expires.timestamp = later(-1);
    repository.publishTimestamp(describeMetadata(2, repository.files.get('metadata/2.snapshot.json') as Uint8Array));
    const expired = repository.mirror();
    repository.expires.timestamp = later(7);
    repository.publish();
    const { timestamp } = await refresh(store, sourceOf(old, expired, repository.mirror()), repository.options());
    expect(timestamp.signed.version).toBe(4);
  });

  it('an expired timestamp of the highest version does not outdo one that is valid', async () => {
    const repository = new Repository();
    const good = repository.mirror();
    repository.expires.timestamp = later(-1);
    repository.publish();
    for (const mirrors of [
      [good, repository.mirror()],
      [repository.mirror(), good],
    ]) {
      const { timestamp } = await refresh(new Store(), sourceOf(...mirrors), repository.options());
      expect(timestamp.signed.version).toBe(1);
    }
  });

  it('for snapshot and targets the first that verifies wins, not the first that answers', async () => {
    const repository = new Repository();
    const bad = repository.mirror();
    for (const path of ['metadata/1.snapshot.json', 'metadata/1.targets.json'])
      bad.files.set(path, bent(bad.files.get(path) as Uint8Array));
    const { targets } = await refresh(new Store(), sourceOf(bad, repository.mirror()), repository.options());
    expect(targets.signed.version).toBe(1);
  });
});
