// What phones get of a publisher's picture: small, without notes, the same to the eye; made once.
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { svgFault } from '../../../src/core/picture/svg-fault.ts';
import { openMadePictures } from '../../../src/publisher/pictures/made-pictures.ts';
import { notesIn } from '../../../src/publisher/pictures/picture-notes.ts';
import { smallPicture } from '../../../src/publisher/pictures/small-picture.ts';
import { exampleGuide } from '../build/guide-in-folder.ts';
import { makeFolder } from '../content/make-folder.ts';

const example = join(import.meta.dirname, '../../../src/publisher/example/pictures');
let kettle: Buffer;
let scanned: Buffer;
let photograph: Buffer;

beforeAll(async () => {
  kettle = await readFile(join(example, 'teapot.svg'));
  // As scans come: on paper that is not quite white, with where it was made.
  const exif = { IFD0: { Artist: 'A. Person' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 30/1 0/1' } };
  scanned = await sharp(kettle).resize(320, 320).flatten({ background: '#fdfbf6' }).withExif(exif).jpeg().toBuffer();
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  photograph = await sharp({ create: { width: 480, height: 320, channels: 3, background: '#888', noise } })
    .withExif(exif)
    .jpeg()
    .toBuffer();
});

describe('a picture', () => {
  it('that was scanned becomes a symbol of 2 kB at most, without what the scanner noted', async () => {
    expect(notesIn(scanned)).toBe('place');
    const small = await smallPicture(scanned, 'symbol');
    expect(small.length).toBeLessThanOrEqual(2048);
    expect(notesIn(small)).toBeNull();
    const { width = 0, height } = await sharp(small).metadata();
    expect(width).toBe(height);
    expect(width).toBeGreaterThanOrEqual(96);
  });

  it('that lies on its side in the file stands up', async () => {
    const turned = await sharp(kettle)
      .resize(300, 200, { fit: 'fill' })
      .flatten({ background: '#fff' })
      .withExif({})
      .jpeg()
      .toBuffer();
    const marked = await sharp(turned).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { width = 0, height = 0 } = await sharp(await smallPicture(marked, 'photo')).metadata();
    expect(height).toBeGreaterThan(width);
  });

  it('that is small keeps its bytes; one with an editor’s words loses them and nothing else', async () => {
    expect(await smallPicture(kettle, 'symbol')).toBe(kettle);
    const words = kettle.toString().replace('>', '><!-- drawn by A. Person in /home/a --><title>t</title>');
    const small = Buffer.from(await smallPicture(Buffer.from(words), 'symbol'));
    expect(small.toString()).not.toMatch(/Person|title/);
    expect(small.length).toBeLessThanOrEqual(kettle.length);
    expect(svgFault(small)).toBeNull();
  });

  it('of a thousand strokes is drawn instead', async () => {
    const strokes = Array.from(
      { length: 400 },
      (_, i) => `<path d="M${i % 90} ${i % 83}l${i % 7} ${i % 11}" stroke="#123"/>`,
    );
    const small = await smallPicture(
      Buffer.from(kettle.toString().replace('</svg>', `${strokes.join('')}</svg>`)),
      'symbol',
    );
    expect((await sharp(small).metadata()).format).not.toBe('svg');
  });

  it('of noise, which nothing makes small, is as small as it gets', async () => {
    const small = await smallPicture(photograph, 'photo');
    expect(small.length).toBeLessThan(photograph.length / 2);
    expect(
      Math.max(
        ...Object.values(
          await sharp(small)
            .metadata()
            .then(({ width, height }) => [width, height]),
        ),
      ),
    ).toBeLessThanOrEqual(256);
  });
});

describe('made/', () => {
  const kept = async (dir: string): Promise<readonly string[]> =>
    (await readdir(join(dir, 'made')).catch(() => [])).sort();

  it('is made once, read again, made anew when the source or the copy is not what it was, and pruned', async () => {
    const dir = await makeFolder({ 'guide.yaml': '' });
    const first = await openMadePictures(dir).small('pictures/a.jpg', scanned, 'symbol');
    const [name = ''] = await kept(dir);
    expect(name).toMatch(/^symbol-1-[0-9a-f]{64}$/);
    const before = await stat(join(dir, 'made', name));
    const again = openMadePictures(dir);
    expect(Buffer.from(await again.small('pictures/a.jpg', scanned, 'symbol')).equals(first)).toBe(true);
    expect((await stat(join(dir, 'made', name))).mtimeMs).toBe(before.mtimeMs);
    await writeFile(join(dir, 'made', name), first.subarray(0, first.length - 9));
    expect(Buffer.from(await again.small('pictures/a.jpg', scanned, 'symbol')).equals(first)).toBe(true);
    expect(Buffer.from(await readFile(join(dir, 'made', name))).equals(first)).toBe(true);
    await writeFile(join(dir, 'made/notes.txt'), 'mine');
    const later = openMadePictures(dir);
    await later.small('pictures/a.jpg', scanned, 'photo');
    await later.prune();
    expect(await kept(dir)).toEqual(['notes.txt', expect.stringMatching(/^photo-1-/)]);
  });

  it('is not needed for drawings that are small', async () => {
    const dir = await makeFolder({ 'guide.yaml': '' });
    await openMadePictures(dir).small('pictures/a.svg', kettle, 'symbol');
    expect(await kept(dir)).toEqual([]);
  });

  it('names the file that cannot be drawn', async () => {
    const dir = await makeFolder({ 'guide.yaml': '' });
    const broken = openMadePictures(dir).small('pictures/a.png', Buffer.from('\x89PNG\r\n\x1a\nx', 'latin1'), 'photo');
    await expect(broken).rejects.toThrow(/pictures\/a\.png — it cannot be drawn/);
  });
});

it('a build publishes the small one, and the second build the same bytes', async () => {
  const guide = await exampleGuide();
  await guide.change('symbols.csv', 'pictures/teapot.svg', 'pictures/teapot.jpg');
  await mkdir(join(guide.dir, 'pictures'), { recursive: true });
  await writeFile(join(guide.dir, 'pictures/teapot.jpg'), scanned);
  expect((await guide.build()).code).toBe(0);
  const [name = ''] = await kept(guide.dir);
  const small = await readFile(join(guide.dir, 'made', name));
  const published = await readdir(join(guide.mirror, 'blobs'));
  const { createHash } = await import('node:crypto');
  expect(published).toContain(createHash('sha256').update(small).digest('hex'));
  expect(published).not.toContain(createHash('sha256').update(scanned).digest('hex'));
  const second = await guide.build();
  expect(JSON.parse(second.output.lines.join(''))).toMatchObject({ changed: false });
});

async function kept(dir: string): Promise<readonly string[]> {
  return readdir(join(dir, 'made'));
}
