import { expect, it } from 'vitest';
import { pictureType } from '../../src/app/picture-type.ts';
import { encodeUtf8 } from '../../src/core/bytes.ts';

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
