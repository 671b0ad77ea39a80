// Which texts the first answer can say: the keys that stand in the modules that its entry imports at once. Found in the
// source, so that nobody has to keep a list.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const entry = resolve(root, 'src/app/main.tsx');

// `import type` leaves nothing behind, and `import(…)` comes later.
const importedAtOnce = /^(?:import|export)(?! type\b)[^'"`;(]*?['"](\.{1,2}\/[^'"?]+\.tsx?)['"]/gm;
const quoted = /'([^'\\\n]+)'/g;
const template = /`([\w.-]+\.)\$\{/g;

/** What can go wrong before anything is kept; other failures are told by screens that come later. */
const firstFailures = /^(source|store)\//;

/**
 * @param {readonly string[]} keys every key of a locale's `words`
 * @returns {ReadonlySet<string>} those of the first answer
 */
export function firstWordKeys(keys) {
  const source = [...modulesOf(entry)].map((path) => readFileSync(path, 'utf8')).join('\n');
  const whole = new Set([...source.matchAll(quoted)].map(([, text]) => text));
  const begun = [...new Set([...source.matchAll(template)].map(([, text]) => text))];
  return new Set(keys.filter((key) => whole.has(key) || begun.some((start) => key.startsWith(start))));
}

/** @param {string} code of an AppError */
export function isFirstFailure(code) {
  return firstFailures.test(code);
}

/**
 * @param {string} path
 * @param {Set<string>} found
 */
function modulesOf(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  for (const [, imported] of readFileSync(path, 'utf8').matchAll(importedAtOnce)) {
    modulesOf(resolve(dirname(path), imported), found);
  }
  return found;
}
