// A seat's page as text: the same each time, in every language, deaf to what names try to be, and as small as it has to be.
// How it reads in a browser is tests/e2e/share/seat-pages.test.ts.
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encodeBundle } from '../../../src/core/bundle/bundle-writer.ts';
import { decodeUtf8, encodeUtf8 } from '../../../src/core/bytes.ts';
import { seatOfPath, seatPagePath } from '../../../src/core/guide/seats/seat-paths.ts';
import { type CarrierContent, readCarrierContent } from '../../../src/paper/carrier/carrier-content.ts';
import { carrierWords } from '../../../src/paper/carrier/carrier-words.ts';
import { seatPageShell } from '../../../src/paper/seat-page/seat-page-shell.ts';
import { seatPages } from '../../../src/paper/seat-page/seat-pages.ts';
import { ingestOptions, testMirror } from '../../core/fixture.ts';

const { root, now, verifiers } = ingestOptions;
const content = await readCarrierContent(encodeBundle(testMirror({ edition: 4 })), { root, now, verifiers });

async function pages(change: (content: CarrierContent) => CarrierContent = (same) => same, tags = ['en', 'ur']) {
  const options = { style: seatPageShell.style, policy: "default-src 'none'", words: await carrierWords(tags) };
  const files = seatPages({ content: change(content), ...options });
  return { files, of: (code: string) => decodeUtf8(files.get(seatPagePath(code)) ?? new Uint8Array()) };
}

const count = (html: string, what: RegExp): number => html.match(what)?.length ?? 0;

describe('a page of a seat', () => {
  it('is there once for each, with the pictures that pages show', async () => {
    const { files } = await pages();
    const paths = [...files.keys()];
    expect(paths.filter((path) => path.endsWith('.html')).sort()).toEqual([
      's/NA-1.html',
      's/NA-2.html',
      's/PA-1.html',
    ]);
    expect(paths.filter((path) => !path.endsWith('.html'))).toEqual(
      expect.arrayContaining([expect.stringMatching(/^s\/p\/[0-9a-f]{12}\.svg$/)]),
    );
  });

  it('says candidates and symbols in both languages, whose it is, how old, and that nobody checked it', async () => {
    const html = (await pages()).of('NA-1');
    expect(html).toContain('<html lang="en" dir="ltr" data-seat="NA-1" data-edition="4">');
    expect(html).toContain('<p lang="en" dir="ltr"><b>Candidate 1</b> <i>Kite · Party A');
    expect(html).toContain('<p lang="ur" dir="rtl"><b>محمد علی</b>');
    expect(html).toContain('Copy, not checked.');
    expect(html).toContain('نقل ہے، جانچی نہیں گئی۔');
    expect(html).toContain('Edition 4, 25 January 2027');
    expect(html).toContain('From Test Publisher');
    expect(html).not.toMatch(/\bverified\b|\bgenuine\b/i);
  });

  it('is the same bytes for the same content, and knows no time of its own', async () => {
    const again = await readCarrierContent(encodeBundle(testMirror({ edition: 4 })), {
      ...{ root, verifiers },
      now: new Date('2031-01-01T00:00:00Z'),
    });
    expect((await pages(() => again)).of('NA-1')).toBe((await pages()).of('NA-1'));
  });

  it('leads to the guide by its address alone: no seat stands in any address of it', async () => {
    const html = (await pages()).of('NA-1');
    const addresses = [...html.matchAll(/\b(?:href|src|action)="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses).toEqual([
      'data:,',
      'open.js',
      expect.stringMatching(/^data:image/),
      expect.stringMatching(/^p\//),
      '../',
    ]);
  });

  it('holds one symbol in itself, that of who is backed', async () => {
    const html = (await pages()).of('NA-1');
    expect(count(html, /<img src="data:image\/svg\+xml,%3Csvg xmlns=/g)).toBe(1);
    expect((await pages()).of('NA-2')).not.toContain('src="data:');
  });

  it('names a candidate once where a language has neither the name nor the symbol', async () => {
    const html = (
      await pages(({ regions, ...rest }) => ({
        ...rest,
        regions: regions.map(({ id, shard }) => {
          const { candidates } = shard;
          const { en = [] } = candidates.name;
          return { id, shard: { ...shard, candidates: { ...candidates, name: { en } } } };
        }),
      }))
    ).of('NA-1');
    expect(count(html, /Candidate 1/g)).toBe(1);
  });

  it('says once what a language has only from the other: no English party twice in one row', async () => {
    const html = (
      await pages(({ head, ...rest }) => ({
        ...rest,
        head: {
          ...head,
          symbols: new Map([...head.symbols].map(([code, each]) => [code, { ...each, name: { en: 'Kite' } }])),
          parties: new Map([...head.parties].map(([code, each]) => [code, { ...each, name: { en: 'Party A' } }])),
        },
      }))
    ).of('NA-1');
    const [row = ''] = /<li value="1">.*/.exec(html) ?? [];
    expect(row).toContain('<b>محمد علی</b>');
    expect(count(row, /Kite/g)).toBe(1);
    expect(count(row, /Party A/g)).toBe(1);
  });

  it('weighs at most 3 kB with its symbol, packed', async () => {
    const { of } = await pages();
    for (const code of ['NA-1', 'PA-1', 'NA-2']) expect(gzipSync(of(code), { level: 9 }).length).toBeLessThan(3_000);
  });

  it('says what kind of list it is, and what was corrected here', async () => {
    const html = (
      await pages(({ head, regions, ...rest }) => ({
        ...rest,
        head: {
          ...head,
          notices: [
            {
              id: 'a',
              kind: 'correction',
              at: '2027-01-20T00:00:00Z',
              title: { en: 'Corrected here' },
              contest: 'NA-1',
            },
            { id: 'b', kind: 'correction', at: '2027-01-20T00:00:00Z', title: { en: 'Elsewhere' }, contest: 'NA-2' },
            { id: 'c', kind: 'over', at: '2027-01-20T00:00:00Z', title: { en: 'This is over' } },
          ],
        },
        regions: regions.map(({ id, shard }) => ({
          id,
          shard: { ...shard, contests: shard.contests.map((each) => ({ ...each, incomplete: true })) },
        })),
      }))
    ).of('NA-1');
    expect(html).toContain('This list is incomplete');
    expect(html).toContain('Corrected here');
    expect(html).toContain('This is over');
    expect(html).not.toContain('Elsewhere');
  });
});

describe('names that try to be more', () => {
  const hostile = [
    '<img src=x onerror=alert(1)>',
    '</script><script>alert(1)</script>',
    '"><svg onload=alert(1)>',
    '\u202egnp.exe',
  ];
  it.each(hostile)('%j stays text', async (name) => {
    const text = { en: name, ur: name };
    const change = ({ head, regions, ...rest }: CarrierContent): CarrierContent => ({
      ...rest,
      head: {
        ...head,
        guide: {
          ...head.guide,
          publisher: { name: text },
          election: { ...head.guide.election, name: text },
          ballots: head.guide.ballots.map((each) => ({ ...each, name: text, short: text, colourName: text })),
        },
        symbols: new Map([...head.symbols].map(([code, each]) => [code, { ...each, name: text }])),
      },
      regions: regions.map(({ id, shard }) => {
        const row = shard.candidates.serial.map(() => name);
        return { id, shard: { ...shard, candidates: { ...shard.candidates, name: { en: row, ur: row } } } };
      }),
    });
    const [html, clean] = [(await pages(change)).of('NA-1'), (await pages()).of('NA-1')];
    for (const what of [/<script/gi, /<img/gi, /<svg/gi, /<style/gi])
      expect(count(html, what)).toBe(count(clean, what));
    expect(html).not.toContain('\u202e');
  });
});

it('a drawing in an address is the drawing, byte for byte', async () => {
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg">\n\t<title>50% #1 "é"</title></svg> \n ';
  const html = (
    await pages((same) => ({
      ...same,
      pictures: new Map([...same.pictures.keys()].map((sha256) => [sha256, encodeUtf8(drawing)])),
    }))
  ).of('NA-1');
  const [, written = ''] = /src="data:image\/svg\+xml,([^"]*)"/.exec(html) ?? [];
  expect(written).not.toMatch(/[\s<>#]$|[<>"#\n\t]/);
  expect(decodeURIComponent(written)).toBe(drawing);
});

it('the path of a page leads back to its seat', () => {
  for (const code of ['NA-130', 'a', 'x.y_z-1']) expect(seatOfPath(seatPagePath(code))).toBe(code);
  for (const path of ['s/open.js', 's/', 's/p/a.svg', 's/%20', 'NA-130.html', 's/.html', `s/${'a'.repeat(70)}.html`]) {
    expect(seatOfPath(path)).toBeNull();
  }
});
