// Finds, or gets, nginx: the recipe in docs/recipes/nginx.conf is tested with the real one. Plain JavaScript, since
// tests/run.mjs uses it before anything is built.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall, canApt } from '../browsers/apt.mjs';

const usualPlaces = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'];

/** The path of this machine's nginx, or null. */
export function findNginx() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...usualPlaces];
  const found = folders.find((folder) => folder !== '' && existsSync(join(folder, 'nginx')));
  return found === undefined ? null : join(found, 'nginx');
}

/** Gets it where that can be done: the system's package, as root. Returns whether it is there. In CI it has to be. */
export function prepareNginx() {
  if (findNginx() === null && canApt) aptInstall('nginx-light');
  const isThere = findNginx() !== null;
  if (!isThere && process.env.CI) throw new Error('nginx is wanted, to test docs/recipes/nginx.conf: install it');
  return isThere;
}
