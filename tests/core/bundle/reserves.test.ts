import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeReserves, maxReserveBytes, maxReserves, readReserves } from '../../../src/core/bundle/reserves.ts';
import { encodeUtf8 } from '../../../src/core/bytes.ts';
import { AppError } from '../../../src/core/errors.ts';

const many = Array.from({ length: maxReserves }, (_, i) => `https://reserve-${i}.example/guide/`);

describe('addresses that travel by hand', () => {
  it('come back', () => {
    expect(readReserves(encodeReserves(many))).toEqual(many);
    expect(readReserves(encodeReserves([]))).toEqual([]);
  });

  it('are https, each once, at most eight, whatever else stands there', () => {
    const text = `http://a.example/\r\nhttps://b.example/\n\njavascript:alert(1)\nhttps://b.example/\n https://c.example/"x\n`;
    expect(readReserves(encodeUtf8(text))).toEqual(['https://b.example/']);
    expect(readReserves(encodeUtf8([...many, 'https://more.example/'].join('\n')))).toEqual(many);
    expect(readReserves(new Uint8Array(maxReserveBytes + 1).fill(0x61))).toEqual([]);
    expect(readReserves(Uint8Array.of(0xff, 0xfe))).toEqual([]);
  });

  it('never cost more than themselves', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => readReserves(bytes).length <= maxReserves));
  });

  it('are refused when they are none', () => {
    for (const reserves of [['http://a.example/'], ['a.example'], [...many, 'https://one.too/many']]) {
      expect(() => encodeReserves(reserves)).toThrow(AppError);
    }
  });
});
