// The fast road reads what csv-parse reads, or leaves the table to it.
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitRecords } from '../../../src/publisher/tables/split-records.ts';

const limits = { records: 1_000, length: 10_000 };

function slowly(text: string): string[][] | null {
  try {
    return parse(text, { delimiter: ',', record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true });
  } catch {
    return null;
  }
}

it('splits cells, quotes and every kind of line end', () => {
  expect(splitRecords('a,"b ""c"", d"\r\n,\n\n"",x\re', ',', limits)).toEqual([
    ['a', 'b "c", d'],
    ['', ''],
    [''],
    ['', 'x'],
    ['e'],
  ]);
  expect(splitRecords('', ',', limits)).toEqual([]);
  expect(splitRecords('a\tb\n', '\t', limits)).toEqual([['a', 'b']]);
});

it.each(['a"b', '"a"b', '"a', 'a,"b""', '"a" ,b'])('leaves %j to csv-parse', (text) => {
  expect(splitRecords(text, ',', limits)).toBeNull();
});

it('leaves tables beyond its limits to csv-parse', () => {
  expect(splitRecords(`${',a'.repeat(6)}\n`, ',', { records: 2, length: 10 })).toBeNull();
  expect(splitRecords(`"${'""'.repeat(6)}"\n`, ',', { records: 2, length: 10 })).toBeNull();
  expect(splitRecords('a\nbbbbbbbbbbb\n', ',', { records: 2, length: 10 })).toBeNull();
});

it('ends one record beyond its limit', () => {
  expect(splitRecords('a\nb\nc\nd\n', ',', { records: 2, length: 10 })).toEqual([['a'], ['b'], ['c']]);
});

it('never reads anything else than csv-parse does', () => {
  const piece = fc.constantFrom(',', '"', '""', '\n', '\r\n', '\r', 'a', ' ', 'پتنگ', '😀');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const text = pieces.join('');
      const fast = splitRecords(text, ',', limits);
      if (fast !== null) expect(fast).toEqual(slowly(text));
    }),
    { numRuns: 5_000 },
  );
});
