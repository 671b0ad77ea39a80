// Every screen in every state that a phone can be in: each has a heading, says what there is in whole sentences, and leaves
// something to do. Drawn as text, without a browser; how it looks is the pictures' affair.
import { type ComponentType, h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lateIdentity } from '../../src/app/find/late-identity.ts';
import { refreshHeld } from '../../src/app/held/held.ts';
import { home, type Place, type Screen, screens } from '../../src/app/routes.ts';
import { loadScreen, screenOf } from '../../src/app/screen-list.ts';
import type { State } from '../../src/app/state.ts';
import { getState, setState } from '../../src/app/world.ts';
import { errorCodes } from '../../src/core/errors.ts';
import { ingest } from '../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../src/core/memory-vault.ts';
import { loadWords } from '../../src/words/languages.ts';
import { filesSource, ingestOptions, testMirror } from '../core/fixture.ts';
import { openTestWorld } from './opened-world.ts';

const seat: Partial<Place> = { seats: ['NA-1'], contest: 'NA-1' };

/** A phone: what is on it, and what is different about it. */
interface Phone {
  readonly regions: readonly string[];
  readonly state: Partial<State>;
}
const phones: Readonly<Record<string, Phone>> = {
  'a first visit': { regions: [], state: {} },
  'a first visit without internet': { regions: [], state: { isOnline: false } },
  'a first visit, fetching': {
    regions: [],
    state: { work: { kind: 'first', progress: null }, isBringing: true },
  },
  'a first visit that is blocked': { regions: [], state: { trouble: { code: 'source/block-page' } } },
  'part of the guide': { regions: ['south'], state: {} },
  'part of the guide, without internet': { regions: ['south'], state: { isOnline: false } },
  'the whole guide': { regions: ['north', 'south'], state: { shell: 'stored', isLasting: true } },
  'the whole guide, pictures on their way': {
    regions: ['north', 'south'],
    state: { work: { kind: 'pictures', progress: { stage: 'pictures', done: 1, total: 9, bytes: 4_000 } } },
  },
  'no storage': { regions: ['north', 'south'], state: { storage: 'memory', shell: 'unsupported' } },
  'a full phone': { regions: ['north'], state: { trouble: { code: 'store/full' }, isLasting: false } },
  'a forged edition': { regions: ['north'], state: { trouble: { code: 'trust/signatures' } } },
  'everything deleted': { regions: [], state: { isDeleted: true } },
  'a part that no longer stands': { regions: ['north'], state: { problems: new Set(['north', '']) } },
  'a remembered family': {
    regions: ['north', 'south'],
    state: { voters: [['NA-1', 'PA-1'], ['NA-2']], forgotten: { seats: ['NA-2'], at: 1 } },
  },
};

async function open({ regions, state }: Phone, language: string, place: Partial<Place>): Promise<void> {
  const vault = memoryVault();
  openTestWorld({ vault, guideId: '5a'.repeat(32) });
  if (regions.length > 0) await ingest(vault, filesSource(testMirror()), { ...ingestOptions, regions });
  await refreshHeld(regions);
  setState({ words: await loadWords(language), place: { ...home, ...place }, ...state });
}

async function draw(screen: Screen, place: Partial<Place> = {}): Promise<string> {
  setState({ place: { ...getState().place, screen, ...place } });
  expect(await loadScreen(screen)).toBe(true);
  return renderToString(h(screenOf(screen) as ComponentType, null));
}

/** What is read, without the drawing. */
const textOf = (html: string): string =>
  html
    .replace(/<svg.*?<\/svg>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ')
    .trim();

beforeEach(() => {
  vi.stubGlobal('navigator', { userAgent: 'a computer', maxTouchPoints: 0, onLine: true });
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  vi.stubGlobal('location', new URL('https://page.example/'));
});

describe.each(Object.keys(phones))('%s', (name) => {
  it.each([
    ['en', {}],
    ['en', seat],
    ['ur', seat],
  ] as const)('leaves no screen without a heading, a text and something to do (%s, %o)', async (language, place) => {
    await open(phones[name] as Phone, language, place);
    const faults: string[] = [];
    for (const screen of screens) {
      const html = await draw(screen);
      const text = textOf(html);
      const headings = [...html.matchAll(/<h1[^>]*>(.*?)<\/h1>/gs)].map(([, inner = '']) => textOf(inner));
      if (headings.length !== 1 || headings[0] === '') faults.push(`${screen}: headings ${JSON.stringify(headings)}`);
      // The font's licence may become "null and void".
      if (/undefined|null(?! and void)|NaN|\[object|\{\w+\}/.test(text)) faults.push(`${screen}: ${text}`);
      if (!/<(button|a|input)\b|role="status"/.test(html)) faults.push(`${screen} leaves nothing to do: ${text}`);
      if (/\berror\b/i.test(text)) faults.push(`${screen} says that word: ${text}`);
    }
    expect(faults).toEqual([]);
  });
});

const whole = phones['the whole guide'] as Phone;
const empty = phones['a first visit'] as Phone;

describe('what a voter reads', () => {
  const say = async (phone: Phone, screen: Screen, place: Partial<Place> = {}, state: Partial<State> = {}) => {
    await open(phone, 'en', place);
    setState(state);
    return textOf(await draw(screen));
  };

  it('where no seat has the number, and where more digits may follow', async () => {
    expect(await say(whole, 'find', { typed: '999' })).toContain('No seat has the number 999');
    expect(await say(whole, 'find', { typed: '999' })).toContain('look in the list');
    expect(await say(whole, 'seat', { seats: ['XX-9'] })).toContain('No seat has the number XX-9');
    expect(await say(empty, 'find', { typed: '1' }, { work: { kind: 'first', progress: null } })).toContain(
      'One moment',
    );
  });

  it('where the list of that seat is not here', async () => {
    const part = await say(phones['part of the guide'] as Phone, 'seat', { seats: ['NA-1'] });
    expect(part).toContain('NA-1 is not on this phone yet');
    expect(part).toContain('Try again');
    expect(part).toContain('Bring a file');
  });

  it('where the internet is gone', async () => {
    const text = await say(phones['a first visit without internet'] as Phone, 'seat', { seats: ['NA-1'] });
    expect(text).toContain('There is no internet now');
    expect(text).toContain('ask somebody for the guide as a file');
  });

  it('where nothing is kept', async () => {
    expect(await say(phones['no storage'] as Phone, 'seat', seat)).toContain('Not saved: take a picture of this');
    expect(await say(phones['no storage'] as Phone, 'kept')).toContain('this browser keeps nothing');
    expect(await say(phones['no storage'] as Phone, 'seat', seat)).not.toContain('Remember my seat');
  });

  it('where the phone may clear what is kept, and where it promised not to', async () => {
    const refused = await say(whole, 'kept', {}, { isLasting: false });
    expect(refused).toContain('may clear it when it runs out of room');
    expect(refused).toContain('Keep it for good');
    expect(refused).toContain('Put it on your home screen');
    expect(refused).toContain('Save a copy');
    expect(await say(whole, 'kept', {}, { isLasting: true })).toContain('does not clear it');
    // A browser that knows no such promise is asked for none.
    expect(await say(whole, 'kept', {}, { isLasting: null })).not.toContain('Keep it for good');
  });

  it('where a candidate has no name in the voter’s language, no picture, or no symbol', async () => {
    await open(whole, 'ur', { seats: ['NA-2'], contest: 'NA-2' });
    const html = await draw('seat');
    expect(html).toContain('lang="en"');
    expect(textOf(html)).toContain('Far Hills');
  });

  it('where an identity number was typed', async () => {
    await lateIdentity.bring();
    const text = await say(whole, 'find', {}, { isIdentityTyped: true });
    expect(text).toContain('Never needed here');
    expect(text).toContain('8300');
  });

  it('where eight voters are remembered already', async () => {
    const voters = Array.from({ length: 8 }, (_, i) => [`XX-${i}`]);
    const text = await say(whole, 'seat', seat, { voters });
    expect(text).toContain('Eight are remembered: forget one first');
    expect(text).not.toContain('Remember my seat');
  });

  it.each(errorCodes)('after %s, in words, with what is still here and what to do', async (code) => {
    const text = await say(whole, 'seat', seat, { trouble: { code } });
    expect(text).toContain(getState().words.failure(code));
    expect(text).toContain('What was here is still here.');
    expect(text).toContain('Try again');
  });
});
