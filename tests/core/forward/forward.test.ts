// Messages against a small invented guide: what agrees, what differs, what cannot be made out; and for random pairs, that
// nothing agrees which is not on the list.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkForward } from '../../../src/core/forward/check-forward.ts';
import { demoContent, lexiconOf } from '../answer/demo-content.ts';
import { inventGuide, type Lists, type Row, symbolNames } from '../answer/invented-guide.ts';

const lists: Lists = {
  'NA-130': [
    { en: 'Muhammad Akram Khan', ur: 'محمد اکرم خان', symbol: 'Kettle' },
    { en: 'Muhammad Khan', ur: 'محمد خان', symbol: 'Kite' },
    { en: 'Sher Dil Badalvi', ur: 'شیر دل بادلوی', symbol: 'Lantern' },
    { en: 'Nilofar Shabnami', ur: 'نیلوفر شبنمی', symbol: 'Bottle', isWithdrawn: true },
  ],
  'PA-130': [
    { en: 'Sitara Lehervi', ur: 'ستارہ لہروی', symbol: 'Kettle' },
    { en: 'Saleem Akram', ur: 'سلیم اکرم', symbol: 'Book' },
  ],
};
const asked = inventGuide(lists);
const lexicon = lexiconOf('en');
const check = (message: string) => checkForward(asked, message, lexicon);

describe('a message', () => {
  it.each([
    ['🗳️ NA-130\nMuhammad Akram Khan\nSymbol: KETTLE ✅', 'agrees'],
    ['این اے ۱۳۰ سے محمد اکرم خان کا نشان کیتلی ہے، سب کو بتائیں', 'agrees'],
    ['*NA-130* محمد اکرم خان (Mohammad Akram Khan) nishan: Kettle / کیتلی 👍', 'agrees'],
    ['NA-1️⃣3️⃣0️⃣ Sher Dil Badalvi – lantern', 'agrees'],
    ['NA-130: Muhammad Akram Khan – Kettle; Sher Dil Badalvi – Lantern', 'agrees'],
    // A symbol of another, one of nobody, a name that is not there, the other assembly, two that were swapped.
    ['NA-130 Muhammad Akram Khan ka nishan Kite', 'differs'],
    ['NA-130 Muhammad Akram Khan ka nishan Tiger', 'differs'],
    ['NA-130: Muhammad Akram Khan – Lantern; Sher Dil Badalvi – Kettle', 'differs'],
    ['NA-130 Nilofar Shabnami ka nishan Bottle', 'differs'],
    ['NA-130 Sitara Lehervi ka nishan Kettle', 'not-in-guide'],
    ['PA-130 Muhammad Akram Khan ka nishan Kettle', 'not-in-guide'],
    ['NA-130 Muhammad Saleem Khan ka nishan Kite', 'not-in-guide'],
    ['NA-131 Muhammad Akram Khan ka nishan Kettle', 'not-in-guide'],
    // One thing and its opposite, one name with nothing, nothing at all.
    ['NA-130 Muhammad Akram Khan: not the kite but the kettle', 'unclear'],
    ['NA-130 Muhammad Akram Khan ko vote dein', 'unclear'],
    ['kal barish hogi', 'unclear'],
    ['', 'unclear'],
  ])('%j %s', (message, verdict) => {
    const found = check(message);
    expect(found.verdict, found.text).toBe(verdict);
    expect(found.text).not.toMatch(/\b(true|false)\b/i);
    expect(found.text.includes('A newer list may exist')).toBe(verdict !== 'agrees');
  });

  // The right name with the right symbol, and around them words that take it away.
  const taken = [
    ...['the symbol is NOT kettle', 'no longer has the kettle', 'has lost the symbol kettle', 'never kettle'],
    ...['was kettle before', 'kettle until yesterday, now the charpoy', 'without kettle', "isn't kettle"],
    ...['ka nishan kettle nahi hai', 'ka purana nishan kettle tha', 'کا نشان کیتلی نہیں ہے', 'کا نشان کیتلی منسوخ'],
    ...['kettle is fake', 'kettle jhoot hai', 'kettle غلط', 'kettle? No!', 'kettle: false', 'kettle ne dastbardari di'],
    ...['kettle has withdrawn', 'kettle - disqualified', 'kettle boycotts the vote', 'kettle, he joined the others'],
    // The other symbol as a drawing, in letters that look alike, apart, struck out, behind the end of what is read.
    ...['ignore kettle, stamp 🪁', 'kettle 🪁', 'kettle ❌', '~kettle~', 'k\u0336e\u0336t\u0336t\u0336l\u0336e\u0336'],
    ...['kettle. New symbol: ΚΙΤΕ', 'kettle. Symbol: кite', 'kettle. Symbol: k1te', 'kettle. Symbol: K i t e'],
    ...['kettle. Symbol: k.i.t.e', 'kettle ليس', 'kettle ≠', 'kettle 🚫', 'kettle\u20e0'],
    `kettle${' salam'.repeat(420)} wrong`,
    `kettle${'\n'.repeat(4_100)}It is the other one`,
    `kettle${'\u200b'.repeat(4_100)}It is the other one`,
    // What no list here says.
    ...[
      'kettle, serial number 7',
      'kettle, mark the 3rd box',
      'kettle, voting is on 9 February',
      'kettle of the Moon party',
    ],
  ];
  it.each(taken.map((said) => [said.slice(0, 40), said]))('that says %j beside it does not agree', (_, said) => {
    const found = check(`NA-130 Muhammad Akram Khan ${said}`);
    expect(found.verdict, found.text).not.toBe('agrees');
    expect(found.text).toContain('A newer list may exist');
  });

  it('that says more is told what the list says', () => {
    const found = check('NA-130 Muhammad Akram Khan ka nishan kettle nahi hai');
    expect(found).toMatchObject({ verdict: 'unclear', hasMore: true });
    expect(found.text).toMatch(/says more than names and symbols[\s\S]*Akram Khan.*Kettle/);
    expect(check('NA-130 Muhammad Akram Khan – kettle')).toMatchObject({ verdict: 'agrees', hasMore: false });
  });

  it('with courtesy, hours, a telephone and the day still agrees', () => {
    for (const around of [
      '📢📢 Important! 8 February, polling 8 am to 5 pm. Contact 0300 0001234. Forward to all groups 🙏',
      'Halqa no 130. Bhaiyo aur behno, zaroor vote dein, aagey bhejo ✅',
      'ضروری اعلان: 8 فروری کو ووٹ ضرور ڈالیں۔ رابطہ 0300-0001234 🇵🇰',
    ]) {
      const found = check(`NA-130 Muhammad Akram Khan - Kettle\n${around}`);
      expect(found.verdict, around).toBe('agrees');
    }
  });

  it('that differs shows both, and until when it was so where that is known', () => {
    const change = {
      kind: 'symbol',
      from: 5,
      edition: 6,
      contest: 'NA-130',
      serial: 1,
      was: { en: 'Kite' },
      is: { en: 'Kettle' },
    } as const;
    const remembering = inventGuide(lists, { changes: [change] });
    const { claims, text } = checkForward(remembering, 'NA-130 Muhammad Akram Khan ka nishan Kite', lexicon);
    expect(claims).toMatchObject([{ holds: false, until: 5, standing: { symbol: { name: { en: 'Kettle' } } } }]);
    expect(text).toMatch(/says: .*Kite[\s\S]*says: .*Kettle[\s\S]*until edition .*5/);
    expect(check('NA-130 Muhammad Akram Khan ka nishan Kite').text).not.toContain('until edition');
  });

  it('does not take a name for another that sounds a little like it', () => {
    const own = [{ en: 'Muhammad Akram Khan', symbol: 'Kettle' }];
    const guide = inventGuide({ 'NA-130': own, 'PA-130': [{ en: 'Muhammad Ikram Shah', symbol: 'Kite' }] });
    const verdictOf = (who: string) => checkForward(guide, `NA-130: ${who} ka nishan Kettle hai`, lexicon).verdict;
    expect(verdictOf('Mohammad Akram Khan')).toBe('agrees');
    expect(verdictOf('Muhammad Ikram Khan')).toBe('not-in-guide');
  });

  it('with a part of a name agrees only where that is nobody else’s whole name', () => {
    const own = ['Ahmad Aslam Malik', 'Ahmad Khan', 'Ahmad Shah', 'Ahmad Butt'].map((en) => ({
      en,
      symbol: 'Lantern',
    }));
    const message = 'NA-130: Aslam Malik ka nishan Lantern hai';
    const alone = inventGuide({ 'NA-130': own });
    expect(checkForward(alone, message, lexicon).verdict).toBe('agrees');
    const beside = inventGuide({ 'NA-130': own, 'PA-130': [{ en: 'Aslam Malik', symbol: 'Kite' }] });
    expect(checkForward(beside, message, lexicon).verdict).toBe('unclear');
  });

  it('of a seat whose list is not held is not judged', () => {
    const part = inventGuide(lists, {}, ['PA-130']);
    const found = checkForward(part, 'NA-130 Saleem Akram ka nishan Kettle', lexicon);
    expect(found).toMatchObject({ verdict: 'unclear', lacking: 'NA-130' });
    expect(found.text).toContain('not here yet');
  });

  it('that a notice answers is answered by it', () => {
    const found = check('URGENT: women vote on another day, men on 8 February. Forward to all women!');
    expect(found.notices).toMatchObject([{ id: 'two-days' }]);
    expect(found.text).toContain(demoContent.notices[0]?.title.en ?? '-');
  });
});

const given = ['Muhammad', 'Ahmad', 'Akram', 'Ikram', 'Aslam', 'Saleem', 'Salman', 'Sher', 'Gul'];
const family = ['Khan', 'Malik', 'Shah', 'Bhatti', 'Butt', 'Baloch'];
const name = fc
  .tuple(fc.uniqueArray(fc.constantFrom(...given), { minLength: 1, maxLength: 2 }), fc.constantFrom(...family))
  .map(([first, last]) => [...first, last].join(' '));
const row: fc.Arbitrary<Row> = fc.record({ en: name, symbol: fc.constantFrom(...symbolNames) });
const list = fc.uniqueArray(row, { minLength: 2, maxLength: 8, selector: ({ en }) => en });
const forms: readonly ((seat: string, who: string, what: string) => string)[] = [
  (seat, who, what) => `${seat}: ${who} ka nishan ${what} hai`,
  (seat, who, what) => `Please note: in ${seat} the symbol of ${who} is ${what.toUpperCase()} 👍`,
  (seat, who, what) => `${what}!!\n${who}\n${seat}`,
  (seat, who, what) => `Vote for ${who} (${seat.toLowerCase()}), stamp the ${what.toLowerCase()} 🙏`,
];

it('agrees with no pair that is not on the list, and with all that are', () => {
  const pairs = fc.record({
    own: list,
    other: list,
    seat: fc.constantFrom('NA-130', 'PA-130'),
    form: fc.constantFrom(...forms),
  });
  let agreed = 0;
  fc.assert(
    fc.property(pairs, fc.nat(), fc.nat(), ({ own, other, seat, form }, i, j) => {
      const guide = inventGuide({ 'NA-130': own, 'PA-130': other });
      const everybody = [...own, ...other];
      const who = (everybody[i % everybody.length] as Row).en;
      const what = (everybody[j % everybody.length] as Row).symbol;
      const { verdict, claims } = checkForward(guide, form(seat, who, what), lexicon);
      const isListed = (seat === 'NA-130' ? own : other).some(({ en, symbol }) => en === who && symbol === what);
      if (verdict === 'agrees') agreed++;
      expect(verdict === 'agrees' && !isListed, `${form(seat, who, what)} ${JSON.stringify(claims)}`).toBe(false);
    }),
    { numRuns: 250 },
  );
  expect(agreed).toBeGreaterThan(10);
});

describe('a day in a message', () => {
  const right = 'NA-130 Muhammad Akram Khan ka nishan Kettle, ';
  const { date } = asked.content.guide.election;
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const names = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'];
  const own = names[month - 1] ?? '';

  it.each([
    `vote on ${day} ${own}`,
    `vote on ${own} ${day}, ${year}`,
    `vote ${day}/${month}/${year}`,
    `vote ${date}`,
    'vote',
  ])('that is the list’s is no other: %s', (text) => {
    expect(check(right + text).votingDay).toBeNull();
  });

  it.each([
    `vote on ${day + 1} ${own}`,
    `vote on ${month} ${own}`,
    `vote on the ${day + 1}th of ${own}`,
    `vote on ${own} ${day}, ${year - 5}`,
    `vote ${day + 1}/${month}/${year}`,
    `ووٹ ${day + 1} اگست کو`,
    `vote ${day} Dec`,
  ])('that is another is held against the list’s, and nothing agrees: %s', (text) => {
    const { verdict, votingDay, text: said } = check(right + text);
    expect([verdict, votingDay]).toEqual(['unclear', date]);
    expect(said).toContain(`another day than the list’s: there, voting is on ${day} ${own} ${year}.`);
  });
});
