// A frame as a QR code of version 25-L, and drawing it quickly: one point a module, then made larger without smoothing.

/** The dark squares, row by row, with a quiet border of four. */
export type CodeRows = readonly (readonly boolean[])[];
/** Draws a text as a code. @param turn counts codes: a mask that happens to read badly is not used twice in a row */
export type FrameCoder = (text: string, turn: number) => CodeRows;

/** Modules of a side, border and all. */
export const codeSide = 125;
const masks = 8;

/** Fetches the library. @throws TypeError where that part of the app cannot be had now */
export async function openFrameCoder(): Promise<FrameCoder> {
  const { default: encode } = await import('qr');
  return (text, turn) =>
    encode(text, 'raw', {
      ecc: 'low',
      version: 25,
      encoding: 'alphanumeric',
      border: 4,
      // Trying all eight and choosing takes four times as long, on a phone a good part of a code's time.
      mask: (turn % masks) as 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7,
    });
}

/** Makes a drawing function for a canvas. @param scale canvas points a module, whole, so that all are of one size */
export function openCodeCanvas(canvas: HTMLCanvasElement, scale: number): (rows: CodeRows) => void {
  const small = document.createElement('canvas');
  small.width = codeSide;
  small.height = codeSide;
  canvas.width = codeSide * scale;
  canvas.height = codeSide * scale;
  const points = small.getContext('2d');
  const target = canvas.getContext('2d', { alpha: false });
  if (!points || !target) return () => undefined;
  const image = points.createImageData(codeSide, codeSide);
  const pixels = new Uint32Array(image.data.buffer);
  target.imageSmoothingEnabled = false;
  return (rows) => {
    for (let y = 0; y < codeSide; y++) {
      const row = rows[y];
      for (let x = 0; x < codeSide; x++) pixels[y * codeSide + x] = row?.[x] ? black : white;
    }
    points.putImageData(image, 0, 0);
    target.drawImage(small, 0, 0, canvas.width, canvas.height);
  };
}

const white = 0xffffffff;
const black = new Uint32Array(Uint8Array.of(0, 0, 0, 255).buffer)[0] as number;
