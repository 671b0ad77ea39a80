// An edition older than what is held: what it may bring, and what it never replaces (decisions 3 and 40).
import { describe, expect, it } from 'vitest';
import { checkStore } from '../../../src/core/held/check-store.ts';
import { openRegion } from '../../../src/core/held/held.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { authorSnapshot, authorTimestamp, describeMetadata } from '../../../src/core/tuf/author.ts';
import { days, flipped, ingestOptions, testKey, testMirror } from '../fixture.ts';
import { codeOf, symbolOf, take } from './ingest-helpers.ts';

describe('an older file', () => {
  it('is an outcome that changes nothing that is held', async () => {
    const vault = memoryVault();
    await take(vault, testMirror({ edition: 3, symbol: 'tree' }));
    const before = await vault.fileHashes();
    expect(await take(vault, testMirror({ edition: 2 }))).toEqual({ kind: 'older', edition: 2, held: 3, regions: [] });
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('tree');
    // A mirror may offer every edition that there was: each would leave its metadata.
    expect(await vault.fileHashes()).toEqual(before);
  });

  it('gives a region that is not held at all, in its own edition', async () => {
    const vault = memoryVault();
    await take(vault, testMirror({ edition: 3, symbol: 'tree' }), { regions: ['north'] });
    expect(await take(vault, testMirror({ edition: 2 }))).toEqual({
      kind: 'older',
      edition: 2,
      held: 3,
      regions: ['south'],
    });
    expect((await openRegion(vault, 'south'))?.head).toMatchObject({ edition: 2, newest: { edition: 3 } });
    expect((await openRegion(vault, 'north'))?.head.edition).toBe(3);
    expect(await checkStore(vault, ingestOptions)).toEqual([]);
  });

  it('is refused when it is older and not whole, or signed by somebody else', async () => {
    const vault = memoryVault();
    await take(vault, testMirror({ edition: 3 }), { regions: ['north'] });
    const noSnapshot = testMirror({ edition: 2 });
    noSnapshot.delete('metadata/2.snapshot.json');
    expect(await codeOf(take(vault, noSnapshot))).toBe('trust/rollback');
    const forged = testMirror({ edition: 2 });
    const snapshot = testMirror({ edition: 2, key: testKey(9) }).get('metadata/2.snapshot.json') as Uint8Array;
    forged.set('metadata/2.snapshot.json', snapshot);
    expect(await codeOf(take(vault, forged))).toBe('trust/hash');
    const listed = { version: 2, expires: days(30), snapshot: describeMetadata(2, snapshot) };
    forged.set('metadata/timestamp.json', authorTimestamp(listed, [testKey(2)]));
    expect(await codeOf(take(vault, forged))).toBe('trust/signatures');
    const led = testMirror({ edition: 2 });
    const genuine = describeMetadata(2, led.get('metadata/2.snapshot.json') as Uint8Array);
    led.set('metadata/timestamp.json', authorTimestamp({ ...listed, snapshot: genuine }, [testKey(9)]));
    expect(await codeOf(take(vault, led))).toBe('trust/signatures');
    expect(await openRegion(vault, 'south')).toBeNull();
    expect(await codeOf(take(vault, flipped(testMirror({ edition: 2 }), 'metadata/2.targets.json', 5)))).toMatch(
      /^(trust|format)\//,
    );
    expect(await openRegion(vault, 'south')).toBeNull();
  });

  it('replaces what is older still, and nothing that is as new', async () => {
    const vault = memoryVault();
    const alone = 'metadata/timestamp.json';
    await take(vault, testMirror(), { regions: ['north'] });
    expect(await codeOf(take(vault, new Map([[alone, testMirror({ edition: 3 }).get(alone) as Uint8Array]])))).toBe(
      'source/missing',
    );
    // Decision 1: what is held is not made old by the timestamp's signers alone.
    expect((await openRegion(vault, 'north'))?.head.newest.edition).toBe(1);
    expect(await take(vault, testMirror({ edition: 2, symbol: 'tree' }))).toMatchObject({
      kind: 'older',
      held: 3,
      regions: ['', 'north', 'south'],
    });
    expect((await openRegion(vault, 'north'))?.head).toMatchObject({ edition: 2, newest: { edition: 3 } });
    expect(await vault.readMetadata('timestamp.json')).toEqual(testMirror({ edition: 3 }).get(alone));
    expect(await take(vault, testMirror())).toMatchObject({ kind: 'older', edition: 1, regions: [] });
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('tree');
    expect(await take(vault, testMirror({ edition: 3 }))).toMatchObject({ kind: 'installed', edition: 3 });
    expect(await checkStore(vault, ingestOptions)).toEqual([]);
  });

  it('of a later number and an earlier date replaces nothing', async () => {
    const vault = memoryVault();
    const alone = 'metadata/timestamp.json';
    await take(vault, testMirror(), { regions: ['north'] });
    await codeOf(take(vault, new Map([[alone, testMirror({ edition: 3 }).get(alone) as Uint8Array]])));
    const early = testMirror({ edition: 2, symbol: 'tree', issued: days(-1) });
    expect(await take(vault, early)).toMatchObject({ kind: 'older', regions: ['south'] });
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('kite');
  });

  it('in which anything is lower than in what is held replaces nothing', async () => {
    const vault = memoryVault();
    const alone = 'metadata/timestamp.json';
    await take(vault, testMirror({ edition: 2, symbol: 'tree' }), { regions: ['north'] });
    await codeOf(take(vault, new Map([[alone, testMirror({ edition: 4 }).get(alone) as Uint8Array]])));
    // Number 3, and the targets of edition 1.
    const back = testMirror();
    const targets = back.get('metadata/1.targets.json') as Uint8Array;
    const meta = { 'targets.json': describeMetadata(1, targets) };
    const snapshot = authorSnapshot({ version: 3, expires: days(30), meta }, [testKey(2)]);
    const listed = { version: 3, expires: days(30), snapshot: describeMetadata(3, snapshot) };
    back.set('metadata/3.snapshot.json', snapshot).set(alone, authorTimestamp(listed, [testKey(2)]));
    expect(await take(vault, back)).toMatchObject({ kind: 'older', edition: 3, regions: ['south'] });
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('tree');
  });

  it('brings the pictures that the same edition lacks', async () => {
    const vault = memoryVault();
    const whole = testMirror();
    const alone = 'metadata/timestamp.json';
    await take(vault, new Map([...whole].filter(([path]) => !path.startsWith('blobs/'))));
    await codeOf(take(vault, new Map([[alone, testMirror({ edition: 2 }).get(alone) as Uint8Array]])));
    expect((await openRegion(vault, 'north'))?.isWhole).toBe(false);
    expect(await take(vault, whole)).toMatchObject({ kind: 'older', regions: ['north', 'south'] });
    expect((await openRegion(vault, 'north'))?.isWhole).toBe(true);
  });
});
