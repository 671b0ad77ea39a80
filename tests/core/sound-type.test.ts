import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { soundType } from '../../src/core/sound-type.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const sounds = join(import.meta.dirname, '../../src/publisher/example/sounds');
const opusPage = `OggS\0\x02${'\0'.repeat(20)}\x01\x13OpusHead\x01\x01`;

it('knows the example’s clips', () => {
  for (const name of readdirSync(sounds)) {
    expect(soundType(new Uint8Array(readFileSync(join(sounds, name))))).toBe('audio/ogg; codecs=opus');
  }
});

it.each([
  ['audio/ogg; codecs=opus', opusPage],
  ['audio/mpeg', 'ID3\x04\0\0\0\0\0\0'],
  ['audio/mpeg', '\xff\xfb\x90\0'],
  ['audio/mpeg', '\xff\xf3\x40\xc4'],
  ['audio/mp4', '\0\0\0\x20ftypM4A \0\0\0\0'],
])('knows %s by its beginning', (type, start) => {
  expect(soundType(bytes(start))).toBe(type);
});

it.each([
  '',
  'OggS',
  opusPage.replace('OpusHead', 'fishead\0'),
  opusPage.replace('\x02', '\0'),
  '\x1a\x45\xdf\xa3webm',
  'RIFF....WAVEfmt ',
  '\xff\xd8\xff\xe0',
  '\xff\xfb\xf0\0',
  '\xff\xfb\x9c\0',
  '\xff\xeb\x90\0',
  '<html>',
  '\0\0\0\x20ftypavif',
])('takes %j for no sound', (start) => {
  expect(soundType(bytes(start))).toBeNull();
});
