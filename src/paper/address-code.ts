// An address as a QR code, drawn once when the page is made: no script draws it, and it prints.
import { encodeQR } from 'qr';
import { codePath } from './code-path.ts';
import { html, type Markup } from './markup.ts';

/** Light modules around a code. ISO/IEC 18004 §6.3.8 */
const quietModules = 4;

/** @param address an https address */
export function addressCode(address: string): Markup {
  const rows = encodeQR(address, 'raw', { ecc: 'medium', border: quietModules });
  const box = `0 0 ${rows.length} ${rows.length}`;
  return html`<svg class="code-picture" viewBox="${box}"><path d="${codePath(rows)}"></path></svg>`;
}
