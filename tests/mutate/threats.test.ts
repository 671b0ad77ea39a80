// Whether each row of docs/THREATS.md names what holds it, by defences that `npm run mutate` takes out.
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { threatsOf } from './threats.mjs';

const top = new URL('../../', import.meta.url);

it('every threat has a defence, and every defence that is named is there', async () => {
  const known = new Set<string>(
    (JSON.parse(await readFile(new URL('tests/mutate/defences.json', top), 'utf8')) as { name: string }[]).map(
      ({ name }) => name,
    ),
  );
  const threats = threatsOf(await readFile(new URL('docs/THREATS.md', top), 'utf8'));
  expect(threats.length).toBeGreaterThan(50);
  expect(new Set(threats.map(({ who }) => who)).size).toBeGreaterThanOrEqual(9);
  expect(threats.filter(({ defences }) => defences.length === 0)).toEqual([]);
  expect(threats.flatMap(({ defences }) => defences.filter((name) => !known.has(name)))).toEqual([]);
});

it('reads a row without a defence as one', () => {
  const page =
    '## The blocker\n\n| They | What holds | Defences |\n|---|---|---|\n| cut | files | |\n| lie | no | `a: b` |\n';
  expect(threatsOf(page)).toEqual([
    { who: 'The blocker', what: 'cut', defences: [] },
    { who: 'The blocker', what: 'lie', defences: ['a: b'] },
  ]);
});
