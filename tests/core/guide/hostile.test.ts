// What signers could put into a guide to hurt or to deceive: signed content is still only content.
import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { encodeUtf8, sha256Hex } from '../../../src/core/bytes.ts';
import { encodeBlob } from '../../../src/core/guide/format/blob.ts';
import { packJson } from '../../../src/core/guide/format/pack-json.ts';
import { plainText } from '../../../src/core/guide/format/plain-text.ts';
import { dayReader, instantReader, linkReader } from '../../../src/core/guide/format/text.ts';
import { parseNotices, parsePages } from '../../../src/core/guide/pages.ts';
import { parsePlaces } from '../../../src/core/guide/places.ts';
import { parseShard } from '../../../src/core/guide/shard.ts';
import { parseSymbols } from '../../../src/core/guide/symbols.ts';
import { encodeSlip, joinSlip, parseSlip, type Slip } from '../../../src/core/slip/slip.ts';

const packed = (value: unknown): Uint8Array => packJson(value).packed;
const refusal = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

/** "Ali Khan", seen as "Khan Ali" where the marks are obeyed. */
const turned = '\u202eAli\u2066 \u202aKhan\u2069\u202c\u0007\u009b';
const shardWith = (changes: object, name = turned): Uint8Array =>
  packed({
    region: 'north',
    contests: [{ id: 'NA-1', kind: 'candidates', mark: 'symbol', state: 'open', count: 1 }],
    partyIds: [],
    symbolCodes: ['kite'],
    candidates: { serial: [1], name: { en: [name] }, party: [-1], symbol: [0] },
    endorsements: [],
    areas: [],
    places: {},
    ...changes,
  });

describe('marks that turn text around, and control characters', () => {
  it('and marks that are piled upon a letter to paint over the next row', () => {
    const tower = '\u0300'.repeat(40);
    expect(plainText(`Ali${tower} Khan`)).toBe(`Ali${'\u0300'.repeat(6)} Khan`);
    expect(parseShard(shardWith({}, `Ali${tower}`)).candidates.name).toEqual({ en: [`Ali${'\u0300'.repeat(6)}`] });
    // Letters of scripts that stack marks stay as they are written.
    for (const word of ['مُحَمَّدٌ', 'ཧཱུྃ', 'ก็่', 'द्ध्र्यं', 'Việt']) expect(plainText(word)).toBe(word);
  });

  it('are in no text that a screen is given', () => {
    expect(parseShard(shardWith({})).candidates.name).toEqual({ en: ['Ali Khan'] });
    const places = parsePlaces(packed({ id: ['p'], number: ['\u202e17'], name: { en: [turned] }, kind: ['all'] }));
    expect([places[0]?.name, places[0]?.number]).toEqual([{ en: 'Ali Khan' }, '17']);
    const at = '2027-01-25T10:00:00Z';
    const notice = {
      id: 'n',
      kind: 'rumour',
      at,
      title: { en: turned },
      counterfeit: { link: '\u202emoc.live//:ptth' },
    };
    const [read] = parseNotices(packed({ notices: [notice] }));
    expect([read?.title, read?.counterfeit?.link]).toEqual([{ en: 'Ali Khan' }, 'moc.live//:ptth']);
  });

  it('are taken out however the JSON writes them', () => {
    const json = JSON.stringify({ pages: [{ id: 'p', kind: 'help', title: { en: 'A\u202eB\u0085C' }, steps: [] }] });
    const escaped = json.replace(
      /[\u0080-\uffff]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    expect(escaped).toContain('\\u202e');
    for (const text of [json, escaped]) {
      const [page] = parsePages(deflateSync(encodeUtf8(text)));
      expect(page?.title).toEqual({ en: 'ABC' });
    }
  });

  it('are in no name of a slip', () => {
    const slip: Slip = {
      guide: '0'.repeat(16),
      edition: 1,
      issued: '2027-01-25',
      contest: 'NA-1',
      isNotFinal: false,
      isIncomplete: false,
      voids: null,
      languages: ['en'],
      candidates: [{ serial: 1, name: { en: turned }, symbol: 'kite', isWithdrawn: false }],
      roots: [],
    };
    const read = parseSlip(joinSlip(encodeSlip(slip, 1), [new Uint8Array(64)])).slip;
    expect(read.candidates[0]?.name).toEqual({ en: 'Ali Khan' });
  });

  it('leave alone what letters need: joiners, and marks of direction that turn nothing', () => {
    const name = 'می\u200cخواهم\u200f NA-1\u200e';
    const shard = parseShard(
      shardWith({ candidates: { serial: [1], name: { ur: [name] }, party: [-1], symbol: [0] } }),
    );
    expect(shard.candidates.name).toEqual({ ur: [name] });
  });
});

describe('sizes', () => {
  it('a name is short, a ballot has an end, and so has everything else', () => {
    const name = (length: number): Uint8Array =>
      shardWith({ candidates: { serial: [1], name: { en: ['x'.repeat(length)] }, party: [-1], symbol: [0] } });
    expect(parseShard(name(200)).candidates.name.en?.[0]?.length).toBe(200);
    expect(refusal(() => parseShard(name(201)))).toBe('format/shape');
    const ballot = (count: number): Uint8Array => {
      const all = <T>(item: T): readonly T[] => Array.from({ length: count }, () => item);
      const contests = [{ id: 'NA-1', kind: 'list', mark: 'nothing', state: 'open', count }];
      return shardWith({
        contests,
        candidates: { serial: all(1), name: { en: all('A') }, party: all(-1), symbol: all(-1) },
      });
    };
    expect(parseShard(ballot(5_000)).candidates.serial.length).toBe(5_000);
    expect(refusal(() => parseShard(ballot(5_001)))).toBe('format/shape');
    const notices = Array.from({ length: 5_001 }, (_, i) => ({ id: `n${i}` }));
    expect(refusal(() => parseNotices(packed({ notices })))).toBe('format/shape');
    const long = {
      id: 'n',
      kind: 'rumour',
      at: '2027-01-25T10:00:00Z',
      title: {},
      text: { en: 'x'.repeat(1_000_000) },
    };
    expect(refusal(() => parseNotices(packed({ notices: [long] })))).toBe('format/shape');
  });

  it('no file behind a hash is larger than a megabyte', () => {
    const symbols = (length: number): Uint8Array =>
      packed({
        code: ['a'],
        name: { en: ['A'] },
        picture: [encodeBlob({ sha256: sha256Hex(encodeUtf8('x')), length })],
      });
    expect(parseSymbols(symbols(1_048_576)).size).toBe(1);
    expect(refusal(() => parseSymbols(symbols(1_048_577)))).toBe('format/shape');
  });
});

describe('links and dates', () => {
  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'blob:https://a.example/1',
    'file:///etc/passwd',
    'http://a.example/',
    '//a.example/',
    'intent://x#Intent;end',
    'https://a.example/"onclick="x',
    'https://a.example/ x',
    'tel:javascript:x',
    'sms:8300?body=x',
  ])('%s is never made a link', (link) => {
    expect(refusal(() => linkReader(link, 'link'))).toBe('format/shape');
  });

  it('a day is one of the calendar: other engines have no date at all for what is none, and a screen would end', () => {
    for (const day of ['2027-02-28', '2028-02-29', '2000-02-29', '2027-12-31', '0001-01-01', '9999-12-31'])
      expect(dayReader(day, '')).toBe(day);
    for (const day of [
      '2027-02-29',
      '1900-02-29',
      '2027-02-31',
      '2027-04-31',
      '2027-00-10',
      '2027-13-01',
      '2027-01-00',
      '0000-01-01',
    ]) {
      expect(refusal(() => dayReader(day, ''))).toBe('format/shape');
      expect(refusal(() => instantReader(`${day}T00:00:00Z`, ''))).toBe('format/shape');
    }
  });
});
