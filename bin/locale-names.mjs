// For the bundler: `ur.json?name` is the language's own name alone, so that a list of languages does not carry every
// language's texts.
import { readFile } from 'node:fs/promises';

const named = /\/locales\/[^/]+\.json\?name$/;

/** A vite plugin. */
export function localeNames() {
  return {
    name: 'locale-names',
    enforce: /** @type {const} */ ('pre'),
    /** @param {string} id */
    async load(id) {
      if (!named.test(id)) return null;
      const { nativeName } = JSON.parse(await readFile(id.slice(0, -'?name'.length), 'utf8'));
      return {
        code: `export const nativeName = ${JSON.stringify(nativeName)};`,
        moduleType: /** @type {const} */ ('js'),
      };
    },
  };
}
