// Gets the system's packages where that can be done: Debian's and its like, as root. Plain JavaScript, since tests/run.mjs
// uses it before anything is built.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export const canApt = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Says on the terminal what it does. What it could not get is not there afterwards: look for it. */
export function aptInstall(...packages) {
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-q'], options);
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], options);
}
