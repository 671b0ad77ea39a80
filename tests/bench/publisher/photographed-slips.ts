// Slips of the real list as they would be printed, and as a cheap phone would photograph them: for the benches of codes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import { encodeSlip, joinSlip, type SlipCandidate } from '../../../src/core/slip/slip.ts';
import { slipAddress } from '../../../src/core/slip/slip-address.ts';
import { codePath } from '../../../src/paper/code-path.ts';
import { dataFolder } from '../measure.ts';

export interface ListRow {
  readonly constituency_key: string;
  readonly serial_no: string;
  readonly name_en: string;
  readonly name_ur: string;
  readonly symbol_no: string;
}

/** The threshold of a guide as `nishan init --empty` makes it. */
const signatures = 2;
/** 4 cm at 300 dots an inch. */
const printedPixels = 472;

/** Candidates by seat, of keys that are whole. */
export function readSeats(): ReadonlyMap<string, readonly ListRow[]> {
  const rows = parse(readFileSync(join(dataFolder, 'pk-2024-candidates.csv')), { columns: true }) as ListRow[];
  const seats = new Map<string, ListRow[]>();
  for (const each of rows) {
    if (!/^[A-Z]+-\d+$/.test(each.constituency_key)) continue;
    seats.set(each.constituency_key, [...(seats.get(each.constituency_key) ?? []), each]);
  }
  return seats;
}

/** As long as a real one; signatures are random, as theirs look. */
export function addressOf(contest: string, list: readonly ListRow[], languages: readonly string[]): string {
  const candidates = list.map(
    (each, i): SlipCandidate => ({
      serial: i + 1,
      name: { en: each.name_en, ur: each.name_ur },
      symbol: /^\d+$/.test(each.symbol_no) ? each.symbol_no : null,
      isWithdrawn: false,
    }),
  );
  const about = { guide: '0123456789abcdef', edition: 12, issued: '2024-02-05', contest, languages, candidates };
  const flags = { isNotFinal: false, isIncomplete: false, voids: null, roots: [] };
  const next = random(contest.length * 7_919 + list.length);
  const made = Array.from({ length: signatures }, () => Uint8Array.from({ length: 64 }, () => next() * 256));
  return slipAddress('https://guide.example/', joinSlip(encodeSlip({ ...about, ...flags }, signatures), made));
}

export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** On white paper, its quiet border included. */
export async function printed(rows: readonly (readonly boolean[])[]): Promise<Buffer> {
  const side = rows.length + 8;
  const size = Math.round((printedPixels * side) / rows.length);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="-4 -4 ${side} ${side}"><rect x="-4" y="-4" width="${side}" height="${side}" fill="#fff"/><path d="${codePath(rows)}" shape-rendering="crispEdges"/></svg>`;
  return sharp(Buffer.from(svg)).removeAlpha().png().toBuffer();
}

/** Up to 8 degrees askew, a little out of focus, grey, noisy, and JPEG at quality 40. @param side of the code, in pixels */
export async function photographed(print: Buffer, side: number, seed: number): Promise<Pixels> {
  const next = random(seed + 1);
  const { width = 1 } = await sharp(print).metadata();
  const size = Math.round((side * width) / printedPixels);
  const taken = await sharp(print)
    .resize(size, size, { kernel: 'cubic' })
    .rotate(next() * 16 - 8, { background: '#ddd' })
    .extend({ top: 40, bottom: 40, left: 40, right: 40, background: '#ddd' })
    .blur(0.4 + next() * 0.6)
    .linear(0.75, 30)
    .removeAlpha()
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const noisy = taken.data.map((value) => Math.max(0, Math.min(255, value + (next() - 0.5) * 40)));
  const { width: across, height, channels } = taken.info;
  const jpeg = await sharp(noisy, { raw: { width: across, height, channels } })
    .jpeg({ quality: 40 })
    .toBuffer();
  const { data, info } = await sharp(jpeg).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), width: info.width, height: info.height };
}

/** The same numbers in every run. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
