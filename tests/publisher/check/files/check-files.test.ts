import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { checkFolder } from '../../../../src/publisher/check/check-content.ts';
import { makeFolder } from '../../content/make-folder.ts';
import { faultsWith, svg, swap, whole } from '../whole-folder.ts';

/** Each picture's frame, without a pixel: the kinds by their own structure. */
const frames = {
  png: '\x89PNG\r\n\x1a\n\0\0\0\x02IDATxy1234\0\0\0\0IEND1234',
  jpeg: '\xff\xd8\xff\xe0\0\x04JF\xff\xda\0\x03\x01ab\xff\0c\xff\xd0d\xff\xff\xd9',
  gif: 'GIF89a\x01\0\x01\0\x80\0\0rgbRGB!\xf9\x02ab\0,\0\0\0\0\x01\0\x01\0\0\x02\x02ab\0',
  webp: 'RIFF\x10\0\0\0WEBPVP8 \x04\0\0\0abcd',
};

/** A header that promises so many pixels, and nothing behind it. */
function pngOf(width: number, height: number, depth: number): Uint8Array {
  const header = Buffer.alloc(25);
  header.writeUInt32BE(13, 0);
  header.write('IHDR', 4, 'latin1');
  header.writeUInt32BE(width, 8);
  header.writeUInt32BE(height, 12);
  header[16] = depth;
  header[17] = 6;
  const frame = Buffer.from(frames.png, 'latin1');
  return Buffer.concat([frame.subarray(0, 8), header, frame.subarray(8)]);
}

function gifOf(width: number, height: number): Uint8Array {
  const gif = Buffer.from(frames.gif, 'latin1');
  gif.writeUInt16LE(width, 6);
  gif.writeUInt16LE(height, 8);
  return gif;
}

describe('pictures and sounds', () => {
  const picture = (bytes: string | Uint8Array): Record<string, string | Uint8Array> => ({ 'pictures/kite.svg': bytes });
  const drawing = (inside: string): string => svg.replace('</svg>', `${inside}</svg>`);

  const drawn = sharp(Buffer.from(svg)).resize(16, 16).flatten({ background: '#fff' });
  const [jpeg, gif] = [drawn.clone().jpeg().toBuffer(), drawn.clone().gif().toBuffer()];

  it.each<readonly [string, Promise<Uint8Array> | string]>([
    ['PNG', drawn.clone().png().toBuffer()],
    ['WebP', drawn.clone().webp().toBuffer()],
    ['JPEG', jpeg],
    ['a GIF', gif],
    ['a GIF without its last byte', gif.then((bytes) => bytes.subarray(0, -1))],
    ['a JPEG with bytes behind its end', jpeg.then((bytes) => Buffer.concat([bytes, Buffer.alloc(2)]))],
    [
      'an SVG with a declaration and references inside',
      `<?xml version="1.0"?>${drawing('<use href="#a"/><path fill="url(#g)" d="M0 0"/><text>a &amp; b</text>')}`,
    ],
  ])('takes %s', async (_, bytes) => {
    expect(await faultsWith(picture(await bytes))).toEqual([]);
  });

  it('refuses a frame without a picture in it', async () => {
    expect(await faultsWith(picture(Buffer.from(frames.png, 'latin1')))).toEqual([
      'error symbols.csv:2 picture cannot-draw',
    ]);
  });

  it.each(Object.entries(frames))('refuses a %s that is cut short anywhere', async (_, text) => {
    const magic = 12;
    for (let length = magic; length < text.length; length++) {
      const faults = await faultsWith(picture(Buffer.from(text.slice(0, length), 'latin1')));
      expect(faults).toEqual(['error symbols.csv:2 picture cut-short']);
    }
  });

  it.each([
    ['a line of sixteen million pixels', pngOf(16_000_000, 1, 8)],
    ['a column of them', pngOf(1, 16_000_000, 8)],
    ['more pixels than a photograph has', pngOf(7_100, 7_100, 8)],
    ['half as many of sixteen bits', pngOf(5_100, 5_100, 16)],
    ['a GIF with a vast screen', gifOf(65_535, 1)],
  ])('does not draw %s', async (_, bytes) => {
    expect(await faultsWith(picture(bytes))).toEqual(['error symbols.csv:2 picture too-many-pixels']);
  });

  it('refuses two names that are one file on other computers, by capitals or by letters made of parts', async () => {
    const boat = (to: string): Record<string, string> => ({
      ...swap('symbols.csv', 'pictures/boat.svg', `pictures/${to}`),
      [`pictures/${to}`]: whole['pictures/boat.svg'] ?? '',
    });
    expect(await faultsWith(boat('KITE.svg'))).toEqual(['error symbols.csv:3 picture twin-files']);
    const table = (whole['symbols.csv'] ?? '').replace('kite.svg', 'k\u00e9.svg').replace('boat.svg', 'ke\u0301.svg');
    const drawn = { 'pictures/k\u00e9.svg': svg, 'pictures/ke\u0301.svg': whole['pictures/boat.svg'] ?? '' };
    expect(await faultsWith({ 'symbols.csv': table, ...drawn })).toEqual(['error symbols.csv:3 picture twin-files']);
  });

  it('says how a file is spelt that is there under almost its name', async () => {
    const table = (whole['symbols.csv'] ?? '').replace('kite.svg', 'k\u00e9.svg').replace('boat.svg', 'Boat.svg');
    const dir = await makeFolder({ ...whole, 'symbols.csv': table, 'pictures/ke\u0301.svg': svg });
    const { faults } = await checkFolder(dir, new Date('2027-01-25T10:00:00Z'));
    expect(faults.map(({ message }) => message)).toEqual([
      'there is no file pictures/k\u00e9.svg, but there is pictures/ke\u0301.svg: its letters are made of parts, which look the same',
      'there is no file pictures/Boat.svg, but there is pictures/boat.svg: capitals count',
    ]);
  });

  it.each([
    ['\0\0\0\x18ftypheic', 'a HEIC picture, as phones take them'],
    ['\0\0\0\x1cftypavif', 'an AVIF picture'],
    ['II*\0', 'a TIFF picture'],
    ['BM\0\0', 'a BMP picture'],
    ['%PDF-1.7', 'a PDF'],
  ])('says what %j is, which people take for a picture', async (start, what) => {
    const dir = await makeFolder({ ...whole, ...picture(Buffer.from(start.padEnd(2_000, '\0'), 'latin1')) });
    const { faults } = await checkFolder(dir, new Date('2027-01-25T10:00:00Z'));
    expect(faults.map(({ message }) => message)).toEqual([`pictures/kite.svg is ${what}, which not every phone shows`]);
  });

  it('refuses a drawing that white paper swallows', async () => {
    const white =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4" cx="4" cy="4" fill="COLOUR"/></svg>';
    const blank = ['error symbols.csv:2 picture blank-picture'];
    expect(await faultsWith(picture(white.replace('COLOUR', '#fff')))).toEqual(blank);
    expect(await faultsWith(picture(white.replace('COLOUR', '#f4f4f4')))).toEqual(blank);
    expect(await faultsWith(picture(white.replace('COLOUR', '#ccc')))).toEqual([]);
    const colour =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0z" fill="#a33"/></svg>';
    expect(await faultsWith(picture(colour))).toEqual([]);
  });

  it('warns of symbols without a picture, once', async () => {
    const bare = (whole['symbols.csv'] ?? '').replaceAll(/pictures\/\w+\.svg/g, '');
    expect(await faultsWith({ 'symbols.csv': bare })).toEqual(['warning symbols.csv:2 picture no-picture']);
  });

  it.each([
    ['text', 'not a picture', 'not-a-picture'],
    ['nothing', '', 'empty-file'],
    ['more than 20 MiB', `\x89PNG\r\n\x1a\n${'x'.repeat(20_971_520)}`, 'too-large'],
    ['a drawing of more than 1 MiB', drawing(' '.repeat(1_048_576)), 'too-large'],
    ['a web page', '<!doctype html><p>', 'bad-svg'],
    ['a script', drawing('<script>1</script>'), 'bad-svg'],
    ['an event attribute', svg.replace('<path', '<path onclick="x()"'), 'bad-svg'],
    ['an event attribute in capitals', svg.replace('<path', '<path ONLOAD="x()"'), 'bad-svg'],
    ['a foreign object', drawing('<foreignObject/>'), 'bad-svg'],
    ['a picture from elsewhere', drawing('<image href="https://a.example/b.png"/>'), 'bad-svg'],
    ['a reference outside', drawing('<use href="https://a.example/b.svg#c"/>'), 'bad-svg'],
    ['a hidden reference', drawing('<use xlink:href="&#104;ttps://a.example/b.svg#c"/>'), 'bad-svg'],
    ['a style that loads', drawing('<style>@import "https://a.example/c.css";</style>'), 'bad-svg'],
    ['a fill from elsewhere', svg.replace('<path', '<path fill="url(//a.example/b#c)"'), 'bad-svg'],
    ['a fill from elsewhere, disguised', svg.replace('<path', '<path fill="u&#114;l(//a.example/b#c)"'), 'bad-svg'],
    ['an entity of its own', drawing('<text>&b;</text>'), 'bad-svg'],
    ['an animation of a link', drawing('<set attributeName="href" to="javascript:1"/>'), 'bad-svg'],
    ['an entity', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg}`, 'bad-svg'],
    ['an open element', svg.replace('</svg>', ''), 'bad-svg'],
    ['crossed elements', drawing('<g><text></g></text>'), 'bad-svg'],
    ['two roots', svg + svg, 'bad-svg'],
    ['an attribute twice', svg.replace('<path', '<path d="M0 0"'), 'bad-svg'],
    ['no namespace', svg.replace(' xmlns="http://www.w3.org/2000/svg"', ''), 'bad-svg'],
    ['bytes that are not UTF-8', Buffer.from(svg.replace('viewBox', 'id="\xff" viewBox'), 'latin1'), 'bad-svg'],
    ['an import that is cut by a comment', drawing('<style>@imp<!-- -->ort "c.css";</style>'), 'bad-svg'],
    ['an import that is disguised', drawing('<style>@im&#112;ort "c.css";</style>'), 'bad-svg'],
    ['21 comments', drawing('<!---->'.repeat(21)), 'bad-svg'],
  ])('refuses %s', async (_, bytes, code) => {
    const latin = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
    expect(await faultsWith(picture(latin))).toEqual([`error symbols.csv:2 picture ${code}`]);
  });

  /** Ten levels; each draws the one below ten times, the last one a path. */
  const levels = (level: (i: number) => string): string =>
    drawing(`<path id="l0" d="M0 0h1"/>${Array.from({ length: 10 }, (_, i) => level(i)).join('')}`);
  const ten = (text: string): string => text.repeat(10);

  it.each<readonly [kind: string, svg: string]>([
    ['use', levels((i) => `<g id="l${i + 1}">${ten(`<use href="#l${i}"/>`)}</g>`)],
    ['use of symbols', levels((i) => `<symbol id="l${i + 1}">${ten(`<use xlink:href="#l${i}"/>`)}</symbol>`)],
    ...['pattern fill', 'mask mask', 'clipPath clip-path', 'pattern stroke', 'mask marker-end'].map((kind) => {
      const [name, property] = kind.split(' ');
      const level = (i: number): string =>
        `<${name} id="l${i + 1}">${ten(`<path ${property}="url(#l${i})" d="M0 0h1"/>`)}</${name}>`;
      return [`${property} of a ${name}`, levels(level).replace('d="M0 0h9', 'fill="url(#l10)" d="M0 0h9')] as const;
    }),
    [
      'style attributes',
      levels((i) => `<pattern id="l${i + 1}">${ten(`<path style="r:0;fill:/**/url('#l${i}')"/>`)}</pattern>`),
    ],
    [
      'a style sheet',
      levels((i) => `<pattern id="l${i + 1}">${ten(`<path class="x c${i}"/>`)}</pattern>`).replace(
        '<path',
        `<style>${Array.from({ length: 10 }, (_, i) => `g path.c${i}{fill:url(#l${i})}`).join('')}</style><path`,
      ),
    ],
    [
      'fills that are inherited',
      levels((i) => `<g fill="url(#l${i})"><pattern id="l${i + 1}">${ten('<path d="M0 0h1"/>')}</pattern></g>`),
    ],
    ['a circle', drawing('<g id="a"><use href="#a"/></g>')],
    ['a variable', drawing('<path style="--a:url(#b)"/><path style="fill:var(--a)"/>')],
    ['a clip that is inherited', drawing('<g clip-path="url(#b)"><g clip-path=" inherit"/></g>')],
    [
      'a chain that is long',
      drawing(Array.from({ length: 40 }, (_, i) => `<use id="a${i}" href="#a${i + 1}"/>`).join('')),
    ],
  ])('refuses what grows by its references: %s', async (_, bytes) => {
    expect(await faultsWith(picture(bytes))).toEqual(['error symbols.csv:2 picture bad-svg']);
  });

  it('takes references as drawing programs write them', async () => {
    const plain = drawing(
      `<style>.a{fill:url(#g);clip-path:url(#c)}</style><defs><rect id="r"/><linearGradient id="h"><stop/></linearGradient>
      <linearGradient id="g" href="#h"/></defs><clipPath id="c"><use xlink:href="#r"/></clipPath>
      ${'<g><use href="#r"/><path class="a"/></g>'.repeat(500)}${'<!-- a -->'.repeat(20)}`,
    );
    const declared = plain.replace('<svg ', '<svg xmlns:xlink="http://www.w3.org/1999/xlink" ');
    expect(await faultsWith(picture(declared))).toEqual(['warning symbols.csv:2 picture picture-notes']);
    // No browser draws it without the declaration.
    expect(await faultsWith(picture(plain))).toContain('error symbols.csv:2 picture cannot-draw');
  });

  it('refuses files that are not there, and sounds that are none', async () => {
    const changes = {
      ...swap('symbols.csv', 'pictures/kite.svg', 'pictures/Kite.svg'),
      'candidates.csv': `${(whole['candidates.csv'] ?? '').replace('party,symbol\n', 'party,symbol,sound\n').replace('kite\n', 'kite,sounds/a.ogg\n')}`,
      'sounds/a.ogg': 'words',
    };
    expect(await faultsWith(changes)).toEqual([
      'error candidates.csv:2 sound not-a-sound',
      'error symbols.csv:2 picture missing-file',
      'warning candidates.csv:2 sound undescribed-sound',
    ]);
  });
});
