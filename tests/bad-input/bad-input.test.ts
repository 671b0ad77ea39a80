// The corpus of files that nobody should take in: each refused by its own code, what was here still here, and memory
// bounded. NISHAN_FIGURES=1 prints the figures.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { localeParts } from '../../bin/plugins/locale-parts.mjs';
import { badFiles } from './corpus.ts';

let folder = '';
let codes: Readonly<Record<string, string>> = {};
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nishan-bad-'));
  mkdirSync(join(folder, 'files'));
  const files = badFiles();
  for (const { name, bytes, paddedTo } of files) {
    writeFileSync(join(folder, 'files', name), bytes);
    // A hole: it takes no room on the disk.
    if (paddedTo !== undefined) truncateSync(join(folder, 'files', name), paddedTo);
  }
  codes = Object.fromEntries(files.map(({ name, code }) => [name, code]));
  await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    plugins: [localeParts()],
    build: {
      ssr: resolve(import.meta.dirname, 'child.ts'),
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'child.mjs', chunkFileNames: '[name].mjs' } },
    },
    ssr: { noExternal: true },
  });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('refuses each file by its own code, keeps what was here, and stays small', { timeout: 120_000 }, () => {
  const child = spawnSync(
    process.execPath,
    ['--no-warnings', '--max-old-space-size=96', join(folder, 'child.mjs'), join(folder, 'files')],
    {
      encoding: 'utf8',
      timeout: 110_000,
    },
  );
  expect(child.stderr).toBe('');
  expect(child.status).toBe(0);
  const seen: Record<string, { code: string; peakBytes: number; isKept: boolean }> = JSON.parse(child.stdout);
  if (process.env.NISHAN_FIGURES) {
    const lines = Object.entries(seen).map(([name, { code, peakBytes }]) => `${name}: ${code}, ${peakBytes} bytes`);
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  expect(Object.fromEntries(Object.entries(seen).map(([name, { code }]) => [name, code]))).toEqual(codes);
  expect(Object.values(seen).filter(({ isKept }) => !isKept)).toEqual([]);
  expect(Math.max(...Object.values(seen).map(({ peakBytes }) => peakBytes))).toBeLessThan(100_000_000);
});
