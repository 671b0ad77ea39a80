// 300 forwarded messages: 100 that say what the data say, 100 altered, 100 that a later edition would bear
// out. See README.md. Frozen: change nothing here, or frozenSha256 no longer fits.
import { distance, load, seeded, squash, takenFor, urduAssembly, urduDigits, urduVariant } from './data.mjs';

export const frozenSha256 = '236d0d26eef0440bffe779d1392fd7a7be523ae005b8f2c2b8fc2710c1fae7de';

// {s} seat, {c} candidate, {y} symbol, {d} date, {a} {b} second candidate and symbol.
const plainTexts = {
  en: [
    'Vote for {c}\n{s}\nSymbol: {y}',
    '📢📢 IMPORTANT 📢📢\n\nSeat: {s}\nCandidate: {c}\nElection symbol: {y}\n\nForward to all groups 🙏',
    'Forwarded as received:\n{s} - {c} - {y}',
    'Dear brothers and sisters, in {s} our candidate is {c}. On the ballot look for the {y}. Your vote is a trust 🗳️',
    '*{s}*\n*{c}*\nSymbol *{y}*\nPolling 8 am to 5 pm. Contact 0300-0001234',
    'plz note {c} from {s} has the symbol {y} 👍👍 share with family',
    '🗳️ {s} 🗳️\n✅ {c}\n✅ {y}\n✅ 8 February\nForward to all!!',
    'Assalam o alaikum. Stamp on {y} in {s}. Candidate name {c}. Call 021-00012345 for lifts to the station.',
    '{c} ➡️ {y} ➡️ {s}',
    'Reminder 🔔 if you live in {s} then the symbol of {c} is {y}. Pass it on to 10 people.',
  ],
  ur: [
    'حلقہ {s}\nامیدوار: {c}\nانتخابی نشان: {y}',
    '📢 ضروری اعلان 📢\n\n{s} سے {c} کا انتخابی نشان {y} ہے\n\nسب کو فارورڈ کریں 🙏',
    'السلام علیکم، {s} میں {c} کو ووٹ دیں۔ نشان {y} پر مہر لگائیں۔ ووٹ ایک امانت ہے 🗳️',
    '*{s}*\n*{c}*\nنشان *{y}*\nرابطہ: 0300-0001234',
    'بھائیو اور بہنو! {c} ({s}) کا نشان {y} ہے، آگے بھیجیں',
    '{s} 🗳️ {c} 🗳️ {y}\n8 فروری کو ووٹ ضرور ڈالیں',
    'یاد رکھیں ✅ {c} ✅ نشان {y} ✅ حلقہ {s}',
  ],
  roman: [
    'Halqa {s}\nUmeedwar: {c}\nNishan: {y}',
    '📢📢 Zaroori ailan 📢📢\n{s} se {c} ka intikhabi nishan {y} hai\nSab ko forward karein 🙏🙏',
    'Salam dosto! {s} me {c} ko vote dein, nishan {y} par mohar lagayein. Vote amanat hai 🗳️',
    'bhai {c} ka nishan {y} hai halqa {s}. aagey bhejo plz 0300 0001234',
    '{s} walo yaad rakho ✅ {c} ✅ {y}',
    'Assalam o alaikum {s} ke logo, 8 Feb ko {y} pe mohar lagao, umeedwar {c}',
  ],
  mixed: [
    'السلام علیکم\nSeat {s}\nCandidate {c}\nنشان {y}\nplz forward to all 🙏',
    'Important ضروری\n{c} – {s}\nElection symbol انتخابی نشان: {y}',
    'Bhaiyo aur behno\n{s} {c}\nsymbol / نشان = {y} ✅\nVote zaroor dalein ووٹ ضرور ڈالیں',
  ],
};
const pairTexts = [
  '{s} candidates:\n1. {c} - {y}\n2. {a} - {b}\nForward to all',
  'In {s}, {c} has {y} and {a} has {b}. plz share 🙏',
  '🗳️ {s}\n{c} ➡️ {y}\n{a} ➡️ {b}',
  'Halqa {s}\n{c} ka nishan {y}\n{a} ka nishan {b}\nsab ko batayein',
];
const newerTexts = {
  en: [
    '⚠️ CORRECTION {d} ⚠️\nSeat {s}\n{c}\nThe symbol has been changed. New symbol: {y}\nForward to all',
    'Updated list of {d}: {s}, {c}, symbol {y}. Please delete older messages.',
    'New!! {c} in {s} now has the symbol {y} (changed on {d}). plz share 🙏',
    'Please note the change in {s}. As per the revised list dated {d} the symbol of {c} is {y}.',
    '{s}\n{c}\nnew symbol {y} ✅\nrevised {d}',
  ],
  ur: [
    '⚠️ تصحیح {d} ⚠️\n{s} سے {c} کا نشان تبدیل ہو گیا ہے۔ نیا نشان: {y}\nسب کو بتائیں',
    'نئی فہرست مورخہ {d}\nحلقہ {s}\n{c}\nانتخابی نشان {y}',
    'ضروری: {s} میں {c} کا نیا نشان {y} ہے، پرانے میسج ڈیلیٹ کر دیں 🙏 ({d})',
  ],
  roman: [
    '⚠️ Tasheeh {d} ⚠️\n{s} se {c} ka nishan badal gaya hai. Naya nishan: {y}\nSab ko batayein',
    'Nayi list {d}\nHalqa {s}\n{c}\nnishan {y}',
    'Zaroori: {s} me {c} ka naya nishan {y} hai, purane msg delete kar dein 🙏 ({d})',
  ],
  mixed: ['Correction / تصحیح {d}\nSeat {s}\nCandidate {c}\nنیا نشان New symbol: {y}\nforward plz 🙏'],
};
const dates = ['6 February 2024', '06-02-2024', '7 Feb 2024', '6/2/24', '7 Feb', '7 February 2024, 9 pm'];

export function forwards(top) {
  const world = load(top);
  const rng = seeded(7112026);
  const { symbols, bySeat, isSound, codeOf } = world;
  const set = [];
  const codesIn = (seat) =>
    new Set(
      bySeat
        .get(seat)
        .flatMap((r) => [r.code, r.number])
        .filter(Boolean),
    );
  const nameOf = (code) => symbols.get(code).name;
  const again = (attempt) => {
    for (let i = 0; i < 4000; i++) {
      const got = attempt();
      if (got) return got;
    }
    throw new Error('no more messages of this kind');
  };
  // A row that no reader of its seat's list would take for another.
  const row = (test = () => true) =>
    again(() => {
      const r = rng.pick(world.askable);
      if (r.urTokens.length < 2 || r.tokens.length > 4 || !test(r)) return null;
      return takenFor(world, r.name, r, (o) => o.seat === r.seat && o.file).length === 1 && r;
    });
  // Nobody of that name, by eye, ear or in Urdu, stands in the seat (in either list).
  const standsIn = (r, seat) =>
    takenFor(world, r.name, r, (o) => o === r || o.seat === seat).some((o) => o.seat === seat);

  const language = () => rng.pick(['en', 'en', 'en', 'ur', 'ur', 'roman', 'roman', 'mixed']);
  const typedSeat = (seat, lang) => {
    const [a, n] = seat.split('-');
    if (lang === 'ur')
      return rng.pick([
        `${urduAssembly[a]} ${n}`,
        `${urduAssembly[a]} ${urduDigits(n)}`,
        `${urduAssembly[a]}-${n}`,
        seat,
      ]);
    return rng.pick([seat, seat, `${a} ${n}`, `${a}${n}`, `${a}–${n}`, `${a} - ${n}`, `${a.toLowerCase()} ${n}`]);
  };
  const typedName = (r, lang) => {
    if (lang === 'ur' || (lang === 'mixed' && rng.chance(0.5))) return rng.chance(0.2) ? urduVariant(rng, r.ur) : r.ur;
    return rng.pick([
      r.name,
      r.name,
      r.name.toUpperCase(),
      r.name.toLowerCase(),
      r.name.replace(/Muhammad/, 'Mohammad'),
    ]);
  };
  const typedSymbol = (code, lang) => {
    const s = symbols.get(code);
    if (s.ur && (lang === 'ur' || (lang === 'mixed' && rng.chance(0.5)))) return s.ur;
    return rng.pick([s.used, s.used.toUpperCase(), s.used.replace(/\b[a-z]/g, (c) => c.toUpperCase())]);
  };
  const write = (text, f) => text.replace(/\{(\w)\}/g, (_, k) => f[k]);
  const body = (texts, seat, r, code, extra = {}) => {
    const lang = extra.lang ?? language();
    const fields = { s: typedSeat(seat, lang), c: typedName(r, lang), y: typedSymbol(code, lang), ...extra.fields };
    if (extra.other) Object.assign(fields, { a: typedName(extra.other, lang), b: typedSymbol(extra.otherCode, lang) });
    const text = write(rng.pick(Array.isArray(texts) ? texts : texts[lang]), fields);
    return { text, language: lang };
  };
  const add = (truth, made, seat, r, code, more) =>
    set.push({
      id: `f${String(set.length + 1).padStart(3, '0')}`,
      ...made,
      truth,
      seat,
      candidate: r.name,
      candidateUr: r.ur,
      symbol: nameOf(code),
      symbolNames: symbols.get(code).names,
      ...more,
    });
  const secondIn = (r) => {
    const others = world.askable.filter(
      (o) => o.seat === r.seat && o !== r && o.code !== r.code && o.urTokens.length > 1,
    );
    return others.length ? rng.pick(others) : null;
  };
  const claims = (seat, r, code, o, oCode) => [
    { seat, candidate: r.name, symbol: nameOf(code) },
    { seat, candidate: o.name, symbol: nameOf(oCode) },
  ];

  // 100 true: one claim (88), two candidates of one seat (12).
  for (let i = 0; i < 88; i++) {
    const r = row();
    add('true', body(plainTexts, r.seat, r, r.code), r.seat, r, r.code, {});
  }
  for (let i = 0; i < 12; i++) {
    const r = row(secondIn);
    const other = secondIn(r);
    const made = body(pairTexts, r.seat, r, r.code, { lang: 'en', other, otherCode: other.code });
    add('true', made, r.seat, r, r.code, { claims: claims(r.seat, r, r.code, other, other.code) });
  }

  // 100 altered: a symbol of another in the seat (20), a strange symbol (20), another candidate (20), another
  // seat (10), the same number in another assembly (20), two candidates' symbols exchanged (10).
  const altered = (alteration, seat, r, code, original, more = {}) =>
    add('altered', body(plainTexts, seat, r, code), seat, r, code, { alteration, original, ...more });
  const truthOf = (r) => ({ seat: r.seat, candidate: r.name, symbol: nameOf(r.code) });
  for (let i = 0; i < 20; i++) {
    const r = row(secondIn);
    altered('symbol-of-another', r.seat, r, secondIn(r).code, truthOf(r));
  }
  for (let i = 0; i < 20; i++) {
    const r = row();
    const code = again(() => ((c) => c !== r.number && !codesIn(r.seat).has(c) && c)(rng.pick(world.askable).code));
    altered('strange-symbol', r.seat, r, code, truthOf(r));
  }
  for (let i = 0; i < 20; i++) {
    const r = row(secondIn);
    const wrong = i % 2 ? secondIn(r) : row((x) => x.seat !== r.seat && !standsIn(x, r.seat));
    altered('wrong-candidate', r.seat, wrong, r.code, truthOf(r));
  }
  for (let i = 0; i < 10; i++) {
    const r = row();
    const seat = again(() => ((s) => s !== r.seat && !standsIn(r, s) && s)(rng.pick([...isSound])));
    altered('wrong-seat', seat, r, r.code, truthOf(r));
  }
  for (let i = 0; i < 20; i++) {
    const near = (r) =>
      world.seatsOfNumber(r.seat.split('-')[1]).filter((s) => s !== r.seat && isSound.has(s) && !standsIn(r, s));
    const r = row((x) => near(x).length > 0);
    altered('other-assembly', rng.pick(near(r)), r, r.code, truthOf(r));
  }
  for (let i = 0; i < 10; i++) {
    const r = row(secondIn);
    const other = secondIn(r);
    const made = body(pairTexts, r.seat, r, other.code, { lang: 'en', other, otherCode: r.code });
    const said = claims(r.seat, r, other.code, other, r.code);
    add('altered', made, r.seat, r, other.code, { alteration: 'swapped', original: truthOf(r), claims: said });
  }

  // 100 true but newer: a later edition gives this candidate a symbol that nobody in the seat had.
  for (let i = 0; i < 100; i++) {
    const r = row();
    const code = again(() => ((c) => !codesIn(r.seat).has(c) && c)(rng.pick(world.askable).code));
    const date = rng.pick(dates);
    const made = body(newerTexts, r.seat, r, code, { fields: { d: date } });
    add('newer', made, r.seat, r, code, { dated: date, old: truthOf(r), serial: r.serial });
  }

  // No altered or newer message may be true by chance, or nearly: whoever has that symbol there has another name.
  for (const m of set.filter((x) => x.truth !== 'true'))
    for (const o of bySeat.get(m.seat).filter((x) => codeOf(x.symbol) === codeOf(m.symbol)))
      if (distance(squash(o.name), squash(m.candidate), 3) <= 3) throw new Error(`${m.id} is true by chance`);
  return set;
}
