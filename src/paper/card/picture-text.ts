// Texts on a drawn picture: broken into lines and set smaller where they would not fit, never cut. How wide a text is, who
// draws can measure; without that it is guessed, rather too wide than too narrow.
import { html, type Markup } from '../markup.ts';
import { unturned } from '../speaker.ts';

/** The width of a text in pixels. */
export type WidthOf = (text: string, size: number, isBold: boolean) => number;

/** A place on the picture, in pixels from its upper left corner. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How texts are set on one picture. */
export interface Pen {
  readonly dir: 'ltr' | 'rtl';
  readonly widthOf: WidthOf;
}

export interface Line {
  readonly text: string;
  readonly size: number;
  readonly isBold?: boolean;
  readonly fill?: string;
  readonly dir?: 'ltr' | 'rtl';
  /** More of them are set smaller; two where it is left out. */
  readonly mostLines?: number;
}

export interface Stack {
  readonly markup: Markup;
  readonly height: number;
}

/** What any phone has of these, the first ones of what draws for publishers. */
export const pictureFonts = 'Noto Sans, Noto Naskh Arabic, sans-serif';
/** From one baseline to the next: letters of the Arabic script reach far down. */
const leading = 1.34;
const gapShare = 0.3;
const smallest = 17;
const shrink = 0.92;

/** Ems a letter: marks above and below have none. */
export const guessWidth: WidthOf = (text, size, isBold) => {
  let ems = 0;
  for (const letter of text) {
    if (/\p{M}/u.test(letter)) continue;
    ems += letter === ' ' ? 0.3 : /\p{Lu}/u.test(letter) ? 0.7 : 0.57;
  }
  return ems * size * (isBold ? 1.08 : 1);
};

/**
 * Texts below each other, smaller together where the area has no room for them.
 * @param isMiddle in the middle of the area, where they otherwise begin where reading begins
 */
export function stackTexts(pen: Pen, area: Area, lines: readonly Line[], isMiddle = false): Stack {
  const said = lines.map((line) => ({ ...line, text: unturned(line.text) })).filter(({ text }) => text !== '');
  let scale = 1;
  let set = setLines(pen, area.width, said, scale);
  while (heightOf(set) > area.height && scale > 0.4) {
    scale *= shrink;
    set = setLines(pen, area.width, said, scale);
  }
  let y = area.y;
  const drawn = set.map(({ line, size, rows, gap }) => {
    const texts = rows.map((row, i) => drawLine(pen, area, line, row, size, y + size + i * size * leading, isMiddle));
    y += rows.length * size * leading + gap;
    return texts;
  });
  return { markup: html`${drawn}`, height: heightOf(set) };
}

/** The largest size, from a wanted one down, at which each of several stacks fits its area: none stands out by its size. */
export function commonSize(
  pen: Pen,
  area: Pick<Area, 'width' | 'height'>,
  wanted: number,
  stacks: readonly ((size: number) => readonly Line[])[],
): number {
  let size = wanted;
  const fits = (lines: readonly Line[]): boolean => {
    const set = setLines(pen, area.width, lines, 1);
    return heightOf(set) <= area.height && set.every((each) => each.size === each.line.size);
  };
  while (size > smallest && !stacks.every((linesAt) => fits(linesAt(size)))) size = Math.max(smallest, size * shrink);
  return size;
}

interface SetLine {
  readonly line: Line;
  readonly size: number;
  readonly rows: readonly string[];
  readonly gap: number;
}

function heightOf(set: readonly SetLine[]): number {
  return set.reduce((sum, { size, rows, gap }) => sum + rows.length * size * leading + gap, 0);
}

function setLines(pen: Pen, room: number, lines: readonly Line[], scale: number): readonly SetLine[] {
  return lines.map((line, i) => {
    const { mostLines = 2, isBold = false } = line;
    let size = Math.max(smallest, line.size * scale);
    let rows = broken(pen, line.text, size, isBold, room);
    while (size > smallest && (rows.length > mostLines || isTooWide(pen, rows, size, isBold, room))) {
      size = Math.max(smallest, size * shrink);
      rows = broken(pen, line.text, size, isBold, room);
    }
    // What is one word longer than the line, an address most often, goes on in the next one.
    if (isTooWide(pen, rows, size, isBold, room))
      rows = rows.flatMap((row) => hardBroken(pen, row, size, isBold, room));
    return { line, size, rows, gap: i === lines.length - 1 ? 0 : size * gapShare };
  });
}

function isTooWide(pen: Pen, rows: readonly string[], size: number, isBold: boolean, room: number): boolean {
  return rows.some((row) => pen.widthOf(row, size, isBold) > room);
}

/** A text as lines, broken between words. */
function broken(pen: Pen, text: string, size: number, isBold: boolean, room: number): readonly string[] {
  const rows: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = rows[rows.length - 1];
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && pen.widthOf(longer, size, isBold) <= room) rows[rows.length - 1] = longer;
    else rows.push(word);
  }
  return rows;
}

function hardBroken(pen: Pen, row: string, size: number, isBold: boolean, room: number): readonly string[] {
  const rows: string[] = [];
  for (const letter of row) {
    const longer = `${rows[rows.length - 1] ?? ''}${letter}`;
    if (rows.length > 0 && pen.widthOf(longer, size, isBold) <= room) rows[rows.length - 1] = longer;
    else rows.push(letter);
  }
  return rows;
}

function drawLine(
  { dir: own }: Pen,
  { x, width }: Area,
  { isBold = false, fill = '#111', dir = own }: Line,
  text: string,
  size: number,
  y: number,
  isMiddle: boolean,
): Markup {
  const start = own === 'rtl' ? x + width : x;
  const at = isMiddle ? x + width / 2 : start;
  // "start" is where that text's own direction begins: one that runs the other way ends there.
  const anchor = isMiddle ? 'middle' : dir === own ? 'start' : 'end';
  return html`<text x="${round(at)}" y="${round(y)}" font-size="${round(size)}" font-weight="${isBold ? 700 : 400}" text-anchor="${anchor}" direction="${dir}" fill="${fill}">${text}</text>`;
}

/** Pictures need no more than tenths. */
export function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
