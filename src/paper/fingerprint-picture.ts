// The picture of a guide's fingerprint on paper: the same cells as on a screen.
import { fingerprintCells, fingerprintColours, fingerprintShapes } from '../core/compare/fingerprint.ts';
import { html, type Markup } from './markup.ts';

const cellSize = 24;
const inARow = 4;

/** @param id 64 hex digits */
export function fingerprintPicture(id: string): Markup {
  const cells = fingerprintCells(id).map(({ shape, colour }, i) => {
    const { path, isOutline } = fingerprintShapes[shape];
    const at = `translate(${(i % inARow) * cellSize} ${Math.floor(i / inARow) * cellSize})`;
    const paint = fingerprintColours[colour] ?? '#000';
    return isOutline
      ? html`<path transform="${at}" d="${path}" fill="none" stroke="${paint}" stroke-width="4"></path>`
      : html`<path transform="${at}" d="${path}" fill="${paint}"></path>`;
  });
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="fingerprint" viewBox="-2 -2 100 100">${cells}</svg>`;
}
