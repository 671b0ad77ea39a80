// The picture itself: everything on it in each shape and language, a code that survives a chat, names that are never cut,
// and the sender's band that stays where it is.
import decodeQR from 'qr/decode.js';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ContestCard } from '../../../src/core/guide/questions.ts';
import type { Edition } from '../../../src/doors/gateway/desk/edition.ts';
import { cardSizes } from '../../../src/paper/card/picture-card.ts';
import { guessWidth, stackTexts } from '../../../src/paper/card/picture-text.ts';
import { sharedEdition } from '../../doors/gateway/open-gateway.ts';
import { cardOf, drawCard, linkText, panelOf } from './drawn-cards.ts';

let edition: Edition;
beforeAll(async () => {
  edition = await sharedEdition();
}, 60_000);

const layouts = ['status', 'square', 'strip'] as const;
const textsOf = (svg: string): readonly string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text ?? '');
const readAll = (svg: string): string => textsOf(svg).join(' ');

/** The same list, so long. */
function withCandidates(card: ContestCard, count: number): ContestCard {
  const [first] = card.candidates;
  if (!first) throw new Error('no candidates');
  const candidates = Array.from({ length: count }, (_, i) => ({
    ...first,
    serial: i + 1,
    name: { en: `Name${i + 1}!` },
  }));
  return { ...card, candidates, endorsements: [] };
}

/** As a chat leaves it: half the size, a poor JPEG. */
async function readAfterChat(svg: string): Promise<string> {
  const whole = sharp(Buffer.from(svg)).flatten({ background: '#fff' });
  const { width = 0 } = await whole.metadata();
  const poor = await whole
    .resize({ width: Math.round(width / 2) })
    .jpeg({ quality: 40 })
    .toBuffer();
  const { data, info } = await sharp(poor).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return decodeQR({ data: new Uint8Array(data), width: info.width, height: info.height });
}

describe('a picture card', () => {
  it.each(layouts)('has who, which symbol, whose list, of which day, and a code that survives: %s', async (layout) => {
    const svg = await drawCard(edition, ['NA-130'], 'en', { layout });
    expect(svg).toContain(`width="${cardSizes[layout][0]}" height="${cardSizes[layout][1]}"`);
    for (const text of [
      'NA-130',
      'Apple',
      'Mehrab Barfabi',
      'Backed by Circle',
      'Edition 1',
      'NOT FINAL',
      'guide.example',
    ])
      expect(readAll(svg)).toContain(text);
    expect(readAll(svg)).not.toContain('Firoz');
    expect(await readAfterChat(svg)).toBe(linkText);
  });

  it('speaks Urdu from right to left, and its code survives beside the sender’s band', async () => {
    const svg = await drawCard(edition, ['PA-124'], 'ur', { ownLine: 'صبح جلدی آئیں' });
    const publisher = edition.head.guide.publisher.name.ur ?? '';
    expect(readAll(svg)).toContain(publisher.split(' ')[0]);
    expect(readAll(svg)).toContain('عینک');
    expect(svg).not.toMatch(/[\u2066-\u2069]/);
    expect(await readAfterChat(svg)).toBe(linkText);
  });

  it('holds a newer slip where its shape has room for that, and the link where it has not', async () => {
    const slip = `https://guide.example/#/s/${'Q'.repeat(1_100)}`;
    const codes = [
      { kind: 'slip', text: slip },
      { kind: 'link', text: linkText },
    ] as const;
    const upright = await drawCard(edition, ['NA-130'], 'en', { codes });
    expect(readAll(upright)).toContain('newer signed slip');
    expect(await readAfterChat(upright)).toBe(slip);
    const square = await drawCard(edition, ['NA-130'], 'en', { codes, layout: 'square' });
    expect(readAll(square)).not.toContain('signed slip');
    expect(await readAfterChat(square)).toBe(linkText);
    expect(readAll(await drawCard(edition, ['NA-130'], 'en', { codes: [] }))).not.toContain('Check it here');
  });

  it('keeps the symbol on the paper and off the code where a large one leaves little room', async () => {
    const codes = [{ kind: 'slip', text: `https://guide.example/#/s/${'Q'.repeat(1_100)}` }] as const;
    for (const ownLine of [null, 'Come early']) {
      const svg = await drawCard(edition, ['NA-130'], 'en', { codes, ownLine });
      const [, x, y, width, height] = (
        /<image x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)"/.exec(svg) ?? []
      ).map(Number);
      const codeTop = Number(/translate\(\d+ (\d+)\) scale/.exec(svg)?.[1]);
      expect([ownLine, width === height && (width ?? 0) >= 120]).toEqual([ownLine, true]);
      expect((x ?? -1) >= 0 && (y ?? 0) >= 190 && (y ?? 0) + (height ?? 0) < codeTop).toBe(true);
      expect(await readAfterChat(svg)).toBe(codes[0].text);
    }
  });

  it('shows a list whole, or none of it', async () => {
    for (const [layout, count] of [
      ['status', 1],
      ['status', 24],
      ['square', 24],
      ['strip', 24],
    ] as const) {
      const panels = [panelOf(withCandidates(cardOf(edition, 'PA-131'), count))];
      const svg = await drawCard(edition, [], 'en', { panels, layout, ownLine: 'Come early' });
      expect([layout, readAll(svg).match(/Name\d+!/g)?.length]).toEqual([layout, count]);
    }
    const panels = ['PA-131', 'PA-124'].map((seat) => panelOf(withCandidates(cardOf(edition, seat), 24)));
    const many = readAll(await drawCard(edition, [], 'en', { panels, layout: 'strip' }));
    expect(many).not.toContain('Name');
    expect(many).toContain('24 stand here.');
  });

  it('gives nobody of a list larger letters than another', async () => {
    const card = withCandidates(cardOf(edition, 'PA-131'), 8);
    const [first] = card.candidates;
    if (!first) throw new Error('no candidates');
    const long = { ...first, serial: 9, name: { en: 'Somebody With A Name That Is Longer Than Any Other One Here' } };
    const svg = await drawCard(edition, [], 'en', {
      panels: [panelOf({ ...card, candidates: [...card.candidates, long] })],
    });
    const sizes = [...svg.matchAll(/font-size="([^"]*)"[^>]*>(?:Name|\d\. (?:Name|Somebody))/g)].map(
      ([, size]) => size,
    );
    expect(sizes).toHaveLength(9);
    expect(new Set(sizes).size).toBe(1);
  });

  it('never draws a stand-in, and says the word large in its place', async () => {
    const card = cardOf(edition, 'NA-130');
    const candidates = card.candidates.map((each) => ({
      ...each,
      symbol: each.symbol && { ...each.symbol, isStandIn: true },
    }));
    const svg = await drawCard(edition, [], 'en', { panels: [panelOf({ ...card, candidates })] });
    expect(svg).not.toContain('<image');
    expect(readAll(svg)).toContain('Apple');
  });

  it('is white paper down to the sender’s band, whatever is written there', async () => {
    const svg = await drawCard(edition, ['NA-130'], 'en', { ownLine: 'Ẅ̈ïd̈ë '.repeat(12).trim() });
    const { data, info } = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number): number => data[(y * info.width + x) * 3] ?? 0;
    // The margin between the paper's last line and the band, and the band's own ground.
    expect([at(20, 1_390), at(450, 1_396), at(20, 1_590)]).toEqual([255, 255, 0x33]);
    expect(await drawCard(edition, ['NA-130'], 'en')).not.toContain('#33363d');
  });

  it('keeps its parts apart where every text is as long as a guide may make it', async () => {
    const long = (word: string): { readonly en: string } => ({
      en: `${word} `.repeat(Math.floor(200 / (word.length + 1))).trim(),
    });
    const { guide, symbols } = edition.head;
    const endorsers = Array.from({ length: 50 }, (_, i) => ({ id: `e${i}`, name: long(`Backer${i}`) }));
    const hostile = { ...guide, endorsers, publisher: { ...guide.publisher, name: long('Publisher') } };
    const card = cardOf(edition, 'NA-130');
    const [first] = card.candidates;
    const symbol = symbols.get('apple');
    if (!first || !symbol) throw new Error('no candidates');
    const candidate = { ...first, name: long('Candidate'), symbol: { ...symbol, name: long('Symbol') } };
    const endorsements = endorsers.map(({ id }) => ({ by: id, contest: 'NA-130', serial: first.serial }));
    const seat = { ...card.seat, name: long('Place') };
    const panels = [panelOf({ ...card, seat, candidates: [candidate], endorsements })];
    for (const layout of layouts) {
      const about = { guide: hostile, panels, layout, ownLine: 'Come early', shownAddress: 'a'.repeat(490) };
      const svg = await drawCard(edition, [], 'en', about);
      const [body] = [...svg.matchAll(/<text x="[^"]*" y="([^"]*)"[^>]*>[^<]*(?:more|Backer)/g)].slice(-1);
      expect([layout, Number(body?.[1]) < (layout === 'status' ? 930 : cardSizes[layout][1])]).toEqual([layout, true]);
      expect(await readAfterChat(svg)).toBe(linkText);
    }
  });

  it('escapes what anybody wrote', async () => {
    const svg = await drawCard(edition, ['NA-130'], 'en', { ownLine: '<image href="x"/>&' });
    expect(svg).toContain('&lt;image');
    expect(svg.match(/<image /g)).toHaveLength(1);
  });
});

describe('texts on a picture', () => {
  const pen = { dir: 'ltr', widthOf: guessWidth } as const;

  it('are set smaller and broken until they fit, and never cut', () => {
    const area = { x: 0, y: 0, width: 300, height: 200 };
    const text = 'Kettle with a long name that goes on and on, further than anybody would think of';
    const { markup, height } = stackTexts(pen, area, [{ text, size: 80 }]);
    expect(textsOf(markup.toString()).join(' ')).toBe(text);
    expect(height).toBeLessThanOrEqual(area.height);
  });

  it('that nobody could set small enough are still whole', () => {
    const text = 'x'.repeat(300);
    const { markup } = stackTexts(pen, { x: 0, y: 0, width: 100, height: 20 }, [{ text, size: 80 }]);
    const rows = textsOf(markup.toString());
    expect(rows.join('')).toBe(text);
    expect(rows.filter((row) => guessWidth(row, 17, false) > 100)).toEqual([]);
  });
});
