import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fault, FaultError } from '../../../src/publisher/content/fault.ts';
import { maxTableColumns, readTable } from '../../../src/publisher/tables/read-table.ts';
import { safeCell, writeTable } from '../../../src/publisher/tables/write-table.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, isLittle: boolean, mark: boolean): Uint8Array => {
  const units = [...(mark ? '\ufeff' : ''), ...text].join('');
  const bytes = new Uint8Array(units.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < units.length; i++) view.setUint16(2 * i, units.charCodeAt(i), isLittle);
  return bytes;
};
const faultsOf = (bytes: Uint8Array, required?: readonly string[]): readonly Fault[] => {
  try {
    readTable(bytes, 't.csv', required);
  } catch (error) {
    if (error instanceof FaultError) return error.faults;
    throw error;
  }
  return [];
};
const wanted = [
  { row: 2, cells: ['1', 'پتنگ'], isTooLong: false },
  { row: 3, cells: ['2', 'x'], isTooLong: false },
];

describe('encodings', () => {
  const text = 'no,name\r\n1,پتنگ\r\n2,x\r\n';
  it.each([
    ['UTF-8', utf8(text), 'utf-8'],
    ['UTF-8 with a mark', utf8(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 LE with a mark', utf16(text, true, true), 'utf-16le'],
    ['UTF-16 BE with a mark', utf16(text, false, true), 'utf-16be'],
    ['UTF-16 LE without', utf16(text, true, false), 'utf-16le'],
    ['UTF-16 BE without', utf16(text, false, false), 'utf-16be'],
  ])('reads %s', (_, bytes, encoding) => {
    const table = readTable(bytes, 't.csv');
    expect(table.header).toEqual(['no', 'name']);
    expect(table.rows).toEqual(wanted);
    expect(table.encoding).toBe(encoding);
    expect(table.faults).toEqual([]);
  });

  it('keeps every letter and mark of Windows-1252', () => {
    const bytes = Buffer.from(
      'name\nSlavoj \x8ei\x9eek \x93Bobby\x94 O\x92Neil \x8cuvre \x9fves \x80 \xe9\n',
      'latin1',
    );
    expect(readTable(bytes, 'list.csv').rows[0]?.cells[0]).toBe(
      'Slavoj \u017di\u017eek \u201cBobby\u201d O\u2019Neil \u0152uvre \u0178ves \u20ac \u00e9',
    );
  });

  it('reads Windows-1256 for a guide in Arabic letters, and refuses its words elsewhere rather than make letter soup', () => {
    // "no,name", "1,غلام قادر", "2,Müller" as a program of that code page saves it.
    const words = [0xdb, 0xe1, 0xc7, 0xe3, 0x20, 0xde, 0xc7, 0xcf, 0xd1];
    const bytes = Uint8Array.from([...utf8('no,name\n1,'), ...words, ...utf8('\n2,M'), 0xfc, ...utf8('ller\n')]);
    const table = readTable(bytes, 't.csv', [], { languages: ['en', 'sd'] });
    expect(table.rows[0]?.cells).toEqual(['1', 'غلام قادر']);
    expect(table.rows[1]?.cells).toEqual(['2', 'Müller']);
    expect([table.encoding, ...table.faults.map(({ code }) => code)]).toEqual(['windows-1256', 'assumed-windows-1256']);
    expect(() => readTable(bytes, 't.csv', [], { languages: ['en', 'fr'] })).toThrow(/line 2 on it has letters that/);
    expect(() => readTable(bytes, 't.csv')).toThrow(/CSV UTF-8/);
    const accents = Uint8Array.from(
      [...utf8('no,name\n1,'), ...'Éléonore Bœuf çà et là'].map((c) =>
        typeof c === 'string' ? (c === 'œ' ? 0x9c : c.charCodeAt(0)) : c,
      ),
    );
    expect(readTable(accents, 't.csv', [], { languages: ['ur'] }).rows[0]?.cells[1]).toBe('Éléonore Bœuf çà et là');
  });

  it('takes what is not UTF-8 for Windows-1252 and says where it noticed', () => {
    const bytes = Uint8Array.from([...utf8('no,name\n1,a\n2,M'), 0xfc, ...utf8('ller\n')]);
    const table = readTable(bytes, 't.csv');
    expect(table.rows[1]?.cells).toEqual(['2', 'Müller']);
    expect(table.encoding).toBe('windows-1252');
    expect(table.faults).toMatchObject([{ severity: 'warning', code: 'assumed-windows-1252' }]);
    expect(table.faults[0]?.message).toContain('line 3');
  });
});

describe('forms of a table', () => {
  it.each([
    ['CR', 'a,b\r1,2\r3,4\r'],
    ['LF', 'a,b\n1,2\n3,4\n'],
    ['CRLF, none at the end', 'a,b\r\n1,2\r\n3,4'],
    ['semicolons', 'a;b\n1;2\n3;4\n'],
    ['tabs', 'a\tb\n1\t2\n3\t4\n'],
    ['mixed line ends', 'a,b\r\n1,2\n3,4\r'],
  ])('reads %s', (_, text) => {
    const table = readTable(utf8(text), 't.csv');
    expect(table.header).toEqual(['a', 'b']);
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('keeps record numbers over line breaks in cells and over blank rows', () => {
    const table = readTable(utf8('a,b\n"x\ny",1\n,\n\nz,"say ""hi"""\n'), 't.csv');
    expect(table.rows).toEqual([
      { row: 2, cells: ['x\ny', '1'], isTooLong: false },
      { row: 5, cells: ['z', 'say "hi"'], isTooLong: false },
    ]);
  });

  it('counts the line "sep=;" that Excel writes', () => {
    const table = readTable(utf8('sep=;\na;b\n1;2\n'), 't.csv');
    expect(table.header).toEqual(['a', 'b']);
    expect(table.rows).toEqual([{ row: 3, cells: ['1', '2'], isTooLong: false }]);
  });

  it('fills short rows and marks rows that are too long', () => {
    const table = readTable(utf8('a,b\n1\n1,2,\n1,2,3\n'), 't.csv');
    expect(table.rows).toEqual([
      { row: 2, cells: ['1', ''], isTooLong: false },
      { row: 3, cells: ['1', '2'], isTooLong: false },
      { row: 4, cells: ['1', '2'], isTooLong: true },
    ]);
  });
});

describe('what is no table', () => {
  it.each([
    ['an empty file', utf8(''), 'empty-file'],
    ['only blanks', utf8(' \n\n'), 'not-a-table'],
    ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]), 'not-text'],
    ['a PDF', utf8('%PDF-1.7 …'), 'not-text'],
    ['bytes', Uint8Array.from([1, 2, 3, 0, 0, 0, 255]), 'not-text'],
    ['a web page', utf8('<!doctype html><table>'), 'not-a-table'],
    ['JSON', utf8('[{"a": 1}]'), 'not-a-table'],
    ['a half UTF-16 unit', Uint8Array.from([0xff, 0xfe, 0x61, 0, 0x62]), 'broken-text'],
    ['an empty first row', utf8(',\n1,2\n'), 'no-header'],
    ['two columns of one name', utf8('a,a\n1,2\n'), 'doubled-column'],
    ['an open quotation mark', utf8('a,b\n1,"2\n3,4\n'), 'broken-quotes'],
    [
      'too many columns',
      utf8(`${Array.from({ length: maxTableColumns + 1 }, (_, i) => `c${i}`).join(',')}\n`),
      'too-many-columns',
    ],
    ['a cell without end', utf8(`a,b\n1,"${'x'.repeat(20_001)}"\n`), 'too-long-cell'],
    ['a row without end', utf8(`a,b\n1,"${'x'.repeat(1_100_000)}"\n`), 'too-long-row'],
  ])('refuses %s with a way out', (_, bytes, code) => {
    const faults = faultsOf(bytes);
    expect(faults.map((fault) => fault.code)).toEqual([code]);
    expect(faults[0]?.file).toBe('t.csv');
    expect(faults[0]?.fix).not.toBe('');
  });

  it('names the row of a broken quotation mark and every missing column', () => {
    expect(faultsOf(utf8('a,b\n1,2\n3,x"y"z\n'))).toMatchObject([{ code: 'broken-quotes', row: 3 }]);
    const missing = faultsOf(utf8('a;b\n1;2\n'), ['a', 'c', 'd']);
    expect(missing.map(({ code, column }) => [code, column])).toEqual([
      ['missing-column', 'c'],
      ['missing-column', 'd'],
    ]);
    expect(missing[0]?.message).toContain('a, b');
  });
});

describe('properties', () => {
  it('throws nothing but its own error, whatever the bytes', () => {
    const texts = fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\n', '\r', 'a', ' ', 'ل', '\ufeff', '\0') });
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      texts.map(utf8),
      texts.map((text) => utf16(text, true, true)),
    );
    fc.assert(
      fc.property(bytes, (input) => {
        try {
          const { header, rows } = readTable(input, 't.csv');
          for (const row of rows) expect(row.cells.length).toBe(header.length);
        } catch (error) {
          if (!(error instanceof FaultError)) throw error;
          expect(error.faults.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads what it wrote', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ب', '"', ',', ';', '\n', '\r', ' ', 'é'), maxLength: 12 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 8 }), (rows) => {
        const marked = rows.map(([a, b], i) => [String(i), a, b]);
        const table = readTable(utf8(writeTable(['id', 'a', 'b'], marked)), 't.csv');
        expect(table.rows.map(({ cells }) => cells)).toEqual(marked);
      }),
    );
  });
});

it('leaves no cell that a spreadsheet program would run', () => {
  expect(['=1+1', '+1', '-1', '@a', 'a=b'].map(safeCell)).toEqual(["'=1+1", "'+1", "'-1", "'@a", 'a=b']);
});

it('a name of a column with another delimiter in it comes back as it was written', () => {
  const table = readTable(utf8(writeTable(["LPORD ;'AIR"], [['1; 2']])), 't.csv');
  expect([table.header, table.rows.map(({ cells }) => cells)]).toEqual([["LPORD ;'AIR"], [['1; 2']]]);
});
