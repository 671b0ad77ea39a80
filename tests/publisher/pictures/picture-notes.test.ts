// What a photograph says beside what it shows.
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import { notesIn } from '../../../src/publisher/pictures/picture-notes.ts';
import { swap, whole } from '../check/whole-folder.ts';
import { makeFolder } from '../content/make-folder.ts';

const plain = sharp({ create: { width: 8, height: 8, channels: 3, background: '#a33' } });
const taken = plain
  .clone()
  .withExif({ IFD0: { Artist: 'A. Person' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 30/1 0/1' } });
const signed = plain.clone().withExif({ IFD0: { Artist: 'A. Person' } });

describe.each(['png', 'jpeg', 'webp'] as const)('%s', (format) => {
  it('tells who made it from where it was taken from nothing', async () => {
    expect(notesIn(await plain.clone().toFormat(format).toBuffer())).toBeNull();
    expect(notesIn(await signed.clone().toFormat(format).toBuffer())).toBe('notes');
    expect(notesIn(await taken.clone().toFormat(format).toBuffer())).toBe('place');
  });

  it('throws nothing where the file ends anywhere, or a byte is wrong', async () => {
    const bytes = await taken.clone().toFormat(format).toBuffer();
    for (let at = 12; at < bytes.length; at++) {
      notesIn(bytes.subarray(0, at));
      const wrong = Uint8Array.from(bytes);
      wrong[at] = 0xff;
      notesIn(wrong);
    }
  });
});

it('sees comments in SVG and GIF has none to see', async () => {
  expect(notesIn(Buffer.from('<svg><!-- made at home --></svg>'))).toBe('notes');
  expect(notesIn(Buffer.from('<svg inkscape:version="1"/>'))).toBe('notes');
  expect(notesIn(Buffer.from('<svg><title>Kite</title></svg>'))).toBeNull();
  expect(notesIn(await plain.clone().gif().toBuffer())).toBeNull();
});

it('check names the picture that says where it was taken first', async () => {
  const photos: Record<string, string | Uint8Array> = {
    ...swap('candidates.csv', 'symbol\n', 'symbol,photo\n'),
    'pictures/a.jpg': await signed.clone().jpeg().toBuffer(),
    'pictures/b.jpg': await taken.clone().jpeg().toBuffer(),
  };
  photos['candidates.csv'] = String(photos['candidates.csv'])
    .replace('p,kite\nNA-1', 'p,kite,pictures/a.jpg\nNA-1')
    .replace('boat\n', 'boat,pictures/b.jpg\n');
  const { faults } = await checkFolder(await makeFolder({ ...whole, ...photos }));
  expect(faults).toMatchObject([{ severity: 'warning', code: 'picture-notes', row: 3, column: 'photo' }]);
  expect(faults[0]?.message).toContain(
    '2 pictures carry notes on who or what made them (pictures/b.jpg, pictures/a.jpg); 1 of them',
  );
});
