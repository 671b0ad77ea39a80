// A text of another language says so on its element, and nothing else does.
import { type ComponentChild, type ComponentType, Fragment, h, options } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { markFallenTexts } from '../../../src/app/language/fallen-text.ts';
import { loadScreen, screenOf } from '../../../src/app/screen-list.ts';
import { getState, setState } from '../../../src/app/world.ts';
import { loadWords } from '../../../src/words/languages.ts';
import { openTestWorld } from '../opened-world.ts';

const before = options.vnode;
const languageOf = (text: string): string | null => (text.startsWith('ur:') ? 'ur' : text === 'How' ? 'en' : null);

beforeEach(() => markFallenTexts(languageOf));
afterEach(() => {
  if (before) options.vnode = before;
  else delete options.vnode;
});

describe('an element', () => {
  it.each<[() => ComponentChild, string]>([
    [() => h('p', null, 'How'), '<p lang="en">How</p>'],
    [() => h('p', null, 'ڪيئن'), '<p>ڪيئن</p>'],
    [() => h('p', { lang: 'ps' }, 'How'), '<p lang="ps">How</p>'],
    [() => h('p', null, h('i', null), 'How', ' '), '<p lang="en"><i></i>How </p>'],
    [() => h('p', null, 'How', 'ur:x'), '<p>Howur:x</p>'],
    [() => h('button', { 'aria-label': 'How' }, h('i', null)), '<button aria-label="How" lang="en"><i></i></button>'],
    [() => h('button', { 'aria-label': 'How' }, 'ڪيئن'), '<button aria-label="How">ڪيئن</button>'],
  ])('%#: says the language of a text that stands in for its own', (element, html) => {
    expect(renderToString(h(Fragment, null, element()))).toBe(html);
  });
});

it('marks what a screen says in another language, and leaves its own words alone', async () => {
  vi.stubGlobal('location', new URL('https://page.example/'));
  vi.stubGlobal('navigator', { userAgent: 'a computer', maxTouchPoints: 0, onLine: true });
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  openTestWorld();
  markFallenTexts((text) => getState().words.standsInFor(text));
  const draw = async (language: string): Promise<string> => {
    setState({ words: await loadWords(language) });
    expect(await loadScreen('help')).toBe(true);
    return renderToString(h(screenOf('help') as ComponentType, null));
  };
  const sindhi = await draw('sd');
  expect(sindhi).toContain('<h1 tabindex="-1">مدد</h1>');
  expect(sindhi).toMatch(/<p lang="ur">[^<]+<\/p>/);
  expect(await draw('bn')).toMatch(/<p lang="en">[A-Z][^<]+<\/p>/);
  for (const whole of ['en', 'ur']) expect(await draw(whole)).not.toMatch(/<(p|h1|h2|span) lang=/);
});
