// The sharer's own line: on a dark ground below a torn edge, under a label that says whose it is not. White paper is the
// publisher's alone, and what is written here cannot leave its band.
import { html, type Markup } from '../markup.ts';
import { type Area, type Pen, stackTexts } from './picture-text.ts';

const ground = '#33363d';
const padding = 40;
const labelSize = 27;
const lineSize = 44;
const labelShare = 0.36;

/**
 * @param line as core/message/own-line let it through
 * @param label whose it is not
 */
export function ownBand(pen: Pen, { x, y, width, height }: Area, line: string, label: string): Markup {
  const inner = { x: padding, y: 24, width: width - 2 * padding, height: height - 40 };
  const top = stackTexts(pen, { ...inner, height: inner.height * labelShare }, [
    { text: label, size: labelSize, fill: '#ffd98a', isBold: true },
  ]);
  const below = { ...inner, y: inner.y + top.height + 8, height: inner.height - top.height - 8 };
  const dir = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(line) ? 'rtl' : 'ltr';
  const own = stackTexts(pen, below, [{ text: `“${line}”`, size: lineSize, fill: '#ffffff', dir }]);
  // A drawing within the drawing: what is too high or too wide for it is cut off there.
  return html`<svg x="${x}" y="${y}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" overflow="hidden"><rect width="${width}" height="${height}" fill="${ground}"></rect><path d="M0 4H${width}" stroke="#fff" stroke-width="6" stroke-dasharray="22 16"></path>${top.markup}${own.markup}</svg>`;
}
