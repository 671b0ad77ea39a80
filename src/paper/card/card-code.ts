// The code of a picture: the first of its texts that is still read after a chat made the picture small and poor.
import { codePath } from '../code-path.ts';
import { paperCode } from '../code-picture.ts';
import { html, type Markup } from '../markup.ts';
import type { Area } from './picture-text.ts';

/** Light modules around a code. ISO/IEC 18004 §6.3.8 */
const quietModules = 4;
/** Pixels a module: half of them are left at 50 %, and JPEG at quality 40 needs two and a half. */
const leastPixels = 6;

export interface CardCode {
  /** Which of the texts it holds. */
  readonly index: number;
  /** Its side with the quiet border, at most the room's. */
  readonly side: number;
  /** Draws it into the upper left corner of an area. */
  draw(at: Pick<Area, 'x' | 'y'>): Markup;
}

/**
 * @param texts the best first
 * @param room the longest side, in pixels
 * @returns null where none of them would be read at that size
 */
export function cardCode(texts: readonly string[], room: number): CardCode | null {
  for (const [index, text] of texts.entries()) {
    const { rows } = paperCode(text);
    const modules = rows.length + 2 * quietModules;
    const pixels = Math.floor(room / modules);
    if (pixels < leastPixels) continue;
    const quiet = quietModules * pixels;
    return {
      index,
      side: modules * pixels,
      draw: ({ x, y }) =>
        html`<path shape-rendering="crispEdges" fill="#000" transform="translate(${Math.round(x) + quiet} ${Math.round(y) + quiet}) scale(${pixels})" d="${codePath(rows)}"></path>`,
    };
  }
  return null;
}
