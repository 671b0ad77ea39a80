// What somebody pastes becomes a mirror's address, or is refused for a reason that can be told.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMirrorAddress } from '../../../src/app/sources/mirror-address.ts';

const urlOf = (typed: string, mayBeLocal = false): string => {
  const read = readMirrorAddress(typed, mayBeLocal);
  return typeof read === 'string' ? read : read.url;
};

describe('an address that was pasted', () => {
  it.each([
    ['https://one.example', 'https://one.example/'],
    ['  https://One.Example/guide ', 'https://one.example/guide/'],
    ['https://one.example/guide/index.html#/seat/NA-130', 'https://one.example/guide/'],
    ['https://one.example/?from=chat', 'https://one.example/'],
    ['one.example/guide', 'https://one.example/guide/'],
    ['one.example:8443', 'https://one.example:8443/'],
    ['Try this: https://one.example/a/ it works!', 'https://one.example/a/'],
    ['یہاں دیکھیں https://one.example۔', 'https://one.example/'],
    ['\u2066https://one.example\u2069', 'https://one.example/'],
    ['https://one.example//', 'https://one.example/'],
    ['https://xn--mgbh0fb.example/', 'https://xn--mgbh0fb.example/'],
  ])('%s is %s', (typed, wanted) => {
    expect(urlOf(typed)).toBe(wanted);
  });

  it('knows a content store by its mark, and leaves the mark as it is', () => {
    const stores = [
      'https://g.example/ipfs/{cid}?format=raw',
      'https://b.example/{sha256}',
      'https://s.example/{path}',
    ];
    expect(stores.map((typed) => readMirrorAddress(typed, false))).toEqual([
      { kind: 'ipfs', url: stores[0] },
      { kind: 'blossom', url: stores[1] },
      { kind: 'static', url: stores[2] },
    ]);
  });

  it.each([
    ['', 'address'],
    ['NA-130', 'address'],
    ['hello there', 'address'],
    ['https://', 'address'],
    ['https://intranet/', 'address'],
    ['ftp://one.example/', 'address'],
    ['javascript:alert(1)', 'address'],
    ['data:text/html,hello', 'address'],
    [`https://one.example/${'a'.repeat(500)}`, 'address'],
    ['http://one.example/', 'http'],
    ['http://localhost:8080/', 'http'],
    ['https://me:secret@one.example/', 'password'],
  ])('%s is refused: %s', (typed, why) => {
    expect(readMirrorAddress(typed, false)).toBe(why);
  });

  it('lets a demo ask this machine, and no other, by http', () => {
    expect(urlOf('http://127.0.0.1:8080/a', true)).toBe('http://127.0.0.1:8080/a/');
    expect(urlOf('http://localhost:8080', true)).toBe('http://localhost:8080/');
    expect(urlOf('http://10.0.0.1/', true)).toBe('http');
    expect(urlOf('http://localhost.example/', true)).toBe('http');
  });

  it('never lets through what is neither https nor this machine, nor a password, whatever is typed', () => {
    const parts = fc.constantFrom(
      'https://',
      'http://',
      'a.example',
      '@',
      ':',
      '/',
      '?x',
      '#y',
      '{cid}',
      '\\',
      ' ',
      '..',
      'localhost',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string({ maxLength: 4 })), { maxLength: 8 }), (pieces) => {
        const read = readMirrorAddress(pieces.join(''), false);
        if (typeof read === 'string') return;
        const url = new URL(read.url);
        expect([url.protocol, url.username, url.password]).toEqual(['https:', '', '']);
        expect(read.url).not.toMatch(/[\s"'<>\\]/);
      }),
    );
  });
});
