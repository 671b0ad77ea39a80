import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { describeTarget, type RoleKeys } from '../../../src/core/tuf/author.ts';
import { isDelegated, isPathMatch, maxVisitedRoles } from '../../../src/core/tuf/delegations.ts';
import { refresh } from '../../../src/core/tuf/refresh.ts';
import { key, later, now, Repository, Store, sourceOf } from './repository.ts';

describe('isPathMatch', () => {
  it.each([
    ['targets/*.tgz', 'targets/foo.tgz', true],
    ['targets/*.tgz', 'targets/foo.txt', false],
    ['foo-version-?.tgz', 'foo-version-2.tgz', true],
    ['foo-version-?.tgz', 'foo-version-alpha.tgz', false],
    ['*.tgz', 'bar.tgz', true],
    ['*.tgz', 'targets/foo.tgz', false],
    ['foo.tgz', 'foo.tgz', true],
    ['foo.tgz', 'fooXtgz', false],
    ['*', '', true],
    ['*', 'a/b', false],
    ['*/*', 'a/b', true],
    ['?', '/', false],
    ['?', '', false],
    ['?', '\u{1f600}', true],
    ['a*b*c', 'a--b--b--c', true],
    ['a*b*c', 'a--c--b', false],
    ['**', 'abc', true],
    ['a*', 'a', true],
    ['', '', true],
    ['', 'a', false],
    ['[ab]', 'a', false],
    ['a/', 'a', false],
  ])('%j fits %j: %s', (pattern, path, fits) => {
    expect(isPathMatch(pattern, path)).toBe(fits);
  });

  it('is what the same pattern means as a regular expression', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '/'), maxLength: 8 });
    const path = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 8 });
    fc.assert(
      fc.property(piece, path, (pattern, name) => {
        const expression = pattern.replace(/\*/g, '[^/]*').replace(/\?/g, '[^/]');
        expect(isPathMatch(pattern, name)).toBe(new RegExp(`^${expression}$`).test(name));
      }),
      { numRuns: 1000 },
    );
  });

  it('takes no hostile pattern long', () => {
    const startedAt = performance.now();
    expect(isPathMatch(`${'*a'.repeat(500)}b`, 'a'.repeat(1000))).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

describe('isDelegated', () => {
  const role = { name: 'r', keyids: [], threshold: 1 };

  it('goes by the hash of the path where prefixes are given', () => {
    const hash = sha256Hex(Buffer.from('regions/a'));
    expect(isDelegated({ ...role, path_hash_prefixes: ['ffff', hash.slice(0, 4)] }, 'regions/a')).toBe(true);
    expect(isDelegated({ ...role, path_hash_prefixes: [hash.slice(0, 4)] }, 'regions/b')).toBe(false);
  });

  it('delegates nothing with neither', () => {
    expect(isDelegated(role, 'a')).toBe(false);
    expect(isDelegated({ ...role, paths: [] }, 'a')).toBe(false);
  });
});

const keysOf = (seed: number): RoleKeys => ({ keys: [key(seed).publicKey], threshold: 1 });
const target = describeTarget(Buffer.from('content'));

async function find(repository: Repository, path: string, store = new Store()) {
  return (await refresh(store, sourceOf(repository.mirror()), repository.options())).findTarget(path);
}

describe('findTarget', () => {
  it('tells who signs for it and where it stands', async () => {
    const repository = new Repository();
    repository.addTarget('guide/guide', 'content', { inflated: 1 });
    repository.publish();
    expect(await find(repository, 'guide/guide')).toMatchObject({
      path: 'guide/guide',
      mirrorPath: `targets/guide/${target.hashes.sha256}.guide`,
      length: 7,
      sha256: target.hashes.sha256,
      custom: { inflated: 1 },
      role: 'targets',
    });
    expect(await find(repository, 'guide')).toBeNull();
    expect(await find(repository, 'toString')).toBeNull();
    expect(await find(repository, '__proto__')).toBeNull();
  });

  it('names the file without its hash where snapshots are not consistent', async () => {
    const repository = new Repository();
    repository.consistentSnapshot = false;
    repository.targets = { 'guide/guide': { length: 1, hashes: { sha512: 'ab' } } };
    repository.publishRoot();
    repository.publish();
    expect(await find(repository, 'guide/guide')).toMatchObject({
      mirrorPath: 'targets/guide/guide',
      sha256: undefined,
    });
  });

  it('names the file by the hash there is', async () => {
    const repository = new Repository();
    repository.targets = {
      a: { length: 1, hashes: { sha512: 'ab' } },
      b: { length: 1, hashes: { md5: 'cd' } },
      c: { length: 1, hashes: {} },
    };
    repository.publish();
    const found = await Promise.all(['a', 'b', 'c'].map((path) => find(repository, path)));
    expect(found.map((each) => each?.mirrorPath)).toEqual(['targets/ab.a', 'targets/cd.b', 'targets/c']);
  });

  it('verifies a role against the delegator of this search, not of another', async () => {
    // A and B both delegate to C, and trust different keys for it; C is signed by the key that A names.
    const repository = new Repository();
    repository.delegations = [
      { name: 'A', ...keysOf(10), paths: ['a/*'] },
      { name: 'B', ...keysOf(11), paths: ['b/*'] },
    ];
    repository.publishDelegated('C', [key(12)], { targets: { 'a/x': target, 'b/x': target } });
    repository.publishDelegated('A', [key(10)], { delegations: [{ name: 'C', ...keysOf(12), paths: ['a/*', 'b/*'] }] });
    repository.publishDelegated('B', [key(11)], { delegations: [{ name: 'C', ...keysOf(13), paths: ['a/*', 'b/*'] }] });
    repository.publish();
    const trusted = await refresh(new Store(), sourceOf(repository.mirror()), repository.options());
    expect(await trusted.findTarget('a/x')).toMatchObject({ role: 'C' });
    await expect(trusted.findTarget('b/x')).rejects.toMatchObject({ code: 'trust/signatures', details: { role: 'C' } });
    expect(await trusted.findTarget('a/x')).toMatchObject({ role: 'C' });
  });

  it('lets a role speak only for the paths of every delegation above it', async () => {
    const repository = new Repository();
    repository.delegations = [{ name: 'A', ...keysOf(10), paths: ['a/*'] }];
    repository.publishDelegated('A', [key(10)], {
      targets: { 'b/x': target },
      delegations: [{ name: 'B', ...keysOf(11), paths: ['*/*'] }],
    });
    repository.publishDelegated('B', [key(11)], { targets: { 'a/y': target, 'b/y': target } });
    repository.publish();
    expect(await find(repository, 'b/x')).toBeNull();
    expect(await find(repository, 'b/y')).toBeNull();
    expect(await find(repository, 'a/y')).toMatchObject({ role: 'B' });
  });

  it('prefers the earlier delegation, and asks nobody after a terminating one', async () => {
    const repository = new Repository();
    repository.delegations = [
      { name: 'A', ...keysOf(10), paths: ['*'], terminating: true },
      { name: 'B', ...keysOf(11), paths: ['*'] },
    ];
    repository.publishDelegated('A', [key(10)], { targets: { x: target } });
    repository.publishDelegated('B', [key(11)], { targets: { x: target, y: target } });
    repository.publish();
    expect(await find(repository, 'x')).toMatchObject({ role: 'A' });
    expect(await find(repository, 'y')).toBeNull();
  });

  it('asks the descendants of an earlier delegation before a later one', async () => {
    const repository = new Repository();
    repository.delegations = [
      { name: 'A', ...keysOf(10), paths: ['*'] },
      { name: 'B', ...keysOf(11), paths: ['*'] },
    ];
    repository.publishDelegated('A', [key(10)], { delegations: [{ name: 'C', ...keysOf(12), paths: ['*'] }] });
    repository.publishDelegated('B', [key(11)], { targets: { x: target } });
    repository.publishDelegated('C', [key(12)], { targets: { x: target } });
    repository.publish();
    expect(await find(repository, 'x')).toMatchObject({ role: 'C' });
  });

  it('asks nobody after a role that terminates further down', async () => {
    const repository = new Repository();
    repository.delegations = [
      { name: 'A', ...keysOf(10), paths: ['*'] },
      { name: 'B', ...keysOf(11), paths: ['*'] },
    ];
    repository.publishDelegated('A', [key(10)], {
      delegations: [{ name: 'C', ...keysOf(12), paths: ['x'], terminating: true }],
    });
    repository.publishDelegated('B', [key(11)], { targets: { x: target, y: target } });
    repository.publishDelegated('C', [key(12)], {});
    repository.publish();
    expect(await find(repository, 'x')).toBeNull();
    expect(await find(repository, 'y')).toMatchObject({ role: 'B' });
  });

  it('visits a role once, so that a cycle ends', async () => {
    const repository = new Repository();
    repository.delegations = [{ name: 'A', ...keysOf(10), paths: ['*'] }];
    repository.publishDelegated('A', [key(10)], { delegations: [{ name: 'B', ...keysOf(11), paths: ['*'] }] });
    repository.publishDelegated('B', [key(11)], {
      delegations: [
        { name: 'A', ...keysOf(10), paths: ['*'] },
        { name: 'C', ...keysOf(12), paths: ['*'] },
      ],
    });
    repository.publishDelegated('C', [key(12)], { targets: { x: target } });
    repository.publish();
    const mirror = repository.mirror();
    const trusted = await refresh(new Store(), sourceOf(mirror), repository.options());
    expect(await trusted.findTarget('x')).toMatchObject({ role: 'C' });
    expect(await trusted.findTarget('y')).toBeNull();
    expect(mirror.asked.slice(4)).toEqual(['A', 'B', 'C'].map((name) => `metadata/1.${name}.json`));
  });

  it('ends after so many roles', async () => {
    const repository = new Repository();
    const names = Array.from({ length: maxVisitedRoles }, (_, i) => `role${i}`);
    repository.delegations = names.map((name) => ({ name, ...keysOf(10), paths: ['*'] }));
    names.forEach((name, i) => {
      repository.publishDelegated(name, [key(10)], { targets: { [`file${i}`]: target } });
    });
    repository.publish();
    // The top-level role is the first of them.
    expect(await find(repository, `file${maxVisitedRoles - 2}`)).toMatchObject({ role: `role${maxVisitedRoles - 2}` });
    expect(await find(repository, `file${maxVisitedRoles - 1}`)).toBeNull();
  });

  it('ends when a role on the way cannot be had, and says why', async () => {
    const repository = new Repository();
    repository.delegations = [{ name: 'A', ...keysOf(10), paths: ['*'] }];
    repository.publish();
    await expect(find(repository, 'x')).rejects.toMatchObject({ code: 'trust/missing-role', details: { role: 'A' } });
    repository.publishDelegated('A', [key(10)], {});
    repository.publish();
    repository.files.delete('metadata/1.A.json');
    await expect(find(repository, 'x')).rejects.toMatchObject({ code: 'source/missing' });
  });

  it('loads a role once, keeps it, and reads it from the store the next time', async () => {
    const repository = new Repository();
    repository.delegations = [{ name: 'a b', ...keysOf(10), paths: ['*'] }];
    repository.publishDelegated('a b', [key(10)], { targets: { x: target } });
    repository.publish();
    const mirror = repository.mirror();
    const store = new Store();
    const trusted = await refresh(store, sourceOf(mirror), repository.options());
    // Side by side, and later.
    const both = await Promise.all([trusted.findTarget('x'), trusted.findTarget('x')]);
    expect(both).toMatchObject([{ role: 'a b' }, { role: 'a b' }]);
    expect(await trusted.findTarget('x')).toMatchObject({ role: 'a b' });
    expect(mirror.asked.filter((path) => path === 'metadata/1.a%20b.json')).toHaveLength(1);
    expect(store.names()).toContain('a%20b.json');
    await (await refresh(store, sourceOf(mirror), repository.options())).findTarget('x');
    expect(mirror.asked.filter((path) => path === 'metadata/1.a%20b.json')).toHaveLength(1);
  });

  it('an expired role: refused by a strict client, named by the app', async () => {
    const repository = new Repository();
    repository.delegations = [{ name: 'A', ...keysOf(10), paths: ['*'] }];
    repository.publishDelegated('A', [key(10)], { targets: { x: target }, expires: now });
    repository.publish();
    await expect(find(repository, 'x')).rejects.toMatchObject({ code: 'trust/expired', details: { section: '5.6.5' } });
    const options = repository.options({ expiry: 'report', now: later(40) });
    const trusted = await refresh(new Store(), sourceOf(repository.mirror()), options);
    await trusted.findTarget('x');
    await trusted.findTarget('x');
    expect(trusted.expired).toEqual(['timestamp', 'snapshot', 'targets', 'A']);
  });
});
