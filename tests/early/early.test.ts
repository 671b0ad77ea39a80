// The app page's own script, as it stands there: what it asks for by the address, the language and the worker; that
// broken data of the page is nobody's trouble.
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { script } from '../../src/early/early.ts?shell';

const id = '0123456789abcdef';
const data = {
  id,
  hints: { regions: ['east', 'west'], runs: { 'NA-': [1, 0, 5, 1, 5] }, codes: { 'PA-X': 1 } },
  words: { en: [], ur: ['assets/ur.js'], sd: ['assets/sd.js', 'assets/ur.js'], 'pa-pk': ['assets/pa.js'] },
};

interface Phone {
  readonly hash?: string;
  readonly languages?: readonly string[];
  readonly hasWorker?: boolean;
  readonly text?: string;
}

/** @returns what was fetched, and which files were told to the browser */
function open({ hash = '', languages = ['en-GB'], hasWorker = false, text = JSON.stringify(data) }: Phone) {
  const fetched: string[] = [];
  const links: { href?: string; rel?: string; crossOrigin?: string }[] = [];
  runInNewContext(script, {
    document: {
      getElementById: (id: string) => (id === 'nishan' ? { textContent: text } : null),
      createElement: () => ({}),
      head: { append: (link: object) => links.push(link) },
    },
    navigator: { languages, serviceWorker: { controller: hasWorker ? {} : null } },
    location: { hash, href: `https://a.test/guide/${hash}` },
    AbortController,
    URL,
    fetch: (url: string) => {
      fetched.push(url);
      return new Promise(() => undefined);
    },
  });
  return { fetched, links };
}

describe('the first script of the page', () => {
  it.each([
    ['#/seat/NA-3', ['https://a.test/guide/first/east.zip']],
    ['#/seat/NA-9', ['https://a.test/guide/first/west.zip']],
    ['#/seat/PA-X', ['https://a.test/guide/first/west.zip']],
    [`#/seat/NA-3/root/${id}0011`, ['https://a.test/guide/first/east.zip']],
    [`#/seat/NA-3?root=${id.toUpperCase()}`, ['https://a.test/guide/first/east.zip']],
    ['#/seat/NA-3/root/fedcba98765432100011', []],
    ['#/seat/NA-3?x=1&root=fedcba9876543210', []],
    ['#/seat/NA-11', []],
    ['#/seat/constructor', []],
    ['#/seat/../../x', []],
    ['#/seat/NA-3/NA-9', ['https://a.test/guide/first/east.zip']],
    ['#/seat', []],
    ['#/', []],
    ['', []],
  ])('asks at %s for the bundle of the seat’s region, and for nothing of the seat', (hash, fetched) => {
    expect(open({ hash }).fetched).toEqual(fetched);
  });

  it('leaves it to the app where a worker answers: an earlier visit has kept it', () => {
    expect(open({ hash: '#/seat/NA-3', hasWorker: true }).fetched).toEqual([]);
  });

  it.each([
    [['ur-PK', 'en'], ['assets/ur.js']],
    [['SD'], ['assets/sd.js', 'assets/ur.js']],
    [['pa-PK'], ['assets/pa.js']],
    [['xx', 'ur'], ['assets/ur.js']],
    [['en-US', 'ur'], []],
    [['urx'], []],
    [[], []],
  ])('brings the words for %j', (languages, files) => {
    const { links } = open({ languages });
    expect(links.map(({ href }) => href)).toEqual(files);
    for (const link of links) expect(link).toMatchObject({ rel: 'preload', as: 'script', crossOrigin: '' });
  });

  it.each(['', '{', '{}', 'null', '{"hints":null,"words":null}', '{"hints":{},"words":{}}'])(
    'says nothing to a page with %j for its data',
    (text) => expect(open({ hash: '#/seat/NA-3', text }).fetched).toEqual([]),
  );

  it('is small: it stands in front of everything', () => {
    expect(script.length).toBeLessThan(2_000);
  });
});
