// A carrier's page as text: the same each time, made again from its own bundle, and deaf to what names try to be. How it
// reads in a browser is tests/e2e/share/carrier.test.ts.
import { describe, expect, it } from 'vitest';
import { wholeLanguages } from '../../../bin/i18n.mjs';
import { encodeBundle } from '../../../src/core/bundle/bundle-writer.ts';
import { readCarrier } from '../../../src/core/bundle/carrier.ts';
import { encodeUtf8, sha256Hex } from '../../../src/core/bytes.ts';
import { type CarrierPage, carrierForm, carrierPage } from '../../../src/paper/carrier/carrier.ts';
import { type CarrierContent, readCarrierContent } from '../../../src/paper/carrier/carrier-content.ts';
import { carrierName } from '../../../src/paper/carrier/carrier-name.ts';
import { carrierWords } from '../../../src/paper/carrier/carrier-words.ts';
import { judgeCarrier, makeCarrier } from '../../../src/paper/carrier/make-carrier.ts';
import { tableOf } from '../../../src/paper/texts.ts';
import { openWords } from '../../../src/words/words.ts';
import { flipped, ingestOptions, testMirror } from '../../core/fixture.ts';
import { codeOf } from '../../core/ingest/ingest-helpers.ts';
import { withLongList } from './long-list.ts';

const bundle = encodeBundle(testMirror({ edition: 4 }));
const { root, now, verifiers } = ingestOptions;
const options = { root, now, verifiers };
const make = (more: { languages?: readonly string[] } = {}) => makeCarrier(bundle, { ...options, ...more });

/** The page with other content than its bundle says: only its template is looked at then. */
async function pageOf(change: (content: CarrierContent) => CarrierContent): Promise<CarrierPage> {
  const content = change(await readCarrierContent(bundle, options));
  return carrierPage({ content, bundle, shell: { script: '', style: '' }, words: await carrierWords(['en', 'ur']) });
}

function judge(page: string) {
  const bytes = encodeUtf8(page);
  return judgeCarrier(bytes, readCarrier(bytes), options);
}

describe('a carrier', () => {
  it('carries the bundle that it was made from, and says what it was made with', async () => {
    const page = await make();
    expect(page.name).toBe('all-edition-4-2027-01-25.html');
    const read = readCarrier(encodeUtf8(page.html));
    expect(read).toEqual({ bundle, shell: page.shell });
    expect(page.shell).toMatchObject({ form: carrierForm, languages: ['en', 'ur'] });
    expect(page.bundleBytes + page.readableBytes).toBe(encodeUtf8(page.html).length);
  });

  it('is the same bytes for the same bundle, at any time', async () => {
    const later = await makeCarrier(bundle, { ...options, now: new Date('2031-01-01T00:00:00Z') });
    expect(later.html).toBe((await make()).html);
  });

  it('speaks the languages that were asked for', async () => {
    const page = await make({ languages: ['ur', 'xx'] });
    expect(page.shell.languages).toEqual(['ur']);
    expect(page.html).toContain('<html lang="ur" dir="rtl">');
    expect(page.html).not.toContain('id="en"');
  });

  it('is not made of a bundle that does not verify', async () => {
    const broken = encodeBundle(flipped(testMirror(), 'metadata/timestamp.json', 40));
    expect(await codeOf(makeCarrier(broken, options))).toMatch(/^(trust|format)\//);
  });

  it('asks nobody and says no more than it can know', async () => {
    const { html } = await make();
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/\bverified\b|\bgenuine\b/i);
    // Nothing that a browser would fetch: addresses stand in links, in buttons and as text alone.
    expect(html).not.toMatch(/\b(?:src|srcset|poster|data|action)="/);
    expect(html).not.toMatch(/url\((?!"data:)|@import/);
  });
});

describe('its page against its bundle', () => {
  it('is the same, or was changed: a name, the code, the mark, one letter at the end', async () => {
    const { html } = await make();
    expect((await judge(html)).state).toBe('same');
    const changes = [
      html.replace('Candidate 1 <i>Kite', 'Candidate 1 <i>Boat'),
      html.replace('<script>', '<script>fetch("https://evil.example");'),
      html.replace('<meta name="nishan-carrier"', '<meta name="nishan"'),
      `${html}\n`,
    ];
    for (const changed of changes) {
      expect(changed).not.toBe(html);
      const { state, clean } = await judge(changed);
      expect(state).toBe('changed');
      expect(readCarrier(encodeUtf8(clean.html)).bundle).toEqual(bundle);
    }
  });

  it('cannot be compared where another version made it', async () => {
    const { html, shell } = await make();
    expect((await judge(html.replace(shell.id, 'ab'.repeat(32)))).state).toBe('unknown');
    expect((await judge(html.replace('en,ur">', 'ur">'))).state).toBe('unknown');
  });

  it('has another id for other words', async () => {
    const content = await readCarrierContent(bundle, options);
    const [words] = await carrierWords(['en']);
    if (!words) throw new TypeError('no words');
    const shell = { script: '', style: '' };
    const texts = { ...words.locale.words, 'news.from': 'By {name}' };
    const other = openWords('en', { ...words.locale, words: texts }, []);
    const idOf = (each: typeof words) => carrierPage({ content, bundle, shell, words: [each] }).shell.id;
    expect(idOf(other)).not.toBe(idOf(words));
    expect(idOf({ ...words })).toBe(idOf(words));
  });
});

const hostile = [
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  '</style><script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  '&lt;b&gt; &amp; <!-- ',
  '\u202egnp.exe\u2066\u0000\r\n\u0007x',
];

describe('names that try to be more', () => {
  it.each(hostile)('%j stays text, everywhere', async (name) => {
    const text = { en: name, ur: name };
    const page = await pageOf((content) => {
      const { guide, symbols, parties } = content.head;
      const [ballot] = guide.ballots;
      if (!ballot) throw new TypeError('no ballot');
      return {
        ...content,
        head: {
          ...content.head,
          guide: {
            ...guide,
            publisher: { ...guide.publisher, name: text },
            election: { ...guide.election, name: text, lookups: [{ kind: 'sms', link: 'sms:8300', text }] },
            ballots: guide.ballots.map((each) => ({ ...each, name: text, short: text, colourName: text })),
            regions: guide.regions.map((each) => ({ ...each, name: text })),
            endorsers: [{ id: 'us', name: text }],
            sources: [{ name: text }],
            licence: text,
            seats: { ...guide.seats, name: { en: guide.seats.code.map(() => name) } },
          },
          symbols: new Map([...symbols].map(([code, each]) => [code, { ...each, name: text, isStandIn: true }])),
          parties: new Map([...parties].map(([id, each]) => [id, { ...each, name: text }])),
          pages: [{ id: 'p', kind: 'steps', title: text, steps: [{ text }] }],
          notices: [
            { id: 'n', kind: 'correction', at: '2027-01-20T00:00:00Z', title: text, text, was: text, is: text },
          ],
        },
        regions: content.regions.map(({ id, shard }) => {
          const row = shard.candidates.serial.map(() => name);
          return { id, shard: { ...shard, candidates: { ...shard.candidates, name: { en: row, ur: row } } } };
        }),
        places: new Map([
          [
            'NA-1',
            [
              {
                id: 'p',
                number: name,
                name: text,
                kind: 'all',
                address: text,
                position: null,
                isAccessible: true,
                serves: [name],
              },
            ],
          ],
        ]),
      };
    });
    const clean = await pageOf((content) => content);
    const count = (html: string, what: RegExp) => html.match(what)?.length ?? 0;
    for (const what of [/<script/gi, /<\/script/gi, /<style/gi, /<\/style/gi, /<!--/g]) {
      expect(count(page.html, what)).toBe(count(clean.html, what));
    }
    expect(page.html).not.toMatch(/<(?:img|svg)|<[^>]*\son\w+=/);
    expect(page.html.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    // Our own isolates stand in pairs; nothing of the name turns what follows it.
    expect(page.html).not.toContain('\u202e');
    expect(count(page.html, /[\u2066\u2067]/g)).toBe(count(page.html, /\u2069/g));
    expect(readCarrier(encodeUtf8(page.html)).bundle).toEqual(bundle);
  });

  it('the shell may not end its element', async () => {
    const content = await readCarrierContent(bundle, options);
    const words = await carrierWords(['en']);
    for (const shell of [
      { script: 'x="</script>"', style: '' },
      { script: '<!--', style: '' },
      { script: '', style: '</style>' },
    ]) {
      expect(() => carrierPage({ content, bundle, shell, words })).toThrow(TypeError);
    }
  });
});

describe('pictures', () => {
  const picture = (bytes: number) => encodeUtf8(`<svg xmlns="http://www.w3.org/2000/svg">${' '.repeat(bytes)}</svg>`);

  it('stand in the page once each, the large ones as far as they fit', async () => {
    const page = await pageOf((content) => {
      const large = new Map(Array.from({ length: 40 }, (_, i) => [`large${i}`, picture(20_000 + i)]));
      return {
        ...content,
        pictures: new Map([...content.pictures, ...large, ['vast', picture(60_000)], ['text', encodeUtf8('x')]]),
      };
    });
    expect(page.picturesLeftOut).toBe(12);
    expect(page.html.match(/url\("data:image\/svg\+xml;base64,/g)).toHaveLength(4 + 29);
    expect(page.html).toContain('<li class="p');
  });

  it('that are not in the page leave the name', async () => {
    const page = await pageOf((content) => ({ ...content, pictures: new Map() }));
    expect(page.html).toContain('<li><b>Candidate 1 <i>Kite · Party A');
  });
});

describe('addresses', () => {
  const withMirrors = (...urls: readonly string[]) =>
    pageOf((content) => {
      const guide = { ...content.head.guide, mirrors: urls.map((url) => ({ kind: 'static', url })) };
      return { ...content, head: { ...content.head, guide } };
    });

  it('have a button, a code, and leave to post there; nothing else may be posted to', async () => {
    const { html } = await withMirrors('https://one.example/guide', 'https://two.example:8443/?a=1&b=2');
    expect(html).toContain('formaction="https://one.example/guide/share"');
    expect(html).toContain("form-action https://one.example https://two.example:8443; base-uri 'none'");
    expect(html.match(/<svg class="code-picture"/g)).toHaveLength(2);
    expect(html).toContain('only if that app is on this phone');
  });

  it('of which there are none are not spoken of', async () => {
    const { html } = await withMirrors();
    expect(html).toContain("form-action 'none'");
    expect(html).not.toContain('<button form=');
  });
});

it('raises its form whenever the skeleton of the page changes', async () => {
  const country = (content: CarrierContent) => withLongList(content, { mark: 'symbol', names: { ur: ['کمال'] } });
  const pages = [await pageOf((content) => content), await pageOf(country)];
  const skeleton = pages
    .map(({ html }) => html)
    .join('')
    .replace(/(<meta (?:name="nishan-carrier"|http-equiv)[^>]* content=")[^"]*"/g, '$1"')
    .replace(/(autocomplete="off" value=")[^"]*"/g, '$1"')
    .replace(/>[^<]*</g, '><');
  // Another hash here: add 1 to carrierForm in src/paper/carrier/carrier.ts, then write the new one down.
  expect([carrierForm, sha256Hex(encodeUtf8(skeleton)).slice(0, 16)]).toEqual([3, 'effe7220da693ffb']);
});

it('has every text of paper in every language that is whole', () => {
  const keys = Object.keys(tableOf('en') ?? {}).sort();
  expect(keys.length).toBeGreaterThan(10);
  for (const tag of wholeLanguages) expect([tag, Object.keys(tableOf(tag) ?? {}).sort()]).toEqual([tag, keys]);
});

describe('a file name', () => {
  const parts = { regions: ['lahore'], isWhole: false, edition: 12, issued: '2027-01-25T10:00:00Z' };
  it.each([
    [parts, 'lahore-edition-12-2027-01-25.html'],
    [{ ...parts, regions: ['a.b_c', 'd'] }, 'a-b-c-d-edition-12-2027-01-25.html'],
    [{ ...parts, regions: ['a', 'b', 'c', 'd'] }, '4-regions-edition-12-2027-01-25.html'],
    [{ ...parts, regions: ['a', 'b'], isWhole: true }, 'all-edition-12-2027-01-25.html'],
    [{ ...parts, regions: [], isWhole: true }, 'guide-edition-12-2027-01-25.html'],
  ])('%j', (given, name) => {
    expect(carrierName(given)).toBe(name);
  });
});

describe('the page of a country', () => {
  const row = (html: string, serial: number): string =>
    html.slice(html.indexOf('<ol>') + 4).split('</li>')[serial - 1] as string;

  it('leaves parties out, but not where they mark the ballot themselves', async () => {
    expect((await pageOf((content) => withLongList(content, { mark: 'symbol' }))).html).not.toContain('Party A');
    expect((await pageOf((content) => withLongList(content, { mark: 'logo' }))).html).toContain('Party A');
  });

  it('says each candidate once in a row, and in each language what that one has words of its own for', async () => {
    const names = { en: ['Kamal', null, 'Zara', 'O\u2019Neil (Jr.)'], ur: ['کمال', 'جمیل', null, 'ب\u202e'] };
    const { html } = await pageOf((content) => {
      const symbols = new Map([...content.head.symbols]);
      const kite = symbols.get('kite');
      if (!kite) throw new TypeError('no kite');
      symbols.set('kite', { ...kite, name: { en: 'Kite', ur: 'پتنگ' } });
      const head = { ...content.head, symbols };
      return withLongList(
        { ...content, head, pictures: new Map() },
        { mark: 'symbol', names, symbols: [0, 1, 0, 1], withdrawn: [3] },
      );
    });
    expect(row(html, 1)).toBe('<li><b lang="ur">کمال <i>پتنگ</i></b> Kamal <i>Kite</i>');
    // A name that only the other language has stands in the row itself, once.
    expect(row(html, 2)).toBe('<li><bdi lang="ur">جمیل</bdi> <i>Boat</i>');
    // Where a language has no name, it still says what happened, and how the symbol is called.
    expect(row(html, 3)).toMatch(/^<li class="out"><b lang="ur"><i>پتنگ · <b>[^<]+<\/b><\/i><\/b> Zara <i>Kite · <b>/);
    expect(row(html, 4)).toBe('<li><b lang="ur">ب</b> O\u2019Neil (Jr.) <i>Boat</i>');
  });

  it('speaks one language as any page does', async () => {
    const content = withLongList(await readCarrierContent(bundle, options), { mark: 'symbol' });
    const shell = { script: '', style: '' };
    const { html } = carrierPage({ content, bundle, shell, words: await carrierWords(['ur']) });
    expect(html).not.toContain('name="language"');
    expect(row(html, 7)).toMatch(/^<li[^>]*><b><bdi lang="en">Name 7<\/bdi>/);
  });
});
