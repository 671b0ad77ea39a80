// The pictures that lie on a workbook's sheet, and over which of its rows: a chart of symbols often has its drawings there.
// Nothing is decoded or believed here. ECMA-376 part 1, chapter 20.5 (SpreadsheetDrawingML).
import { FaultError } from '../content/fault.ts';
import { maxTableRows } from './read-table.ts';
import { readXml } from './read-xml.ts';
import { findSheet, type Parts, readTargets, relationsOf, unzipParts } from './workbook-parts.ts';

export interface SheetPicture {
  /** The row in which it begins, the first being 1. */
  readonly row: number;
  /** Which part of its height lies in each row, from 0 to 1; none where it is taller than any row's picture. */
  readonly shares: ReadonlyMap<number, number>;
  /** The same picture in its forms, the sharpest first; none where it is not in the file, or is too large. */
  readonly files: readonly Uint8Array[];
}

const drawingPattern = /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/.+|drawings\/.+\.(xml|rels))$/;
const maxPictures = 2_000;
/** Rows that one picture may lie over. */
const maxSpan = 200;
const maxPictureBytes = 20_971_520;
const maxAllBytes = 134_217_728;
const emuPerPoint = 12_700;
const usualHeight = 15;

/**
 * @param bytes a whole workbook
 * @param file its name, for messages
 * @param wanted a sheet's name, as readWorkbook takes it
 * @throws FaultError where the workbook or a drawing in it is damaged or too large
 */
export function readWorkbookPictures(bytes: Uint8Array, file: string, wanted?: string): readonly SheetPicture[] {
  const parts = unzipParts(bytes, file, (name) => drawingPattern.test(name));
  const { path } = findSheet(parts, file, wanted).sheet;
  const sheet = parts[path];
  const drawings = sheet ? drawingsOf(parts, path, sheet, file) : [];
  if (!sheet || drawings.length === 0) return [];
  const anchored = drawings.flatMap((drawing) => {
    const targets = readTargets(parts[relationsOf(drawing)], drawing, file);
    return readAnchors(parts[drawing], file).map((anchor) => ({
      anchor,
      paths: anchor.blips.flatMap((id) => targets.get(id) ?? []),
    }));
  });
  if (anchored.length > maxPictures) {
    const message = `the sheet has ${anchored.length} pictures, at most ${maxPictures} are read`;
    throw new FaultError([{ severity: 'error', code: 'too-large', file, message, fix: 'split the list' }]);
  }
  const needed = new Set(anchored.flatMap(({ paths }) => paths));
  const isNeeded = (name: string, size: number): boolean => needed.has(name) && size <= maxPictureBytes;
  const media = unzipParts(bytes, file, isNeeded, { bytes: maxAllBytes, count: maxPictures * 2 });
  const heightOf = readHeights(sheet, file);
  return anchored.map(({ anchor, paths }) => ({
    row: anchor.row + 1,
    shares: sharesOf(anchor, heightOf),
    // A group of several pictures is nobody's drawing.
    files: anchor.pictures === 1 ? paths.flatMap((name) => media[name] ?? []) : [],
  }));
}

function drawingsOf(parts: Parts, path: string, sheet: Uint8Array, file: string): readonly string[] {
  const targets = readTargets(parts[relationsOf(path)], path, file);
  const found: string[] = [];
  readXml(sheet, file, {
    open(name, attributes) {
      if (name === 'drawing') found.push(targets.get(attributeOf(attributes, 'id')) ?? '');
    },
  });
  return found.filter((each) => parts[each] !== undefined);
}

/** Attributes keep their prefix: "r:embed". */
function attributeOf(attributes: Readonly<Record<string, string>>, name: string): string {
  return Object.entries(attributes).find(([key]) => key === name || key.endsWith(`:${name}`))?.[1] ?? '';
}

/** Where a picture lies; rows from 0, the rest in English Metric Units. */
interface Anchor {
  row: number;
  offset: number;
  /** Where it ends, of one that lies between two cells. */
  end: { row: number; offset: number } | null;
  height: number;
  /** Ids of the forms of its picture: SVG before the PNG beside it. */
  readonly blips: string[];
  pictures: number;
}

const anchorNames = new Set(['twoCellAnchor', 'oneCellAnchor', 'absoluteAnchor']);

function readAnchors(bytes: Uint8Array | undefined, file: string): readonly Anchor[] {
  const anchors: Anchor[] = [];
  if (!bytes) return anchors;
  let anchor: Anchor | null = null;
  let corner: 'from' | 'to' | null = null;
  let field = '';
  let inFallback = 0;
  readXml(bytes, file, {
    open(name, attributes) {
      field = name;
      if (name === 'Fallback') inFallback++;
      if (anchorNames.has(name)) anchor = { row: 0, offset: 0, end: null, height: 0, blips: [], pictures: 0 };
      if (!anchor || inFallback > 0) return;
      if (name === 'from' || name === 'to') corner = name;
      if (name === 'to') anchor.end = { row: 0, offset: 0 };
      if (name === 'pos') anchor.offset = Number(attributes.y);
      // A shape inside has a size of its own, called the same; the anchor's comes first.
      if (name === 'ext' && anchor.height === 0) anchor.height = Number(attributes.cy ?? 0);
      if (name === 'pic') anchor.pictures++;
      if (name === 'blip') anchor.blips.push(attributeOf(attributes, 'embed'));
      if (name === 'svgBlip') anchor.blips.unshift(attributeOf(attributes, 'embed'));
    },
    close(name) {
      field = '';
      if (name === 'Fallback') inFallback--;
      if (name === 'from' || name === 'to') corner = null;
      if (!anchorNames.has(name) || !anchor) return;
      if (anchor.pictures > 0) anchors.push(anchor);
      anchor = null;
    },
    text(text) {
      const at = corner === 'to' ? anchor?.end : anchor;
      if (!corner || !at) return;
      if (field === 'row') at.row = Number(text);
      if (field === 'rowOff') at.offset = Number(text);
    },
  });
  return anchors;
}

/** @returns the height of a row from 0 */
function readHeights(sheet: Uint8Array, file: string): (row: number) => number {
  const heights = new Map<number, number>();
  let usual = usualHeight;
  let row = -1;
  readXml(sheet, file, {
    open(name, { r = '', ht = '', hidden = '', defaultRowHeight = '' }) {
      if (name === 'sheetFormatPr' && Number(defaultRowHeight) > 0) usual = Number(defaultRowHeight);
      if (name !== 'row') return;
      row = r === '' ? row + 1 : Number(r) - 1;
      if (hidden === '1' || hidden === 'true') heights.set(row, 0);
      else if (Number(ht) > 0) heights.set(row, Number(ht));
    },
  });
  return (at) => (heights.get(at) ?? usual) * emuPerPoint;
}

/** Walks down the rows from where the picture begins, until its height is used up or its end is there. */
function sharesOf(
  { row, offset, end, height }: Anchor,
  heightOf: (row: number) => number,
): ReadonlyMap<number, number> {
  const parts = new Map<number, number>();
  let [at, above, left] = [row, offset, height];
  while (end === null && above > 0 && above >= heightOf(at) && at < maxTableRows) {
    above -= heightOf(at);
    at++;
  }
  // Hidden rows have no height and are passed over.
  const last = Math.min(end?.row ?? Number.POSITIVE_INFINITY, at + maxSpan * 10);
  for (; at <= last && parts.size <= maxSpan; at++) {
    const room = Math.max(0, heightOf(at) - above);
    const part = end ? (at === end.row ? Math.min(Math.max(0, end.offset - above), room) : room) : Math.min(room, left);
    if (part > 0) parts.set(at + 1, part);
    left -= part;
    above = 0;
    if (end === null && left <= 0) break;
  }
  const whole = [...parts.values()].reduce((sum, part) => sum + part, 0);
  // What has no height, and what is taller than any drawing of a row, lies in none.
  if (!(whole > 0) || parts.size > maxSpan) return new Map();
  return new Map([...parts].map(([each, part]) => [each, part / whole]));
}
