// The print of a picture on cards that are drawn alike: a card saved anew keeps its print, another symbol on it has another.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { levelsApart, maxLevelsApart, picturePrint } from '../../../src/core/picture/picture-print.ts';
import { printOfPicture } from '../../../src/publisher/pictures/print-of-picture.ts';

const pictures = join(import.meta.dirname, '../../../src/publisher/example/pictures');
const symbols = [
  'apple',
  'anchor',
  'balloon',
  'bell',
  'boot',
  'chair',
  'clock',
  'drum',
  'fish',
  'house',
  'key',
  'teapot',
];

/** A card as people pass them on: the same head, foot and code on each, and one symbol between them. */
async function card(symbol: string, background = '#ffffff'): Promise<Buffer> {
  const drawing = (await readFile(join(pictures, `${symbol}.svg`))).toString('base64');
  const cells = Array.from({ length: 144 }, (_, i) => i).filter((i) => (i * 7919) % 11 < 5);
  const code = cells.map(
    (i) => `<rect x="${700 + (i % 12) * 20}" y="${1060 + Math.floor(i / 12) * 20}" width="20" height="20"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1080" height="1350"><rect width="1080" height="1350" fill="${background}"/>
    <rect width="1080" height="150" fill="#154a3c"/><text x="60" y="100" font-size="60" fill="#fff">NA-130 Surkh Mitti</text>
    <image x="290" y="230" width="500" height="500" href="data:image/svg+xml;base64,${drawing}"/>
    <text x="60" y="900" font-size="80">Mehrab Shafaqi</text><text x="60" y="1000" font-size="50">edition 12</text>${code.join('')}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

const printOf = async (bytes: Buffer): Promise<string> => (await printOfPicture(bytes)).print ?? '';

it('stays near when a card is saved anew, and far from the same card with another symbol', async () => {
  const prints = new Map<string, string>();
  let furthest = 0;
  for (const symbol of symbols) {
    const png = await card(symbol);
    const own = await printOf(png);
    prints.set(symbol, own);
    const saved = [
      await sharp(png).jpeg({ quality: 40 }).toBuffer(),
      await sharp(png).resize(540).jpeg({ quality: 40 }).toBuffer(),
      await sharp(png).resize(300).webp({ quality: 50 }).toBuffer(),
    ];
    for (const each of saved) furthest = Math.max(furthest, levelsApart(own, await printOf(each)));
  }
  let nearest = 16;
  for (const a of symbols) {
    for (const b of symbols) {
      if (a < b) nearest = Math.min(nearest, levelsApart(prints.get(a) ?? '', prints.get(b) ?? ''));
    }
  }
  expect(furthest).toBeLessThanOrEqual(maxLevelsApart);
  expect(nearest).toBeGreaterThan(2 * maxLevelsApart);
});

it('has no print where there is nothing to look at, or too much', async () => {
  expect(picturePrint(new Uint8Array(15 * 20 * 4), 15, 20)).toBeNull();
  expect(picturePrint(new Uint8Array(16 * 16 * 4 - 1), 16, 16)).toBeNull();
  expect(picturePrint(new Uint8Array(0), 1e9, 1e9)).toBeNull();
  // What is not there is the paper.
  expect(picturePrint(new Uint8Array(16 * 16 * 4), 16, 16)).toBe('f'.repeat(256));
  expect((await printOfPicture(new TextEncoder().encode('no picture'))).print).toBeNull();
});
