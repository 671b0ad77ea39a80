// Lists and folders that somebody made to take a publisher's computer: devices, pipes and files without end, and small files
// that ask for more than there is. Each is refused in words, soon.
import { execFileSync } from 'node:child_process';
import { open, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderSource } from '../../src/publisher/build/folders/folder-source.ts';
import { checkFiles } from '../../src/publisher/check/files/check-files.ts';
import { FaultError } from '../../src/publisher/content/fault.ts';
import { readContent } from '../../src/publisher/content/read-content.ts';
import { readAnyTable, readSourceBytes } from '../../src/publisher/import/formats/read-source.ts';
import { mergeTable } from '../../src/publisher/import/merge/merge-table.ts';
import { settleClaims } from '../../src/publisher/import/seats/claims.ts';
import type { SourceRow } from '../../src/publisher/import/source-rows.ts';
import { readXml, readXmlTree } from '../../src/publisher/tables/read-xml.ts';
import { guideYaml, makeFolder } from './content/make-folder.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const sourceRow: SourceRow = {
  row: 2,
  id: '',
  answer: null,
  key: 'NA-1',
  seatName: {},
  name: {},
  serial: 1,
  serialText: '1',
  symbol: { spelling: '', code: '' },
  party: '',
  region: '',
  status: '',
  standing: 'stands',
  mends: [],
  fault: null,
};

/** What it is refused for; what it gave where it was taken. */
async function codesOf(act: () => unknown): Promise<unknown> {
  try {
    return await act();
  } catch (error) {
    return error instanceof FaultError ? error.faults.map(({ code }) => code) : error;
  }
}

const endless: readonly (readonly [string, (path: string) => unknown])[] = [
  ['a device', (path) => symlink('/dev/zero', path)],
  ['a pipe that nobody writes into', (path) => execFileSync('mkfifo', [path])],
];
const isPosix = process.platform !== 'win32';

it.runIf(isPosix).each(endless)('%s is no list, no table and no file of a mirror', async (_, make) => {
  const dir = await makeFolder({ 'guide.yaml': '' });
  await make(join(dir, 'candidates.csv'));
  expect(await codesOf(() => readSourceBytes(join(dir, 'candidates.csv')))).toEqual(['not-a-file']);
  expect(await codesOf(() => readContent(dir))).toEqual(['not-a-file']);
  expect(await folderSource(dir).read('candidates.csv', { maxBytes: 1_000 }, (bytes) => bytes)).toBeNull();
});

it.runIf(isPosix).each(endless)('%s is no picture, and the row that names it is told', async (_, make) => {
  const symbols = 'code,name:en,picture\nkite,Kite,pictures/kite.png\n';
  const dir = await makeFolder({ 'guide.yaml': guideYaml, 'symbols.csv': symbols, 'pictures/boat.png': '' });
  await make(join(dir, 'pictures/kite.png'));
  const { content } = await readContent(dir);
  const { faults } = await checkFiles(content);
  expect(faults.map(({ code, file, row }) => [code, file, row])).toEqual([['not-a-file', 'symbols.csv', 2]]);
});

it('a file of three gigabytes is told by its size, unread', async () => {
  const dir = await makeFolder({ 'guide.yaml': '' });
  const file = await open(join(dir, 'places.csv'), 'w');
  await file.truncate(3 * 2 ** 30);
  await file.close();
  expect(await codesOf(() => readSourceBytes(join(dir, 'places.csv')))).toEqual(['too-large']);
  expect(await codesOf(() => readContent(dir))).toEqual(['too-large']);
});

const many = 1_000_000;
it.each([
  ['one row of commas', ','.repeat(many * 2), 'too-long-row'],
  ['one cell', `a,b\n${'x'.repeat(many * 2)}`, 'too-long-row'],
  ['quotation marks', `a,b\n${'"'.repeat(many * 2)}`, 'too-long-row'],
  ['blank rows', `a,b\n${'\n'.repeat(many)}`, 'too-many-rows'],
  ['objects without a field', `[{"a":1}${',{}'.repeat(many)}]`, 'not-a-table'],
  ['objects of a field each', `[${Array.from({ length: 301 }, (_, i) => `{"f${i}":1}`).join()}]`, 'not-a-table'],
  ['values', `[0${',0'.repeat(10 * many)}]`, 'broken-json'],
  ['brackets', '['.repeat(many), 'broken-json'],
])('a list of nothing but %s', async (_, text, code) => {
  expect(await codesOf(() => readAnyTable(utf8(text), 'list'))).toEqual([code]);
});

it('elements and attributes have an end', async () => {
  const attributes = Array.from({ length: 101 }, (_, i) => `a${i}="1"`).join(' ');
  expect(await codesOf(() => readXml(utf8(`<a ${attributes}/>`), 'f', {}))).toEqual(['too-many-attributes']);
  const elements = utf8(`<a>${'<b/>'.repeat(many)}</a>`);
  expect(await codesOf(() => readXmlTree(elements, 'f'))).toEqual(['too-many-elements']);
});

it('more rows than a call can be given are taken one by one', () => {
  const rows = Array.from({ length: 200_000 }, (_, i) => ({ id: String(i) }));
  const none = { header: ['id'], rows: [] };
  const merged = mergeTable(none, null, { file: 'a.csv', header: ['id'], rows, key: ['id'], says: [] });
  expect(merged.table.rows).toHaveLength(rows.length);
  const reading = { kind: 'exact', seat: 'NA-1', rest: '', why: '' } as const;
  const own = rows.map(({ id }, i) => ({ ...sourceRow, row: i + 2, id }));
  expect(settleClaims('NA-1', [{ reading, rows: own }], () => '').rows).toHaveLength(rows.length);
});
