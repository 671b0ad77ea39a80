import { expect, it } from 'vitest';
import { encodeUtf8 } from '../../../src/core/bytes.ts';
import { pictureType } from '../../../src/core/picture/picture-type.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

it.each([
  ['image/png', bytes('\x89PNG\r\n\x1a\n....')],
  ['image/jpeg', bytes('\xff\xd8\xff\xe0....')],
  ['image/webp', bytes('RIFF\x10\x00\x00\x00WEBPVP8 ')],
  ['image/svg+xml', encodeUtf8('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['image/svg+xml', encodeUtf8('\ufeff<?xml version="1.0"?>\n<!-- drawn by us --><svg viewBox="0 0 1 1"></svg>')],
])('knows %s by its beginning', (type, start) => {
  expect(pictureType(start)).toBe(type);
});

it.each(['', '<html><svg>', '<!doctype html>', 'GIF89a', '<svgs>', 'RIFF....WAVE'])(
  'takes %s for no picture',
  (text) => {
    expect(pictureType(bytes(text))).toBeNull();
  },
);

it.each([
  ['more comments than anybody writes', `${'<!---->'.repeat(72)}${' '.repeat(600)}<svg `, null],
  ['comments without an end', '<!--'.repeat(500), null],
  ['as many comments as are allowed', `${'<!---->'.repeat(20)}${' '.repeat(600)}<svg `, 'image/svg+xml'],
  ['one comment more', `${'<!---->'.repeat(21)}<svg `, null],
  ['a comment that names the picture', '<!-- <svg > --><html>', null],
  ['the picture behind the first 2,000 characters', `${' '.repeat(2_000)}<svg >`, null],
])('answers at once to %s', (_, start, type) => {
  const before = performance.now();
  expect(pictureType(bytes(start))).toBe(type);
  expect(performance.now() - before).toBeLessThan(1_000);
});
