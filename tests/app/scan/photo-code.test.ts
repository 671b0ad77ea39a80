// Pictures out of a gallery that somebody made to take the phone's memory: none of those whose header we read reaches the browser's decoder.
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readPhotoCode } from '../../../src/app/scan/photo-code.ts';

const decoded = vi.fn(async () => ({ close: () => undefined }));
beforeEach(() => vi.stubGlobal('createImageBitmap', decoded));
afterEach(() => {
  decoded.mockClear();
  vi.unstubAllGlobals();
});

const read = (bytes: Uint8Array): Promise<string | null> =>
  readPhotoCode(new Blob([new Uint8Array(bytes)]), async () => ({
    read: async () => 'a code',
    close: () => undefined,
  }));

/** A photograph that says it is so large, its header behind so many bytes of a camera's notes. */
async function photograph(width: number, height: number, noted: number): Promise<Uint8Array> {
  const small = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer();
  const frame = small.indexOf(Buffer.from([0xff, 0xc0]));
  small.writeUInt16BE(height, frame + 5);
  small.writeUInt16BE(width, frame + 7);
  const notes: Buffer[] = [];
  for (let left = noted; left > 0; left -= 65_533) {
    const note = Buffer.alloc(65_537);
    note.writeUInt16BE(0xffe1, 0);
    note.writeUInt16BE(65_535, 2);
    notes.push(note);
  }
  return Buffer.concat([small.subarray(0, 2), ...notes, small.subarray(2)]);
}

it('reads a photograph, also behind long notes of the camera', async () => {
  expect(await read(await photograph(4_000, 3_000, 0))).toBe('a code');
  expect(await read(await photograph(4_000, 3_000, 600_000))).toBe('a code');
});

it.each([
  ['more pixels than a camera has', 0],
  ['them behind notes that nobody reads so far', 600_000],
  ['them behind notes without end', 5_000_000],
])('opens no picture with %s', async (_, noted) => {
  expect(await read(await photograph(16_000, 16_000, noted))).toBeNull();
  expect(decoded).not.toHaveBeenCalled();
});

it('leaves kinds that are not read here to the browser, and opens no drawing', async () => {
  expect(await read(Buffer.from('GIF89a'))).toBe('a code');
  decoded.mockClear();
  expect(await read(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeNull();
  expect(decoded).not.toHaveBeenCalled();
});
