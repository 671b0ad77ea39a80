// Finds, or gets, WebKitGTK with its driver, and a screen for it where the machine has none: the third engine. Plain
// JavaScript beside firefox.mjs; only long tests use it.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall, canApt } from './apt.mjs';

/** The path of a program of this machine, or null. */
function find(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

const browserPlaces = ['4.1', '6.0', '4.0'].flatMap((version) => [
  `/usr/lib/x86_64-linux-gnu/webkit${version === '6.0' ? '' : '2'}gtk-${version}/MiniBrowser`,
  `/usr/lib/aarch64-linux-gnu/webkit${version === '6.0' ? '' : '2'}gtk-${version}/MiniBrowser`,
  `/usr/libexec/webkit2gtk-${version}/MiniBrowser`,
]);

/** What is needed, or null where a part of it is missing. */
export function findWebkit() {
  const driver = find('WebKitWebDriver');
  const screen = find('Xvfb');
  const browser = browserPlaces.find((path) => existsSync(path)) ?? null;
  return driver && browser && screen ? { driver, browser, screen } : null;
}

/** Gets them where that can be done. Returns what is there. In CI they have to be. */
export function prepareWebkit() {
  if (findWebkit() === null && canApt) aptInstall('webkit2gtk-driver', 'xvfb');
  const found = findWebkit();
  if (found === null && process.env.CI)
    throw new Error('WebKitGTK is wanted, to test a third engine: install webkit2gtk-driver and xvfb');
  return found;
}
