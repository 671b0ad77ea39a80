// A sharer's own line: greetings pass, and what could be read as part of the list does not.
import { describe, expect, it } from 'vitest';
import type { BallotSymbol } from '../../../src/core/guide/symbols.ts';
import { maxOwnLine, readOwnLine } from '../../../src/core/message/own-line.ts';
import { openSymbolNames } from '../../../src/core/message/symbol-names.ts';
import { things } from '../../../src/words/asked/things.ts';

const symbol = (code: string, name: BallotSymbol['name']): BallotSymbol => ({
  code,
  name,
  description: {},
  picture: null,
  isStandIn: false,
  sound: null,
});
const symbols = [
  symbol('apple', { en: 'Apple', ur: 'سیب' }),
  symbol('kettle', { en: 'Kettle', ur: 'کیتلی' }),
  symbol('book', { en: 'Open book', ur: 'کھلی کتاب' }),
  // As many lists are: named in one language alone.
  symbol('lantern', { en: 'Lantern' }),
  symbol('tiger', { en: 'Tiger' }),
  symbol('lock', { en: 'Lock' }),
];
const names = openSymbolNames(symbols, things);
const read = (typed: string) => readOwnLine(typed, names, ['apple']);

describe('a sharer’s own line', () => {
  it.each([
    'Come early, and bring your mother along!',
    'Vote for Apple. It is ours',
    'Good luck to everyone',
    'Sab mil kar vote dalen',
    'ہمارا امیدوار ہمارا فخر ہیں',
    'سب مل کر آئیں، سیب پر مہر',
    'صبح جلدی آئیں، ماں جی کو بھی ساتھ لائیں۔',
    'سیب پر مہر لگائیں',
    'می\u200cخواهم',
    'সকালে আসুন',
    'Приходите вместе',
  ])('says %s', (typed) => {
    expect(read(typed)).toEqual({ text: typed, fault: null });
  });

  it.each([
    ['', '', null],
    [' \n\t ', '', null],
    ['two\nlines  here', 'two lines here', null],
    ['turned \u202eelppa\u202c', 'turned elppa', null],
    ['\u2067apart\u2069 \u200bhidden\ufeff', 'apart hidden', null],
    ['te\u200cst', 'test', null],
    ['z\u0300\u0301\u0302\u0303\u0304algo', 'z̀\u0301algo'.normalize('NFKC'), null],
    ['go!!!!!!!!!', 'go!!!', null],
    ['ＷＩＤＥ', 'WIDE', null],
  ])('takes out what nobody should see: %j', (typed, text, fault) => {
    expect(read(typed)).toEqual({ text, fault });
  });

  it.each([
    ['number', ['NA-130', 'call 0300 1234567', 'نمبر ۵', 'Come at 8', 'seat ①', 'part Ⅳ½', '𝟗 am']],
    [
      'sign',
      [
        'vote 🪁',
        '☂ today',
        '✔ checked',
        'a = b',
        'NA#',
        'kettle: ours',
        'see /x',
        '█▀█',
        '…',
        '«»',
        'a·b',
        'x@y',
        '→',
      ],
    ],
    ['address', ['go to evil.example', 'www here', 'see t.me', 'لکھیں۔یہاں']],
    ['scripts', ['vоte', 'Αpple', 'vote ووٹ']],
    [
      'symbol',
      [
        'Kettle',
        'vote KETTLE now',
        'kéttle',
        'two kettles',
        'کیتلی پر مہر',
        'كيتلي',
        'the open-book one',
        'ｋettle',
        'lalten ko vote',
        'لالٹین',
        'kitli par mohar',
        'kettel',
        'sher ko vote',
        'lock the door',
      ],
    ],
    ['long', ['a'.repeat(maxOwnLine + 1), 'word '.repeat(100)]],
  ] as const)('refuses what could be read as the list’s: %s', (fault, lines) => {
    expect(lines.map((typed) => [typed, read(typed).fault])).toEqual(lines.map((typed) => [typed, fault]));
  });

  it('lets a picture of many name none of them', () => {
    expect(readOwnLine('Apple', names, []).fault).toBe('symbol');
  });

  it('is quick with what is long', () => {
    const began = performance.now();
    readOwnLine('\u0301'.repeat(1_000_000), names, []);
    readOwnLine('a.'.repeat(500_000), names, []);
    expect(performance.now() - began).toBeLessThan(200);
  });
});
