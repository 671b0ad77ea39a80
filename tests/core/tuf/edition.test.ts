import { describe, expect, it } from 'vitest';
import { describeTarget } from '../../../src/core/tuf/author.ts';
import { type EditionParts, verifyEdition } from '../../../src/core/tuf/edition.ts';
import { refresh } from '../../../src/core/tuf/refresh.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { bent, key, Repository, Store, sourceOf } from './repository.ts';

const target = describeTarget(Buffer.from('content'));

function withRegion(): Repository {
  const repository = new Repository();
  repository.delegations = [{ name: 'region', keys: [key(7).publicKey], threshold: 1, paths: ['regions/*'] }];
  repository.publishDelegated('region', [key(7)], { targets: { 'regions/a': target } });
  repository.addTarget('guide/guide', 'content');
  repository.publish();
  return repository;
}

function parts(repository: Repository): EditionParts {
  return {
    snapshot: repository.files.get(`metadata/${repository.version.snapshot}.snapshot.json`) as Uint8Array,
    targets: repository.files.get(`metadata/${repository.version.targets}.targets.json`) as Uint8Array,
    delegated: new Map([['region', repository.files.get('metadata/1.region.json') as Uint8Array]]),
  };
}

async function currentRoot(repository: Repository) {
  return (await refresh(new Store(), sourceOf(repository.mirror()), repository.options())).root;
}

describe('verifyEdition', () => {
  it('opens an older edition under the current root, delegations included', async () => {
    const repository = withRegion();
    const old = parts(repository);
    repository.publishRoot();
    repository.publish();
    const edition = verifyEdition(await currentRoot(repository), old, ed25519Verifiers);
    expect(edition.version).toBe(2);
    expect(edition.findTarget('guide/guide')).toMatchObject({ role: 'targets' });
    expect(edition.findTarget('regions/a')).toMatchObject({ role: 'region' });
    expect(edition.findTarget('regions/a')?.roleMetadata).toBe(edition.findTarget('regions/a')?.roleMetadata);
    expect(edition.findTarget('regions/b')).toBeNull();
  });

  it.each(['snapshot', 'targets'] as const)('refuses one whose %s key has been revoked', async (role) => {
    const repository = withRegion();
    const old = parts(repository);
    repository.keys[role] = [key(77)];
    repository.publishRoot();
    repository.publish();
    const root = await currentRoot(repository);
    expect(() => verifyEdition(root, old, ed25519Verifiers)).toThrow(
      expect.objectContaining({ code: 'trust/signatures' }),
    );
  });

  it.each(['snapshot', 'targets'] as const)('refuses a changed %s', async (part) => {
    const repository = withRegion();
    const good = parts(repository);
    const root = await currentRoot(repository);
    expect(() => verifyEdition(root, { ...good, [part]: bent(good[part]) }, ed25519Verifiers)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^(trust|format)\//) }),
    );
  });

  it('refuses targets of another edition', async () => {
    const repository = withRegion();
    const first = parts(repository);
    repository.publish();
    const root = await currentRoot(repository);
    expect(() => verifyEdition(root, { ...parts(repository), targets: first.targets }, ed25519Verifiers)).toThrow(
      expect.objectContaining({ code: 'trust/hash' }),
    );
  });

  it('verifies a role against the delegator of this search, not of another', async () => {
    const repository = new Repository();
    const by = (name: string, seed: number, path: string) => ({
      name,
      keys: [key(seed).publicKey],
      threshold: 1,
      paths: [path],
    });
    repository.delegations = [by('A', 10, 'a/*'), by('B', 11, 'b/*')];
    repository.publishDelegated('A', [key(10)], { delegations: [by('C', 12, '*/*')] });
    repository.publishDelegated('B', [key(11)], { delegations: [by('C', 13, '*/*')] });
    repository.publishDelegated('C', [key(12)], { targets: { 'a/x': target, 'b/x': target } });
    repository.publish();
    const names = ['A', 'B', 'C'];
    const bytes = (name: string) => repository.files.get(`metadata/1.${name}.json`) as Uint8Array;
    const delegated = new Map(names.map((name) => [name, bytes(name)]));
    const edition = verifyEdition(await currentRoot(repository), { ...parts(repository), delegated }, ed25519Verifiers);
    expect(edition.findTarget('a/x')).toMatchObject({ role: 'C' });
    expect(() => edition.findTarget('b/x')).toThrow(expect.objectContaining({ code: 'trust/signatures' }));
  });

  it('says which delegated role is missing, or changed, when it is needed', async () => {
    const repository = withRegion();
    const root = await currentRoot(repository);
    const good = parts(repository);
    const without = verifyEdition(root, { ...good, delegated: new Map() }, ed25519Verifiers);
    expect(without.findTarget('guide/guide')).not.toBeNull();
    expect(() => without.findTarget('regions/a')).toThrow(expect.objectContaining({ code: 'trust/missing-role' }));
    const changed = new Map([['region', bent(good.delegated.get('region') as Uint8Array)]]);
    const bad = verifyEdition(root, { ...good, delegated: changed }, ed25519Verifiers);
    expect(() => bad.findTarget('regions/a')).toThrow(expect.objectContaining({ code: 'trust/hash' }));
  });
});
