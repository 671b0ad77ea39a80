// An address as a QR code, drawn once when the page is made: no script draws it, and it prints.
import { encodeQR } from 'qr';
import { html, type Markup } from './markup.ts';

/** Light modules around a code. ISO/IEC 18004 §6.3.8 */
const quietModules = 4;

/** @param address an https address */
export function addressCode(address: string): Markup {
  const rows = encodeQR(address, 'raw', { ecc: 'medium', border: quietModules });
  const box = `0 0 ${rows.length} ${rows.length}`;
  const path = rows.map(bars).join('');
  return html`<svg class="code-picture" viewBox="${box}"><path d="${path}"></path></svg>`;
}

/** Dark modules of a row that touch are one bar. */
function bars(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const from = x;
    while (row[x + 1]) x++;
    path += `M${from} ${y}h${x + 1 - from}v1h-${x + 1 - from}z`;
  }
  return path;
}
