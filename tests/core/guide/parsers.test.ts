// Every parser of the guide: what it reads, what it refuses, and that no input makes one throw anything but AppError.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeUtf8, sha256Hex } from '../../../src/core/bytes.ts';
import { inflate } from '../../../src/core/encoding/inflate.ts';
import { AppError } from '../../../src/core/errors.ts';
import { parseAppFiles } from '../../../src/core/guide/app-files.ts';
import { parseEvents } from '../../../src/core/guide/events.ts';
import { unpackJson } from '../../../src/core/guide/format/pack.ts';
import { packJson } from '../../../src/core/guide/format/pack-json.ts';
import { parseGuide } from '../../../src/core/guide/guide.ts';
import { parseMedia } from '../../../src/core/guide/media.ts';
import { pagePictures, parseNotices, parsePages } from '../../../src/core/guide/pages.ts';
import { parsePlaces } from '../../../src/core/guide/places.ts';
import { parseShard } from '../../../src/core/guide/shard.ts';
import { parseParties, parseSymbols } from '../../../src/core/guide/symbols.ts';
import { guideContent } from '../fixture.ts';

const hash = 'ab'.repeat(32);
const content = guideContent().targets;
const inflated = (path: string): Record<string, unknown> =>
  JSON.parse(new TextDecoder().decode(inflate(content.get(path) as Uint8Array, 1e6)));

const samples: Record<string, { parse: (bytes: Uint8Array) => unknown; value: Record<string, unknown> }> = {
  guide: { parse: parseGuide, value: inflated('guide/guide') },
  shard: { parse: parseShard, value: inflated('regions/north') },
  symbols: {
    parse: parseSymbols,
    value: {
      ...inflated('guide/symbols'),
      description: { en: ['a', 'b', 'c', 'd'] },
      standIn: [1],
      sound: [null, [hash, 9], null, null],
    },
  },
  parties: { parse: parseParties, value: { parties: [{ id: 'a', name: { en: 'A' }, short: { en: 'a' } }] } },
  places: {
    parse: parsePlaces,
    value: {
      id: ['1', '2'],
      number: ['1', '2'],
      name: { en: ['School', 'Hall'], ur: ['سکول', ''] },
      kind: ['women', 'all'],
      address: { en: ['Main Road', ''] },
      latitude: [31.5, null],
      longitude: [74.3, null],
      accessible: [true, null],
      serves: [['112233'], []],
    },
  },
  pages: {
    parse: parsePages,
    value: {
      pages: [
        {
          id: 'vote',
          kind: 'steps',
          title: { en: 'How to vote' },
          sound: [hash, 5],
          steps: [{ text: { en: 'Queue' }, picture: [hash, 7] }],
        },
      ],
    },
  },
  notices: {
    parse: parseNotices,
    value: {
      notices: [
        {
          id: 'n1',
          kind: 'correction',
          at: '2027-01-25T10:00:00Z',
          title: { en: 'Symbol changed' },
          contest: 'NA-1',
          was: { en: 'Kite' },
          is: { en: 'Boat' },
          counterfeit: { link: 'evil.example' },
        },
      ],
    },
  },
  events: {
    parse: parseEvents,
    value: {
      events: [
        {
          id: 'e1',
          kind: 'rally',
          title: { en: 'Rally' },
          day: '2027-02-01',
          state: 'moved',
          latitude: 1,
          longitude: 2,
          link: 'https://example.org/',
        },
      ],
    },
  },
  media: {
    parse: parseMedia,
    value: {
      clips: [
        {
          id: 'c1',
          title: { en: 'Message' },
          blob: [hash, 10],
          synthetic: true,
          voice: { en: 'A synthetic voice' },
          seconds: 12,
        },
      ],
    },
  },
};

function code(parse: () => unknown): string {
  try {
    parse();
    return 'accepted';
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    return (error as AppError).code;
  }
}

/** Every path to a value inside a JSON value. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function withValue(value: unknown, [key, ...rest]: readonly (string | number)[], put: unknown): unknown {
  if (key === undefined) return put;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...(value as object) };
  (copy as Record<string, unknown>)[key] = withValue((value as Record<string, unknown>)[key], rest, put);
  return copy;
}

describe.each(Object.entries(samples))('%s', (_, { parse, value }) => {
  it('reads what a publisher writes', () => {
    expect(code(() => parse(packJson(value).packed))).toBe('accepted');
  });

  it('ignores fields that it does not know', () => {
    expect(parse(packJson({ ...value, 'x-later': [1] }).packed)).toEqual(parse(packJson(value).packed));
  });

  it('refuses a value of the wrong kind anywhere, by its own error', () => {
    const wrong = [null, -1.5, '\u0000'.repeat(5000), { a: { b: 1 } }, [[[]]], Number.MAX_SAFE_INTEGER];
    let refused = 0;
    for (const path of pathsOf(value)) {
      for (const put of wrong) {
        const result = code(() => parse(packJson(withValue(value, path, put)).packed));
        if (result !== 'accepted') refused++;
        expect(result).toMatch(/^(accepted|format\/(shape|newer-app-needed))$/);
      }
    }
    expect(refused).toBeGreaterThan(pathsOf(value).length);
  });

  it('throws nothing but AppError for any JSON, any bytes and any truncation', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (json) => void code(() => parse(packJson(json).packed))),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void code(() => parse(bytes))),
      { numRuns: 300 },
    );
    const { packed } = packJson(value);
    for (let length = 0; length < packed.length - 1; length += 3) {
      expect(code(() => parse(packed.subarray(0, length)))).toMatch(/^format\//);
    }
  });
});

describe('the guide', () => {
  const { value } = samples.guide as { value: Record<string, unknown> };
  const parse = (change: Record<string, unknown>) => code(() => parseGuide(packJson({ ...value, ...change }).packed));

  it('with a newer format asks for a newer app', () => {
    expect(parse({ format: 2 })).toBe('format/newer-app-needed');
  });

  it('refuses seats that point outside its own lists, or stand there twice', () => {
    const seats = value.seats as Record<string, unknown>;
    expect(parse({ seats: { ...seats, ballot: [0, 1, 2] } })).toBe('format/shape');
    expect(parse({ seats: { ...seats, region: [0, [0, 2], 1] } })).toBe('format/shape');
    expect(parse({ seats: { ...seats, district: [0, 0, 1] } })).toBe('format/shape');
    expect(parse({ seats: { ...seats, code: ['NA-1', 'NA-1', 'NA-2'] } })).toBe('format/shape');
    expect(parse({ seats: { ...seats, name: { en: ['one'] } } })).toBe('format/shape');
  });

  it('writes runs of seat codes out, and caps them', () => {
    const seats = value.seats as Record<string, unknown>;
    const guide = parseGuide(packJson({ ...value, seats: { ...seats, code: [['NA-', 1, 2], 'PA-1'] } }).packed);
    expect(guide.seats.code).toEqual(['NA-1', 'NA-2', 'PA-1']);
    for (const code of [
      [['NA-', 1, 999_999]],
      [['NA-', 3, 1]],
      [['NA-', 1]],
      [['../', 1, 2], 'PA-1'],
      [['NA-', 1, 2], 'NA-2'],
      Array(5).fill(['N', 0, 49_999]),
    ]) {
      expect(parse({ seats: { ...seats, code } })).toBe('format/shape');
    }
  });

  it('makes no link but https, tel and sms', () => {
    const publisher = (web: string) => parse({ publisher: { name: { en: 'P' }, web } });
    expect(publisher('https://example.org/a?b=c')).toBe('accepted');
    for (const link of [
      'http://example.org',
      'javascript:alert(1)',
      'data:text/html,x',
      'https://a b',
      'https://x"onload=',
      ' https://x',
    ]) {
      expect(publisher(link)).toBe('format/shape');
    }
  });

  it('takes only ids and languages that are safe in paths and attributes', () => {
    for (const id of ['../x', 'A B', '', '-x', 'x'.repeat(65), 'é']) {
      expect(
        parse({
          regions: [
            { id, name: {} },
            { id: 'south', name: {} },
          ],
        }),
      ).toBe('format/shape');
    }
    expect(parse({ languages: ['__proto__'] })).toBe('format/shape');
    expect(parse({ publisher: { name: JSON.parse('{"__proto__":"x"}') } })).toBe('format/shape');
  });
});

describe('a shard', () => {
  const { value } = samples.shard as { value: Record<string, unknown> };
  const candidates = value.candidates as Record<string, unknown>;
  const parse = (change: Record<string, unknown>) => code(() => parseShard(packJson({ ...value, ...change }).packed));

  it('keeps photographs, sounds and withdrawals by row', () => {
    const shard = parseShard(
      packJson({
        ...value,
        candidates: { ...candidates, photo: { 1: [hash, 4] }, sound: { 0: [hash, 5] }, withdrawn: [2] },
      }).packed,
    );
    expect(shard.candidates.photo.get(1)).toEqual({ sha256: hash, length: 4 });
    expect(shard.candidates.sound.size).toBe(1);
    expect([...shard.candidates.withdrawn]).toEqual([2]);
  });

  it('refuses rows outside the list, columns of different lengths, and a contest twice', () => {
    expect(parse({ candidates: { ...candidates, photo: { 3: [hash, 4] } } })).toBe('format/shape');
    expect(parse({ candidates: { ...candidates, withdrawn: [3] } })).toBe('format/shape');
    expect(parse({ candidates: { ...candidates, serial: [1, 2] } })).toBe('format/shape');
    expect(parse({ candidates: { ...candidates, party: [0, 1, 0] } })).toBe('format/shape');
    const contest = { id: 'NA-1', kind: 'candidates', mark: 'symbol', state: 'open', count: 1 };
    expect(parse({ contests: [contest, contest, { ...contest, id: 'PA-1' }] })).toBe('format/shape');
    expect(
      parse({ contests: Array.from({ length: 2 }, (_, i) => ({ ...contest, id: `X-${i}`, count: 50_000 })) }),
    ).toBe('format/shape');
  });
});

describe('symbols, places, pages and the app\u2019s files', () => {
  it('mark stand-ins and refuse a code twice', () => {
    const { value } = samples.symbols as { value: Record<string, unknown> };
    const symbols = parseSymbols(packJson(value).packed);
    expect([...symbols.values()].map(({ isStandIn }) => isStandIn)).toEqual([false, true, false, false]);
    expect(symbols.get('boat')).toMatchObject({ description: { en: 'b' }, sound: { length: 9 } });
    expect(code(() => parseSymbols(packJson({ ...value, code: ['a', 'a', 'b', 'c'] }).packed))).toBe('format/shape');
    const blank = { code: ['a'], name: { en: ['A'] }, picture: [null] };
    expect(parseSymbols(packJson(blank).packed).get('a')).toEqual({
      code: 'a',
      name: { en: 'A' },
      description: {},
      picture: null,
      isStandIn: false,
      sound: null,
    });
    expect(code(() => parseSymbols(packJson({ ...blank, picture: [[hash]] }).packed))).toBe('format/shape');
    expect(code(() => parseSymbols(packJson({ ...blank, picture: [[hash, 2_000_000]] }).packed))).toBe('format/shape');
  });

  it('read a place with and without position', () => {
    const [school, hall] = parsePlaces(packJson(samples.places?.value).packed);
    expect(school).toMatchObject({
      position: { latitude: 31.5, longitude: 74.3 },
      isAccessible: true,
      kind: 'women',
      serves: ['112233'],
    });
    expect(hall).toMatchObject({ position: null, isAccessible: null, name: { en: 'Hall' }, address: {} });
    const [bare] = parsePlaces(packJson({ id: ['1'], number: ['1'], name: {}, kind: ['unknown'] }).packed);
    expect(bare).toEqual({
      id: '1',
      number: '1',
      name: {},
      kind: 'unknown',
      address: {},
      position: null,
      isAccessible: null,
      serves: [],
    });
  });

  it('list the pictures of pages; sounds come when they are asked for', () => {
    expect(pagePictures(parsePages(packJson(samples.pages?.value).packed)).map(({ length }) => length)).toEqual([7]);
  });

  it('read app.json and refuse a worker without its hash', () => {
    const files = {
      format: 1,
      worker: 'sw-0123456789abcdef.js',
      files: [{ path: 'index.html', sha256: hash, length: 3 }],
    };
    const bytes = (value: unknown) => encodeUtf8(JSON.stringify(value));
    expect(parseAppFiles(bytes(files))).toEqual(files);
    expect(code(() => parseAppFiles(bytes({ ...files, worker: 'sw.js' })))).toBe('format/shape');
    expect(code(() => parseAppFiles(bytes({ ...files, files: [{ path: 'a b', sha256: hash, length: 1 }] })))).toBe(
      'format/shape',
    );
    fc.assert(fc.property(fc.string(), (text) => void code(() => parseAppFiles(encodeUtf8(text)))));
  });
});

describe('packing', () => {
  it('gives back what was packed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5_000 }), (bytes) => {
        const { packed, inflated: plain } = packJson([...bytes]);
        expect(sha256Hex(inflate(packed, 100_000))).toBe(sha256Hex(plain));
      }),
      { numRuns: 100 },
    );
  });

  it('stops a bomb at its cap, by what came out', () => {
    const bomb = packJson(' '.repeat(50_000_000)).packed;
    expect(bomb.length).toBeLessThan(60_000);
    expect(code(() => inflate(bomb, 100_000))).toBe('format/too-long');
    expect(code(() => unpackJson(new Uint8Array(0)))).toBe('format/inflate');
    expect(code(() => inflate(new Uint8Array([255, 255, 255]), 10))).toBe('format/inflate');
  });
});
