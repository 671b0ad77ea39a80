// How alike two drawings look when they are small. Shapes alone count: ballot papers are printed in black, and many people
// do not tell red from green. Neither place nor size nor a turn to the other side tells two pictures apart in memory.
import type { Drawn } from './draw-picture.ts';

/** Where ink is, 0 to 1, in a square of `inkSize`. */
export interface Ink {
  readonly all: Float32Array;
  /** Turned to the other side. */
  readonly turned: Float32Array;
  /** Both, each in `coarseSize` squared squares, for a quick look. */
  readonly coarse: readonly [Float32Array, Float32Array];
}

/** As many points as a picture of 48 px has that an eye tells apart. */
const inkSize = 24;
const shifts = [-1, 0, 1];
const coarseSize = 6;
/** Paler than this is paper. */
const paper = 0.08;

/** @param drawn the larger the better; 96 px are enough. Its empty margins do not count */
export function inkOf(drawn: Drawn): Ink {
  const soft = blurred(gridOf(drawn));
  const most = soft.reduce((max, value) => Math.max(max, value), 0);
  const all = soft.map((value) => (most > 0 ? value / most : 0));
  const turned = all.map((_, i) => all[i - (i % inkSize) + (inkSize - 1 - (i % inkSize))] ?? 0);
  return { all, turned, coarse: [coarseOf(all), coarseOf(turned)] };
}

function coarseOf(ink: Float32Array): Float32Array {
  const step = inkSize / coarseSize;
  const coarse = new Float32Array(coarseSize * coarseSize);
  ink.forEach((value, i) => {
    const x = i % inkSize;
    const at = Math.floor((i - x) / inkSize / step) * coarseSize + Math.floor(x / step);
    coarse[at] = (coarse[at] ?? 0) + value;
  });
  return coarse;
}

/** The part that has ink, in the middle of the grid and as large as it fits. */
function gridOf({ size, grey }: Drawn): Float32Array {
  const ink = (x: number, y: number): number => 1 - (grey[y * size + x] ?? 255) / 255;
  let [left, right, top, bottom] = [size, -1, size, -1];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (ink(x, y) < paper) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  const grid = new Float32Array(inkSize * inkSize);
  const extent = Math.max(right - left, bottom - top) + 1;
  if (extent <= 0) return grid;
  const scale = inkSize / extent;
  const fromX = (extent - (right - left + 1)) / 2 - left;
  const fromY = (extent - (bottom - top + 1)) / 2 - top;
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) spread(grid, (x + fromX) * scale, (y + fromY) * scale, scale, ink(x, y));
  }
  return grid;
}

/** A pixel's ink over the points that it covers, each by its share. */
function spread(grid: Float32Array, x: number, y: number, scale: number, ink: number): void {
  for (let row = Math.floor(y); row < Math.min(inkSize, y + scale); row++) {
    const high = Math.min(row + 1, y + scale) - Math.max(row, y);
    for (let column = Math.floor(x); column < Math.min(inkSize, x + scale); column++) {
      const wide = Math.min(column + 1, x + scale) - Math.max(column, x);
      const at = row * inkSize + column;
      grid[at] = (grid[at] ?? 0) + ink * high * wide;
    }
  }
}

/** A line that moved by a pixel is the same line. */
function blurred(ink: Float32Array): Float32Array {
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= inkSize || y >= inkSize ? 0 : (ink[y * inkSize + x] ?? 0);
  return ink.map((_, i) => {
    const x = i % inkSize;
    const y = (i - x) / inkSize;
    let sum = 0;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) sum += at(x + dx, y + dy) * (2 - Math.abs(dx)) * (2 - Math.abs(dy));
    }
    return sum / 16;
  });
}

/** @returns from 0, the same, to 1, nothing in common; the smallest over small shifts and a turn to the other side */
export function distance(a: Ink, b: Ink): number {
  let least = 1;
  for (const other of [b.all, b.turned]) {
    for (const dy of shifts) for (const dx of shifts) least = Math.min(least, shifted(a.all, other, dx, dy));
  }
  return least;
}

/** A quick guess at the distance: without the shifts not above it, with them hardly. */
export function guess(a: Ink, b: Ink): number {
  return Math.min(shifted(a.coarse[0], b.coarse[0], 0, 0), shifted(a.coarse[0], b.coarse[1], 0, 0));
}

/** One minus the ink in common over the ink of either (the distance of Jaccard, for weights). */
function shifted(a: Float32Array, b: Float32Array, dx: number, dy: number): number {
  const size = Math.sqrt(a.length);
  let both = 0;
  let either = 0;
  for (let y = 0; y < size; y++) {
    const isRow = y + dy >= 0 && y + dy < size;
    for (let x = 0; x < size; x++) {
      const isInside = isRow && x + dx >= 0 && x + dx < size;
      const p = a[y * size + x] ?? 0;
      const q = isInside ? (b[(y + dy) * size + x + dx] ?? 0) : 0;
      both += p < q ? p : q;
      either += p < q ? q : p;
    }
  }
  return either > 0 ? 1 - both / either : 0;
}
