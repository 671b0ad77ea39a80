// Questions to a small invented guide: what is answered, what is asked back, what is never said.
import { describe, expect, it } from 'vitest';
import { answer } from '../../../src/core/answer/answer.ts';
import type { Answer } from '../../../src/core/answer/answer-types.ts';
import { lexiconOf, moment } from './demo-content.ts';
import { inventGuide, type Lists } from './invented-guide.ts';

const lists: Lists = {
  'NA-130': [
    { en: 'Firoz Khwabzada', ur: 'فیروز خواب زادہ', symbol: 'Kettle' },
    { en: 'Mehrab Barfabi', ur: 'محراب برف آبی', symbol: 'Kite' },
    { en: 'Sher Dil Badalvi', ur: 'شیر دل بادلوی', symbol: 'Lantern' },
    { en: 'Nilofar Shabnami', ur: 'نیلوفر شبنمی', symbol: 'Bottle', isWithdrawn: true },
  ],
  'PA-130': [
    { en: 'Sitara Lehervi', ur: 'ستارہ لہروی', symbol: 'Kettle' },
    { en: 'Mehrab Barfabi', ur: 'محراب برف آبی', symbol: 'Book' },
  ],
  'NA-4': [{ en: 'Tahmina Zafrani', ur: 'تہمینہ زعفرانی', symbol: 'Tiger' }],
};
const asked = inventGuide(lists);
const lexicons = { en: lexiconOf('en'), ur: lexiconOf('ur') };
const ask = (question: string, language: 'en' | 'ur' = 'en'): Answer =>
  answer(asked, question, lexicons[language], moment);
const brief = ({ kind, seats, candidates, holds }: Answer) => [
  kind,
  seats.join(' '),
  candidates.map(({ name, symbol }) => `${name.en} ${symbol?.name.en}`).join(', '),
  holds,
];

describe('a question', () => {
  it.each([
    ['130', 'choose', 'NA-130 PA-130', '', null],
    ['NA-130', 'seat', 'NA-130', '', null],
    ['national assembly 130', 'seat', 'NA-130', '', null],
    ['NA one hundred thirty', 'seat', 'NA-130', '', null],
    ['symbol 4 na 130', 'seat', 'NA-130', '', null],
    ['NA-13O ke umeedwar btao plzzz', 'seat', 'NA-130', '', null],
    ['What is the symbol of firoz khwabzda in NA-130??', 'candidate', 'NA-130', 'Firoz Khwabzada Kettle', null],
    ['محراب برف آبی کا نشان کیا ہے؟ این اے ۱۳۰', 'candidate', 'NA-130', 'Mehrab Barfabi Kite', null],
    ['mehrab barfabi 130', 'choose', 'NA-130 PA-130', '', null],
    ['Tahmina Zafrani', 'candidate', 'NA-4', 'Tahmina Zafrani Tiger', null],
    ['PA 130 mein ketli kis ka nishan hai', 'candidate', 'PA-130', 'Sitara Lehervi Kettle', null],
    ['who has the ketle in na130', 'candidate', 'NA-130', 'Firoz Khwabzada Kettle', null],
    ['who has the kettle', 'choose', 'NA-130 PA-130', '', null],
    ['NA-130 sher kis ka nishan hai', 'seat', 'NA-130', '', null],
    ['Sher Dil Badalvi NA-130', 'candidate', 'NA-130', 'Sher Dil Badalvi Lantern', null],
    ['is it true that Mehrab Barfabi has the kite in NA-130', 'candidate', 'NA-130', 'Mehrab Barfabi Kite', true],
    // What takes it back agrees with nothing, and is told the list.
    ['Mehrab Barfabi does not have the kite NA-130', 'candidate', 'NA-130', 'Mehrab Barfabi Kite', null],
    ['NA-130 Mehrab Barfabi ka nishan kite nahi hai', 'candidate', 'NA-130', 'Mehrab Barfabi Kite', null],
    ['NA-130 محراب برف آبی کا نشان پتنگ نہیں رہا', 'candidate', 'NA-130', 'Mehrab Barfabi Kite', null],
    ['Mehrab Barfabi NA-130 had the kite, now 🏏', 'candidate', 'NA-130', 'Mehrab Barfabi Kite', null],
    ['Mehrab Barfabi NA-130 ~kite~', 'candidate', 'NA-130', 'Mehrab Barfabi Kite', null],
    [
      'kya sach hai k NA-130 se Mehrab Barfabi ka nishan lantern hai',
      'candidate',
      'NA-130',
      'Mehrab Barfabi Kite',
      false,
    ],
    ['Nilofar Shabnami ka nishan bottle hai? NA-130', 'candidate', 'NA-130', 'Nilofar Shabnami Bottle', false],
    ['Imran Shabnami NA-4', 'seat', 'NA-4', '', null],
    ['where do I vote', 'place', '', '', null],
    ['sath kya lana hai', 'bring', '', '', null],
    ['ووٹ کب ہے', 'when', '', '', null],
    ['salam', 'greeting', '', '', null],
    ['bohat shukriya 🙏', 'greeting', '', '', null],
    ['who will win in NA-130', 'unknown', '', '', null],
    ['NA-999', 'unknown', '', '', null],
    ['PB-12', 'unknown', '', '', null],
    ['koi latifa sunao', 'unknown', '', '', null],
    ['tahmina ko kya hua', 'unknown', '', '', null],
    ['', 'unknown', '', '', null],
  ])('"%s" is answered by %s', (question, ...wanted) => {
    expect(brief(ask(question))).toEqual(wanted);
  });

  it('of a rumour is answered by the notice that meets it', () => {
    const found = ask('is it true that women vote on another day?');
    expect(found).toMatchObject({ kind: 'notice', notices: [{ id: 'two-days' }] });
    expect(found.text).toContain('8 February');
  });

  it('loses an identity number before anything is done with it', () => {
    for (const typed of ['35202-1234567-1 mera vote kahan hai', 'میرا نمبر ۳۵۲۰۲ ۱۲۳۴۵۶۷ ۱ ہے ووٹ کہاں ہے']) {
      const found = ask(typed);
      expect(found).toMatchObject({ kind: 'place', hasIdentity: true });
      expect(JSON.stringify(found)).not.toMatch(/35202|1234567|۳۵۲۰۲/);
    }
  });

  it('is answered in the language of the lexicon, whose list and of which day', () => {
    expect(ask('NA-4', 'ur').text).toContain('کی فہرست سے');
    expect(ask('NA-4').text).toMatch(/From the list of .*5 February 2024.* by .*Election Notebook/);
  });

  it('never says true or false of a claim, and asks what was asked again only in buttons', () => {
    const texts = Object.keys(lists).flatMap((seat) => [
      ask(`is it true that Mehrab Barfabi has the bottle in ${seat}`).text,
      ask(`is it false that Tahmina Zafrani has the tiger in ${seat}`).text,
    ]);
    for (const text of texts) expect(text).not.toMatch(/\b(true|false)\b/i);
  });
});

it('says of a seat whose list is not held that it is not here, and never that somebody is not on it', () => {
  const part = inventGuide(lists, {}, ['PA-130']);
  const found = answer(part, 'Sitara Lehervi ka nishan NA-130', lexicons.en, moment);
  expect(found).toMatchObject({ kind: 'seat', seats: ['NA-130'], candidates: [] });
  expect(found.text).toContain('not here yet');
  expect(found.text).not.toContain('Nobody');
});

it('says the number where that is what stands on the ballot, and lacks no symbol there', () => {
  const people: Lists = {
    'NA-7': [
      { en: 'Salma Haddad', symbol: '' },
      { en: 'Karim Mansur', symbol: '' },
    ],
  };
  for (const mark of ['number', 'nothing', 'photograph'] as const) {
    const told = (question: string): string =>
      answer(inventGuide(people, { mark }), question, lexicons.en, moment).text;
    expect(told('who stands in NA-7')).toMatch(/1\. .*Salma Haddad.*\n2\. .*Karim Mansur/);
    expect(told('Karim Mansur NA-7')).toMatch(/Karim Mansur.*, .*NA-7.*: number 2 on the ballot\./);
  }
  expect(answer(inventGuide(people), 'who stands in NA-7', lexicons.en, moment).text).toContain(
    'no symbol on this list',
  );
});

it('says that symbols may change where they are not final', () => {
  const early = inventGuide(lists, { issued: '2024-01-01T00:00:00Z' });
  expect(answer(early, 'Tahmina Zafrani NA-4', lexicons.en, moment).text).toContain('not final');
  expect(ask('Tahmina Zafrani NA-4').text).not.toContain('not final');
});

it('offers what to ask next in words that it understands itself', () => {
  const words = {
    en: ['Where do I vote in NA-4?', 'Who stands in NA-4?', 'When do we vote?', 'What do I bring?', 'Where do I vote?'],
    ur: ['NA-4 میں ووٹ کہاں ڈالوں؟', 'NA-4 میں کون کھڑا ہے؟', 'ووٹ کب ہے؟', 'ساتھ کیا لاؤں؟', 'ووٹ کہاں ڈالوں؟'],
  };
  for (const language of ['en', 'ur'] as const) {
    expect(words[language].map((question) => ask(question, language).kind)).toEqual([
      'place',
      'seat',
      'when',
      'bring',
      'place',
    ]);
  }
});

it('says of a guide without pages that it does not say what to bring', () => {
  const bare = inventGuide(lists, { pages: [] });
  expect(answer(bare, 'what do I bring', lexicons.en, moment)).toMatchObject({ kind: 'bring', page: null });
});
