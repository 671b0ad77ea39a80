// What is remembered of mirrors, and whom a phone asks first because of it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mirrorResults } from '../../../src/io/mirror/mirror-result.ts';
import type { KnownMirror } from '../../../src/io/mirror/mirror-roster.ts';
import {
  fewMirrors,
  knownMirrors,
  type MirrorBook,
  rankMirrors,
  readMirrorBook,
  withMark,
  withMirror,
  withMirrorBack,
  withoutMirror,
  withRound,
} from '../../../src/io/rounds/mirror-book.ts';

const empty = readMirrorBook(null);
const known = (url: string, more: Partial<KnownMirror> = {}): KnownMirror => ({
  kind: 'static',
  url,
  stage: 0,
  from: 'guide',
  ...more,
});
const urls = (mirrors: readonly KnownMirror[]): readonly string[] => mirrors.map(({ url }) => url);
const half = (): number => 0.5;

describe('the book', () => {
  it('comes back as it was kept', () => {
    let book = withMirror(empty, { kind: 'ipfs', url: 'https://a.test/' });
    book = withMark(book, 'https://a.test/', { result: 'slow', ms: 1234.5 });
    book = withRound(withoutMirror(book, 'https://b.test/'), false);
    expect(readMirrorBook(JSON.parse(JSON.stringify(book)))).toEqual(book);
    expect(book).toEqual({
      added: [{ kind: 'ipfs', url: 'https://a.test/' }],
      removed: ['https://b.test/'],
      health: { 'https://a.test/': { result: 'slow', ms: 1235, edition: null, fails: 1 } },
      failedRounds: 1,
    });
  });

  it('is not lost to a wait that a clock set back made less than none', () => {
    const book = withMark(withMirror(empty, { kind: 'static', url: 'https://a.test/' }), 'https://b.test/', {
      result: 'fine',
      ms: -3_600_000,
    });
    expect(readMirrorBook(JSON.parse(JSON.stringify(book)))).toEqual(book);
    expect(book.health['https://b.test/']?.ms).toBe(0);
  });

  it.each([
    null,
    7,
    {},
    { added: [], removed: [], health: {}, failedRounds: -1 },
    { added: [{ kind: 'static', url: 'javascript:alert(1)' }], removed: [], health: {}, failedRounds: 0 },
    {
      added: Array.from({ length: 201 }, () => ({ kind: 'static', url: 'https://a.test/' })),
      removed: [],
      health: {},
      failedRounds: 0,
    },
    {
      added: [],
      removed: [],
      health: { 'https://a.test/': { result: 'odd', ms: null, edition: null, fails: 0 } },
      failedRounds: 0,
    },
    { added: [], removed: [], health: { __proto: {} }, failedRounds: 0 },
  ])('that is broken is begun anew: %j', (note) => {
    expect(readMirrorBook(note)).toEqual({ added: [], removed: [], health: {}, failedRounds: 0 });
  });

  it('counts failures one after another, keeps the time it took before, and never grows without end', () => {
    let book = withMark(empty, 'https://a.test/', { result: 'fine', ms: 80, edition: 4 });
    for (let i = 0; i < 150; i++) book = withMark(book, 'https://a.test/', { result: 'unreachable' });
    expect(book.health['https://a.test/']).toEqual({ result: 'unreachable', ms: 80, edition: 4, fails: 99 });
    expect(withMark(book, 'https://a.test/', { result: 'fine' }).health['https://a.test/']?.fails).toBe(0);
    for (let i = 0; i < 600; i++) book = withMark(book, `https://h${i}.test/`, { result: 'fine' });
    expect(Object.keys(book.health)).toHaveLength(400);
    for (let i = 0; i < 300; i++) book = withMirror(book, { kind: 'static', url: `https://v${i}.test/` });
    for (let i = 0; i < 300; i++) book = withoutMirror(book, `https://g${i}.test/`);
    for (let i = 0; i < 300; i++) book = withRound(book, false);
    expect(readMirrorBook(book)).toEqual(book);
    expect([book.added.length, book.removed.length, book.failedRounds]).toEqual([200, 200, 99]);
  });

  it('leaves out an address that it could not keep: it would cost all the others', () => {
    const long = `https://a.test/${'x'.repeat(600)}`;
    for (const url of [long, 'ftp://a.test/', 'nowhere', 'https://a.test/ b']) {
      const entry = { kind: 'static', url };
      expect(withMirror(withMark(withoutMirror(empty, url), url, { result: 'fine' }), entry)).toEqual(empty);
      expect(knownMirrors(url, [entry], { added: [entry], removed: [] })).toEqual([]);
    }
    expect(withMirror(empty, { kind: 'carrier-pigeon', url: 'https://a.test/' })).toEqual(empty);
  });

  it('survives anything that rounds and voters write into it', () => {
    const step = fc.oneof(
      fc.record({
        do: fc.constant('mark' as const),
        url: fc.webUrl(),
        result: fc.constantFrom(...mirrorResults),
        ms: fc.nat(),
      }),
      fc.record({ do: fc.constantFrom('add' as const, 'remove' as const, 'back' as const), url: fc.webUrl() }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let book: MirrorBook = empty;
        for (const each of steps) {
          if (each.do === 'mark') book = withMark(book, each.url, each);
          else if (each.do === 'add') book = withMirror(book, { kind: 'static', url: each.url });
          else if (each.do === 'back') book = withMirrorBack(book, each.url);
          else book = withoutMirror(book, each.url);
        }
        expect(readMirrorBook(JSON.parse(JSON.stringify(book)))).toEqual(book);
      }),
    );
  });
});

describe('which mirrors are known', () => {
  it("the page's own, the guide's, the voter's; each once, without what was removed or is of an unknown kind", () => {
    const guide = [
      { kind: 'static', url: 'https://page.test/g' },
      { kind: 'ipfs', url: 'https://gate.test/' },
      { kind: 'carrier-pigeon', url: 'https://bird.test/' },
      { kind: 'static', url: 'https://late.test/', stage: 2, name: { en: 'Reserve' } },
      { kind: 'static', url: 'https://gone.test/' },
    ];
    const book = withoutMirror(
      withMirror(empty, { kind: 'static', url: 'https://friend.test/x/' }),
      'https://gone.test',
    );
    expect(knownMirrors('https://page.test/g/', guide, book)).toEqual([
      { kind: 'static', url: 'https://page.test/g/', stage: 0, from: 'page' },
      { kind: 'ipfs', url: 'https://gate.test/', stage: 0, from: 'guide' },
      { kind: 'static', url: 'https://late.test/', stage: 2, from: 'guide', name: { en: 'Reserve' } },
      { kind: 'static', url: 'https://friend.test/x/', stage: 0, from: 'voter' },
    ]);
    expect(knownMirrors(null, undefined, empty)).toEqual([]);
    expect(urls(knownMirrors(null, guide, withMirrorBack(book, 'https://gone.test/')))).toContain('https://gone.test/');
  });

  it('at most 200', () => {
    const guide = Array.from({ length: 300 }, (_, i) => ({ kind: 'static', url: `https://m${i}.test/` }));
    expect(knownMirrors(null, guide, empty)).toHaveLength(200);
  });

  it('a mirror that the voter added and removed is forgotten whole', () => {
    const added = withMark(withMirror(empty, { kind: 'static', url: 'https://a.test/' }), 'https://a.test/', {
      result: 'fine',
    });
    expect(withoutMirror(added, 'https://a.test/')).toEqual(empty);
  });
});

describe('whom to ask first', () => {
  const health = (result: (typeof mirrorResults)[number], ms: number | null = null, fails = 0) => ({
    result,
    ms,
    edition: null,
    fails,
  });

  it("the page's own, the quick, the untried, the slow, the old, those that failed, who lied", () => {
    const all = ['lied', 'failed', 'old', 'slow', 'untried', 'quick', 'own'].map((name) =>
      known(`https://${name}.test/`, name === 'own' ? { from: 'page' } : {}),
    );
    const book = {
      failedRounds: 0,
      health: {
        'https://lied.test/': health('tampered', 50, 1),
        'https://failed.test/': health('unreachable', 50, 1),
        'https://old.test/': health('old', 50),
        'https://slow.test/': health('fine', 3_000),
        'https://quick.test/': health('fine', 60),
      },
    };
    expect(urls(rankMirrors(all, book, () => 0)).map((url) => url.slice(8, -6))).toEqual([
      'own',
      'quick',
      'untried',
      'slow',
      'old',
      'failed',
      'lied',
    ]);
    // A friend's mirror was given for a reason.
    const given = [...all.slice(0, -1), known('https://friend.test/', { from: 'voter' })];
    expect(urls(rankMirrors(given, book, () => 0))[1]).toBe('https://friend.test/');
    // The page's own is no exception when it is gone.
    const gone = { ...book, health: { ...book.health, 'https://own.test/': health('unreachable', null, 3) } };
    expect(urls(rankMirrors(all, gone, () => 0))[0]).toBe('https://quick.test/');
  });

  it('reserves only after failed rounds, unless there is nobody else', () => {
    const all = [
      known('https://a.test/'),
      known('https://b.test/', { stage: 2 }),
      known('https://c.test/', { stage: 4 }),
    ];
    const asked = (failedRounds: number): number => rankMirrors(all, { health: {}, failedRounds }, half).length;
    expect([0, 1, 2, 3, 4].map(asked)).toEqual([1, 1, 2, 2, 3]);
    expect(rankMirrors(all.slice(1), { health: {}, failedRounds: 0 }, half)).toHaveLength(1);
    expect(rankMirrors([], { health: {}, failedRounds: 0 }, half)).toEqual([]);
  });

  it('never two of one host among the first few, nobody is lost, stores come after hosts', () => {
    const anyMirrors = fc.uniqueArray(
      fc.tuple(fc.nat(7), fc.nat(9), fc.constantFrom('static', 'metadata', 'ipfs', 'blossom')),
      {
        maxLength: 40,
        selector: ([host, path]) => `${host}/${path}`,
      },
    );
    fc.assert(
      fc.property(anyMirrors, fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), (rows, chance) => {
        const all = rows.map(([host, path, kind]) => known(`https://h${host}.test/${path}/`, { kind }));
        const ranked = rankMirrors(all, { health: {}, failedRounds: 0 }, () => chance.next().value ?? 0);
        expect([...urls(ranked)].sort()).toEqual([...urls(all)].sort());
        const kinds = ranked.map(({ kind }) => (kind === 'static' || kind === 'metadata' ? 0 : 1));
        expect(kinds).toEqual([...kinds].sort());
        const hosts = (mirrors: readonly KnownMirror[]): string[] => mirrors.map(({ url }) => new URL(url).hostname);
        const trees = ranked.filter(({ kind }) => kind === 'static' || kind === 'metadata');
        const first = hosts(trees.slice(0, Math.min(fewMirrors, new Set(hosts(trees)).size)));
        expect(new Set(first).size).toBe(first.length);
      }),
    );
  });

  it('chance spreads the load among equals, and now and then asks one that failed', () => {
    const all = Array.from({ length: 12 }, (_, i) => known(`https://m${i}.test/`));
    const bad = Object.fromEntries(all.slice(6).map(({ url }) => [url, health('unreachable', null, 50)]));
    const seen = new Set<string>();
    let random = 0;
    for (let i = 0; i < 200; i++) {
      const ranked = rankMirrors(all, { health: bad, failedRounds: 0 }, () => (random = (random * 9301 + 0.2113) % 1));
      for (const url of urls(ranked).slice(0, fewMirrors)) seen.add(url);
      expect(
        urls(ranked)
          .slice(0, 4)
          .filter((url) => url in bad),
      ).toEqual([]);
    }
    expect(seen.size).toBe(12);
  });
});
