// How a picture looks, in 256 digits: how dark each of 16 × 16 fields is. The same picture saved anew, smaller or worse, is as dark
// everywhere; a card that is drawn alike and shows another symbol is not, in some field. It tells pictures apart, not things.

const fields = 16;
const levels = 16;
/** Larger ones are made smaller before they are drawn for this. */
export const maxPrintPixels = 4_000_000;
/** By so many levels a field may differ in the same picture, saved anew; another symbol on the same card differs by more. */
export const maxLevelsApart = 2;

/**
 * The print of a picture on white paper.
 * @param rgba four bytes a pixel, row by row
 * @param width in pixels, as `height`
 * @returns 256 hex digits; null where there are fewer pixels than fields, too many, or not as many bytes as that
 */
export function picturePrint(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): string | null {
  if (width < fields || height < fields || rgba.length !== width * height * 4) return null;
  if (width * height > maxPrintPixels) return null;
  return greyOf(rgba, width, height)
    .map((grey) => Math.min(levels - 1, Math.floor((grey * levels) / 256)).toString(levels))
    .join('');
}

/** The mean grey of each field. */
function greyOf(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): readonly number[] {
  const sums = new Float64Array(fields * fields);
  const counts = new Uint32Array(fields * fields);
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * fields) / height) * fields;
    for (let x = 0; x < width; x++) {
      const field = row + Math.floor((x * fields) / width);
      const at = (y * width + x) * 4;
      const alpha = (rgba[at + 3] as number) / 255;
      const ink = 0.299 * (rgba[at] as number) + 0.587 * (rgba[at + 1] as number) + 0.114 * (rgba[at + 2] as number);
      sums[field] = (sums[field] as number) + ink * alpha + 255 * (1 - alpha);
      counts[field] = (counts[field] as number) + 1;
    }
  }
  return [...sums].map((sum, i) => sum / (counts[i] as number));
}

/** How many levels the fields of two prints differ by, where they differ most. @param a of as many digits as `b` */
export function levelsApart(a: string, b: string): number {
  let most = 0;
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const apart = Math.abs(Number.parseInt(a[i] ?? '0', levels) - Number.parseInt(b[i] ?? '0', levels));
    most = Math.max(most, apart);
  }
  return most;
}
