// The attacks of the trust design, continued: on recovery, on roots, on sizes, on the store, and from many mirrors.
import { describe, expect, it } from 'vitest';
import { describeMetadata } from '../../../src/core/tuf/author.ts';
import { maxMetadataBytes } from '../../../src/core/tuf/metadata.ts';
import { openStored, refresh } from '../../../src/core/tuf/refresh.ts';
import { bent, code, forged, held, key, later, Mirror, Repository, Store, sourceOf } from './repository.ts';

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
    // The timestamp that is kept still names the high version, so it has to go too.
    ['snapshot', ['snapshot']],
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
