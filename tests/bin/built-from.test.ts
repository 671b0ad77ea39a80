// What a build is made from: a script that took part and is not counted would leave a stale app behind, in every test.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { expect, it } from 'vitest';

const top = resolve(import.meta.dirname, '../..');

/** The scripts that the bundler's settings bring in, and theirs. */
function scriptsOf(file: string, found = new Set<string>()): ReadonlySet<string> {
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/from '(\.{1,2}\/[^']+\.mjs)'/g)) {
    const script = join(dirname(file), path);
    if (found.has(script)) continue;
    found.add(script);
    scriptsOf(script, found);
  }
  return found;
}

it('counts every script that takes part', () => {
  const build = readFileSync(join(top, 'bin/build.mjs'), 'utf8');
  const [, list = ''] = /const sources = \[([^\]]+)\]/.exec(build) ?? [];
  const counted = [...list.matchAll(/'([^']+)'/g)].map(([, path = '']) => path);
  expect(counted.filter((path) => !existsSync(join(top, path)))).toEqual([]);
  const scripts = [...scriptsOf(join(top, 'vite.config.ts'))].map((path) => relative(top, path).split(sep).join('/'));
  expect(scripts.length).toBeGreaterThan(7);
  expect(scripts.filter((script) => !counted.some((path) => script === path || script.startsWith(`${path}/`)))).toEqual(
    [],
  );
});
