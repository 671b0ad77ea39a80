// How many seats of the real list fit one printed QR code, by language and version; and how many of a hundred read back
// after they were printed 4 cm wide, taken askew, out of focus, in bad light, and passed on by a chat.
import decodeQR from 'qr/decode.js';
import { it } from 'vitest';
import { paperCode } from '../../../src/paper/code-picture.ts';
import { hasData, row } from '../measure.ts';
import { addressOf, type Pixels, photographed, printed, readSeats } from './photographed-slips.ts';

/** Characters that a code of that version and level L holds in its byte mode. ISO/IEC 18004, table 7. */
const capacity = { 'v20-L': 858, 'v25-L': 1_273 } as const;
const choices = [['en'], ['ur'], ['en', 'ur']] as const;

it.runIf(hasData)('slips of every seat of the real list', (context) => {
  const seats = [...readSeats()];
  for (const languages of choices) {
    const lengths = seats.map(([contest, list]) => addressOf(contest, list, languages).length);
    for (const [version, most] of Object.entries(capacity)) {
      const fit = lengths.filter((length) => length <= most).length;
      const share = `${((100 * fit) / lengths.length).toFixed(1)} % of ${lengths.length}`;
      row(context, `slips in ${languages.join(' and ')}, ${version}`, share, '');
    }
  }
});

const readBack = 100;
it.runIf(hasData)('a hundred slips as printed and photographed', async (context) => {
  const all = [...readSeats()];
  const seats = Array.from({ length: readBack }, (_, i) => all[Math.floor((i * all.length) / readBack)]);
  for (const languages of choices) {
    for (const pixels of [4, 6, 8]) {
      let read = 0;
      let densest = 0;
      for (const [i, seat] of seats.entries()) {
        if (!seat) continue;
        const text = addressOf(seat[0], seat[1], languages);
        const { rows, version } = paperCode(text);
        densest = Math.max(densest, version);
        const photograph = await photographed(await printed(rows), rows.length * pixels, i);
        if (readCode(photograph) === text) read++;
      }
      const name = `printed slips read, ${languages.join(' and ')}, ${pixels} px a module`;
      row(context, name, `${read} of ${readBack}`, '', `up to version ${densest}`);
    }
  }
});

function readCode(image: Pixels): string | null {
  try {
    return decodeQR(image, { timeLimit: 250 });
  } catch {
    return null;
  }
}
