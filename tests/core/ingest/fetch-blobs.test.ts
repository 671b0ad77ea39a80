import { describe, expect, it } from 'vitest';
import { encodeUtf8, sha256Hex } from '../../../src/core/bytes.ts';
import { AppError } from '../../../src/core/errors.ts';
import { fetchBlobs } from '../../../src/core/ingest/fetch-blobs.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import type { Source, Vault } from '../../../src/core/ports.ts';
import { filesSource } from '../fixture.ts';

const bytes = ['kite', 'boat', 'lamp'].map(encodeUtf8);
const blobs = bytes.map((each) => ({ sha256: sha256Hex(each), length: each.length }));
const files = new Map(bytes.map((each) => [`blobs/${sha256Hex(each)}`, each]));

describe('pictures that a screen wants now', () => {
  it('are kept, each asked for once, and not again', async () => {
    const vault = memoryVault();
    const asked: string[] = [];
    expect(await fetchBlobs(vault, filesSource(files, asked), [...blobs, ...blobs])).toBe(3);
    expect(asked).toHaveLength(3);
    expect(await vault.readFile(blobs[0]?.sha256 ?? '')).toEqual(bytes[0]);
    expect(await fetchBlobs(vault, filesSource(files, asked), blobs)).toBe(0);
    expect(asked).toHaveLength(3);
  });

  it('are left for later where nobody has them, or has other bytes', async () => {
    const vault = memoryVault();
    const some = new Map(files).set(`blobs/${blobs[0]?.sha256}`, encodeUtf8('evil'));
    some.delete(`blobs/${blobs[1]?.sha256}`);
    expect(await fetchBlobs(vault, filesSource(some), blobs)).toBe(1);
    expect([...(await vault.fileHashes())]).toEqual([blobs[2]?.sha256]);
  });

  it('end at once when the voter cancels, the device is full, or the code is wrong', async () => {
    const failing = (error: unknown): Source => ({ ...filesSource(files), read: () => Promise.reject(error) });
    const vault = memoryVault();
    await expect(fetchBlobs(vault, failing(new AppError('source/cancelled')), blobs)).rejects.toMatchObject({
      code: 'source/cancelled',
    });
    await expect(fetchBlobs(vault, failing(new TypeError('wrong')), blobs)).rejects.toThrow('wrong');
    expect(await fetchBlobs(vault, failing(new AppError('source/slow')), blobs)).toBe(0);
    const full: Vault = { ...vault, keepFiles: () => Promise.reject(new AppError('store/full')) };
    await expect(fetchBlobs(full, filesSource(files), blobs)).rejects.toMatchObject({ code: 'store/full' });
  });
});
