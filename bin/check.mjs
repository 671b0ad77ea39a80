// `npm run check`: formatter and linter, the types of every room, and what nobody uses. Runs all of them, then says which
// failed. `types` or `lint` as an argument runs that part alone.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

const rooms = ['sw', 'tests', ...readdirSync(join(root, 'src')).map((room) => `src/${room}`)];
const parts = {
  lint: [['@biomejs/biome', 'check', '--error-on-warnings', '.']],
  types: ['.', ...rooms.filter(isRoom)].map((room) => ['typescript', '-p', join(room, 'tsconfig.json')]),
  unused: [['knip', '--no-progress']],
};

const wanted = process.argv.slice(2);
const failed = [];
for (const [part, commands] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(part)) continue;
  for (const [name, ...args] of commands) {
    const { status } = spawnSync(process.execPath, [executableOf(name), ...args], { cwd: root, stdio: 'inherit' });
    if (status !== 0) failed.push([part, ...args].join(' '));
  }
}
for (const command of failed) console.error(`failed: ${command}`);
console.log(failed.length === 0 ? 'check: all good' : `check: ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** A room that is still empty has nothing to check, and tsc calls that an error. */
function isRoom(room) {
  if (!existsSync(join(root, room, 'tsconfig.json'))) return false;
  return readdirSync(join(root, room), { recursive: true }).some((name) => /\.tsx?$/.test(name));
}

/** A package's own command, so that no shell and no `.cmd` file stands between. */
function executableOf(name) {
  const path = join(root, 'node_modules', ...name.split('/'), 'package.json');
  const { bin } = require(path);
  return join(dirname(path), typeof bin === 'string' ? bin : (bin[name] ?? bin.tsc ?? Object.values(bin)[0]));
}
