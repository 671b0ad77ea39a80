// What Chromium's fake camera shows: a row of codes as a film, ten a second, some of them missing. The film begins again at
// its end, as the screen of a friend would go on.
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CodeRows, codeSide, openFrameCoder } from '../../../src/app/give/frame-code.ts';
import { fountain } from '../../../src/core/optical/fountain.ts';
import { blockCount, encodeFrame } from '../../../src/core/optical/frame.ts';

export interface Film {
  /** For launchChromium. */
  readonly args: readonly string[];
  /** How many codes it has in all, those that nobody sees included. */
  readonly shown: number;
  remove(): Promise<void>;
}

export interface FilmOptions {
  readonly codesPerSecond: number;
  /** From 0 to below 1: which share of the codes nobody sees. */
  readonly dropped: number;
  /** How many codes beyond those that are enough. */
  readonly more?: number;
  /** The seed of the first code: a phone that comes late sees no block by itself. */
  readonly from?: number;
}

const [width, height] = [800, 600];
/** Camera points a module. */
const scale = 4;
const ink = 40;
const paper = 215;
const nothing = 128;

/** Films a transfer. @param bytes what packTransfer gave, or any file */
export async function filmTransfer(bytes: Uint8Array, options: FilmOptions): Promise<Film> {
  const { codesPerSecond, dropped, more = 12, from = 0 } = options;
  const frameOf = fountain(bytes);
  const encode = await openFrameCoder();
  const random = randomOf(5);
  const enough = blockCount(bytes.length) + more;
  const dir = await mkdtemp(join(tmpdir(), 'nishan-film-'));
  const path = join(dir, 'codes.y4m');
  const file = await open(path, 'w');
  await file.write(`YUV4MPEG2 W${width} H${height} F${codesPerSecond}:1 Ip A1:1 C420jpeg\n`);
  let shown = 0;
  for (let seen = 0; seen < enough; shown++) {
    const isSeen = random() >= dropped;
    if (isSeen) seen++;
    const picture = isSeen ? pictureOf(encode(encodeFrame(frameOf(from + shown)), shown)) : pictureOf(null);
    await file.write('FRAME\n');
    await file.write(picture);
  }
  await file.close();
  return {
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${path}`,
    ],
    shown,
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}

/** Luma, then two planes without colour. */
function pictureOf(rows: CodeRows | null): Uint8Array {
  const picture = new Uint8Array(width * height * 1.5).fill(nothing);
  if (!rows) return picture;
  const side = codeSide * scale;
  const [left, top] = [(width - side) / 2, (height - side) / 2];
  for (let y = 0; y < side; y++) {
    const row = rows[Math.floor(y / scale)];
    const start = (top + y) * width + left;
    for (let x = 0; x < side; x++) picture[start + x] = row?.[Math.floor(x / scale)] ? ink : paper;
  }
  return picture;
}

/** The same row of numbers each time. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
