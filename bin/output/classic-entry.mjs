// For the bundler: the app's entry as a classic script. A browser keeps what it compiled of a script that a worker answers, and
// takes it again for classic ones alone (decision 45). What later files import from the entry they read from one frozen
// object; where that would not be the same as an import, the build fails.
import { Script } from 'node:vm';
import { exportsOf, fixedImports, isReassigned, metaReads, namesIn, staticImports } from './module-syntax.mjs';

/** What the entry hands over, as a property of the page's own object. */
const handedOver = 'nishanEntry';

/**
 * A vite plugin.
 * @returns {import('vite').Plugin}
 */
export function classicEntry() {
  /** The entry's file, once it is named. @type {string | undefined} */
  let present;
  return {
    name: 'classic-entry',
    apply: 'build',
    // Asked for ahead of a later file as a module, the entry would be read and compiled a second time.
    config: () => ({
      build: { modulePreload: { resolveDependencies: (_, paths) => paths.filter((path) => path !== present) } },
    }),
    // After the minifier, so that names are final; before files are named by what they hold.
    renderChunk: {
      order: 'post',
      handler(code, chunk, _options, { chunks }) {
        refuseCycles(chunks);
        const entries = Object.values(chunks).filter(({ isEntry }) => isEntry);
        const [entry] = entries;
        if (!entry || entries.length > 1) throw new Error('classic-entry: an app has one entry');
        const tree = this.parse(code);
        return chunk.isEntry ? asScript(code, tree, chunk.fileName) : withoutImport(code, tree, baseOf(entry.fileName));
      },
    },
    generateBundle: {
      order: 'pre',
      handler(_options, bundle) {
        present = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry)?.fileName;
      },
    },
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        const page = html.replace(/<script type="module"( crossorigin src="[^"]*")>/, '<script defer$1>');
        if (page === html) throw new Error('classic-entry: the page names its script in another way');
        return page;
      },
    },
  };
}

/**
 * @param {string} code
 * @param {import('./module-syntax.mjs').Node} tree
 * @param {string} fileName
 */
export function asScript(code, tree, fileName) {
  if (staticImports(tree).length > 0) throw new Error('classic-entry: the entry imports a file at once');
  const { from, names } = exportsOf(tree);
  for (const { local } of names) {
    if (isReassigned(tree, local)) throw new Error(`classic-entry: "${local}" is handed over and changes later`);
  }
  const used = namesIn(tree);
  let meta = 'm';
  while (used.has(meta)) meta += 'm';
  let body = code.slice(0, from);
  for (const { start, end, name } of metaReads(tree).reverse()) {
    // The bundler's own helper asks whether there is anything else than the address.
    body = `${body.slice(0, start)}${name === 'url' ? meta : 'void 0'}${body.slice(end)}`;
  }
  // Below the app's own page, also where a seat's page imports it: its address has become that one by then.
  const folder = JSON.stringify(fileName.replace(/[^/]*$/, ''));
  const given = names.map(({ local, exported }) => `${exported}:${local}`).join();
  const hand = `self.${handedOver}=Object.freeze({${given}})`;
  const script = `(()=>{"use strict";const ${meta}=new URL(${folder},document.baseURI).href;${body.trimEnd()}\n${hand}})();\n`;
  new Script(script);
  return { code: script, map: null };
}

/**
 * @param {string} code
 * @param {import('./module-syntax.mjs').Node} tree
 * @param {string} entry the entry's name without its folder
 */
export function withoutImport(code, tree, entry) {
  let result = code;
  for (const { start, end, pairs } of fixedImports(tree, (path) => baseOf(path) === entry).reverse()) {
    const read = pairs.length === 0 ? '' : `const{${pairs.join()}}=${handedOver};`;
    result = result.slice(0, start) + read + result.slice(end);
  }
  return result === code ? null : { code: result, map: null };
}

/**
 * Files that import each other would meet names that are not there yet: an import is there before its file runs, what is read is not.
 * @param {Readonly<Record<string, { readonly imports: readonly string[] }>>} chunks
 */
export function refuseCycles(chunks) {
  /** @type {Set<string>} */
  const done = new Set();
  /** @param {string} name @param {readonly string[]} above */
  const visit = (name, above) => {
    if (above.includes(name))
      throw new Error(`classic-entry: files import each other: ${[...above, name].join(' > ')}`);
    if (done.has(name)) return;
    for (const next of chunks[name]?.imports ?? []) visit(next, [...above, name]);
    done.add(name);
  };
  for (const name of Object.keys(chunks)) visit(name, []);
}

/** @param {string} path */
function baseOf(path) {
  return path.replace(/^.*\//, '');
}
