// Hostile sizes in a small process: every parser refuses by its own error, inflates no more than its cap, and the
// process lives with a heap of 128 MB.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { deflateSync, zipSync } from 'fflate';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { maxInflatedBytes } from '../../src/core/guide/format/pack.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const packed = (value: string): Uint8Array => deflateSync(text(value));
/** Made here, in a large process, and read by the small one. */
const inputs = (): Record<string, Uint8Array> => ({
  bomb: packed(' '.repeat(100_000_000)),
  objects: packed(`[${'{},'.repeat(2_000_000)}{}]`),
  numbers: packed(`{"format":1,"id":[${'1,'.repeat(3_000_000)}1]}`),
  texts: packed(`{"format":1,"code":[${'"a",'.repeat(1_500_000)}"a"]}`),
  keys: packed(`{${Array.from({ length: 400_000 }, (_, i) => `"k${i}":0`).join()}}`),
  metadata: text(`{"signatures":[],"signed":{"_type":"x","a":[${'{},'.repeat(1_600_000)}{}]}}`),
  zip: zipSync(Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`a${i}`, new Uint8Array(0)])), {
    level: 0,
  }),
});

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nishan-memory-'));
  for (const [name, bytes] of Object.entries(inputs())) writeFileSync(join(folder, name), bytes);
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: resolve(import.meta.dirname, 'memory-child.ts'),
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'child.mjs' } },
    },
    ssr: { noExternal: true },
  });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('no input makes a parser make more than its cap', { timeout: 120_000 }, () => {
  const child = spawnSync(process.execPath, ['--max-old-space-size=128', join(folder, 'child.mjs'), folder], {
    encoding: 'utf8',
    timeout: 110_000,
  });
  expect(child.stderr).toBe('');
  expect(child.status).toBe(0);
  const { refusals, mostInflated, peakBytes } = JSON.parse(child.stdout);
  expect(Object.keys(refusals)).toHaveLength(51);
  for (const [input, code] of Object.entries(refusals)) expect(`${input}: ${code}`).toMatch(/: format\//);
  expect(mostInflated).toBeLessThanOrEqual(maxInflatedBytes);
  expect(peakBytes).toBeLessThan(400_000_000);
});
