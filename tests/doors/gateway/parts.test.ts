// The gateway's parts by themselves: lengths, languages, what is remembered and for how long, what is scrubbed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutToSms, fitsSms, plainSms, smsSize } from '../../../src/core/message/sms-length.ts';
import { askedIn } from '../../../src/doors/gateway/desk/language.ts';
import { Pictures } from '../../../src/doors/gateway/desk/pictures.ts';
import { namesSender, scrubbed } from '../../../src/doors/gateway/desk/scrub.ts';
import { RateLimit } from '../../../src/doors/gateway/rate-limit.ts';
import { isSameSecret, isSigned, metaSignature } from '../../../src/doors/gateway/secrets.ts';
import { hiddenKey, ShortMemory } from '../../../src/doors/gateway/short-memory.ts';

describe('the length of an SMS', () => {
  it.each([
    ['a'.repeat(160), 'gsm-7', 160, true],
    ['a'.repeat(161), 'gsm-7', 161, false],
    ['€'.repeat(80), 'gsm-7', 160, true],
    [`${'a'.repeat(159)}[`, 'gsm-7', 161, false],
    ['ا'.repeat(70), 'ucs-2', 70, true],
    ['ا'.repeat(71), 'ucs-2', 71, false],
    [`${'a'.repeat(70)}ا`, 'ucs-2', 71, false],
    ['😀'.repeat(35), 'ucs-2', 70, true],
    ['😀'.repeat(36), 'ucs-2', 72, false],
  ] as const)('is counted as phones count it: %s', (text, alphabet, units, fits) => {
    expect(smsSize(text)).toMatchObject({ alphabet, units });
    expect(fitsSms(text)).toBe(fits);
  });

  it('takes plain quotes where they let more in, and leaves marks that nobody sees out', () => {
    expect(plainSms('“Ali’s” – \u2066NA-130\u2069 … ok')).toBe('"Ali\'s" - NA-130 ... ok');
    expect(plainSms('“علی”  \u2067این اے\u2069 – ٹھیک')).toBe('“علی” این اے – ٹھیک');
  });

  it('cuts where a sentence ends, else where a part of one does, else between words', () => {
    const first = 'The first sentence is said whole and takes more than half of the room that there is in one SMS.';
    expect(cutToSms(`${first} ${'more '.repeat(40)}`)).toBe(first);
    expect(cutToSms(`${'word '.repeat(25)}ends, ${'more '.repeat(20)}`)).toMatch(/ends\.\.\.$/);
    expect(cutToSms('word '.repeat(80))).toMatch(/^(word )+word\.\.\.$/);
    expect(cutToSms(`${'لفظ '.repeat(40)}`)).toMatch(/لفظ…$/);
    expect(cutToSms('x'.repeat(500))).toBe('');
  });

  it('fits, whatever the text, and never cuts a name', () => {
    const word = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        'Mehrab Barfabi',
        'Bunch of Grapes',
        'انگور کا گچھا',
        'NA-130,',
        'symbol',
        'ends.',
        'لفظ۔',
        '\n',
        '€',
      ),
    );
    const names = ['Mehrab Barfabi', 'Bunch of Grapes', 'انگور کا گچھا'];
    fc.assert(
      fc.property(fc.array(word, { maxLength: 80 }), (words) => {
        const text = words.join(' ');
        const cut = cutToSms(text, names);
        expect(fitsSms(cut)).toBe(true);
        const kept = cut.replace(/(\.\.\.|…)$/, '');
        expect(plainSms(text).startsWith(kept)).toBe(true);
        for (const name of names) {
          const whole = plainSms(text);
          for (let at = whole.indexOf(name); at >= 0; at = whole.indexOf(name, at + 1)) {
            expect(kept.length <= at || kept.length >= at + name.length).toBe(true);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('the language of a question', () => {
  it.each([
    ['Where do I vote?', '', 'en'],
    ['میرا نشان کیا ہے', '', 'ur'],
    ['mera nishan kya hai', '', 'ur'],
    ['NA-130 ka nishan', '', 'ur'],
    ['NA-130', '', 'en'],
    ['NA-130', 'ur-PK', 'ur'],
    ['130', 'ur', 'ur'],
    ['۱۳۰', '', 'ur'],
    ['این اے 130', 'en', 'ur'],
    ['Mehrab Barfabi', 'ur', 'en'],
    ['', 'xx', 'en'],
  ])('%s (%s) is answered in %s', (question, hint, language) => {
    expect(askedIn(question, ['en', 'ur'], hint)).toBe(language);
  });

  it('is one that is spoken, whatever is asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (question, hint) => {
        expect(['ur', 'en']).toContain(askedIn(question, ['ur', 'en'], hint));
        expect(askedIn(question, ['en'], hint)).toBe('en');
      }),
    );
  });
});

describe('a secret', () => {
  it('is the same or not, and an empty one is nobody’s', () => {
    expect([isSameSecret('a', 'a'), isSameSecret('a', 'b'), isSameSecret('a', 'ab'), isSameSecret('', '')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('signs as RFC 4231 says', () => {
    const body = new TextEncoder().encode('what do ya want for nothing?');
    const hex = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    expect(isSigned(body, `sha256=${hex}`, 'Jefe', metaSignature)).toBe(true);
    expect(isSigned(body, `sha256=${hex.toUpperCase()}`, 'Jefe', metaSignature)).toBe(true);
    for (const other of [hex, `sha512=${hex}`]) expect(isSigned(body, other, 'Jefe', metaSignature)).toBe(false);
    expect(isSigned(body.subarray(1), `sha256=${hex}`, 'Jefe', metaSignature)).toBe(false);
    expect(isSigned(body, 'sha256=', '', metaSignature)).toBe(false);
    expect(isSigned(body, `sha256=${hex}`, 'jefe', metaSignature)).toBe(false);
    const base64 = Buffer.from(hex, 'hex').toString('base64');
    expect(isSigned(body, base64, 'Jefe', { algorithm: 'sha256', encoding: 'base64', prefix: '' })).toBe(true);
  });
});

describe('what is remembered', () => {
  it('is forgotten after two salts, holds no name, and is bounded', () => {
    let at = 0;
    const memory = new ShortMemory<number>({ lastsMs: 1_000, most: 3, now: () => at });
    memory.set('923001234567', 1);
    expect(memory.get('923001234567')).toBe(1);
    at = 1_500;
    expect(memory.get('923001234567')).toBe(1);
    at = 2_600;
    expect(memory.get('923001234567')).toBeUndefined();
    for (let i = 0; i < 50; i++) memory.set(`who ${i}`, i);
    expect(memory.size).toBeLessThanOrEqual(6);
    expect(memory.get('who 49')).toBe(49);
    expect(memory.get('who 40')).toBeUndefined();
  });

  it('is kept under another name with each salt, which says nothing of the sender', () => {
    const keys = [1, 2].map((salt) => hiddenKey(new Uint8Array(32).fill(salt), '923001234567'));
    expect(new Set(keys).size).toBe(2);
    for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9+/]{22}$/);
    expect(keys[0]).toBe(hiddenKey(new Uint8Array(32).fill(1), '923001234567'));
    expect(keys[0]).not.toBe(hiddenKey(new Uint8Array(32).fill(1), '923001234568'));
  });

  it('lets a sender ask again as time goes on', () => {
    let at = 0;
    const limit = new RateLimit({ burst: 2, everyMs: 1_000, most: 10, now: () => at });
    expect(['a', 'a', 'a', 'a', 'b'].map((who) => limit.take(who))).toEqual(['yes', 'yes', 'first', 'no', 'yes']);
    at = 1_000;
    expect([limit.take('a'), limit.take('a')]).toEqual(['yes', 'no']);
    at = 60_000;
    expect([limit.take('a'), limit.take('a'), limit.take('a')]).toEqual(['yes', 'yes', 'first']);
  });

  it('gives who never stops no more than it says', () => {
    let at = 0;
    const limit = new RateLimit({ burst: 12, everyMs: 5_000, most: 10, now: () => at });
    let said = 0;
    for (; at < 600_000; at += 100) if (limit.take('a') !== 'no') said++;
    expect(said).toBe(12 + 1 + 119);
  });
});

describe('a number that is nobody’s business', () => {
  it.each([
    ['my card is 35202-1234567-1, where do I vote', 'my card is  , where do I vote', true],
    ['0300 1234567 NA-130', 'NA-130', true],
    ['+92 300 123 4567', '', true],
    ['۰۳۰۰۱۲۳۴۵۶۷', '', true],
    ['NA-130 PA-170 175 176', 'NA-130 PA-170 175 176', false],
    ['130 170 175 176 177', '130 170 175 176 177', false],
    ['block 123456789', 'block 123456789', false],
  ])('is taken out: %s', (question, text, hadNumber) => {
    expect(scrubbed(question)).toEqual({ text, hadNumber });
  });

  it('is found in an answer with its country and without', () => {
    expect(namesSender('call 0300-123 4567', '923001234567')).toBe(true);
    expect(namesSender('call ۰۳۰۰۱۲۳۴۵۶۷', '+923001234567')).toBe(true);
    expect(namesSender('NA-130: 92 candidates', '923001234567')).toBe(false);
    expect(namesSender('Bank says 12345678', 'BankSays')).toBe(false);
    expect(namesSender('BankSays: 12345678', 'BankSays')).toBe(true);
  });
});

describe('pictures', () => {
  it('are drawn once, a few at a time, and fall out where there is no more room', async () => {
    let drawn = 0;
    let running = 0;
    let most = 0;
    const draw = async (): Promise<Uint8Array> => {
      drawn++;
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      return new Uint8Array(40);
    };
    const pictures = new Pictures({ maxBytes: 100, atOnce: 2, mostWaiting: 3 });
    await Promise.all([
      pictures.get('a', draw),
      pictures.get('a', draw),
      pictures.get('b', draw),
      pictures.get('c', draw),
    ]);
    expect([drawn, most]).toEqual([3, 2]);
    await pictures.get('c', draw);
    expect(drawn).toBe(3);
    await pictures.get('a', draw);
    expect(drawn).toBe(4);
    const many = await Promise.all(['d', 'e', 'f', 'g', 'h', 'i'].map((key) => pictures.get(key, draw)));
    expect(many.filter((each) => each === null)).toHaveLength(1);
    expect(await pictures.get('j', () => Promise.reject(new Error('no renderer')))).toBeNull();
  });
});
