import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../src/core/bytes.ts';
import { AppError } from '../../src/core/errors.ts';
import { encodeHints, maxHintBytes, maxHints, readHints } from '../../src/core/hint-addresses.ts';

const many = Array.from({ length: maxHints }, (_, i) => `https://reserve-${i}.example/guide/`);

describe('addresses that travel by hand', () => {
  it('come back', () => {
    expect(readHints(encodeHints(many))).toEqual(many);
    expect(readHints(encodeHints([]))).toEqual([]);
  });

  it('are https, each once, at most eight, whatever else stands there', () => {
    const text = `http://a.example/\r\nhttps://b.example/\n\njavascript:alert(1)\nhttps://b.example/\n https://c.example/"x\n`;
    expect(readHints(encodeUtf8(text))).toEqual(['https://b.example/']);
    expect(readHints(encodeUtf8([...many, 'https://more.example/'].join('\n')))).toEqual(many);
    expect(readHints(new Uint8Array(maxHintBytes + 1).fill(0x61))).toEqual([]);
    expect(readHints(Uint8Array.of(0xff, 0xfe))).toEqual([]);
  });

  it('never cost more than themselves', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => readHints(bytes).length <= maxHints));
  });

  it('are refused when they are none', () => {
    for (const hints of [['http://a.example/'], ['a.example'], [...many, 'https://one.too/many']]) {
      expect(() => encodeHints(hints)).toThrow(AppError);
    }
  });
});
