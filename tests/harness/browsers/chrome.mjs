// Finds, or gets, the browsers that tests drive: the machine's own Chrome or Chromium, the same without its window (a
// tenth of the work to start), and Chromium 110 (the floor) out of its npm package. Plain JavaScript, since tests/run.mjs uses it before anything is built.
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { aptInstall, canApt } from './apt.mjs';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../../../', import.meta.url));

const usualPlaces = {
  linux: ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome', '/opt/chromium.org/chromium'],
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS', '/Applications/Chromium.app/Contents/MacOS'],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData']
    .map((name) => process.env[name])
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, 'Google', 'Chrome', 'Application')),
};
const names = {
  linux: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'],
  darwin: ['Google Chrome', 'Chromium'],
  win32: ['chrome.exe'],
};

/** The path of a Chrome or Chromium of this machine, or null. What the environment names must be there. */
export function findChrome() {
  for (const name of ['NISHAN_CHROME', 'CHROME_PATH']) {
    const told = process.env[name];
    if (!told) continue;
    if (!existsSync(told)) throw new Error(`${name} says ${told}, and nothing is there`);
    return told;
  }
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...(usualPlaces[process.platform] ?? [])];
  for (const name of names[process.platform] ?? names.linux) {
    for (const folder of folders) {
      if (folder !== '' && existsSync(join(folder, name))) return join(folder, name);
    }
  }
  return playwrightChrome();
}

function playwrightChrome() {
  const path = require('playwright-core').chromium.executablePath();
  return path !== '' && existsSync(path) ? path : null;
}

const shellNames = ['chromium-headless-shell', 'chrome-headless-shell', 'headless_shell'];

/** The path of the Chromium that has no window at all, or null: pages run in it as in the whole one. */
export function findHeadlessShell() {
  const told = process.env.NISHAN_HEADLESS_SHELL;
  if (told !== undefined) return told === '' ? null : told;
  if (process.platform !== 'linux') return null;
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...usualPlaces.linux].filter((name) => name !== '');
  const paths = shellNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  return paths.find((path) => existsSync(path)) ?? null;
}

/** Gets it where that can be done. Without it the whole browser does all. */
export function prepareHeadlessShell() {
  if (findHeadlessShell() === null && canApt) aptInstall('chromium-headless-shell');
  return findHeadlessShell();
}

/** Gets a Chromium where there is none: the system's package as root, else Playwright's own. Throws, saying how. */
export function installChrome() {
  if (canApt) aptInstall('chromium');
  if (findChrome() === null)
    spawnSync(process.execPath, [playwrightCommand(), 'install', 'chromium'], { stdio: 'inherit' });
  const found = findChrome();
  if (found !== null) return found;
  throw new Error(
    'No Chrome or Chromium was found, and none could be installed. Install one, or name it in NISHAN_CHROME.',
  );
}

function playwrightCommand() {
  return join(dirname(require.resolve('playwright-core/package.json')), 'cli.js');
}

/** The package has a build for Linux on x64 alone: elsewhere there are no tests of the floor. */
export const hasOldChromium = process.platform === 'linux' && process.arch === 'x64';

/**
 * Unpacks Chromium 110 below .cache, once, and sees to the libraries that it wants from the system.
 * @returns the path of its executable
 */
export async function prepareOldChromium() {
  if (!hasOldChromium) throw new Error('Chromium 110 from npm runs on Linux x64 alone');
  const path = join(root, '.cache', 'chromium-110', 'chromium');
  if (!existsSync(path)) await unpack(path);
  if (missingLibraries(path).length > 0 && canApt) aptInstall('libnss3', 'libnspr4', 'libexpat1');
  const missing = missingLibraries(path);
  if (missing.length === 0) return path;
  throw new Error(`Chromium 110 needs ${missing.join(', ')}: install libnss3, libnspr4 and libexpat1`);
}

async function unpack(path) {
  const packed = join(dirname(require.resolve('@sparticuz/chromium/package.json')), 'bin', 'chromium.br');
  mkdirSync(dirname(path), { recursive: true });
  // Renamed at the end, so that a run that was stopped leaves no half a browser.
  const partial = `${path}.${process.pid}`;
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(partial, { mode: 0o755 }));
  renameSync(partial, path);
}

function missingLibraries(path) {
  const { stdout } = spawnSync('ldd', [path], { encoding: 'utf8' });
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}
