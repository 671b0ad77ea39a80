import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import type { Source } from '../../../src/core/ports.ts';
import { describeMetadata } from '../../../src/core/tuf/author.ts';
import { openStored, refresh, refreshRoot } from '../../../src/core/tuf/refresh.ts';
import { maxRootRotations } from '../../../src/core/tuf/refresh-roots.ts';
import { bent, key, later, Repository, Store, sourceOf } from './repository.ts';

describe('refresh', () => {
  it('asks for what is needed, in order, and keeps each file as it came', async () => {
    const repository = new Repository();
    const mirror = repository.mirror();
    const store = new Store();
    await refresh(store, sourceOf(mirror), repository.options());
    expect(mirror.asked).toEqual([
      'metadata/2.root.json',
      'metadata/timestamp.json',
      'metadata/1.snapshot.json',
      'metadata/1.targets.json',
    ]);
    expect(store.log).toEqual(['keep timestamp.json', 'keep snapshot.json', 'keep targets.json']);
    expect(store.kept.get('snapshot.json')).toBe(mirror.files.get('metadata/1.snapshot.json'));
  });

  it('with nothing new asks twice and writes nothing', async () => {
    const repository = new Repository();
    const store = new Store();
    await refresh(store, sourceOf(repository.mirror()), repository.options());
    const mirror = repository.mirror();
    store.log.length = 0;
    const { timestamp } = await refresh(store, sourceOf(mirror), repository.options());
    expect(mirror.asked).toEqual(['metadata/2.root.json', 'metadata/timestamp.json']);
    expect(store.log).toEqual([]);
    expect(timestamp.bytes).toBe(store.kept.get('timestamp.json'));
  });

  it('walks the roots, keeps each, and starts again from the built-in one', async () => {
    const repository = new Repository();
    repository.expires.root = later(-10);
    repository.publishRoot();
    repository.expires.root = later(10);
    repository.keys.root = [key(1), key(11)];
    repository.publishRoot();
    const store = new Store();
    const { root, rootBytes } = await refresh(store, sourceOf(repository.mirror()), repository.options());
    expect(root.signed.version).toBe(3);
    expect(rootBytes).toEqual(repository.roots);
    expect(store.names()).toContain('2.root.json');
    const mirror = repository.mirror();
    const again = await refreshRoot(store, sourceOf(mirror), repository.options());
    expect(again.rootBytes).toEqual(repository.roots);
    expect(mirror.asked).toEqual(['metadata/4.root.json']);
  });

  it(`fetches ${maxRootRotations} roots at most, and goes on from there`, async () => {
    const repository = new Repository();
    for (let i = 0; i < maxRootRotations + 1; i++) repository.publishRoot();
    const store = new Store();
    const source = sourceOf(repository.mirror());
    const first = await refreshRoot(store, source, repository.options());
    expect(first.root.signed.version).toBe(maxRootRotations + 1);
    const second = await refreshRoot(store, source, repository.options());
    expect(second.root.signed.version).toBe(maxRootRotations + 2);
  }, 60_000);

  it('takes the first of two different valid roots of one version', async () => {
    const repository = new Repository();
    repository.expires.root = later(100);
    repository.publishRoot();
    const first = repository.mirror();
    repository.version.root = 1;
    repository.expires.root = later(200);
    repository.publishRoot();
    const { root } = await refreshRoot(new Store(), sourceOf(first, repository.mirror()), repository.options());
    expect(root.signed.expires).toBe('2024-05-11T12:00:00Z');
  });

  it('goes on with the root that it has when that comes again as the next one', async () => {
    const repository = new Repository();
    const mirror = repository.mirror();
    mirror.files.set('metadata/2.root.json', repository.firstRoot);
    const store = new Store();
    const { root } = await refresh(store, sourceOf(mirror), repository.options());
    expect(root.signed.version).toBe(1);
    expect(store.names()).not.toContain('2.root.json');
  });

  it('goes on with the timestamp that it has when another of its version comes, whatever that says', async () => {
    const repository = new Repository();
    repository.publish();
    const store = new Store();
    await refresh(store, sourceOf(repository.mirror()), repository.options());
    repository.version.timestamp = 1;
    repository.expires.timestamp = later(-1);
    repository.publishTimestamp({ version: 1 });
    const { timestamp } = await refresh(store, sourceOf(repository.mirror()), repository.options());
    expect(timestamp.signed.meta['snapshot.json'].version).toBe(2);
  });

  it('holds a file to its signed length also where no hash is signed', async () => {
    const repository = new Repository();
    const snapshot = repository.files.get('metadata/1.snapshot.json') as Uint8Array;
    repository.publishTimestamp({ version: 1, length: snapshot.length + 1 });
    const run = refresh(new Store(), sourceOf(repository.mirror()), repository.options());
    await expect(run).rejects.toMatchObject({ code: 'trust/length', details: { section: '5.5.2' } });
  });

  it('resumes after an interruption at any file', async () => {
    const repository = new Repository();
    const store = new Store();
    await refresh(store, sourceOf(repository.mirror()), repository.options());
    repository.publish();
    for (const path of ['metadata/2.snapshot.json', 'metadata/2.targets.json']) {
      const mirror = repository.mirror();
      mirror.files.delete(path);
      await expect(refresh(store, sourceOf(mirror), repository.options())).rejects.toMatchObject({
        code: 'source/missing',
      });
      if (path.includes('snapshot')) expect(await openStored(store, repository.options())).toBeNull();
    }
    const mirror = repository.mirror();
    const { targets } = await refresh(store, sourceOf(mirror), repository.options());
    expect(targets.signed.version).toBe(2);
    expect(mirror.asked.slice(2)).toEqual(['metadata/2.targets.json']);
  });

  it('says that the timestamp is missing rather than going on with the old one', async () => {
    const repository = new Repository();
    const store = new Store();
    await refresh(store, sourceOf(repository.mirror()), repository.options());
    const mirror = repository.mirror();
    mirror.files.delete('metadata/timestamp.json');
    await expect(refresh(store, sourceOf(mirror), repository.options())).rejects.toMatchObject({
      code: 'source/missing',
      details: { section: '5.4.1' },
    });
  });

  it('names a snapshot without top-level targets', async () => {
    const repository = new Repository();
    const { authorSnapshot } = await import('../../../src/core/tuf/author.ts');
    const snapshot = authorSnapshot({ version: 9, expires: later(9), meta: {} }, repository.keys.snapshot);
    repository.files.set('metadata/9.snapshot.json', snapshot);
    repository.publishTimestamp(describeMetadata(9, snapshot));
    const run = refresh(new Store(), sourceOf(repository.mirror()), repository.options());
    await expect(run).rejects.toMatchObject({ code: 'trust/missing-role', details: { role: 'targets' } });
  });

  it('stops when it is told to, also where the app would go on', async () => {
    const repository = new Repository();
    const mirror = repository.mirror();
    const inner = sourceOf(mirror);
    const source: Source = {
      ...inner,
      isOnePlace: true,
      readEach: (path, limits, accept) =>
        path.endsWith('root.json')
          ? Promise.reject(new AppError('source/cancelled', { path }))
          : inner.readEach(path, limits, accept),
    };
    const store = new Store();
    const options = repository.options({ expiry: 'report', signal: AbortSignal.abort() });
    await expect(refresh(store, source, options)).rejects.toMatchObject({ code: 'source/cancelled' });
    // Nor is the timestamp taken that was asked for beside the root.
    expect([mirror.asked, store.log]).toEqual([['metadata/timestamp.json'], []]);
  });

  it('asks a network for the next root and the timestamp at once, and reads the root first', async () => {
    const repository = new Repository();
    // Rotated: what the built-in root says of the timestamp's keys is no longer true.
    repository.keys.timestamp = [key(22)];
    repository.publishRoot();
    repository.publish();
    const mirror = repository.mirror();
    const inner = sourceOf(mirror);
    const events: string[] = [];
    let giveRoot = (): void => undefined;
    const rootGiven = new Promise<void>((given) => (giveRoot = given));
    const source: Source = {
      ...inner,
      isOnePlace: true,
      async readEach(path, limits, accept) {
        events.push(`ask ${path}`);
        if (path === 'metadata/2.root.json') await rootGiven;
        const read = inner.readEach(path, limits, async (bytes) => {
          await accept(bytes);
          events.push(`took ${path}`);
        });
        if (path === 'metadata/timestamp.json') giveRoot();
        return read;
      },
    };
    const store = new Store();
    const { timestamp } = await refresh(store, source, repository.options({ expiry: 'report' }));
    expect(timestamp.bytes).toEqual(mirror.files.get('metadata/timestamp.json'));
    expect(events).toEqual([
      'ask metadata/2.root.json',
      'ask metadata/timestamp.json',
      'took metadata/2.root.json',
      'ask metadata/3.root.json',
      'took metadata/timestamp.json',
    ]);
    expect(store.log.slice(-3)).toEqual(['keep timestamp.json', 'keep snapshot.json', 'keep targets.json']);
    expect(store.log.indexOf('keep 2.root.json')).toBeLessThan(store.log.indexOf('keep timestamp.json'));
  });

  it('goes step by step where it is strict, or a choice of mirrors is asked', async () => {
    for (const change of [{ expiry: 'strict' }, { isOnePlace: false }] as const) {
      const mirror = new Repository().mirror();
      const source = sourceOf(mirror);
      let open = 0;
      const counting: Source = {
        ...source,
        isOnePlace: !('isOnePlace' in change),
        async readEach(path, limits, accept) {
          expect(++open).toBe(1);
          const found = await source.readEach(path, limits, accept);
          open--;
          return found;
        },
      };
      await refresh(
        new Store(),
        counting,
        new Repository().options('expiry' in change ? change : { expiry: 'report' }),
      );
      expect(mirror.asked).toHaveLength(4);
    }
  });

  it('asks again for a timestamp that came before the root that took its keys away', async () => {
    const repository = new Repository();
    const before = repository.mirror().files.get('metadata/timestamp.json') as Uint8Array;
    repository.keys.timestamp = [key(22)];
    repository.publishRoot();
    repository.publish();
    const mirror = repository.mirror();
    const newer = mirror.files.get('metadata/timestamp.json') as Uint8Array;
    const inner = sourceOf(mirror);
    let isFirst = true;
    const source: Source = {
      ...inner,
      isOnePlace: true,
      readEach: (path, limits, accept) =>
        inner.readEach(path, limits, (bytes) => {
          const isEarly = path === 'metadata/timestamp.json' && isFirst;
          if (isEarly) isFirst = false;
          return accept(isEarly ? before : bytes);
        }),
    };
    const { timestamp } = await refresh(new Store(), source, repository.options({ expiry: 'report' }));
    expect(timestamp.bytes).toEqual(newer);
    // Where no root came there is nothing that would make it good.
    const bad: Source = {
      ...inner,
      isOnePlace: true,
      readEach: (path, limits, accept) => inner.readEach(path, limits, () => accept(before)),
    };
    const store = new Store();
    await refresh(store, inner, repository.options({ expiry: 'report' }));
    mirror.asked.length = 0;
    await expect(refresh(store, bad, repository.options({ expiry: 'report' }))).rejects.toMatchObject({
      code: 'trust/signatures',
    });
    expect(mirror.asked.sort()).toEqual(['metadata/3.root.json', 'metadata/timestamp.json']);
  });

  it('hides no mistake of a programmer', async () => {
    const repository = new Repository();
    const broken: Source = {
      read: () => Promise.reject(new TypeError('mistake')),
      readEach: () => Promise.reject(new TypeError('mistake')),
    };
    const options = repository.options({ expiry: 'report' });
    await expect(refresh(new Store(), broken, options)).rejects.toBeInstanceOf(TypeError);
    const store = new Store();
    await refresh(store, sourceOf(repository.mirror()), repository.options());
    const misused = repository.options({ verifiers: null as never });
    await expect(refresh(store, sourceOf(repository.mirror()), misused)).rejects.toBeInstanceOf(TypeError);
  });

  it('keeps what is held by its hash, so that a store can look it up', async () => {
    const repository = new Repository();
    const wanted: (string | undefined)[] = [];
    const inner = sourceOf(repository.mirror());
    const source: Source = {
      ...inner,
      read(path, options, accept) {
        wanted.push(options.sha256);
        return inner.read(path, options, accept);
      },
    };
    await refresh(new Store(), source, repository.options());
    expect(wanted).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });
});

describe('openStored', () => {
  it('opens what is held, and finds targets in it', async () => {
    const repository = new Repository();
    repository.addTarget('guide/guide', 'content');
    repository.publish();
    const store = new Store();
    await refresh(store, sourceOf(repository.mirror()), repository.options());
    const opened = await openStored(store, repository.options({ now: later(60), expiry: 'report' }));
    expect(opened?.expired).toEqual(['timestamp', 'snapshot', 'targets']);
    expect(await opened?.findTarget('guide/guide')).toMatchObject({ role: 'targets' });
    await expect(openStored(store, repository.options({ now: later(60) }))).rejects.toMatchObject({
      code: 'trust/expired',
    });
  });

  it('is null when nothing whole is held', async () => {
    const repository = new Repository();
    const store = new Store();
    expect(await openStored(store, repository.options())).toBeNull();
    await refresh(store, sourceOf(repository.mirror()), repository.options());
    for (const name of ['timestamp.json', 'snapshot.json', 'targets.json']) {
      const bytes = store.kept.get(name) as Uint8Array;
      await store.dropMetadata(name);
      expect(await openStored(store, repository.options())).toBeNull();
      store.kept.set(name, bytes);
    }
    expect(await openStored(store, repository.options())).not.toBeNull();
  });

  it('refuses a snapshot that is not the one which the timestamp names', async () => {
    const repository = new Repository();
    const store = new Store();
    await refresh(store, sourceOf(repository.mirror()), repository.options());
    repository.version.snapshot = 0;
    repository.publish();
    store.kept.set('snapshot.json', repository.files.get('metadata/1.snapshot.json') as Uint8Array);
    await expect(openStored(store, repository.options())).rejects.toMatchObject({ code: 'trust/hash' });
  });

  it('refuses it also where the targets fit it, by its hash or by its version alone', async () => {
    for (const [listed, code] of [
      [undefined, 'trust/hash'],
      [{ version: 1 }, 'trust/version'],
    ] as const) {
      const repository = new Repository();
      if (listed) repository.publishTimestamp(listed);
      const store = new Store();
      await refresh(store, sourceOf(repository.mirror()), repository.options());
      if (!listed) repository.version.snapshot = 0;
      repository.addTarget('guide/guide', 'another');
      repository.publish();
      const { snapshot, targets } = repository.version;
      store.kept.set('snapshot.json', repository.files.get(`metadata/${snapshot}.snapshot.json`) as Uint8Array);
      store.kept.set('targets.json', repository.files.get(`metadata/${targets}.targets.json`) as Uint8Array);
      await expect(openStored(store, repository.options())).rejects.toMatchObject({ code });
    }
  });

  it('refuses a built-in root that is not signed', async () => {
    const repository = new Repository();
    const options = repository.options({ root: bent(repository.firstRoot, 40) });
    await expect(openStored(new Store(), options)).rejects.toMatchObject({
      code: expect.stringMatching(/^(trust|format)/),
    });
  });

  it('cannot load a delegated role that is not held', async () => {
    const repository = new Repository();
    repository.delegations = [{ name: 'A', keys: [key(10).publicKey], threshold: 1, paths: ['*'] }];
    repository.publishDelegated('A', [key(10)], {});
    repository.publish();
    const store = new Store();
    await refresh(store, sourceOf(repository.mirror()), repository.options());
    const opened = await openStored(store, repository.options());
    await expect(opened?.findTarget('x')).rejects.toMatchObject({ code: 'source/missing' });
  });
});
