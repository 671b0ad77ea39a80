// Whether each defence that `npm run mutate` would take out still stands where its entry says: moved code breaks an entry
// without breaking a test.
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

interface Defence {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly tests: readonly string[];
}

const top = new URL('../../', import.meta.url);
const read = (file: string): Promise<string> => readFile(new URL(file, top), 'utf8');

it('finds each defence exactly once, and the tests that should notice', async () => {
  const defences = JSON.parse(await read('tests/mutate/defences.json')) as readonly Defence[];
  const faults: string[] = [];
  for (const { name, file, find, replace, tests } of defences) {
    const source = await read(file).catch(() => null);
    if (source === null) faults.push(`${name}: no ${file}`);
    else if (source.split(find).length !== 2) faults.push(`${name}: not exactly once in ${file}`);
    if (find === replace) faults.push(`${name}: takes nothing out`);
    for (const test of tests) await read(test).catch(() => faults.push(`${name}: no ${test}`));
  }
  expect(faults).toEqual([]);
  const names = defences.map(({ name }) => name);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});
