// What the app puts into a picture that it gives away: what is held and stands, no symbol that does not, and nothing of the
// voter. The drawing itself is read, not its pixels.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { cardAddress } from '../../../src/app/card/card-address.ts';
import { askedPanels, makeCard, panelsOf } from '../../../src/app/card/make-card.ts';
import { makeSms, smsAddress } from '../../../src/app/card/sms-text.ts';
import { refreshHeld } from '../../../src/app/held/held.ts';
import { home, type Place } from '../../../src/app/routes.ts';
import { openSlip } from '../../../src/app/slip/open-slip.ts';
import { getState, setState } from '../../../src/app/world.ts';
import { decodeUtf8, encodeUtf8 } from '../../../src/core/bytes.ts';
import { encodeBase64Url } from '../../../src/core/encoding/base64url.ts';
import type { Guide } from '../../../src/core/guide/guide.ts';
import { fitsSms } from '../../../src/core/message/sms-length.ts';
import { encodeSlip, joinSlip } from '../../../src/core/slip/slip.ts';
import { slipMessage } from '../../../src/core/slip/verify-slip.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import type { CardLayout } from '../../../src/paper/card/picture-card.ts';
import { days, ingestOptions, now, testKey, testMirror } from '../../core/fixture.ts';
import { take } from '../../core/ingest/ingest-helpers.ts';
import { openTestWorld } from '../opened-world.ts';

vi.mock('../../../src/app/card/draw-png.ts', () => ({
  openMeasure: () => null,
  drawPng: async (svg: string) => encodeUtf8(svg),
}));

const id = guideId(ingestOptions.root);
const own = { screen: 'card', seats: ['NA-1', 'PA-1'], contest: 'NA-1', row: 1 } as const;

async function open(place: Partial<Place> = own, at: Date = now, issued?: Date): Promise<void> {
  const { vault } = openTestWorld({ guideId: id, now: () => at });
  await take(vault, testMirror(issued ? { issued } : {}));
  await refreshHeld(['north']);
  setState({ place: { ...home, ...place } });
}

async function drawn(layout: CardLayout = 'status', ownLine: string | null = null) {
  const file = await makeCard(layout, panelsOf(layout, askedPanels()), ownLine);
  if (!file) throw new Error('nothing was drawn');
  return { name: file.name, type: file.type, svg: decodeUtf8(file.bytes) };
}

/** What stands in the drawing as text. */
const textsOf = (svg: string): string => [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text).join(' ');

beforeEach(() => open());

describe('a picture that is given away', () => {
  it('shows who was chosen, or who is backed, with the symbol, whose list it is, its day and its age', async () => {
    const { name, type, svg } = await drawn();
    expect([name, type]).toEqual(['NA-1-edition-1-2027-01-25.png', 'image/png']);
    expect(textsOf(svg)).toMatch(/NA-1.*Boat.*Candidate 2.*Test Publisher.*Edition 1 · 25 January 2027/);
    expect(svg).toContain('<image');
    await open({ ...own, page: 'all' });
    expect(textsOf((await drawn()).svg)).toMatch(/Kite.*Candidate 1/);
    await open(own, days(3));
    expect(textsOf((await drawn()).svg)).toContain('3 days old when sent, 28 January 2027');
  });

  it('has every ballot of the voter side by side where that is asked for, and no other seat', async () => {
    const { name, svg } = await drawn('strip');
    expect(name).toBe('NA-1-PA-1-edition-1-2027-01-25.png');
    expect(textsOf(svg)).toMatch(/NA-1.*Boat.*PA-1/);
    expect(textsOf((await drawn('square')).svg)).not.toContain('PA-1');
    await open({ ...own, seats: ['NA-2'] });
    expect((await drawn('strip')).name).toBe('NA-1-edition-1-2027-01-25.png');
  });

  it('keeps the sender’s words in a drawing of their own below the paper', async () => {
    const { svg } = await drawn('status', 'Come early');
    const [, band = ''] = /<svg x="0" y="1400"[^>]*>(.*?)<\/svg>/s.exec(svg) ?? [];
    expect(band).toContain('Come early');
    expect(textsOf(band)).toContain('Added by the sender. Not from Test Publisher.');
    expect(svg.replace(band, '')).not.toContain('Come early');
    expect((await drawn()).svg).not.toContain('Added by');
  });
});

describe('no symbol', () => {
  const old = (): Promise<void> => open(own, now, new Date('2027-01-19T00:00:00Z'));

  it('is on the picture of a list from before the symbols were final, opened or not', async () => {
    await old();
    setState({ opened: new Set(['NA-1']) });
    for (const layout of ['status', 'square', 'strip'] as const) {
      const { svg } = await drawn(layout);
      expect(svg).not.toContain('<image');
      expect(textsOf(svg)).not.toMatch(/Boat|Kite|Lamp/);
      expect(textsOf(svg)).toContain('No symbols here');
    }
    expect(await makeSms(askedPanels()[0] as never)).not.toMatch(/Boat|Kite/);
  });

  it('is on the picture of a part that no longer stands: there is no picture', async () => {
    setState({ problems: new Set(['north']) });
    expect(askedPanels()).toEqual([]);
  });

  it('is on the picture where a newer slip says otherwise; its code is that slip', async () => {
    const candidates = [1, 2].map((serial) => ({ serial, name: { en: 'X' }, symbol: 'lamp', isWithdrawn: false }));
    const about = { guide: id.slice(0, 16), edition: 3, issued: '2027-01-26', contest: 'NA-1', languages: ['en'] };
    const signed = encodeSlip(
      { ...about, isNotFinal: false, isIncomplete: false, voids: null, candidates, roots: [] },
      1,
    );
    const bytes = joinSlip(signed, [testKey(2).sign(slipMessage(id, signed))]);
    expect(await openSlip(encodeBase64Url(bytes))).toMatchObject({ kind: 'newer' });
    const { svg } = await drawn();
    expect(textsOf(svg)).not.toMatch(/Boat|Kite/);
    expect(textsOf(svg)).toMatch(/a newer slip says otherwise.*This code is a newer signed slip/);
    expect(await makeSms(askedPanels()[0] as never)).toBeNull();
  });
});

describe('the address of a picture', () => {
  const guideWith = (patch: Partial<Guide>): void => {
    const { head } = getState();
    if (!head) throw new Error('no guide');
    setState({ head: { ...head, guide: { ...head.guide, ...patch } as Guide } });
  };
  const signed = (...urls: string[]) => urls.map((url) => ({ kind: 'static', url }));

  it('is one that the publisher signed, this page’s own where it is among them', () => {
    guideWith({ demo: false, mirrors: signed('https://one.example/', 'https://page.example/') });
    expect(cardAddress()).toBe('https://page.example/');
    guideWith({ mirrors: signed('https://one.example/') });
    expect(cardAddress()).toBe('https://one.example/');
    guideWith({ mirrors: [{ kind: 'ipfs', url: 'https://gate.example/{path}' }] });
    expect(cardAddress()).toBe('https://page.example/');
  });

  it('is none of a box in somebody’s house', async () => {
    const { vault } = openTestWorld({ guideId: id, pageUrl: 'http://192.168.1.5/' });
    await take(vault, testMirror());
    await refreshHeld(['north']);
    expect(cardAddress()).toBe('http://192.168.1.5/');
    guideWith({ demo: false });
    expect(cardAddress()).toBeNull();
  });
});

it('says the same in one SMS', async () => {
  const text = (await makeSms(askedPanels()[0] as never)) ?? '';
  expect(text).toMatch(/^NA-1: Candidate 2, symbol Boat\./);
  expect(fitsSms(text)).toBe(true);
  expect(smsAddress('a b & c?')).toBe('sms:?body=a%20b%20%26%20c%3F');
});
