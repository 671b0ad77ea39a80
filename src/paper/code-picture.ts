// A QR code as a picture for paper: drawn once, at a size in millimetres, always dark on white.
import { encodeQR } from 'qr';
import { codePath } from './code-path.ts';
import { html, type Markup } from './markup.ts';

/** Light modules around a code. ISO/IEC 18004 §6.3.8 */
const quietModules = 4;
/** The version of a code grows its side by four modules from 21. ISO/IEC 18004 §5.3.1 */
const firstSide = 21;

/** A code, row by row, without its quiet border. */
export interface PaperCode {
  readonly rows: readonly (readonly boolean[])[];
  /** 1 to 40. */
  readonly version: number;
}

/**
 * @param text an address; level L, since paper that is read from a hand is clean and smaller codes read better
 * @throws RangeError or TypeError of the encoder where it fits no code
 */
export function paperCode(text: string): PaperCode {
  // The encoder draws a border of one at least.
  const rows = encodeQR(text, 'raw', { ecc: 'low', border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));
  return { rows, version: (rows.length - firstSide) / 4 + 1 };
}

/** @param millimetres the side of the code itself, without the quiet border that is drawn around it */
export function codePicture({ rows }: PaperCode, millimetres: number): Markup {
  const side = rows.length + 2 * quietModules;
  const box = `${-quietModules} ${-quietModules} ${side} ${side}`;
  const size = `${((millimetres * side) / rows.length).toFixed(2)}mm`;
  const quiet = `M${-quietModules} ${-quietModules}h${side}v${side}h${-side}z`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="code" viewBox="${box}" width="${size}" height="${size}" shape-rendering="crispEdges"><path fill="#fff" d="${quiet}"></path><path d="${codePath(rows)}"></path></svg>`;
}
