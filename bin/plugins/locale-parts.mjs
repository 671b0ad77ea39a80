// For the bundler: parts of a locale file. `ur.json?name` is the language's own name and what stands in for it, so
// that a list of languages does not carry every language's texts; `?first` what the first answer says, `?rest` what comes after it.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { firstWordKeys, isFirstFailure } from '../first-words.mjs';

const asked = /^(.*\/locales\/[^/]+\.json)\?(name|first|rest)$/;

/** A vite plugin. */
export function localeParts() {
  return {
    name: 'locale-parts',
    enforce: /** @type {const} */ ('pre'),
    /** @param {string} id */
    async load(id) {
      const [, path, part] = asked.exec(id) ?? [];
      if (path === undefined) return null;
      const locale = JSON.parse(await readFile(path, 'utf8'));
      const code =
        part === 'name'
          ? `export default ${JSON.stringify(namePart(locale, await readEnglish(path)))};`
          : `export default ${JSON.stringify(part === 'first' ? firstPart(locale) : restPart(locale))};`;
      return { code, moduleType: /** @type {const} */ ('js') };
    },
  };
}

/**
 * @param {{ nativeName: string, also?: string[], fallback?: string, words: object }} locale
 * @param {{ words: object }} english
 */
function namePart({ nativeName, also, fallback, words }, english) {
  const isPart = Object.keys(english.words).some((key) => !(key in words)) || undefined;
  return { nativeName, also, fallback, isPart };
}

/** @param {string} path of a locale file */
async function readEnglish(path) {
  return JSON.parse(await readFile(join(dirname(path), 'en.json'), 'utf8'));
}

/** @param {{ words: object, errors: object }} locale */
export function firstPart({ words, errors, ...rest }) {
  const first = firstWordKeys(Object.keys(words));
  return {
    ...rest,
    words: pick(words, (key) => first.has(key)),
    errors: pick(errors, isFirstFailure),
  };
}

/** @param {{ words: object, errors: object }} locale */
export function restPart({ words, errors }) {
  const first = firstWordKeys(Object.keys(words));
  return { words: pick(words, (key) => !first.has(key)), errors: pick(errors, (code) => !isFirstFailure(code)) };
}

/**
 * @param {object} texts
 * @param {(key: string) => boolean} isWanted
 */
function pick(texts, isWanted) {
  return Object.fromEntries(Object.entries(texts).filter(([key]) => isWanted(key)));
}
