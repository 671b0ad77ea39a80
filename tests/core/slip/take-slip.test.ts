// Slips on a phone: who may sign them, what is too old, what is kept and until when, and what a newer root changes.
import { describe, expect, it } from 'vitest';
import { encodeBase64Url } from '../../../src/core/encoding/base64url.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { encodeSlip, joinSlip, type Slip } from '../../../src/core/slip/slip.ts';
import { slipAddress, slipInText } from '../../../src/core/slip/slip-address.ts';
import { readKeptSlips, type TakenSlip, takeSlip } from '../../../src/core/slip/take-slip.ts';
import { slipMessage } from '../../../src/core/slip/verify-slip.ts';
import type { SigningKey } from '../../../src/core/tuf/author.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { ingestOptions, testKey, testMirror, testRoot } from '../fixture.ts';
import { codeOf, take } from '../ingest/ingest-helpers.ts';

const id = guideId(ingestOptions.root);
const options = { root: ingestOptions.root, now: ingestOptions.now, verifiers: ingestOptions.verifiers, guideId: id };
const team = testKey(7);

function slipOf(of: Partial<Slip> = {}, by: readonly SigningKey[] = [testKey(2)]): Uint8Array {
  const slip: Slip = {
    guide: id.slice(0, 16),
    edition: 4,
    issued: '2027-01-26',
    contest: 'NA-1',
    isNotFinal: false,
    isIncomplete: false,
    voids: null,
    languages: ['en'],
    candidates: [{ serial: 1, name: { en: 'Somebody' }, symbol: 'boat', isWithdrawn: false }],
    roots: [],
    ...of,
  };
  const signed = encodeSlip(slip, by.length);
  return joinSlip(
    signed,
    by.map((key) => key.sign(slipMessage(id, signed))),
  );
}

async function phone(mirror: Parameters<typeof testMirror>[0] = {}) {
  const vault = memoryVault();
  await take(vault, testMirror({ edition: 3, ...mirror }));
  const kept = async (): Promise<readonly string[]> =>
    (await readKeptSlips(vault, options)).map(({ contest, edition }) => `${contest} ${edition}`);
  const scan = (bytes: Uint8Array): Promise<TakenSlip> => takeSlip(vault, bytes, options);
  return { vault, kept, scan };
}

describe('a slip in a text', () => {
  it('is found behind an address of any host, and alone', () => {
    const slip = slipOf();
    const address = slipAddress('https://one.example/guide/', slip);
    expect(slipInText(address)).toEqual(slip);
    expect(slipInText(` ${encodeBase64Url(slip)}\n`)).toEqual(slip);
    for (const text of ['', 'hello', 'https://one.example/#/s/', 'https://one.example/#/s/a+b', 'A'.repeat(5_000)]) {
      expect(slipInText(text), text.slice(0, 40)).toBeNull();
    }
    expect(slipInText('a'.repeat(200))).toBeNull();
  });
});

describe('a slip on a phone', () => {
  it('is not checked where no guide is held, and nothing is kept', async () => {
    const vault = memoryVault();
    expect(await takeSlip(vault, slipOf(), options)).toMatchObject({ kind: 'unchecked' });
    expect(await vault.readNote('slips')).toBeNull();
  });

  it('of the edition that is held says so; a newer one is kept until an edition contains it', async () => {
    const { vault, kept, scan } = await phone();
    expect(await scan(slipOf({ edition: 3 }))).toMatchObject({ kind: 'held' });
    expect(await kept()).toEqual([]);
    expect(await scan(slipOf({ edition: 5 }))).toMatchObject({ kind: 'newer', slip: { edition: 5 } });
    expect(await scan(slipOf({ edition: 5, contest: 'NA-2' }))).toMatchObject({ kind: 'newer' });
    expect(await kept()).toEqual(['NA-1 5', 'NA-2 5']);
    await take(vault, testMirror({ edition: 4 }));
    expect(await kept()).toEqual(['NA-1 5', 'NA-2 5']);
    await take(vault, testMirror({ edition: 5 }));
    expect(await kept()).toEqual([]);
  });

  it('is refused as older than the guide, and than a correction that voids it', async () => {
    const { kept, scan } = await phone();
    expect(await scan(slipOf({ edition: 2 }))).toMatchObject({ kind: 'older', known: 3 });
    expect(await scan(slipOf({ edition: 6, voids: 5 }))).toMatchObject({ kind: 'newer', slip: { voids: 5 } });
    expect(await scan(slipOf({ edition: 5 }))).toMatchObject({ kind: 'older', known: 6 });
    expect(await scan(slipOf({ edition: 5, contest: 'NA-2' }))).toMatchObject({ kind: 'newer' });
    expect(await scan(slipOf({ edition: 7 }))).toMatchObject({ kind: 'newer' });
    expect(await kept()).toEqual(['NA-2 5', 'NA-1 7']);
  });

  it('is refused from strangers, of another guide, of no seat, and leaves nothing', async () => {
    const { vault, scan } = await phone();
    expect(await codeOf(scan(slipOf({}, [testKey(9)])))).toBe('trust/signatures');
    expect(await codeOf(scan(slipOf({ guide: 'f'.repeat(16) })))).toBe('trust/other-publisher');
    expect(await codeOf(scan(slipOf({ contest: 'NA-99' })))).toBe('content/no-such-region');
    expect(await codeOf(scan(new Uint8Array(100)))).toMatch(/^format\//);
    expect(await vault.readNote('slips')).toBeNull();
  });

  it('of a delegated region counts with the signature of its team alone', async () => {
    const { scan } = await phone({ southKey: team });
    expect(await scan(slipOf({ contest: 'NA-2' }, [team]))).toMatchObject({ kind: 'newer' });
    expect(await codeOf(scan(slipOf({ contest: 'NA-2' }, [testKey(2)])))).toBe('trust/signatures');
    expect(await codeOf(scan(slipOf({}, [team])))).toBe('trust/signatures');
    // Whom a new root trusts for the region is not known before an edition says it.
    const root = testRoot({ version: 2, targetsKeys: [testKey(5)] });
    const bySeat = slipOf({ contest: 'NA-2', roots: [root] }, [testKey(5)]);
    expect(await codeOf(scan(bySeat))).toBe('trust/signatures');
  });

  it('keeps at most forty', async () => {
    const { vault, scan } = await phone();
    for (let edition = 4; edition < 10; edition++) await scan(slipOf({ edition }));
    expect(await vault.readNote('slips')).toMatchObject({ slips: [expect.any(String)] });
    await vault.keepNote('slips', { slips: Array.from({ length: 41 }, () => 'A') });
    expect(await readKeptSlips(vault, options)).toEqual([]);
    await vault.keepNote('slips', { slips: ['A', encodeBase64Url(slipOf({ edition: 3, contest: 'NA-2' }))] });
    expect(await readKeptSlips(vault, options)).toEqual([]);
  });

  it('is kept although what was kept before is damaged', async () => {
    const { vault, kept, scan } = await phone();
    for (const broken of ['A', 'not base64', encodeBase64Url(new Uint8Array(80))]) {
      await vault.keepNote('slips', { slips: [broken] });
      expect(await scan(slipOf({ edition: 5 }))).toMatchObject({ kind: 'newer' });
      expect(await kept()).toEqual(['NA-1 5']);
    }
  });
});

describe('a slip with a newer root', () => {
  const newKey = testKey(5);
  // The targets key was stolen: version 2 of the root names another one.
  const root = testRoot({ version: 2, targetsKeys: [newKey] });

  it('is signed by the keys of that root, and those of before count no more', async () => {
    const { vault, kept, scan } = await phone();
    expect(await codeOf(scan(slipOf({ roots: [root] }, [testKey(2)])))).toBe('trust/signatures');
    expect(await vault.readMetadata('2.root.json')).toBeNull();
    expect(await codeOf(scan(slipOf({}, [newKey])))).toBe('trust/signatures');
    expect(await scan(slipOf({ roots: [root] }, [newKey]))).toMatchObject({ kind: 'newer' });
    expect(await vault.readMetadata('2.root.json')).toEqual(root);
    expect(await kept()).toEqual(['NA-1 4']);
    expect(await codeOf(scan(slipOf({ edition: 5 }, [testKey(2)])))).toBe('trust/signatures');
  });

  it('changes nothing where the root is nobody’s', async () => {
    const { vault, scan } = await phone();
    const forged = testRoot({ version: 2, targetsKeys: [newKey], signers: [testKey(8)] });
    expect(await codeOf(scan(slipOf({ roots: [forged] }, [newKey])))).toBe('trust/signatures');
    expect(await vault.readMetadata('2.root.json')).toBeNull();
  });
});
