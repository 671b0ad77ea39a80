// Takes each defence of defences.json out of a copy of the source, one at a time, runs the tests that should notice, and
// names the one that fails. Two defences are tried side by side, each in a copy of its own.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

const top = resolve(import.meta.dirname, '../..');
const copied = [
  'public',
  'src',
  'sw',
  'tests',
  'bin',
  'docs',
  'index.html',
  'package.json',
  'package-lock.json',
  'vitest.config.ts',
  'vite.config.ts',
  'tsconfig.base.json',
];
const copies = 2;
const timeoutMs = 180_000;
/** For all tests that are concerned, before anything is taken out. */
const wholeTimeoutMs = 1_800_000;

/**
 * Tries every defence whose name is wanted, and prints what noticed it.
 * @param {(name: string) => boolean} isWanted
 * @returns how many were noticed and how many were not; both 0 where no name is wanted
 * @throws Error where a test fails although nothing was taken out: it would seem to notice everything
 */
export async function tryDefences(isWanted) {
  const all = JSON.parse(readFileSync(join(import.meta.dirname, 'defences.json'), 'utf8'));
  const left = all.filter(({ name }) => isWanted(name));
  const files = [...new Set(left.flatMap(({ tests }) => tests))];
  const folder = mkdtempSync(join(tmpdir(), 'nishan-mutate-'));
  let noticed = 0;
  let missed = 0;
  const work = async (copy) => {
    for (let defence = left.shift(); defence; defence = left.shift()) {
      const result = await tryWithout(copy, defence);
      if (result.noticed) noticed++;
      else missed++;
      console.log(
        `${result.noticed ? 'noticed' : 'MISSED '}  ${defence.name}  (${defence.file})\n           ${result.by}`,
      );
    }
  };
  try {
    const made = Array.from({ length: Math.min(copies, left.length) }, (_, i) => makeCopy(join(folder, String(i))));
    if (made[0]) await refuseFailing(made[0], files);
    await Promise.all(made.map(work));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return { noticed, missed };
}

function makeCopy(copy) {
  for (const entry of copied) cpSync(join(top, entry), join(copy, entry), { recursive: true });
  symlinkSync(join(top, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

/** What fails beside everything else is asked once more, file by file: a busy machine is no defence. */
async function refuseFailing(copy, files) {
  let left = files;
  for (const options of [
    ['--bail', '0', '--maxWorkers', String(copies)],
    ['--maxWorkers', '1'],
  ]) {
    const { status, failures, failedFiles } = await runTests(copy, left, options, wholeTimeoutMs);
    if (status === 0) return;
    if (failedFiles.length === 0) throw new Error(`tests cannot be run: ${status}`);
    if (options[0] !== '--bail') throw new Error(`tests fail with every defence in its place: ${failures[0]}`);
    left = failedFiles;
  }
}

/** Runs the defence's tests with it taken out of the copy, and puts it back. */
async function tryWithout(copy, { file, find, replace, tests, only }) {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(find).length !== 2) return { noticed: false, by: `"${find}" does not stand there exactly once` };
  writeFileSync(
    path,
    source.replace(find, () => replace),
  );
  try {
    const { status, failures } = await runTests(copy, tests, [
      '--bail',
      '1',
      '--maxWorkers',
      '1',
      ...(only ? ['-t', only] : []),
    ]);
    if (failures.length > 0) return { noticed: true, by: failures[0] };
    return status === 'timeout'
      ? { noticed: true, by: 'the tests never end' }
      : { noticed: false, by: `ran ${tests.join(' ')}${only ? ` for "${only}"` : ''}` };
  } finally {
    writeFileSync(path, source);
  }
}

/** @returns the exit status or "timeout", the names of the tests that failed, and their files */
async function runTests(copy, tests, options, endMs = timeoutMs) {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const vitest = join(top, 'node_modules/vitest/vitest.mjs');
  // Threads, since they end with their process even where a test never does.
  const fixed = ['run', '--project', 'unit', '--pool', 'threads', '--reporter', 'json'];
  const args = [vitest, ...fixed, '--outputFile', report, ...options, ...tests];
  const status = await new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: copy, stdio: 'ignore' });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      done('timeout');
    }, endMs);
    child.on('exit', (code) => {
      clearTimeout(timer);
      done(code);
    });
  });
  return { status, ...failuresIn(report, copy) };
}

/**
 * The names of the failing tests, and the files that they stand in, or that did not even load. A file that does not load
 * does not count as a test that noticed.
 */
function failuresIn(report, copy) {
  let results;
  try {
    results = JSON.parse(readFileSync(report, 'utf8')).testResults;
  } catch {
    return { failures: [], failedFiles: [] };
  }
  const failures = results.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  );
  const failedFiles = results.filter(({ status }) => status === 'failed').map(({ name }) => relative(copy, name));
  return { failures, failedFiles };
}
