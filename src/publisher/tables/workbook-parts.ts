// The parts of an .xlsx workbook, bounded, and which of them is a sheet. ECMA-376 parts 1 (SpreadsheetML) and 2 (packages).
import { unzipSync } from 'fflate';
import { FaultError } from '../content/fault.ts';
import { maxTableBytes } from './decode-text.ts';
import { readXml } from './read-xml.ts';

export type Parts = Readonly<Record<string, Uint8Array>>;

const maxParts = 300;

/**
 * fflate gives each part the room that the directory names for it and no more, so that the sum is what is inflated.
 * @param wants by a part's name and size
 * @throws FaultError `not-a-workbook`, `too-large`
 */
export function unzipParts(
  bytes: Uint8Array,
  file: string,
  wants: (name: string, size: number) => boolean,
  bounds: { readonly bytes: number; readonly count: number } = { bytes: maxTableBytes * 2, count: maxParts },
): Parts {
  let total = 0;
  let count = 0;
  const seen = new Set<string>();
  try {
    return unzipSync(bytes, {
      filter({ name, originalSize }) {
        // Programs differ in which of two they show (ECMA-376 part 2, 6.2.2): nobody would know which list is taken.
        if (seen.has(name.toLowerCase())) {
          const message = `the workbook holds two parts of one name: ${name.slice(0, 80)}`;
          throw fault(file, 'not-a-workbook', message, 'open it, look at the list, and save it anew');
        }
        seen.add(name.toLowerCase());
        if (!wants(name, originalSize)) return false;
        total += originalSize;
        count++;
        if (total > bounds.bytes || count > bounds.count) {
          throw fault(file, 'too-large', 'the workbook holds more than a table can', 'save the one sheet as CSV');
        }
        return true;
      },
    });
  } catch (error) {
    if (error instanceof FaultError) throw error;
    throw fault(file, 'not-a-workbook', 'the workbook is damaged', 'save it again, or save the table as CSV');
  }
}

export interface FoundSheet {
  readonly sheet: { readonly name: string; readonly path: string };
  /** Of all sheets that a person sees. */
  readonly names: readonly string[];
  readonly is1904: boolean;
}

/**
 * @param wanted a sheet's name; the first one that is not hidden where it is left out
 * @throws FaultError `not-a-workbook`, `no-sheet`
 */
export function findSheet(parts: Parts, file: string, wanted: string | undefined): FoundSheet {
  const book = parts['xl/workbook.xml'];
  if (!book) throw fault(file, 'not-a-workbook', 'this zip is no .xlsx workbook', 'save the table as .xlsx or as CSV');
  const { sheets, is1904 } = readBook(book, file);
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  const names = visible.map(({ name }) => name);
  const sheet = wanted === undefined ? visible[0] : sheets.find(({ name }) => name === wanted);
  if (!sheet) throw noSheet(file, `there is no sheet "${wanted ?? ''}"`, `it has: ${names.join(', ')}`);
  const path = readTargets(parts['xl/_rels/workbook.xml.rels'], 'xl/workbook.xml', file).get(sheet.rel) ?? '';
  return { sheet: { name: sheet.name, path }, names, is1904 };
}

export function noSheet(file: string, message: string, fix: string): FaultError {
  return fault(file, 'no-sheet', message, fix);
}

function fault(file: string, code: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code, file, message, fix }]);
}

interface BookSheet {
  readonly name: string;
  readonly rel: string;
  readonly isHidden: boolean;
}

function readBook(
  bytes: Uint8Array,
  file: string,
): { readonly sheets: readonly BookSheet[]; readonly is1904: boolean } {
  const sheets: BookSheet[] = [];
  let is1904 = false;
  readXml(bytes, file, {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const rel = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? '';
      const isHidden = (attributes.state ?? 'visible') !== 'visible';
      sheets.push({ name: attributes.name ?? '', rel, isHidden });
    },
  });
  return { sheets, is1904 };
}

/**
 * What a part points to, by the ids of its relationships.
 * @param from the part's own path: "xl/worksheets/sheet1.xml"
 */
export function readTargets(bytes: Uint8Array | undefined, from: string, file: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  if (!bytes) return targets;
  readXml(bytes, file, {
    open(name, { Id: id = '', Target: target = '', TargetMode: mode = '' }) {
      if (name === 'Relationship' && mode !== 'External') targets.set(id, resolvePart(from, target));
    },
  });
  return targets;
}

/** "xl/worksheets/_rels/sheet1.xml.rels" of "xl/worksheets/sheet1.xml". */
export function relationsOf(path: string): string {
  const at = path.lastIndexOf('/') + 1;
  return `${path.slice(0, at)}_rels/${path.slice(at)}.rels`;
}

function resolvePart(from: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path = from.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.') path.push(step);
  }
  return path.join('/');
}
