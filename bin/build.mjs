// Builds the app's shell and the publisher's command line, by vite. `npm run build` always does; tests and `npm start` only
// when a source has changed since.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const sources = [
  'src',
  'sw',
  'public',
  'index.html',
  'vite.config.ts',
  'bin/plugins',
  'bin/output',
  'bin/first-words.mjs',
  'tsconfig.base.json',
  'package-lock.json',
];
const stamp = join(root, 'dist', 'built-from');

/** Builds both. Throws where one fails; vite has said why. */
export function build() {
  const digest = digestSources();
  for (const mode of ['pwa', 'publisher']) {
    const vite = join(dirname(require.resolve('vite/package.json')), 'bin', 'vite.js');
    const { status } = spawnSync(process.execPath, [vite, 'build', '--mode', mode, '--logLevel', 'warn'], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, NODE_ENV: 'production', NISHAN_BUILT_FROM: digest },
    });
    if (status !== 0) throw new Error(`vite build --mode ${mode} failed`);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}

/** Builds both where a source is not the one that was built last. */
export function buildWhereStale() {
  let last = '';
  try {
    last = readFileSync(stamp, 'utf8');
  } catch {
    // Never built.
  }
  if (last === digestSources()) return;
  console.log('Building the app and the command, which takes some seconds …');
  build();
}

/** By content, since a checkout gives every file a new date. */
function digestSources() {
  const hash = createHash('sha256');
  for (const path of sources.flatMap((source) => listFiles(join(root, source))).sort()) {
    const bytes = readFileSync(path);
    hash.update(`${relative(root, path).split(sep).join('/')} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

function listFiles(path) {
  try {
    return readdirSync(path).flatMap((name) => listFiles(join(path, name)));
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path];
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    build();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
