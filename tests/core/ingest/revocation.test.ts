// After keys changed hands: what is held and still stands is the floor, what revoked keys signed is neither floor nor head.
import { describe, expect, it } from 'vitest';
import { checkStore } from '../../../src/core/held/check-store.ts';
import { openHead, openRegion, readAppFiles } from '../../../src/core/held/held.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { authorRoot, type SigningKey } from '../../../src/core/tuf/author.ts';
import { days, ingestOptions, issuedAt, testKey, testMirror } from '../fixture.ts';
import { codeOf, symbolOf, take } from './ingest-helpers.ts';

const [rootKey, a, b, stolen] = [1, 2, 3, 9].map(testKey) as [SigningKey, SigningKey, SigningKey, SigningKey];
const later = (hours: number): Date => new Date(issuedAt.getTime() + hours * 3_600_000);

/** A root whose content roles have key `a` and whose timestamp (and, if told, snapshot and targets) has others. */
function rootOf(version: number, timestamp: readonly SigningKey[], content: readonly SigningKey[] = [a]): Uint8Array {
  const role = (keys: readonly SigningKey[]) => ({ keys: keys.map(({ publicKey }) => publicKey), threshold: 1 });
  const roles = { root: role([rootKey]), timestamp: role(timestamp), snapshot: role(content), targets: role(content) };
  return authorRoot({ version, expires: days(365), roles }, [rootKey]);
}

function withRoots(files: ReadonlyMap<string, Uint8Array>, ...roots: readonly Uint8Array[]): Map<string, Uint8Array> {
  const copy = new Map(files);
  roots.forEach((root, i) => void copy.set(`metadata/${i + 1}.root.json`, root));
  return copy;
}

describe('a rotated timestamp key', () => {
  const roots = [rootOf(1, [a, b]), rootOf(2, [a])] as const;
  const options = { root: roots[0] };

  it('does not let an older edition replace what is held', async () => {
    const vault = memoryVault();
    await take(vault, withRoots(testMirror({ edition: 3, issued: later(3) }), roots[0]), options);
    const old = withRoots(testMirror({ edition: 2, symbol: 'tree', issued: later(1) }), ...roots);
    expect(await take(vault, old, options)).toMatchObject({ kind: 'older', edition: 2, held: 3, regions: [] });
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('kite');
    expect(await openHead(vault)).toMatchObject({ edition: 3, newest: { edition: 3 } });
  });

  it('lets the next edition in', async () => {
    const vault = memoryVault();
    await take(vault, withRoots(testMirror({ edition: 3, issued: later(3) }), roots[0]), options);
    const next = withRoots(testMirror({ edition: 4, symbol: 'tree', issued: later(4) }), ...roots);
    expect(await take(vault, next, options)).toMatchObject({ kind: 'installed', edition: 4 });
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('tree');
  });
});

describe('content keys that were stolen and revoked', () => {
  const roots = [rootOf(1, [stolen], [stolen]), rootOf(2, [a], [a])] as const;
  const options = { root: roots[0] };
  const forged = withRoots(
    testMirror({ edition: 99, key: stolen, symbol: 'tree', issued: new Date('2099-01-01T00:00:00Z') }),
    roots[0],
  );
  const honest = withRoots(testMirror({ edition: 4, issued: later(4) }), ...roots);

  it('leave no floor: the honest edition with a lower number and an earlier date comes in', async () => {
    const vault = memoryVault();
    await take(vault, forged, options);
    expect(await take(vault, honest, options)).toMatchObject({
      kind: 'installed',
      edition: 4,
      regions: ['north', 'south'],
    });
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('kite');
    expect(await openHead(vault)).toMatchObject({
      edition: 4,
      issued: '2027-01-25T14:00:00Z',
      newest: { edition: 4, issued: '2027-01-25T14:00:00Z' },
    });
    expect(await checkStore(vault, { ...ingestOptions, ...options })).toEqual([]);
  });

  it('do not speak for the guide through a region that is still theirs', async () => {
    const vault = memoryVault();
    await take(vault, forged, options);
    await take(vault, honest, { ...options, regions: ['north'] });
    expect((await openHead(vault))?.edition).toBe(4);
    expect(await readAppFiles(vault)).not.toBeNull();
    expect((await openRegion(vault, 'south'))?.head.edition).toBe(99);
    const problems = await checkStore(vault, { ...ingestOptions, ...options });
    expect(problems.map(({ region, error }) => `${region} ${error.code}`)).toEqual(['south trust/signatures']);
  });
});

describe('content keys that were stolen and revoked, beside a mirror that withholds the newest edition', () => {
  const roots = [rootOf(1, [stolen], [stolen]), rootOf(2, [a], [a])] as const;
  const options = { root: roots[0] };

  it('leave no floor for an older edition either', async () => {
    const vault = memoryVault();
    await take(vault, withRoots(testMirror({ edition: 99, key: stolen, symbol: 'tree' }), roots[0]), options);
    const newest = testMirror({ edition: 5, key: a });
    const alone = new Map([['metadata/timestamp.json', newest.get('metadata/timestamp.json') as Uint8Array]]);
    expect(await codeOf(take(vault, withRoots(alone, ...roots), options))).toBe('source/missing');
    const honest = withRoots(testMirror({ edition: 4, key: a }), ...roots);
    expect(await take(vault, honest, options)).toMatchObject({ kind: 'older', edition: 4, held: 5 });
    expect(await openHead(vault)).toMatchObject({ edition: 4, newest: { edition: 5 } });
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('kite');
    expect(await checkStore(vault, { ...ingestOptions, ...options })).toEqual([]);
  });
});

describe('a newest timestamp that came alone', () => {
  it('does not lock an empty phone out of an older whole edition', async () => {
    const vault = memoryVault();
    const newest = testMirror({ edition: 3, issued: later(3) });
    const alone = new Map([['metadata/timestamp.json', newest.get('metadata/timestamp.json') as Uint8Array]]);
    expect(await codeOf(take(vault, alone))).toBe('source/missing');
    expect(await take(vault, testMirror({ edition: 2 }))).toMatchObject({
      kind: 'older',
      edition: 2,
      held: 3,
      regions: ['', 'north', 'south'],
    });
    expect(await openHead(vault)).toMatchObject({ edition: 2, newest: { edition: 3 } });
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('kite');
    expect(await take(vault, newest)).toMatchObject({ kind: 'installed', edition: 3 });
  });
});
