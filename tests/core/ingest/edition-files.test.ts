// How many files of an edition are asked for at once, whoever asks.
import { expect, it } from 'vitest';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { EditionFiles, requestsAtOnce } from '../../../src/core/ingest/edition-files.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import type { FileRef, Source } from '../../../src/core/ports.ts';

const bytesOf = (i: number): Uint8Array => Uint8Array.of(i);
const fileOf = (i: number): FileRef => {
  const sha256 = sha256Hex(bytesOf(i));
  return { path: `blobs/${sha256}`, sha256, length: 1 };
};
const view = { edition: 1, issued: '2027-01-25T10:00:00Z', findTarget: async () => null, metadata: () => new Map() };

it('is as many as a slow line needs and no more, pictures and shards together', async () => {
  const byPath = new Map(Array.from({ length: 30 }, (_, i) => [fileOf(i).path, bytesOf(i)]));
  let [open, most] = [0, 0];
  const source: Source = {
    async read(path, _, accept) {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setTimeout(resolve, 1));
      open--;
      const bytes = byPath.get(path);
      return bytes ? accept(bytes) : null;
    },
    readEach: async () => 0,
  };
  const vault = memoryVault();
  const files = new EditionFiles(view, new Set(), vault, source);
  const asking = Array.from({ length: 30 }, (_, i) =>
    i % 2
      ? files.fetch(fileOf(i))
      : files.read(fileOf(i), (packed) => (packed instanceof Uint8Array ? packed[0] : null)),
  );
  expect(await Promise.all(asking)).toEqual(asking.map((_, i) => (i % 2 ? true : i)));
  expect(most).toBe(requestsAtOnce);
  expect((await vault.fileHashes()).size).toBe(30);
});
