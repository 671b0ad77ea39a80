// `npm run mutate`: takes each defence of defences.json out of a copy of the source, one at a time, runs the tests that
// should notice, and names the one that fails. A defence whose removal no test notices fails the run.
// `npm run mutate -- rollback` runs those with that word in their name.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const top = resolve(import.meta.dirname, '../..');
const copied = [
  'src',
  'sw',
  'tests',
  'bin',
  'package.json',
  'vitest.config.ts',
  'vite.config.ts',
  'tsconfig.base.json',
];
const timeoutMs = 180_000;

const wanted = process.argv[2] ?? '';
const defences = JSON.parse(readFileSync(join(import.meta.dirname, 'defences.json'), 'utf8')).filter(({ name }) =>
  name.includes(wanted),
);

const copy = mkdtempSync(join(tmpdir(), 'nishan-mutate-'));
let missed = 0;
try {
  for (const entry of copied) cpSync(join(top, entry), join(copy, entry), { recursive: true });
  symlinkSync(join(top, 'node_modules'), join(copy, 'node_modules'), 'junction');
  for (const defence of defences) {
    const { noticed, by } = await tryWithout(defence);
    if (!noticed) missed++;
    console.log(`${noticed ? 'noticed' : 'MISSED '}  ${defence.name}  (${defence.file})\n           ${by}`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
}
console.log(`${defences.length - missed} defences noticed, ${missed} missed`);
process.exitCode = missed === 0 && defences.length > 0 ? 0 : 1;

/** Runs the defence's tests with it taken out of the copy, and puts it back. */
async function tryWithout({ file, find, replace, tests }) {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(find).length !== 2) return { noticed: false, by: `"${find}" does not stand there exactly once` };
  writeFileSync(
    path,
    source.replace(find, () => replace),
  );
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  try {
    const status = await runTests(tests, report);
    const failures = failuresIn(report);
    if (failures.length > 0) return { noticed: true, by: failures[0] };
    return status === 'timeout'
      ? { noticed: true, by: 'the tests never end' }
      : { noticed: false, by: `ran ${tests.join(' ')}` };
  } finally {
    writeFileSync(path, source);
  }
}

function runTests(tests, report) {
  return new Promise((done) => {
    const vitest = join(top, 'node_modules/vitest/vitest.mjs');
    const args = [
      vitest,
      'run',
      '--project',
      'unit',
      '--bail',
      '1',
      '--reporter',
      'json',
      '--outputFile',
      report,
      ...tests,
    ];
    const child = spawn(process.execPath, args, { cwd: copy, stdio: 'ignore' });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      done('timeout');
    }, timeoutMs);
    child.on('exit', (status) => {
      clearTimeout(timer);
      done(status);
    });
  });
}

/** The names of the failing tests; a file that does not even load does not count as a test that noticed. */
function failuresIn(report) {
  let results;
  try {
    results = JSON.parse(readFileSync(report, 'utf8')).testResults;
  } catch {
    return [];
  }
  return results.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  );
}
