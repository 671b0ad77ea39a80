// The fuzzer's own measure of memory: an input that takes too much is found, a target that keeps too much is found and told
// apart, and what only waits to be gathered is no finding.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const run = fileURLToPath(new URL('../fuzz/run.mjs', import.meta.url));

it('finds what is planted and nothing else', async () => {
  const args = [run, '--planted', '--runs', '180000'];
  const { code, out } = await new Promise<{ code: unknown; out: string }>((resolve) => {
    execFile(process.execPath, args, (error, stdout) => resolve({ code: error?.code, out: stdout }));
  });
  expect(out).toContain('FOUND memory in takes-400-mb: more than 320 MB; this input takes it alone');
  expect(out).toMatch(/FOUND memory in keeps-64-kb-each: more than 320 MB; alone it takes \d+ MB: more is kept/);
  // Its inflaters are some 16 kB each: a gigabyte, were they not let go.
  expect(out).toMatch(/leaves-garbage: 60000 inputs, .*refused 60000/);
  expect(out).toContain('2 findings');
  expect(code).toBe(1);
});
