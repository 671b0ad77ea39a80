// For the bundler: parts of a locale file. `ur.json?name` is the language's own name alone, so that a list of languages
// does not carry every language's texts; `?first` what the first answer says, `?rest` what comes after it.
import { readFile } from 'node:fs/promises';
import { firstWordKeys, isFirstFailure } from './first-words.mjs';

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
          ? `export const nativeName = ${JSON.stringify(locale.nativeName)};`
          : `export default ${JSON.stringify(part === 'first' ? firstPart(locale) : restPart(locale))};`;
      return { code, moduleType: /** @type {const} */ ('js') };
    },
  };
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
