// For the bundler: the entry hashes with SHA-256 alone. Its module has five other hashes beside it, of which signatures need
// one; a module goes into one file whole, and each of its classes is made when that file starts. So core/bytes.ts gets a
// copy of the module, of which the bundler keeps what is used.
import { readFile } from 'node:fs/promises';

const hashes = '@noble/hashes/sha2.js';
const mark = '?sha256';

/** A vite plugin. */
export function oneHash() {
  return {
    name: 'one-hash',
    enforce: /** @type {const} */ ('pre'),
    /**
     * @this {import('vite').Rolldown.PluginContext}
     * @param {string} source
     * @param {string | undefined} importer
     */
    async resolveId(source, importer) {
      if (source !== hashes || !importer?.endsWith('/src/core/bytes.ts')) return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found && `${found.id}${mark}`;
    },
    /** @param {string} id */
    async load(id) {
      return id.endsWith(`/sha2.js${mark}`) ? readFile(id.slice(0, -mark.length), 'utf8') : null;
    },
  };
}
