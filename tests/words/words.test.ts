import { describe, expect, it } from 'vitest';
import { carrierWords } from '../../src/paper/carrier/carrier-words.ts';
import { sayText } from '../../src/paper/texts.ts';
import { formatAge, formatClock, formatDay, formatMoment } from '../../src/words/dates.ts';
import { englishWords } from '../../src/words/english.ts';
import { languages, loadWords, pickLanguage } from '../../src/words/languages.ts';
import { pluralForm } from '../../src/words/plural.ts';
import { textDirection } from '../../src/words/text-direction.ts';
import { openWords } from '../../src/words/words.ts';

const leftToRight = (text: string): string => `\u2066${text}\u2069`;
const rightToLeft = (text: string): string => `\u2067${text}\u2069`;

describe('words', () => {
  it('fills blanks and leaves unknown ones to be seen', () => {
    expect(englishWords.t('find.none', { number: '130' })).toBe('No seat has the number 130');
    expect(englishWords.t('find.none')).toBe('No seat has the number {number}');
  });

  it('chooses the plural form by n', () => {
    expect(englishWords.t('find.seats', { n: 1 })).toBe('1 seat');
    expect(englishWords.t('find.seats', { n: 4 })).toBe('4 seats');
    expect(englishWords.t('kept.regions', { held: 1, n: 1 })).toBe('1 of 1 region');
    expect(englishWords.t('kept.regions', { held: 1, n: 4 })).toBe('1 of 4 regions');
    expect(pluralForm('other', 1)).toBe('other');
    expect(pluralForm('nobody knows', 1)).toBe('other');
  });

  it('isolates what is filled into a text of the other direction', async () => {
    const urdu = await loadWords('ur');
    expect(urdu.t('find.none', { number: '130' })).toContain(leftToRight('130'));
    expect(englishWords.t('seat.backed', { name: 'حلقہ' })).toBe(`Backed by ${rightToLeft('حلقہ')}`);
    expect(englishWords.t('seat.backed', { name: 'Neighbours' })).toBe('Backed by Neighbours');
  });

  it('tells the direction by most letters: a code before an Urdu name does not turn the name round', async () => {
    const urdu = await loadWords('ur');
    const seat = 'UC-3، شاہی بازار';
    expect(urdu.t('answer.seat', { seat, n: 3 })).toContain(rightToLeft(seat));
    expect(urdu.t('answer.seat', { seat: 'UC-3, Market', n: 3 })).toContain(leftToRight('UC-3, Market'));
    expect(textDirection('UC-3 میں کون کھڑا ہے؟')).toBe('rtl');
    expect(textDirection('who is علی in NA-130?')).toBe('ltr');
    expect(['who stands?', '130', ''].map(textDirection)).toEqual(['auto', 'auto', 'auto']);
  });

  it('falls back to English where a text or a whole language is missing', async () => {
    const half = openWords('xx', { ...englishWords.locale, dir: 'rtl', plural: 'other', words: {}, errors: {} }, [
      ['en', englishWords.locale],
    ]);
    expect(half.t('bar.how')).toBe(leftToRight('How'));
    expect(half.t('find.seats', { n: 1 })).toBe(leftToRight('1 seat'));
    expect(half.failure('store/full')).toBe(leftToRight(englishWords.failure('store/full')));
    expect(half.standsInFor(half.t('bar.how'))).toBe('en');
    expect(englishWords.standsInFor(englishWords.t('bar.how'))).toBeNull();
    expect((await loadWords('xx')).language).toBe('en');
  });

  it('knows each language by its own name before it is loaded', async () => {
    expect(languages).toEqual(
      expect.arrayContaining([
        { tag: 'en', nativeName: 'English' },
        { tag: 'ur', nativeName: 'اردو' },
        { tag: 'pa-arab', nativeName: 'پنجابی', also: ['pnb', 'pa-pk'], fallback: 'ur', isPart: true },
      ]),
    );
    expect((await loadWords('ur')).locale.dir).toBe('rtl');
  });

  it('picks the first wanted language that there is', () => {
    expect(pickLanguage(['fr-FR', 'ur-PK', 'en'])).toBe('ur');
    expect(pickLanguage(['EN-gb'])).toBe('en');
    expect(pickLanguage(['fr'])).toBe('en');
  });
});

describe('dates', () => {
  const now = new Date('2027-02-08T12:00:00Z');
  const ago = (ms: number): string => formatAge(englishWords, new Date(now.getTime() - ms).toISOString(), now);

  it('writes a day with the month of the language', async () => {
    expect(formatDay(englishWords, '2027-02-08')).toBe('8 February 2027');
    expect(formatDay(await loadWords('ur'), '2027-02-08')).toContain('فروری');
  });

  it('keeps a date that stands inside another text in the order of its language', async () => {
    const urdu = await loadWords('ur');
    const day = formatDay(urdu, '2027-02-08');
    expect(formatMoment(urdu, '2027-02-08T09:00:00Z', '24', 0)).toContain(rightToLeft(day));
  });

  it('writes both clocks', () => {
    expect(formatClock(englishWords, '17:00', '12')).toBe('5:00 pm');
    expect(formatClock(englishWords, '00:30', '12')).toBe('12:30 am');
    expect(formatClock(englishWords, '12:00', '12')).toBe('12:00 pm');
    expect(formatClock(englishWords, '17:00', '24')).toBe('17:00');
  });

  it('says the part of the day as the language divides it', async () => {
    const urdu = await loadWords('ur');
    const part = (clock: string): string => formatClock(urdu, clock, '12').split(' ')[0] ?? '';
    expect(['08:00', '13:00', '17:00', '22:00', '01:00'].map(part)).toEqual(['صبح', 'دوپہر', 'شام', 'رات', 'رات']);
    expect(['03:59', '04:00', '11:59', '12:00', '15:59', '16:00', '19:59', '20:00'].map(part)).toEqual([
      ...['رات', 'صبح', 'صبح', 'دوپہر', 'دوپہر', 'شام', 'شام', 'رات'],
    ]);
    expect(['01:00', '23:00'].map((clock) => formatClock(englishWords, clock, '12'))).toEqual(['1:00 am', '11:00 pm']);
  });

  it('writes native digits where the guide asks for them, and Western ones otherwise', async () => {
    const bengali = await loadWords('bn');
    const native = bengali.withDigits('native');
    expect(formatDay(bengali, '2027-02-08')).toBe('8 ফেব্রুয়ারি 2027');
    expect(formatDay(native, '2027-02-08')).toBe('৮ ফেব্রুয়ারি ২০২৭');
    expect(formatClock(native, '17:00', '24')).toBe('১৭:০০');
    expect([0, 1, 2].map((n) => native.t('seat.candidates', { n }))).toEqual([
      '০ জন প্রার্থী',
      '১ জন প্রার্থী',
      '২ জন প্রার্থী',
    ]);
    expect(native.t('seat.backed', { name: 'NA-130' })).toContain('NA-130');
    expect(sayText(native, 'edition', { edition: 12, date: '' })).toContain('১২');
    const [onPaper] = await carrierWords(['bn'], 'native');
    expect([onPaper?.number(7), (await carrierWords(['bn']))[0]?.number(7)]).toEqual(['৭', '7']);
  });

  it('writes an instant on the clock of the device', () => {
    expect(formatMoment(englishWords, '2026-11-18T20:30:00Z', '24', -300)).toBe('19 November 2026, 01:30');
  });

  it('counts minutes, hours and days, and then names the date', () => {
    expect(ago(20_000)).toBe('just now');
    expect(ago(60_000)).toBe('1 min ago');
    expect(ago(7_200_000)).toBe('2 hours ago');
    expect(ago(86_400_000 * 3)).toBe('3 days ago');
    expect(ago(86_400_000 * 40)).toBe('30 December 2026');
  });

  it('names the date where this clock is behind', () => {
    expect(ago(-3_600_000)).toBe('8 February 2027');
  });
});
