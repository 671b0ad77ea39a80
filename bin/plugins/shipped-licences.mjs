// For the bundler: `package-lock.json?licences` is whose work ships to voters, read from the lockfile and from the packages
// that it names, for what the rooms of voters import. Contacts of authors are left out: the app names no other host.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const asked = /\/package-lock\.json\?licences$/;
/** What a voter's phone loads; the author's half of core/tuf is the publisher's alone. */
const rooms = [
  'src/core',
  'src/words',
  'src/paper',
  'src/io',
  'src/app',
  'src/carrier',
  'src/seat-page',
  'src/early',
  'sw',
];
const isOfPublisher = (path) => path.includes(join('core', 'tuf', 'author'));
const imported = /(?:from|import)\s*\(?\s*'((?:@[\w-]+\/)?[a-z][\w-]*)[^']*'/g;

/** A vite plugin. */
export function shippedLicences() {
  return {
    name: 'shipped-licences',
    enforce: /** @type {const} */ ('pre'),
    /** @param {string} id */
    async load(id) {
      if (!asked.test(id)) return null;
      const { packages, texts } = shippedLicenceTexts();
      return {
        code: `export const packages = ${JSON.stringify(packages)};\nexport const texts = ${JSON.stringify(texts)};`,
        moduleType: /** @type {const} */ ('js'),
      };
    },
  };
}

/** Every package that ships, by name, and each text once with the packages that it goes for. */
export function shippedLicenceTexts() {
  const found = shippedPackages();
  const texts = [...new Set(found.map(({ text }) => text))].map((text) => ({
    names: found.filter((each) => each.text === text).map(({ name }) => name),
    text,
  }));
  return { packages: found.map(({ text: _, ...rest }) => rest), texts };
}

/** Each with its version, its licence, whose it is, and the licence's text. */
function shippedPackages() {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const names = new Set();
  const add = (name) => {
    const entry = lock[`node_modules/${name}`];
    // What is not locked is no package: a module of the platform or of the bundler.
    if (!entry || names.has(name) || name.startsWith('@types/')) return;
    names.add(name);
    for (const needed of Object.keys(entry.dependencies ?? {})) add(needed);
  };
  for (const path of rooms.flatMap((room) => filesBelow(join(root, room)))) {
    if (isOfPublisher(path)) continue;
    const source = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
    for (const [, name] of source.replace(/^import type .*$/gm, '').matchAll(imported)) add(name);
  }
  return [...names].sort().map((name) => {
    const { version, license } = lock[`node_modules/${name}`];
    return { name, version, licence: license, ...readLicence(name, license) };
  });
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Of two licences that may be chosen from, the shorter one's text. */
function readLicence(name, license) {
  const folder = join(root, 'node_modules', ...name.split('/'));
  const file = ['LICENSE-MIT', 'LICENSE', 'LICENSE.md', 'license'].find((each) => existsSync(join(folder, each)));
  if (!file) throw new Error(`${name} (${license}) has no text of its licence`);
  const lines = readFileSync(join(folder, file), 'utf8').split(/\r?\n/).map(withoutContact);
  const isNotice = (line) => /^copyright\b.*\d{4}/i.test(line);
  const isTitle = (line) => /^(the )?(mit|isc) license( \((mit|isc)\))?$/i.test(line);
  const paragraphs = lines
    .filter((line) => !isNotice(line) && !isTitle(line))
    .join('\n')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim());
  return {
    notice: lines.filter(isNotice).join('; '),
    text: paragraphs.filter((paragraph) => paragraph !== '').join('\n\n'),
  };
}

function withoutContact(line) {
  return line
    .replace(/,? and is also available with a FAQ at:.*$/i, '.')
    .replace(/\s*[(<](https?:\/\/[^)>]*|[^)>\s]+@[^)>\s]+)[)>]/g, '')
    .replace(/\s*https?:\/\/\S+/g, '')
    .trim();
}
