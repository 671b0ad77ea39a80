// Contact sheets: every picture of a folder, small and side by side, to be judged at one look.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

const gap = 8;
const tilesOnSheet = 12;

/**
 * Lays the pictures of a folder on sheets `sheet-1.png` … beside the folder. Those of whole pages are left out.
 * @param {string} folder
 * @param {number} width of one picture, in pixels
 */
export async function makeSheets(folder, width) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.png') && !name.includes('-whole')).sort();
  const columns = Math.max(2, Math.min(6, Math.floor(1900 / width)));
  for (let start = 0; start < names.length; start += tilesOnSheet) {
    const tiles = await Promise.all(
      names
        .slice(start, start + tilesOnSheet)
        .map((name) => sharp(join(folder, name)).resize({ width }).png().toBuffer({ resolveWithObject: true })),
    );
    const height = Math.max(...tiles.map(({ info }) => info.height));
    const rows = Math.ceil(tiles.length / columns);
    await sharp({
      create: { width: columns * (width + gap), height: rows * (height + gap), channels: 3, background: '#808080' },
    })
      .composite(
        tiles.map(({ data }, i) => ({
          input: data,
          left: (i % columns) * (width + gap),
          top: Math.floor(i / columns) * (height + gap),
        })),
      )
      .png({ palette: true })
      .toFile(`${folder}-sheet-${start / tilesOnSheet + 1}.png`);
  }
}
