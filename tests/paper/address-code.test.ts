// The drawn code is read back from its own drawing.
import decodeQR from 'qr/decode.js';
import { expect, it } from 'vitest';
import { addressCode } from '../../src/paper/address-code.ts';

/** The drawing as pixels, `scale` a module, grey by four bytes each. */
function paint(svg: string, scale: number): { width: number; height: number; data: Uint8Array } {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const width = size * scale;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++) {
      const from = (row * width + Number(x) * scale) * 4;
      data.fill(0, from, from + Number(length) * scale * 4);
    }
  }
  return { width, height: width, data };
}

it.each(['https://one.example/guide/', `https://two.example:8443/${'long/'.repeat(30)}?a=1&b=2`])(
  'reads %s',
  (address) => {
    const svg = addressCode(address).toString();
    expect(decodeQR(paint(svg, 4))).toBe(address);
    expect(svg).not.toContain(address);
  },
);
