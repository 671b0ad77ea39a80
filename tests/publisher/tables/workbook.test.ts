// Workbooks as spreadsheet programs write them: shared and inline strings, dates, gaps, hidden sheets; and damaged ones.
import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { FaultError } from '../../../src/publisher/content/fault.ts';
import { readAnyTable } from '../../../src/publisher/import/formats/read-source.ts';
import { readWorkbook } from '../../../src/publisher/tables/read-workbook.ts';
import { readXmlTree } from '../../../src/publisher/tables/read-xml.ts';

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const parts: Record<string, string> = {
  '[Content_Types].xml': '<Types/>',
  'xl/workbook.xml': `<?xml version="1.0"?><workbook ${main} xmlns:r="http://x"><sheets><sheet name="Old" sheetId="1" state="hidden" r:id="rId1"/><sheet name="Final" sheetId="2" r:id="rId2"/><sheet name="Notes" sheetId="3" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
  'xl/sharedStrings.xml': `<sst ${main}><si><t>seat</t></si><si><r><t>na</t></r><r><t>me</t></r></si><si><t>پتنگ</t><rPh><t>spoken</t></rPh></si></sst>`,
  'xl/styles.xml': `<styleSheet ${main}><numFmts><numFmt numFmtId="170" formatCode="dd\\-mm\\-yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="20"/></cellXfs></styleSheet>`,
  'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData><row><c t="inlineStr"><is><t>other</t></is></c></row></sheetData></worksheet>`,
  'xl/worksheets/sheet2.xml': `<x:worksheet xmlns:x="http://y"><x:sheetData><x:row r="3"><x:c r="A3" t="s"><x:v>0</x:v></x:c><x:c r="B3" t="s"><x:v>1</x:v></x:c><x:c r="D3" t="inlineStr"><x:is><x:t>day</x:t></x:is></x:c></x:row><x:row r="5"><x:c r="A5"><x:v>130</x:v></x:c><x:c r="B5" t="s"><x:v>2</x:v></x:c><x:c r="D5" s="1"><x:v>46426</x:v></x:c></x:row><x:row r="6"><x:c r="A6" t="b"><x:v>1</x:v></x:c><x:c r="B6" s="3"><x:v>0.354166666</x:v></x:c><x:c r="C6" t="e"><x:v>#N/A</x:v></x:c><x:c r="D6" s="2"><x:v>46426.5</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
};

function book(changes: Record<string, string> = {}): Uint8Array {
  const zippable: Zippable = {};
  for (const [name, text] of Object.entries({ ...parts, ...changes })) zippable[name] = strToU8(text);
  return zipSync(zippable);
}

function codeOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof FaultError) return error.faults.map(({ code }) => code).join(' ');
    throw error;
  }
  return 'none';
}

describe('a workbook', () => {
  it('is read as a person sees it: the first sheet that is not hidden, dates as days', () => {
    const table = readAnyTable(book(), 'list.xlsx');
    expect(table.header).toEqual(['seat', 'name', '', 'day']);
    expect(table.rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [5, '130', 'پتنگ', '', '2027-02-08'],
      [6, 'yes', '08:30', '', '2027-02-08 12:00'],
    ]);
    expect(table.faults.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'several-sheets: the sheet "Final" was read; there is also "Notes"',
    ]);
  });

  it('says in each row what a cell merged over them says, and repeats nothing across columns', () => {
    const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const sheet = (merges: string): Uint8Array =>
      book({
        'xl/worksheets/sheet2.xml': `<worksheet ${main}><sheetData><row r="1">${cell('A1', 'Final list')}</row><row r="2">${cell('A2', 'seat')}${cell('B2', 'name')}</row><row r="3">${cell('A3', 'NA-1')}${cell('B3', 'Ali')}</row><row r="4">${cell('B4', 'Bano')}</row><row r="5"/><row r="6">${cell('A6', 'NA-2')}${cell('B6', 'Chand')}</row></sheetData><mergeCells>${merges}</mergeCells></worksheet>`,
      });
    const merges = ['A1:B1', 'A3:A5', 'B6:XFD1048576', 'x', 'A9:A2'];
    const table = readAnyTable(sheet(merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')), 'l.xlsx', {
      above: 1,
    });
    expect([table.headerRow, table.header]).toEqual([2, ['seat', 'name']]);
    expect(table.rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [3, 'NA-1', 'Ali'],
      [4, 'NA-1', 'Bano'],
      [6, 'NA-2', 'Chand'],
    ]);
  });

  it('gives another sheet by name, and says which there are', () => {
    expect(readAnyTable(book(), 'list.xlsx', { sheet: 'Old' }).header).toEqual(['other']);
    expect(codeOf(() => readWorkbook(book(), 'list.xlsx', 'None'))).toBe('no-sheet');
  });

  it('is refused where it is damaged, another zip, or a document type hides in it', () => {
    expect(codeOf(() => readWorkbook(book().subarray(0, 400), 'list.xlsx'))).toBe('not-a-workbook');
    expect(codeOf(() => readWorkbook(zipSync({ 'a.txt': strToU8('x') }), 'list.xlsx'))).toBe('not-a-workbook');
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>';
    expect(codeOf(() => readWorkbook(book({ 'xl/sharedStrings.xml': bomb }), 'list.xlsx'))).toBe('xml-doctype');
    const open = parts['xl/sharedStrings.xml']?.replace('</sst>', '') ?? '';
    expect(codeOf(() => readWorkbook(book({ 'xl/sharedStrings.xml': open }), 'list.xlsx'))).toBe('broken-xml');
    const far = '<worksheet><sheetData><row r="900000000"><c r="A1"><v>1</v></c></row></sheetData></worksheet>';
    expect(codeOf(() => readWorkbook(book({ 'xl/worksheets/sheet2.xml': far }), 'list.xlsx'))).toBe('too-large');
  });

  it('is refused where two parts go by one name, of which programs show one or the other', () => {
    const twin = { 'xl/Worksheets/Sheet2.xml': '<worksheet/>' };
    expect(codeOf(() => readWorkbook(book(twin), 'list.xlsx'))).toBe('not-a-workbook');
  });

  it('that says it is small and inflates to more gives no more than it said', () => {
    const zip = book({ 'xl/worksheets/sheet2.xml': `<worksheet>${' '.repeat(100_000)}</worksheet>` });
    const view = new DataView(zip.buffer, zip.byteOffset);
    // The directory's entry of that part: its inflated size is set to 20 bytes.
    for (let i = 0; i < zip.length - 46; i++) {
      const isEntry = view.getUint32(i, true) === 0x02014b50 && view.getUint32(i + 24, true) > 100_000;
      if (isEntry) view.setUint32(i + 24, 20, true);
    }
    expect(codeOf(() => readWorkbook(zip, 'list.xlsx'))).toMatch(/broken-xml|not-a-workbook/);
  });
});

describe('JSON', () => {
  const read = (value: unknown): ReturnType<typeof readAnyTable> =>
    readAnyTable(strToU8(JSON.stringify(value)), 'list.json');

  it('is a list of objects, or an object that holds one', () => {
    const rows = [
      { seat: 'NA-1', party: { name: 'Blue' }, no: 1, also: ['a', 'b'], final: true },
      { seat: 'NA-2', extra: null },
    ];
    const table = read({ count: 2, tags: ['x'], results: rows });
    expect(table.header).toEqual(['seat', 'party.name', 'no', 'also', 'final']);
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      ['NA-1', 'Blue', '1', 'a;b', 'yes'],
      ['NA-2', '', '', '', ''],
    ]);
  });

  it('of Popolo is one row for each candidacy', () => {
    const table = read({
      persons: [
        { id: 'p1', name: 'Ada' },
        { id: 'p2', name: 'Bea', memberships: [{ role: 'candidate', area_id: 'a2', on_behalf_of: { name: 'Red' } }] },
        { id: 'p3', name: 'Cyd' },
      ],
      organizations: [{ id: 'o1', name: 'Blue', classification: 'party' }],
      areas: [
        { id: 'a1', name: 'North', identifier: 'N-1' },
        { id: 'a2', name: 'South', parent_id: 'a1' },
      ],
      posts: [{ id: 'seat1', label: 'Member for North', area_id: 'a1' }],
      memberships: [
        { person_id: 'p1', role: 'candidate', post_id: 'seat1', organization_id: 'o1' },
        { person_id: 'p3', role: 'treasurer', organization_id: 'o1' },
      ],
    });
    expect(table.header).toEqual(['seat', 'seatName', 'name', 'party', 'region', 'person']);
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      ['N-1', 'North', 'Ada', 'Blue', '', 'p1'],
      ['a2', 'South', 'Bea', 'Red', 'North', 'p2'],
    ]);
  });

  it('that is damaged or holds no list is refused', () => {
    expect(codeOf(() => readAnyTable(strToU8('{"a": '), 'list.json'))).toBe('broken-json');
    expect(codeOf(() => read({ a: 1 }))).toBe('not-a-table');
  });
});

it('reads XML without prefixes, and text in pieces', () => {
  const tree = readXmlTree(strToU8('<a:x xmlns:a="y" k="v"> t &amp; <![CDATA[<u>]]><b/> </a:x>'), 'x.xml');
  expect(tree).toEqual({
    ...{ name: 'x', attributes: { 'xmlns:a': 'y', k: 'v' }, text: 't & <u>' },
    children: [{ name: 'b', attributes: {}, children: [], text: '' }],
  });
});
