// On paper a sentence stands once where a language says it in another one's words; what each says of its own stays.
import { expect, it } from 'vitest';
import type { Guide } from '../../src/core/guide/guide.ts';
import { carrierWords } from '../../src/paper/carrier/carrier-words.ts';
import { kitPage } from '../../src/paper/print/kit-page.ts';
import { type PrintedSlip, slipSheet } from '../../src/paper/print/slip-sheet.ts';
import { symbolSheet } from '../../src/paper/print/symbol-sheet.ts';
import { sayPrint } from '../../src/paper/print-texts.ts';

const name = { sd: 'دريا ساٿي', ur: 'دریا ساتھی' };
const ballot = { id: 'UC', name, short: name, colour: '#ffffff', colourName: { sd: 'اڇو', ur: 'سفید' } };
const guide = {
  languages: ['sd', 'ur'],
  publisher: { name },
  election: { name },
  ballots: [ballot],
} as unknown as Guide;
const issued = '2027-01-01T00:00:00Z';
const seat = { code: 'UC-1', name, ballot };
const printed = {
  card: { seat, candidates: [] },
  slip: { edition: 2, issued, isNotFinal: true, isIncomplete: false, voids: null },
  codes: [{ rows: [[true]], languages: ['sd', 'ur'] }],
} as unknown as PrintedSlip;
const times = (page: string, text: string): number => page.split(text).length - 1;

it.each([
  ['sd,ur', 1],
  ['en,ur', 1],
  ['en,sd,ur', 1],
])('in %s', async (languages, once) => {
  const words = await carrierWords(languages.split(','));
  const [urdu] = (await carrierWords(['ur'])).map(
    (each) => (key: Parameters<typeof sayPrint>[1]) => sayPrint(each, key),
  );
  if (!urdu) throw new TypeError('there is Urdu');
  const pictures = { style: '', classOf: () => null } as never;
  const slips = slipSheet({ guide, words, slips: [printed], pictures, shownAddress: 'one.example' });
  for (const key of ['slip-cut', 'slip-not-final', 'slip-scan', 'slip-newer'] as const)
    expect([key, times(slips, urdu(key))]).toEqual([key, once]);
  const kit = kitPage({ guide, edition: 2, issued, words, files: [] });
  expect(times(kit, urdu('kit-app-text'))).toBe(once);
  const sheet = symbolSheet({ name, languages: guide.languages, words, symbols: [] });
  expect(times(sheet, urdu('sheet-lead'))).toBe(once);
  if (languages === 'sd,ur') expect(times(slips, name.sd) * times(slips, name.ur)).toBeGreaterThan(0);
});
