// `npm run bench`: measures, and prints each figure beside its goal. `npm run bench -- sizes` runs the files with that
// word in their name. Nothing fails for being slow: figures are to be read.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildWhereStale } from '../../bin/build.mjs';

const top = resolve(import.meta.dirname, '../..');
const data = resolve(top, '../shared/data');
buildWhereStale();
const vitest = join(top, 'node_modules/vitest/vitest.mjs');
const env = { ...process.env };
if (!env.NISHAN_DATA && existsSync(data)) env.NISHAN_DATA = data;
const args = [vitest, 'run', '--project', 'bench', '--reporter', join(import.meta.dirname, 'table-reporter.mjs')];
const { status } = spawnSync(process.execPath, [...args, ...process.argv.slice(2)], {
  cwd: top,
  stdio: 'inherit',
  env,
});
process.exitCode = status ?? 1;
