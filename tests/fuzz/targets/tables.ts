// What a publisher is given: tables, workbooks, feeds, YAML, lines that travel by messenger. Only words may leave.
import { strToU8, type Zippable, zipSync } from 'fflate';
import { encodeSignatureLine, parseSignatureLine } from '../../../src/publisher/ceremony/signature-line.ts';
import type { Fault } from '../../../src/publisher/content/fault.ts';
import { formatFault } from '../../../src/publisher/content/fault.ts';
import { readGuideFile } from '../../../src/publisher/content/guide-file/read-guide-file.ts';
import { isPlaceholder } from '../../../src/publisher/content/placeholder.ts';
import { readHours, writeHours } from '../../../src/publisher/content/rows/hours-text.ts';
import { parseColumnMap } from '../../../src/publisher/import/columns/column-map.ts';
import { readAnyTable } from '../../../src/publisher/import/formats/read-source.ts';
import { readVipFeed } from '../../../src/publisher/import/formats/vip-feed.ts';
import { readMade } from '../../../src/publisher/import/import-report.ts';
import { readCells, writeCells } from '../../../src/publisher/import/merge/cell-table.ts';
import { parseSeedWords, seedWords } from '../../../src/publisher/keys/seed-words.ts';
import { decodeBody } from '../../../src/publisher/mirrors/decode-body.ts';
import { parseNostrKey } from '../../../src/publisher/publish/blossom/nostr-key.ts';
import { headersFor, parseHeaders } from '../../../src/publisher/serve/headers.ts';
import { readPath } from '../../../src/publisher/serve/path.ts';
import { maxCellLength, maxTableColumns } from '../../../src/publisher/tables/read-table.ts';
import { readXml } from '../../../src/publisher/tables/read-xml.ts';
import { changeBytes } from '../change-bytes.ts';
import { changeText, oddTexts } from '../change-text.ts';
import type { Random } from '../random.ts';
import { type FuzzTarget, mustHold } from '../target.ts';
import { changeAsJson, changeAsText, textOf, utf8 } from './inputs.ts';
import { sampleFeed, sampleParts, samplePopolo, sampleYaml } from './table-samples.ts';

const csv = 'seat,serial,name:en,name:ur,symbol\nNA-130,1,"Ali, ""the"" Khan",علی,kite\n\nNA-130,2,Fatima,فاطمہ,boat\n';
const tsv = `sep=;\r\n${csv.replaceAll(',', ';').replaceAll('\n', '\r\n')}`;
const utf16 = new Uint8Array(Buffer.from(`\ufeff${csv}`, 'utf16le'));

export function tableTargets(): readonly FuzzTarget[] {
  return [
    { name: 'tables', seeds: [utf8(csv), utf8(tsv), utf16, utf8(`\ufeff${csv}`)], change: changeAsText, run: runTable },
    { name: 'cells', seeds: [utf8(csv)], change: changeAsText, run: runCells },
    { name: 'workbooks', seeds: [book(sampleParts)], share: 0.15, change: changeBook, run: runTable },
    {
      name: 'json-lists',
      seeds: [utf8(samplePopolo), utf8('[{"seat":"NA-1","party":{"name":"x"}}]')],
      change: changeAsJson,
      run: runTable,
    },
    {
      name: 'vip',
      seeds: [utf8(sampleFeed)],
      share: 0.3,
      change: changeAsText,
      run: (bytes) => readVipFeed(bytes, 'f.xml').contests.length >= 0,
    },
    {
      name: 'xml',
      seeds: [utf8(sampleFeed), utf8('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')],
      share: 0.3,
      change: changeAsText,
      run: (bytes) => readXml(bytes, 'f.xml', {}),
    },
    {
      name: 'guide-yaml',
      seeds: [utf8(sampleYaml), utf8('a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n')],
      share: 0.04,
      change: changeAsText,
      run: runYaml,
    },
    {
      name: 'import-reports',
      seeds: [utf8('{"made":{"contests":["NA-1"],"candidates":[],"places":[]}}')],
      change: changeAsJson,
      run: readMade,
    },
    { name: 'lines', seeds: lines.map(utf8), change: changeAsText, run: runLine },
    {
      name: 'bodies',
      share: 0.15,
      seeds: [utf8('x'), new Uint8Array([0x1f, 0x8b, 8, 0]), new Uint8Array([0x78, 0x9c, 3, 0])],
      change: changeBytes,
      run: runBody,
    },
  ];
}

function runTable(bytes: Uint8Array): void {
  const { header, rows, faults } = readAnyTable(bytes, 'list.csv');
  mustHold(header.length <= maxTableColumns, 'not too many columns');
  for (const { cells } of rows) {
    mustHold(cells.length === header.length, 'as many cells as columns');
    mustHold(
      cells.every((cell) => cell.length <= maxCellLength),
      'no cell is too long',
    );
  }
  mustBeLines(faults);
}

/** A table that is written and read again says the same. */
function runCells(bytes: Uint8Array): void {
  const table = readCells(bytes, 'list.csv');
  if (table.header.length === 0) return;
  const again = readCells(utf8(writeCells(table)), 'list.csv');
  const filled = table.rows.filter((row) => Object.values(row).some((cell) => cell !== ''));
  mustHold(JSON.stringify(again.header) === JSON.stringify(table.header), 'the header comes back');
  mustHold(JSON.stringify(again.rows) === JSON.stringify(filled), 'cells come back');
}

function runYaml(bytes: Uint8Array): void {
  const faults: Fault[] = [];
  readGuideFile(bytes, faults);
  mustBeLines(faults);
}

/** What a file says must not rewrite a terminal. */
function mustBeLines(faults: readonly Fault[]): void {
  for (const fault of faults.slice(0, 50)) {
    const line = formatFault(fault);
    mustHold(!/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(line), 'a fault is one plain line');
  }
}

const lines: readonly string[] = [
  encodeSignatureLine({ fingerprint: 'ab'.repeat(16), key: 'cd'.repeat(8), signatures: [new Uint8Array(64)] }),
  seedWords(new Uint8Array(32)).join(' '),
  'nsec10elfcs4fr0l0r8af98jlmgdh9c8tcxjvz9qkw038js35mp4dma8qzvjptg',
  '2027-02-01..2027-02-06 09:00-16:00; 2027-02-08 08:00-17:00',
  'seat=constituency,name:en=name,serial=no',
  '/*\n  X-A: b\n/a/*/c\n  X-B: d',
  'a/b/../c%2f..%2fd',
];

function runLine(bytes: Uint8Array): void {
  const text = textOf(bytes);
  const hours = readHours(text);
  mustHold(hours === null || readHours(writeHours(hours)) !== null, 'hours come back');
  const path = readPath(text);
  mustHold(path === null || !(/(^|\/)\.|\\/.test(path) || path.includes('\0')), 'no path leads out');
  const key = parseNostrKey(text.trim());
  mustHold(key === null || key.length === 32, 'a key is 32 bytes');
  headersFor(parseHeaders(text.slice(0, 2_000)), '/a/b/c');
  isPlaceholder(text);
  tried(() => parseSignatureLine(text, 'line'));
  tried(() => mustHold(parseSeedWords(text).length === 32, 'a seed is 32 bytes'));
  parseColumnMap('candidates', text);
}

/** One line is tried as everything: only the last reader's refusal is the outcome. */
function tried(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'FaultError') throw error;
  }
}

function runBody(bytes: Uint8Array): void {
  for (const encoding of ['gzip', 'deflate', 'br', 'gzip, br', 'what', undefined]) {
    const body = decodeBody(bytes, encoding, 100_000);
    mustHold(body === null || body.length <= Math.max(100_000, bytes.length), 'no more than the cap comes out');
  }
}

function book(parts: Readonly<Record<string, string>>): Uint8Array {
  const zippable: Zippable = {};
  for (const [name, text] of Object.entries(parts)) zippable[name] = strToU8(text);
  return zipSync(zippable, { level: 1 });
}

/** A workbook with right sums and one part changed; one in five as bytes. */
function changeBook(random: Random, input: Uint8Array, pool: readonly Uint8Array[]): Uint8Array {
  if (random.chance(0.2)) return changeBytes(random, input, pool);
  const name = random.pick(Object.keys(sampleParts));
  const text = sampleParts[name] ?? '';
  return book({ ...sampleParts, [name]: changeText(random, changeText(random, text, oddTexts), oddTexts) });
}
