import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import type { Json } from '../../../src/core/json.ts';
import { compareCodePoints, encodeCanonical } from '../../../src/core/tuf/canonical.ts';

const text = (value: Json) => Buffer.from(encodeCanonical(value)).toString();

describe('encodeCanonical', () => {
  it('has no spaces, sorted keys, and every kind of value', () => {
    expect(text({ b: [1, -2, true, false, null, 'x'], a: {}, '': [] })).toBe(
      '{"":[],"a":{},"b":[1,-2,true,false,null,"x"]}',
    );
  });

  it('escapes quotes and backslashes and nothing else', () => {
    expect(text('a"b\\c\n\t\u0000é')).toBe('"a\\"b\\\\c\n\t\u0000é"');
  });

  it('sorts by code point, where UTF-16 order differs', () => {
    expect(text({ '\u{1f600}': 1, '\uffff': 2, '\ud7ff': 3, a: 4, aa: 5 })).toBe(
      '{"a":4,"aa":5,"\ud7ff":3,"\uffff":2,"\u{1f600}":1}',
    );
  });

  it('writes zero one way', () => {
    expect(text([0, -0])).toBe('[0,0]');
  });

  it.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53)])('refuses %s', (number) => {
    expect(() => encodeCanonical([number])).toThrow(expect.objectContaining({ code: 'format/shape' }));
  });

  it('refuses half a surrogate pair, which would sign like U+FFFD', () => {
    for (const half of ['\ud800', 'a\udc00b', '\udc00\ud800'])
      for (const value of [half, { [half]: 1 }])
        expect(() => encodeCanonical(value)).toThrow(expect.objectContaining({ code: 'format/shape' }));
  });

  it('reads own keys only, whatever they are called', () => {
    expect(text(JSON.parse('{"__proto__":1,"constructor":2,"toString":3}'))).toBe(
      '{"__proto__":1,"constructor":2,"toString":3}',
    );
  });

  it('is the same for the same value in any order, and different for different values', () => {
    const value = fc.jsonValue({ noUnicodeString: false });
    fc.assert(
      fc.property(value, value, (a, b) => {
        const once = attempt(a as Json);
        expect(attempt(shuffled(a as Json))).toBe(once);
        if (once !== null && attempt(b as Json) === once) expect(normal(a as Json)).toEqual(normal(b as Json));
      }),
    );
  });

  it('throws nothing but AppError', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, name) => {
        attempt({ [name]: value as Json });
      }),
    );
  });
});

describe('compareCodePoints', () => {
  it('is the order of the UTF-8 bytes', () => {
    const unit = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(unit, unit, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});

function attempt(value: Json): string | null {
  try {
    return text(value);
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    return null;
  }
}

function shuffled(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(shuffled);
  const entries = Object.entries(value as { [key: string]: Json }).reverse();
  return Object.fromEntries(entries.map(([key, item]) => [key, shuffled(item)]));
}

// -0 and 0 are one number on the wire.
function normal(value: Json): unknown {
  return JSON.parse(JSON.stringify(value));
}
