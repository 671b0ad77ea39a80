// A list that comes again: what people added stays with whom it belongs to.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readContent } from '../../../src/publisher/content/read-content.ts';
import { importCandidates } from '../../../src/publisher/import/candidates/import-candidates.ts';
import { writeTable } from '../../../src/publisher/tables/write-table.ts';
import { guideYaml, makeFolder } from '../content/make-folder.ts';

it('a photograph belongs to a person, not to a serial number', async () => {
  const list = (...names: string[]) =>
    writeTable(
      ['key', 'no', 'name'],
      names.map((name, i) => ['NA-1', String(i + 1), name]),
    );
  const dir = await makeFolder({ 'guide.yaml': guideYaml, 'list.csv': list('Asad', 'Bano') });
  const photos = async () => {
    await importCandidates({ file: join(dir, 'list.csv'), into: dir, map: 'seat=key,serial=no,name:en=name' });
    const { content } = await readContent(dir);
    return content.candidates.map(({ name, photo }) => [name.en, photo]);
  };
  await photos();
  const table = await readFile(join(dir, 'candidates.csv'), 'utf8');
  const [header = '', ...rows] = table.trimEnd().split(/\r?\n/);
  const at = header.split(',').indexOf('photo');
  const withPhotos = rows.map((row, i) => row.split(',').map((cell, j) => (j === at ? `pictures/${i + 1}.jpg` : cell)));
  await writeFile(join(dir, 'candidates.csv'), [header, ...withPhotos.map((cells) => cells.join(','))].join('\n'));
  expect(await photos()).toEqual([
    ['Asad', 'pictures/1.jpg'],
    ['Bano', 'pictures/2.jpg'],
  ]);
  await writeFile(join(dir, 'list.csv'), list('Asad', 'Chand'));
  expect(await photos()).toEqual([
    ['Asad', 'pictures/1.jpg'],
    ['Chand', null],
  ]);
});
