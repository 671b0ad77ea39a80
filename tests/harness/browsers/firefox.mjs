// Finds, or gets, Firefox: another engine, in which what a phone has to be able to do is tried once. Plain JavaScript,
// since tests/run.mjs uses it before anything is built.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall, canApt } from './apt.mjs';

const usualPlaces = {
  linux: ['/usr/bin', '/usr/local/bin', '/snap/bin', '/usr/lib/firefox-esr', '/opt/firefox'],
  darwin: ['/Applications/Firefox.app/Contents/MacOS'],
  win32: ['C:\\Program Files\\Mozilla Firefox'],
};
const names = { win32: ['firefox.exe'], darwin: ['firefox'] }[process.platform] ?? ['firefox-esr', 'firefox'];

/** The path of this machine's Firefox, or null. What the environment names must be there. */
export function findFirefox() {
  const told = process.env.NISHAN_FIREFOX;
  if (told && !existsSync(told)) throw new Error(`NISHAN_FIREFOX says ${told}, and nothing is there`);
  if (told) return told;
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...(usualPlaces[process.platform] ?? [])];
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return paths.find((path) => existsSync(path)) ?? null;
}

/** Gets it where that can be done. Returns whether it is there. In CI it has to be. */
export function prepareFirefox() {
  if (findFirefox() === null && canApt) aptInstall('firefox-esr');
  const isThere = findFirefox() !== null;
  if (!isThere && process.env.CI) throw new Error('Firefox is wanted, to test files in a second engine: install it');
  return isThere;
}
