// Where the line between "alike" and "apart" is drawn: measured on the example's symbols and on pairs made of them.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import { drawPicture } from '../../../src/publisher/pictures/draw-picture.ts';
import { distance, type Ink, inkOf } from '../../../src/publisher/pictures/likeness.ts';
import { alikeDistance, lookAlikes, nearestOf, sameDistance } from '../../../src/publisher/pictures/look-alikes.ts';
import { whole } from '../check/whole-folder.ts';
import { makeFolder } from '../content/make-folder.ts';

const example = join(import.meta.dirname, '../../../src/publisher/example');
const names = [
  'apple',
  'bell',
  'bus',
  'chair',
  'fish',
  'kettle',
  'key',
  'radio',
  'suitcase',
  'teapot',
  'turtle',
  'umbrella',
];
const svgs = new Map<string, string>();
const inks = new Map<string, Ink>();

async function inkOfSvg(svg: string): Promise<Ink> {
  const drawn = await drawPicture(Buffer.from(svg), 96);
  if (!drawn) throw new Error('not drawn');
  return inkOf(drawn);
}

beforeAll(async () => {
  for (const name of names) {
    const svg = await readFile(join(example, `pictures/${name}.svg`), 'utf8').catch(() => null);
    if (svg === null) continue;
    svgs.set(name, svg);
    inks.set(name, await inkOfSvg(svg));
  }
});

/** The whole drawing inside a group. */
const grouped = (svg: string, attributes: string): string =>
  svg.replace(/<svg([^>]*)>([\s\S]*)<\/svg>/, `<svg$1><g ${attributes}>$2</g></svg>`);

describe('pictures that people take for each other', () => {
  it.each<readonly [what: string, change: (svg: string) => string]>([
    ['the same, smaller and in a corner', (svg) => grouped(svg, 'transform="scale(.6)"')],
    ['the same, turned to the other side', (svg) => grouped(svg, 'transform="translate(96 0) scale(-1 1)"')],
    ['the same with a dot more', (svg) => svg.replace('</svg>', '<circle cx="48" cy="48" r="3"/></svg>')],
    ['the same in another format', (svg) => svg],
  ])('%s', async (_, change) => {
    for (const [name, svg] of svgs) {
      expect(distance(inks.get(name) as Ink, await inkOfSvg(change(svg))), name).toBeLessThan(alikeDistance);
    }
  });

  it('no two of the example', () => {
    const all = [...inks].map(([item, ink]) => ({ item, ink }));
    expect(lookAlikes(all)).toEqual([]);
    const nearest = nearestOf(all).get('radio');
    expect(nearest?.b).toBe('suitcase');
    expect(nearest?.distance).toBeGreaterThan(1.25 * alikeDistance);
  });

  it('is a distance: none to itself, the same both ways, 1 to an empty sheet', async () => {
    const [a, b] = [inks.get('key') as Ink, inks.get('bell') as Ink];
    expect(distance(a, a)).toBeLessThan(1e-6);
    expect(Math.abs(distance(a, b) - distance(b, a))).toBeLessThan(0.05);
    const empty = await inkOfSvg('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>');
    expect(distance(a, empty)).toBe(1);
    expect(distance(empty, empty)).toBe(0);
  });
});

describe('check', () => {
  const kite = whole['pictures/kite.svg'] ?? '';
  const faultsOf = async (changes: Readonly<Record<string, string>>) => {
    const { faults } = await checkFolder(await makeFolder({ ...whole, ...changes }));
    return faults.map(({ severity, code, row, mustSign }) => `${severity} ${code} ${row}${mustSign ? '!' : ''}`);
  };

  it('refuses one picture for two symbols of a contest, however it was saved', async () => {
    expect(sameDistance).toBeLessThan(alikeDistance);
    expect(await faultsOf({ 'pictures/boat.svg': grouped(kite, 'fill="#a00"') })).toEqual(['error same-picture 3']);
    const alike = {
      'symbols.csv': (whole['symbols.csv'] ?? '')
        .replace('picture\n', 'picture,alike\n')
        .replace('boat.svg', 'boat.svg,kite'),
    };
    expect(await faultsOf({ 'pictures/boat.svg': kite, ...alike })).toEqual(['error same-picture 3']);
  });

  it('asks for a signature where two are hard to tell apart, unless the guide says so itself', async () => {
    const near = { 'pictures/boat.svg': kite.replace('</svg>', '<path d="M0 4v2h2z"/></svg>') };
    expect(await faultsOf(near)).toEqual(['warning look-alike 3!']);
    const alike = {
      'symbols.csv': (whole['symbols.csv'] ?? '')
        .replace('picture\n', 'picture,alike\n')
        .replace('boat.svg', 'boat.svg,kite'),
    };
    expect(await faultsOf({ ...near, ...alike })).toEqual([]);
    // The same picture in two contests is no double, but still hard to tell apart.
    const apart = {
      'candidates.csv': 'contest,serial,name:en,name:ur,party,symbol\nNA-1,1,A,ا,p,kite\nNA-2,1,C,ج,p,boat\n',
    };
    expect(await faultsOf({ 'pictures/boat.svg': kite, ...apart })).toEqual(['warning look-alike 3!']);
  });
});
