// The clips of a folder: by content, by length, and by what they claim to speak of.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import { soundSeconds } from '../../../src/publisher/check/files/sound-length.ts';
import { exampleGuide } from '../build/guide-in-folder.ts';

const sounds = join(import.meta.dirname, '../../../src/publisher/example/sounds');
const opus = new Uint8Array(await readFile(join(sounds, 'seat-NA-130.en.ogg')));
const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const number = (value: number): string =>
  String.fromCharCode(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);

/** MPEG-1 layer III, 48 kHz, 64 kbit/s: 192 bytes and 24 ms a frame. */
const mp3 = (frames: number): Uint8Array => latin(`\xff\xfb\x54\0${'\0'.repeat(188)}`.repeat(frames));
const box = (name: string, inside: string): string => number(inside.length + 8) + name + inside;
const m4a = (seconds: number): Uint8Array => {
  const header = `\0\0\0\0${number(0)}${number(0)}${number(1000)}${number(seconds * 1000)}`;
  return latin(box('ftyp', 'M4A \0\0\0\0') + box('moov', box('mvhd', header)) + box('mdat', 'abc'));
};

describe('how long a sound is', () => {
  it('is read from its structure', () => {
    expect(soundSeconds(opus, 'audio/ogg')).toBeCloseTo(5, 0);
    expect(soundSeconds(mp3(100), 'audio/mpeg')).toBeCloseTo(2.4);
    expect(
      soundSeconds(
        latin(`ID3\x04\0\0\0\0\x01\0${'x'.repeat(128)}`.concat(String.fromCharCode(...mp3(1)))),
        'audio/mpeg',
      ),
    ).toBeCloseTo(0.024);
    expect(soundSeconds(m4a(7), 'audio/mp4')).toBe(7);
  });

  it('is unknown where the file is cut short anywhere', () => {
    for (const [file, type] of [
      [opus, 'audio/ogg'],
      [mp3(2), 'audio/mpeg'],
      [m4a(7), 'audio/mp4'],
    ] as const) {
      const step = Math.max(1, Math.floor(file.length / 60));
      for (let length = 40; length < file.length; length += step) {
        if (type === 'audio/mpeg' && length === 192) continue;
        expect(soundSeconds(file.subarray(0, length), type)).toBeNull();
      }
    }
  });
});

describe('clips of the example, changed', () => {
  const ours = (faults: readonly { file: string; column?: string; code: string }[]): readonly string[] =>
    faults.filter(({ code }) => code !== 'no-picture').map(({ file, column, code }) => `${file} ${column} ${code}`);

  it.each<readonly [what: string, file: string, from: string, to: string, fault: string]>([
    ['no word on whether it is synthetic', 'media.csv', ',en,yes,', ',en,,', 'synthetic missing-value'],
    [
      'no voice',
      'media.csv',
      '"espeak-ng, a program (English)",ایسپیک این جی، ایک پروگرام (انگریزی)',
      ',',
      'voice no-voice',
    ],
    ['a subject that nobody reads', 'media.csv', ',symbol/apple,', ',sign/apple,', 'of bad-word'],
    ['a symbol that is not there', 'media.csv', ',symbol/apple,', ',symbol/pear,', 'of unknown-symbol'],
    ['a step that is not there', 'media.csv', ',step/how-to-vote/6,', ',step/how-to-vote/7,', 'of unknown-page'],
    [
      'a candidate who is not there',
      'media.csv',
      ',candidate/NA-130/2,',
      ',candidate/NA-130/99,',
      'of unknown-candidate',
    ],
    [
      'a list that was numbered anew',
      'media.csv',
      ',candidate/NA-130/2,',
      ',candidate/NA-130/3,',
      'title names-another',
    ],
    [
      'the symbol of an answer changed',
      'candidates.csv',
      'NA-130,2,Mehrab Barfabi,محراب برف آبی,old-orchard,apple',
      'NA-130,2,Mehrab Barfabi,محراب برف آبی,old-orchard,bell',
      'symbol says-another-symbol',
    ],
    ['an answer where nobody is backed', 'media.csv', ',seat/NA-130,apple', ',seat/NA-126,apple', 'of no-answer'],
    ['two clips of one thing', 'media.csv', ',symbol/fish,', ',symbol/apple,', 'of doubled-of'],
    ['another language than the guide’s', 'media.csv', ',,en,yes', ',,sd,yes', 'language unknown-language'],
  ])('tells of %s', async (_, file, from, to, fault) => {
    const guide = await exampleGuide();
    await guide.change(file, from, to);
    const { faults } = await checkFolder(guide.dir);
    expect(ours(faults)[0]).toBe(`media.csv ${fault}`);
  });

  it.each<readonly [what: string, bytes: Uint8Array, code: string]>([
    ['a page of words', latin('<html>'), 'not-a-sound'],
    ['half of a clip', opus.subarray(0, 2000), 'cut-short'],
    ['more than twenty seconds', mp3(900), 'too-long'],
    ['more than 100 kB', latin(String.fromCharCode(...m4a(3)) + box('free', 'x'.repeat(100_000))), 'too-large'],
  ])('refuses %s by its content', async (_, bytes, code) => {
    const guide = await exampleGuide();
    await writeFile(join(guide.dir, 'sounds/welcome.en.ogg'), bytes);
    const { faults } = await checkFolder(guide.dir);
    expect(ours(faults)).toEqual([`media.csv file ${code}`]);
  });
});

it('tells of sounds of pages whose voice nobody states', async () => {
  const guide = await exampleGuide();
  await guide.change('guide.yaml', 'kind: bring\n', 'kind: bring\n    sound: sounds/bring.ogg\n');
  await writeFile(join(guide.dir, 'sounds/bring.ogg'), opus);
  const { faults } = await checkFolder(guide.dir);
  expect(faults.map(({ code, column }) => `${column} ${code}`)).toContain('pages[1].sound undescribed-sound');
});
