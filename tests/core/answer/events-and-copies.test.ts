// Meetings and rides in answers; and copies that the publisher named, said beside an answer and beside a verdict, by the
// publisher's name, without hiding either.
import { describe, expect, it } from 'vitest';
import { answer } from '../../../src/core/answer/answer.ts';
import { checkForward } from '../../../src/core/forward/check-forward.ts';
import type { Event } from '../../../src/core/guide/events.ts';
import type { Notice } from '../../../src/core/guide/pages.ts';
import { demoContent, lexiconOf, moment } from './demo-content.ts';
import { inventGuide, type Lists } from './invented-guide.ts';

const lists: Lists = {
  'NA-130': [
    { en: 'Firoz Khwabzada', ur: 'فیروز خواب زادہ', symbol: 'Kettle' },
    { en: 'Sher Dil Badalvi', ur: 'شیر دل بادلوی', symbol: 'Lantern' },
  ],
  'PA-130': [{ en: 'Sitara Lehervi', ur: 'ستارہ لہروی', symbol: 'Kettle' }],
};
const event = (id: string, kind: Event['kind'], rest: Partial<Event> = {}): Event => ({
  id,
  kind,
  title: { en: `The ${id}`, ur: id },
  day: '2024-02-07',
  ...rest,
});
const events = [
  event('ride', 'pick-up', {
    day: '2024-02-08',
    place: { en: 'Mill gate' },
    contests: ['NA-130'],
    starts: '2024-02-08T03:00:00Z',
  }),
  event('march', 'rally', { state: 'moved', was: { en: 'Town hall' } }),
  event('stage', 'rally', { state: 'cancelled', contests: ['PA-130'] }),
  event('old', 'rally', { day: '2024-02-01' }),
];
const lexicons = { en: lexiconOf('en'), ur: lexiconOf('ur') };
const asked = inventGuide(lists, { events });
const ask = (question: string, language: 'en' | 'ur' = 'en') => answer(asked, question, lexicons[language], moment);
const ids = (question: string) => ask(question).events.map(({ id }) => id);

describe('a question after an event', () => {
  it.each([
    ['where is the pick-up point?', 'place', ['ride']],
    ['pickup kahan se milega', 'place', ['ride']],
    ['NA-130 ke liye sawari kahan hai', 'place', ['ride']],
    ['سواری کہاں سے ملے گی', 'place', ['ride']],
    ['when is the rally', 'when', ['march', 'stage']],
    ['jalsa kab hai', 'when', ['march', 'stage']],
    ['جلسہ کب ہے', 'when', ['march', 'stage']],
    ['rally in NA-130', 'place', ['march']],
    ['any events?', 'place', ['march', 'stage', 'ride']],
  ])('%s', (question, kind, expected) => {
    expect(ask(question)).toMatchObject({ kind });
    expect(ids(question)).toEqual(expected);
  });

  it('says when and where, by the place’s clock, and what was moved or is off', () => {
    expect(ask('where is the pick up').text).toMatch(/^The ride, .*8.*2024.*08:00.*Mill gate/);
    const { text } = ask('rally kab');
    expect(text).toMatch(/The march.*moved; was: .*Town hall/);
    expect(text).toMatch(/Cancelled: .*The stage/);
    expect(text).not.toContain('The old');
    expect(ask('جلسہ کب ہے', 'ur').text).toMatch(/منسوخ: .*stage/);
  });

  it('of a kind that nobody announced says so', () => {
    expect(ask('is there a help desk?')).toMatchObject({ kind: 'place', events: [] });
    expect(ask('is there a help desk?').text).toContain('Nothing of that kind');
  });

  it('leaves every other question as it was, and all of them where a guide has no events', () => {
    const bare = inventGuide(lists);
    const others = ['130', 'NA-130', 'where do I vote', 'when is the vote', 'who has the kettle in NA-130', 'salam'];
    for (const question of others) {
      expect(ask(question)).toEqual(answer(bare, question, lexicons.en, moment));
    }
    const without = answer(bare, 'when is the rally', lexicons.en, moment);
    expect(without).toMatchObject({ kind: 'when', events: [] });
    expect(without.text).toContain('Voting is on');
  });
});

const chain = 'The commission has changed all symbols last night, the old list counts for nothing, tell everybody';
const copies: readonly Notice[] = [
  {
    id: 'copy-site',
    kind: 'counterfeit',
    at: '2024-02-04T00:00:00Z',
    title: { en: 'A copy of this guide', ur: 'اس گائیڈ کی نقل' },
    text: { en: 'It shows other symbols.' },
    counterfeit: { link: 'nishan-copy.example' },
  },
  {
    id: 'chain',
    kind: 'rumour',
    at: '2024-02-04T00:00:00Z',
    title: { en: 'No symbol was changed', ur: 'کوئی نشان نہیں بدلا' },
    counterfeit: { words: { en: chain } },
  },
];
const correction: Notice = {
  id: 'correction',
  kind: 'correction',
  at: '2024-02-04T09:00:00Z',
  title: { en: 'NA-130: a symbol was corrected' },
  contest: 'NA-130',
  serial: 1,
  was: { en: 'Kite' },
  is: { en: 'Kettle' },
};

describe('a copy that the publisher named', () => {
  const guide = inventGuide(lists, { notices: [...copies, correction] });
  const check = (message: string) => checkForward(guide, message, lexicons.en);

  it('is said first, by the publisher’s name, and changes no verdict', () => {
    expect(check('NA-130 Firoz Khwabzada: Kettle')).toMatchObject({ verdict: 'agrees', met: [] });
    // A link says more than a list can, wherever it leads.
    const message = 'NA-130 Firoz Khwabzada: Kettle\nhttps://nishan-copy.example/na-130';
    const plain = checkForward(inventGuide(lists, { notices: [correction] }), message, lexicons.en);
    const found = check(message);
    expect(plain).toMatchObject({ verdict: 'unclear', hasMore: true, met: [] });
    expect(found).toMatchObject({ ...plain, text: found.text, met: [{ by: 'site', notice: { id: 'copy-site' } }] });
    expect(found.text).toMatch(
      /^Election Notebook says that this is a copy: A copy of this guide\nIt shows other symbols\.\n/,
    );
    expect(found.text).not.toMatch(/\b(true|false)\b/i);
    expect(found.text).toContain(plain.text);
  });

  it('hides no correction, even where both meet one message', () => {
    const found = check(`${chain}. NA-130 Firoz Khwabzada ka nishan Kite`);
    expect(found.verdict).toBe('differs');
    expect(found.met).toMatchObject([{ by: 'words', notice: { id: 'chain' } }]);
    expect(found.notices).toContain(correction);
    expect(found.text).toContain('NA-130: a symbol was corrected');
  });

  it('that repeats a correction’s own words, or names its seat and candidate, takes nothing away', () => {
    const words = { en: 'NA-130 a symbol was corrected, it was kite and it is kettle now' };
    const evil: Notice = { ...(copies[0] as Notice), id: 'evil', contest: 'NA-130', serial: 1, counterfeit: { words } };
    const marked = inventGuide(lists, { notices: [evil, correction] });
    const plain = inventGuide(lists, { notices: [correction] });
    const message = `${words.en}. Firoz Khwabzada ka nishan Kettle`;
    for (const text of [message, words.en, 'NA-130 Firoz Khwabzada ka nishan Kite', 'NA-130']) {
      const found = checkForward(marked, text, lexicons.en);
      const before = checkForward(plain, text, lexicons.en);
      expect(found).toMatchObject({ verdict: before.verdict, claims: before.claims });
      expect(found.notices).toEqual(expect.arrayContaining([...before.notices]));
      const { kind, seats, candidates } = answer(plain, text, lexicons.en, moment);
      expect(answer(marked, text, lexicons.en, moment)).toMatchObject({ kind, seats, candidates });
    }
    expect(checkForward(marked, message, lexicons.en).met).toHaveLength(1);
    expect(answer(marked, 'NA-130', lexicons.en, moment)).toMatchObject({ kind: 'seat', met: [], warning: '' });
  });

  it('is told once, not again as a notice that fits', () => {
    const found = check(chain);
    expect(found.met).toHaveLength(1);
    expect(found.notices).toEqual([]);
    expect(found.text.split('No symbol was changed')).toHaveLength(2);
  });

  it('stands before an answer, and is the answer where there is none', () => {
    const put = (question: string) => answer(guide, question, lexicons.en, moment);
    expect(put('NA-130 nishan-copy.example')).toMatchObject({ kind: 'seat', seats: ['NA-130'], met: [{ by: 'site' }] });
    const alone = put('nishan-copy.example kya hai');
    expect(alone).toMatchObject({ kind: 'notice', notices: [{ id: 'copy-site' }] });
    expect(alone.text).toMatch(/^Election Notebook says that this is a copy/);
    expect(answer(guide, chain, lexicons.ur, moment).warning).toMatch(/انتخابی کاپی.*کوئی نشان نہیں بدلا/);
  });

  it('is never the guide itself', () => {
    const guideId = 'ab'.repeat(32);
    const evil: Notice = { ...(copies[0] as Notice), counterfeit: { link: 'own.example', fingerprint: guideId } };
    const own = { guideIds: [guideId], addresses: ['https://own.example/'] };
    const text = `NA-130 own.example ${guideId}`;
    const notices = [evil];
    expect(checkForward(inventGuide(lists, { notices, own }), text, lexicons.en).met).toEqual([]);
    expect(checkForward(inventGuide(lists, { notices }), text, lexicons.en).met).toHaveLength(1);
    const mirrors = [{ kind: 'static', url: 'https://own.example/guide/' }];
    const guideWithMirror = { ...demoContent.guide, ...inventGuide(lists).content.guide, mirrors } as never;
    const named = inventGuide(lists, { notices, guide: guideWithMirror });
    expect(checkForward(named, 'NA-130 own.example', lexicons.en).met).toEqual([]);
  });
});
