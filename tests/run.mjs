// `npm test` and `npm run test:long`: sees to browsers and builds, runs every test, and ends with one plain line. What is
// missing is got or fails; only tests on the real data may skip, and none of them where CI has the data. The long run also
// takes each defence out and counts it as a test: failed where nothing notices.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWhereStale } from '../bin/build.mjs';
import {
  findChrome,
  hasOldChromium,
  installChrome,
  prepareHeadlessShell,
  prepareOldChromium,
} from './harness/browsers/chrome.mjs';
import { prepareFirefox } from './harness/browsers/firefox.mjs';
import { prepareNginx } from './harness/servers/nginx.mjs';
import { tryDefences } from './mutate/try-defences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const report = join(root, '.cache', 'test-report.json');

const args = process.argv.slice(2);
const isLong = args.includes('--long');
const filters = args.filter((arg) => arg !== '--long');

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error.message);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}

async function main() {
  process.env.NISHAN_CHROME = findChrome() ?? installChrome();
  if (prepareHeadlessShell() === null)
    console.log('Without chromium-headless-shell the whole browser does all: slower.');
  if (hasOldChromium) await prepareOldChromium();
  else console.log('Chromium 110 exists for Linux on x64 alone: its tests are left out on this machine.');
  if (!prepareFirefox()) console.log('Firefox is not here: its test is left out on this machine.');
  if (!prepareNginx()) console.log('nginx is not here: the test of its recipe is left out on this machine.');
  findData();
  buildWhereStale();
  const status = await runVitest();
  const defences = isLong && filters.length === 0 ? await countDefences() : { noticed: 0, missed: 0 };
  return conclude(status, readReport(), defences);
}

function findData() {
  const beside = join(root, '..', 'shared', 'data');
  if (process.env.NISHAN_DATA === undefined && existsSync(beside)) process.env.NISHAN_DATA = beside;
}

function runVitest() {
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const projects = ['unit', 'e2e', ...(isLong ? ['long'] : [])].flatMap((name) => ['--project', name]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', ...projects, ...reporters, ...filters], {
    cwd: root,
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.on('close', resolve));
}

function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { testResults: [] };
  }
}

/** Where they cannot be tried at all, that is one failure. */
async function countDefences() {
  try {
    return await tryDefences(() => true);
  } catch (error) {
    console.error(error.message);
    return { noticed: 0, missed: 1 };
  }
}

/** Counts for itself: a file that could not even be loaded is a failure too. */
function conclude(status, { testResults }, { noticed, missed }) {
  const tests = testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === 'passed').length;
  const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed');
  const broken = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  let failed = tests.filter((test) => test.status === 'failed').length + broken.length;
  if (failed === 0 && (status !== 0 || passed === 0)) failed = 1;
  failed += missed;
  if (process.env.CI && process.env.NISHAN_DATA && skipped.length > 0) {
    for (const test of skipped) console.log(`skipped although the data is here: ${test.fullName}`);
    failed += skipped.length;
  }
  const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
  console.log(`${passed + noticed} passed, ${failed} failed${tail}`);
  return failed === 0 ? 0 : 1;
}
