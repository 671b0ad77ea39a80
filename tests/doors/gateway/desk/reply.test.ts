// From a question to its reply: short enough whatever is asked, in whatever language, and never with the number of who asks.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { fitsSms } from '../../../../src/core/message/sms-length.ts';
import type { Asked, ChannelName, Reply } from '../../../../src/doors/gateway/channel.ts';
import { type Answered, openAnswerer } from '../../../../src/doors/gateway/desk/answerer.ts';
import type { Edition } from '../../../../src/doors/gateway/desk/edition.ts';
import type { FollowPlace } from '../../../../src/doors/gateway/desk/join.ts';
import { type Desk, type ReplyOptions, replyTo, waitReply } from '../../../../src/doors/gateway/desk/reply.ts';
import { loadVoices } from '../../../../src/doors/gateway/desk/voice.ts';
import { exampleDay, exampleDayInWords } from '../../../harness/example-day.ts';
import { sharedEdition } from '../open-gateway.ts';

const channels: readonly ChannelName[] = ['telegram', 'whatsapp', 'messenger', 'sms'];
const now = new Date();
const follow: readonly FollowPlace[] = [
  { link: 'https://t.me/all' },
  { link: 'https://t.me/wadi', region: 'surkh-wadi' },
  { link: 'https://t.me/na130', seat: 'NA-130' },
  { link: 'https://whatsapp.example/na130', seat: 'NA-130', channel: 'whatsapp' },
];

let edition: Edition;
let options: ReplyOptions;
let desk: Desk;
beforeAll(async () => {
  edition = await sharedEdition();
  options = { voices: await loadVoices(), follow, address: 'https://guide.example/', language: null };
  const picture = (seat: string) => ({ key: seat, draw: async () => null });
  desk = { edition, answer: openAnswerer(edition, options.voices), picture };
}, 60_000);

const who = (text: string, from = '923001234567'): Asked => ({ from, id: '1', text, hint: '' });
const ask = (text: string, channel: ChannelName = 'sms'): Reply => replyTo(desk, who(text), channel, options, now);
const saying = (answered: Partial<Answered>): Desk => ({
  ...desk,
  answer: () => ({ kind: 'unknown', seats: [], candidates: [], holds: null, warning: '', text: '', ...answered }),
});

describe('a reply', () => {
  it('fits one SMS and holds no number of who asks, whatever is asked', () => {
    const names = edition.shards.flatMap(({ candidates }) => Object.values(candidates.name).flat());
    const sender = fc.tuple(
      fc.constantFrom('92300', '+92345', '0300', '1555'),
      fc.integer({ min: 1_000_000, max: 9_999_999 }),
    );
    const word = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(...edition.head.guide.seats.code, ...names.slice(0, 60)),
      fc.constantFrom('symbol', 'nishan', 'کہاں', 'JOIN', 'شامل', 'stop', '130', 'where do I vote', '\n', '😀'),
    );
    fc.assert(
      fc.property(
        sender,
        fc.array(word, { maxLength: 8 }),
        fc.constantFrom(...channels),
        fc.boolean(),
        (number, words, channel, doesTell) => {
          const from = number.join('');
          const asked = who([...words, ...(doesTell ? [from] : [])].join(' '), from);
          for (const reply of [replyTo(desk, asked, channel, options, now), waitReply(desk, asked, options, now)]) {
            expect(reply.text).not.toBe('');
            expect(fitsSms(reply.text)).toBe(true);
            expect(JSON.stringify(reply)).not.toContain(String(number[1]));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('does not say the number even where the answer does', () => {
    const from = '923001234567';
    for (const text of [`No seat ${from}`, 'No seat 0300-1234567', 'کوئی حلقہ ۰۳۰۰۱۲۳۴۵۶۷ نہیں']) {
      const reply = replyTo(saying({ text }), who('hello', from), 'sms', options, now);
      expect(reply.text).toMatch(/^Send your seat/);
    }
  });

  it('fits and cuts no name, whatever the answer says', () => {
    const names = ['Mehrab Barfabi', 'محراب برف آبی'];
    const word = fc.oneof(fc.string({ maxLength: 10 }), fc.constantFrom(...names, 'NA-130', 'ends.', 'لفظ۔'));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 60 }), (words) => {
        const text = words.join(' ');
        const reply = replyTo(saying({ kind: 'place', seats: ['NA-130'], text }), who('where'), 'sms', options, now);
        expect(fitsSms(reply.text)).toBe(true);
        // A name that began is there to its end.
        for (const name of names) {
          const begun = name.slice(0, -3);
          expect(reply.text.split(begun).length).toBe(reply.text.split(name).length);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('throws numbers away that are nobody’s business, and says so where nothing is left', () => {
    expect(ask('35202-1234567-1').text).toMatch(
      /^Never send an identity or telephone number here\. Send your seat, like /,
    );
    let heard = '';
    const listening: Desk = {
      ...desk,
      answer: (question, language, at) => {
        heard = question;
        return desk.answer('NA-130', language, at);
      },
    };
    replyTo(listening, who('35202-1234567-1 NA-130 symbol'), 'sms', options, now);
    expect(heard).toBe('NA-130 symbol');
  });

  it('tells a seat whole or says how to ask, and never some of its names', () => {
    for (const { id } of edition.shards.flatMap(({ contests }) => contests)) {
      for (const question of [`${id} symbol`, `${id} نشان`]) {
        const { text } = ask(question);
        expect([id, fitsSms(text)]).toEqual([id, true]);
        const card = edition.cardOf(id);
        const standing = card?.candidates.filter(({ isWithdrawn }) => !isWithdrawn) ?? [];
        const named = standing.filter(({ name }) => Object.values(name).some((each) => text.includes(each)));
        const backed = new Set(card?.endorsements.map(({ serial }) => serial)).size;
        expect([id, [0, standing.length, backed].includes(named.length)]).toEqual([id, true]);
      }
    }
  });

  it('says a claim’s verdict with what the list says, and the list alone where both do not fit', () => {
    const claimed = (holds: boolean): Reply =>
      replyTo(
        saying({ kind: 'candidate', seats: ['NA-130'], candidates: [{ seat: 'NA-130', serial: 2 }], holds, text: 'x' }),
        who('is it true that Mehrab Barfabi has the chair'),
        'sms',
        options,
        now,
      );
    expect(claimed(false).text).toMatch(/^The list says something else\. NA-130: Mehrab Barfabi, symbol Apple\./);
    expect(claimed(true).text).toMatch(/^That agrees with the list\. NA-130: Mehrab Barfabi, symbol Apple\./);
  });

  it('never says a name without its symbol, or a symbol without its warning, however long they are', () => {
    const card = edition.cardOf('NA-130');
    if (!card) throw new Error('no card');
    const long = (letters: number): Desk => {
      const name = { en: 'A'.repeat(letters), ur: 'ا'.repeat(letters) };
      const candidates = card.candidates.map((each) => (each.serial === 2 ? { ...each, name } : each));
      return { ...desk, edition: { ...edition, cardOf: () => ({ ...card, candidates }) } };
    };
    for (let letters = 1; letters < 200; letters += 7) {
      for (const question of ['NA-130', 'NA-130 کا نشان']) {
        const { text } = replyTo(long(letters), who(question), 'sms', options, now);
        expect([letters, fitsSms(text)]).toEqual([letters, true]);
        const isNamed = /AA|اا/.test(text);
        const isWhole = /(Apple|سیب)/.test(text) && /may still change|بدل سکتے/.test(text);
        if (letters > 2) expect([letters, isNamed]).toEqual([letters, isWhole]);
      }
    }
  });

  it('asks which where a number fits several, with buttons', () => {
    expect(ask('130')).toEqual({ text: 'Which one? Send PA-130, NA-130', picture: null, next: ['PA-130', 'NA-130'] });
  });

  it('has a picture of one seat, and none of a list that is off', () => {
    expect(ask('NA-130').picture?.key).toBe('NA-130');
    expect(ask('RF-1').picture).toBeNull();
    const off = edition.shards
      .flatMap(({ contests }) => contests)
      .filter(({ state }) => ['postponed', 'withdrawn', 'under-review'].includes(state));
    expect(off.length).toBeGreaterThan(0);
    for (const { id } of off) {
      const reply = ask(id);
      expect([id, reply.picture]).toEqual([id, null]);
      expect(reply.text.startsWith(`${id}: `)).toBe(true);
    }
  });

  it('names no symbol and shows no picture once the list is from before the symbols were final', async () => {
    const later = new Date(exampleDay('2027-01-25T00:00:00Z'));
    const reply = replyTo(desk, who('NA-130'), 'telegram', options, later);
    expect(reply.text).toMatch(/^NA-130: the list of .* is from before the symbols were final/);
    expect(reply.picture).toBeNull();
    const told = replyTo(
      saying({ kind: 'notice', seats: ['NA-130'], text: 'Mehrab Barfabi: Apple' }),
      who('NA-130'),
      'sms',
      options,
      later,
    );
    expect(told.text).not.toContain('Apple');
  });

  it('says what the publisher has said of a copy, as theirs, and still answers what was asked', () => {
    const alone = ask('khwabistan-notebook.example');
    expect(alone.text).toMatch(/^Election Notebook of Khwabistan \(invented\) says that this is a copy/);
    const seat = ask('NA-130');
    const both = ask('NA-130 https://khwabistan-notebook.example/na-130');
    expect(both.text.startsWith(seat.text.slice(0, 60))).toBe(true);
    expect(both.picture?.key).toBe('NA-130');
    expect([alone, both].every(({ text }) => fitsSms(text))).toBe(true);
  });

  it('tells where people are picked up and when they meet', () => {
    expect(ask('where is the pick-up point in NA-130').text).toMatch(
      new RegExp(`^A ride to the polling station, ${exampleDayInWords('2027-02-08')}`),
    );
    // Roman Urdu is answered in Urdu, with that language's comma.
    expect(ask('jalsa kab hai').text).toMatch(
      new RegExp(`^حلقہ NA-130: سب امیدوار ایک اسٹیج پر، ${exampleDayInWords('2027-02-04', 'ur')}`),
    );
  });

  it('says what an answer says is not in the list', () => {
    const text = 'Nobody in NA-130 has the symbol Boat.\nThe list of 22 November 2026.';
    const reply = replyTo(saying({ kind: 'seat', seats: ['NA-130'], text }), who('NA-130 boat'), 'sms', options, now);
    expect(reply.text).toBe(text);
  });
});

describe('who wants to be told', () => {
  it.each([
    ['JOIN NA-130', 'sms', 'News of NA-130: https://t.me/na130 You follow it yourself; we keep no list of people.'],
    [
      'join na130',
      'whatsapp',
      'News of NA-130: https://whatsapp.example/na130 You follow it yourself; we keep no list of people.',
    ],
    ['شامل NA-131', 'sms', 'NA-131 کی خبریں: https://t.me/wadi ہم کسی کا نام نہیں رکھتے۔'],
    ['NA-130 شامل', 'sms', 'NA-130 کی خبریں: https://t.me/na130 ہم کسی کا نام نہیں رکھتے۔'],
    ['shamil', 'sms', 'فہرست کی خبریں: https://t.me/all ہم کسی کا نام نہیں رکھتے۔'],
    ['JOIN', 'telegram', 'News of the guide: https://t.me/all You follow it yourself; we keep no list of people.'],
    ['STOP', 'sms', 'We keep no list of people. Leave the channel where you joined it.'],
    ['JOIN 130', 'sms', 'Which one? Send JOIN PA-130, JOIN NA-130'],
  ] as const)('%s (%s): %s', (question, channel, text) => {
    const reply = ask(question, channel);
    expect(reply.text).toBe(text);
    expect([fitsSms(reply.text), reply.picture]).toEqual([true, null]);
  });

  it('is told so where there is nothing to follow', () => {
    const reply = replyTo(desk, who('JOIN NA-130'), 'sms', { ...options, follow: [], address: null }, now);
    expect(reply.text).toMatch(/^There is no list to join/);
  });
});
