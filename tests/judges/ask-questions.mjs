// 300 questions as people write them to a chat bot, 100 each in English, Urdu and Roman Urdu, with what a
// right answer is. See README.md. Frozen: change nothing here, or frozenSha256 no longer fits.
import {
  alike,
  load,
  mistype,
  respell,
  seeded,
  squash,
  takenFor,
  urduAssembly,
  urduDigits,
  urduVariant,
} from './data.mjs';

export const frozenSha256 = '49315e55340dda4e6749144cfee1987dd58da29f85f5e5fa501f4bf89492d7ed';

// {s} seat, {c} candidate, {y} symbol, {n} a bare number.
const words = {
  en: {
    symbol: ['which symbol in {s}', 'what is the simbol for {s}??', 'plz tell me symbol of {s}', '{s} symbol plz', 'symbl {s}', 'hi which nishan on ballot in {s} 🙏', 'i live in {s} what symbol do i look for', 'Whats the symbol 4 {s}'],
    who: ['who stands in {s}', 'who is standing in {s}?', 'candidates {s}', 'list of candidats in {s} plz', 'who r the candidates of {s}', 'who is contesting from {s} bro', 'show me all candidates in {s} 🙂', 'whos my candidate {s}'],
    cand: ['which symbol has {c}', 'what is the symbol of {c}?', '{c} symbol plz', 'symbol of {c}??', 'tell me {c} nishan', 'whats {c} s symbol', 'i want to find {c}', 'bro which symbl does {c} have', '{c}'],
    candSeat: ['which symbol has {c} in {s}', '{c} {s} symbol', 'symbol of {c} {s} plz', 'what is the simbol of {c} from {s}?', '{s} {c}', 'hello sir, {c} in {s} what symbol?? 🙏', 'plz tell symbol of {c}, seat {s}', 'whats the symbol for {c} ({s})', 'can you tell me which symbol {c} got in {s}', '{c} is standing in {s} what is his sign', 'symbl of {c} {s}', 'in {s} what is {c} symbol'],
    has: ['who has the symbol {y} in {s}', 'who is {y} in {s}?', '{y} {s} who is it', 'whose symbol is {y} in {s} plz', 'in {s} who got {y}', 'which candidate has {y} in {s}', '{s} {y} symbol belongs to whom??', 'name of candidate with {y} {s}', 'who has {y} in {s} 🤔'],
    nobody: ['who has the symbol {y} in {s}', 'which candidate has {y} in {s}?'],
    where: ['where do i vote in {s}', 'where is my polling station {s}', 'polling station {s} plz', 'where to vote?? {s}', 'i am from {s} where shud i go to vote'],
    whereAny: ['where do i vote', 'where is my poling station??'],
    block: ['where do i vote my block code is {b}'],
    id: ['my cnic is 00000-0000000-0 where is my vote'],
    bring: ['what do i bring', 'what should i bring with me to vote?', 'do i need my id card', 'what to take to polling station plz', 'can i vote with expired cnic', 'wat documents r needed 2 vote'],
    when: ['when is the election', 'what time does polling start', 'when do polls close??', 'voting timing plz', 'what date is voting', 'until what time can i vote bro'],
    claim: ['is it true that {c} has {y} in {s}', 'is it true {c} symbol is {y} in {s}??', 'someone said {c} ({s}) has {y}, is it correct?', 'got a msg that {c} got {y} in {s} is this right', '{c} has {y} in {s} true?', 'plz confirm: {c} {s} symbol {y} 🙏'],
    greet: ['hello', 'hi there 👋', 'thanks a lot', 'thank u so much 🙏', 'good morning'],
    unknown: ['what is the weather tomorrow', 'who will win the election', 'what is the cricket score today', 'how much is petrol now', 'who shud i vote for', 'tell me a joke 😂', 'give me a recipe for biryani', 'what is the dollar rate plz'],
    choose: ['{n}', '{n} plz', 'which symbol in {n}', 'seat {n}', 'who stands in {n}?'],
    notice: ['is it true that the election is postponed?'],
  },
  ur: {
    symbol: ['{s} میں کون سا نشان ہے', '{s} کا انتخابی نشان کیا ہے؟', 'بھائی {s} کا نشان بتا دیں', '{s} نشان', 'حلقہ {s} میں کس نشان پر مہر لگانی ہے', 'سلام، {s} کا نشان کیا ہے 🙏', '{s} کا نشان پلیز', 'میرا حلقہ {s} ہے نشان کیا ہوگا'],
    who: ['{s} سے کون کھڑا ہے', '{s} میں کون کون امیدوار ہیں؟', '{s} کے امیدوار', 'حلقہ {s} کے امیدواروں کی فہرست', 'بھائی {s} میں کون الیکشن لڑ رہا ہے', '{s} کا امیدوار کون ہے', '{s} کے تمام امیدوار دکھائیں 🙂', '{s} میں کون کھڑے ہیں پلیز'],
    cand: ['{c} کا نشان کیا ہے', '{c} کا انتخابی نشان؟', '{c} نشان', '{c} کا نشان بتائیں پلیز', 'بھائی {c} کا کیا نشان ہے 🙏', '{c} کو کون سا نشان ملا', '{c} کس نشان پر لڑ رہے ہیں', 'مجھے {c} کا نشان چاہیے', '{c}'],
    candSeat: ['{s} میں {c} کا نشان کیا ہے', '{c} {s} نشان', '{c} {s}', '{s} سے {c} کا انتخابی نشان بتا دیں', 'بھائی {c} حلقہ {s} کا نشان کیا ہے؟؟', '{c} جو {s} سے کھڑے ہیں ان کا نشان', 'حلقہ {s} {c} کو کون سا نشان ملا ہے 🙏', '{s} {c}', '{c} کا نشان {s} میں', '{s} امیدوار {c} نشان پلیز', 'سلام {s} میں {c} کا نشان', '{c} ({s}) کا نشان کیا ہے'],
    has: ['{s} میں {y} کا نشان کس کا ہے', '{y} {s} کس کا نشان ہے؟', '{s} میں {y} کس کو ملا', '{s} {y} والا امیدوار کون ہے', 'حلقہ {s} میں {y} کس امیدوار کا نشان ہے', '{y} نشان {s} میں کس کے پاس ہے 🤔', 'بھائی {s} میں {y} کون ہے', '{s} سے {y} کے نشان پر کون ہے', '{y} {s} امیدوار کا نام'],
    nobody: ['{s} میں {y} کا نشان کس کا ہے', '{s} میں {y} کس کو ملا؟'],
    where: ['{s} میں ووٹ کہاں ڈالنا ہے', 'میرا پولنگ سٹیشن کہاں ہے {s}', '{s} پولنگ اسٹیشن', '{s} میں ووٹ ڈالنے کہاں جاؤں؟', 'حلقہ {s} کے پولنگ سٹیشن بتائیں'],
    whereAny: ['ووٹ کہاں ڈالوں', 'میرا پولنگ سٹیشن کہاں ہے؟'],
    block: ['میرا بلاک کوڈ {b} ہے ووٹ کہاں ڈالوں'],
    id: ['میرا شناختی کارڈ نمبر 00000-0000000-0 ہے میرا ووٹ کہاں ہے'],
    bring: ['ساتھ کیا لانا ہے', 'ووٹ ڈالنے کے لیے کیا لے کر جانا ہے؟', 'کیا شناختی کارڈ ضروری ہے', 'پولنگ سٹیشن پر کیا لے جاؤں پلیز', 'کون سے کاغذات چاہییں ووٹ کیلئے', 'زائد المیعاد شناختی کارڈ پر ووٹ ڈال سکتے ہیں؟'],
    when: ['الیکشن کب ہے', 'پولنگ کتنے بجے شروع ہوگی', 'ووٹ کب ڈالنا ہے؟', 'پولنگ کا وقت کیا ہے', 'کتنے بجے تک ووٹ ڈال سکتے ہیں', 'ووٹنگ کس تاریخ کو ہے بھائی'],
    claim: ['کیا یہ سچ ہے کہ {s} میں {c} کا نشان {y} ہے', 'کیا {c} کا نشان {s} میں {y} ہے؟', 'کسی نے بتایا ہے کہ {c} ({s}) کا نشان {y} ہے، درست ہے؟', 'میسج آیا ہے کہ {s} میں {c} کو {y} ملا ہے کیا یہ صحیح ہے', 'تصدیق کر دیں {c} {s} نشان {y} 🙏', '{c} {s} {y} کیا یہ ٹھیک ہے'],
    greet: ['السلام علیکم', 'سلام بھائی 👋', 'شکریہ', 'بہت شکریہ جناب 🙏', 'ہیلو'],
    unknown: ['کل موسم کیسا ہوگا', 'الیکشن کون جیتے گا', 'آج کرکٹ میچ کا سکور کیا ہے', 'پٹرول کی قیمت کیا ہے', 'میں کس کو ووٹ دوں', 'کوئی لطیفہ سناؤ 😂', 'بریانی کی ترکیب بتائیں', 'ڈالر کا ریٹ کیا ہے آج'],
    choose: ['{n}', '{u}', 'حلقہ {n}', 'حلقہ {u} کا نشان', '{n} سے کون کھڑا ہے'],
    notice: ['کیا یہ سچ ہے کہ الیکشن ملتوی ہو گیا ہے؟'],
  },
  roman: {
    symbol: ['{s} mein konsa nishan hai', '{s} ka nishan kya hai??', 'bhai {s} ka nishan bta do', '{s} nishaan plz', 'halqa {s} me kis nishan pe mohar lagani h', 'salam {s} ka intikhabi nishan kia hai 🙏', 'mera halqa {s} hai nishan batao', '{s} ka nishannn'],
    who: ['{s} se kon khara hai', '{s} mein kon kon umeedwar hain', '{s} ke umeedwar', 'halqa {s} k candidates ki list', 'bhai {s} me kon election lar raha hai', '{s} ka umidwar kaun hai', '{s} ke sab umeedwar dikhao 🙂', '{s} sy kon kharay hain plz'],
    cand: ['{c} ka nishan kya hai', '{c} ka intikhabi nishan', '{c} nishan plz', '{c} ka nishan batao bhai', '{c} ko konsa nishan mila', '{c} kis nishan par lar rahe hain', 'yar {c} ka nishan kia hy 🙏', 'mujhe {c} ka nishan chahiye', '{c} ka nishaan??'],
    candSeat: ['{s} mein {c} ka nishan kya hai', '{c} {s} nishan', '{c} {s} ka nishan batao', '{s} se {c} ka intikhabi nishan kia h', 'bhai {c} halqa {s} ka nishan??', '{c} jo {s} se khara hai uska nishan', 'halqa {s} {c} ko konsa nishan mila hai 🙏', '{s} {c} nishaan', '{c} ka nishan {s} me', '{s} umeedwar {c} nishan plz', 'salam {s} me {c} ka nishan', '{c} ({s}) ka nishan kya hy'],
    has: ['{s} mein {y} ka nishan kis ka hai', '{y} {s} kis ka nishan hai', '{s} me {y} kis ko mila', '{s} {y} wala umeedwar kon hai', 'halqa {s} mein {y} kis umeedwar ka nishan hai', '{y} nishan {s} me kis k paas hai 🤔', 'bhai {s} me {y} kon hai', '{s} se {y} ke nishan par kon hai', '{y} {s} umeedwar ka naam'],
    nobody: ['{s} mein {y} ka nishan kis ka hai', '{s} me {y} kis ko mila?'],
    where: ['{s} mein vote kahan dalna hai', 'mera polling station kahan hai {s}', '{s} poling station', '{s} me vote dalne kahan jaun', 'halqa {s} ke polling station batao'],
    whereAny: ['vote kahan dalna hai', 'mera poling station kahan hai??'],
    block: ['mera block code {b} hai vote kahan dalun'],
    id: ['mera shanakhti card number 00000-0000000-0 hai mera vote kahan hai'],
    bring: ['sath kya lana hai', 'vote dalne k liye kya le kar jana hai', 'kya shanakhti card zaroori hai', 'polling station pe kya le jaun plz', 'konse documents chahiye vote k liye', 'expire cnic pe vote dal sakte hain?'],
    when: ['election kab hai', 'polling kitne baje shuru hogi', 'vote kab dalna hai??', 'polling ka time kya hai', 'kitne bajay tak vote dal sakte hain', 'voting kis tareekh ko hai bhai'],
    claim: ['kya ye sach hai k {s} me {c} ka nishan {y} hai', 'kya {c} ka nishan {s} mein {y} hai?', 'kisi ne bataya {c} ({s}) ka nishan {y} hai sahi hai?', 'msg aya hai k {s} me {c} ko {y} mila hai kya ye theek hai', 'tasdeeq kar dein {c} {s} nishan {y} 🙏', '{c} {s} {y} sach hai kya'],
    greet: ['salam', 'assalam o alaikum bhai 👋', 'shukriya', 'bohat shukriya 🙏', 'hello ji'],
    unknown: ['kal mausam kaisa hoga', 'election kon jeetega', 'aaj cricket match ka score kya hai', 'petrol ki qeemat kya hai', 'main kis ko vote dun', 'koi latifa sunao 😂', 'biryani ki recipe batao', 'dollar ka rate kya hai aaj'],
    choose: ['{n}', '{n} ka nishan', 'halqa {n}', 'mera halqa {n} hai', '{n} se kon khara hai'],
    notice: ['kya ye sach hai k election multavi ho gaya hai?'],
  },
}; // biome-ignore format: one table

export function askQuestions(top) {
  const world = load(top);
  const rng = seeded(5072026);
  const { symbols, bySeat } = world;
  const set = [];
  const wordsOf = (s) => s.toLowerCase().match(/[a-z]+/g) ?? [];
  const listed = (code) => symbols.get(code).names;
  const codesIn = (seat) =>
    new Set(
      bySeat
        .get(seat)
        .flatMap((r) => [r.code, ...(symbols.has(r.number) ? [r.number] : [])])
        .filter(Boolean),
    );
  const backed = new Map(world.named.map((n) => [n.seat, n]));
  // Seats where the party's own list, too, names a symbol that somebody on the official list has.
  const seats = [...world.isSound].filter((s) => backed.get(s)?.code && codesIn(s).has(backed.get(s).code));
  const isSeat = new Set(seats);
  const withStations = seats.filter(
    (s) => world.places.filter((p) => p.seat === s && !/station no/i.test(p.name)).length > 30 && s !== 'NA-46',
  );
  const allInSeat = (seat) => [...new Set([...codesIn(seat)].flatMap(listed))];
  // Common symbols whose names are no everyday words, to see that none of them is given where it does not belong.
  const telling = ['2', '32', '71', '85', '141', '153', '162', '194', '284', '193', '123', '56', '163', '179', '208'];
  const wrongFor = (codes) => telling.filter((c) => !codes.has(c)).map((c) => symbols.get(c).name);

  const typedSeat = (seat, lang) => {
    const [a, n] = seat.split('-');
    if (lang === 'ur')
      return rng.pick([
        `${urduAssembly[a]} ${n}`,
        `${urduAssembly[a]} ${urduDigits(n)}`,
        seat,
        `${urduAssembly[a]}-${n}`,
      ]);
    return rng.pick([
      seat,
      `${a} ${n}`,
      `${a.toLowerCase()} ${n}`,
      `${a.toLowerCase()}${n}`,
      `${a.toLowerCase()}-${n}`,
    ]);
  };
  const typedName = (r, lang) => {
    if (lang === 'ur') return rng.chance(0.4) ? urduVariant(rng, r.ur) : r.ur;
    const name = r.name.toLowerCase().replace(/\./g, '');
    if (rng.chance(0.35)) return (respell(rng, name) ?? name).toLowerCase();
    return rng.chance(0.25) ? (mistype(rng, name) ?? name) : rng.pick([name, r.name]);
  };
  const typedSymbol = (code, lang) => {
    const s = symbols.get(code);
    return lang === 'ur' && s.ur ? s.ur : s.used;
  };
  const add = (language, topic, question, expect) =>
    set.push({ id: `q${String(set.length + 1).padStart(3, '0')}`, question, language, topic, expect });
  const fill = (text, f) => text.replace(/\{(\w)\}/g, (_, k) => f[k]);
  const again = (attempt) => {
    for (let i = 0; i < 3000; i++) {
      const got = attempt();
      if (got) return got;
    }
    throw new Error('no more questions of this kind');
  };
  const usable = (r, lang) => isSeat.has(r.seat) && (lang !== 'ur' || r.urTokens.length > 1) && r.tokens.length < 5;
  const urduSymbol = (code, lang) => lang !== 'ur' || symbols.get(code).ur;
  // One row that nobody who reads the list could mistake for another, in the seat or in all seats.
  const oneRow = (lang, everywhere) =>
    again(() => {
      const r = rng.pick(world.askable);
      if (!usable(r, lang) || (everywhere && alike(world, r) > 4)) return null;
      const typed = typedName(r, lang);
      const meant = takenFor(
        world,
        lang === 'ur' ? '' : typed,
        r,
        everywhere ? undefined : (o) => o.seat === r.seat && o.file,
      );
      const sure = meant.every((o) => o === r || (o.code === r.code && (everywhere || o.seat === r.seat)));
      const whose = everywhere ? sure && new Set(meant.map((o) => squash(o.name))).size === 1 : meant.length === 1;
      return whose && { r, typed, meant };
    });

  for (const lang of ['en', 'ur', 'roman']) {
    const w = words[lang];
    for (const topic of ['symbol', 'who'])
      for (const text of w[topic]) {
        const seat = rng.pick(seats);
        add(lang, topic, fill(text, { s: typedSeat(seat, lang) }), {
          kind: 'seat',
          seats: [seat],
          symbols: allInSeat(seat),
          mustNotSay: wrongFor(codesIn(seat)),
        });
      }
    for (const text of w.cand) {
      const { r, typed, meant } = oneRow(lang, true);
      const where = [...new Set(meant.map((o) => o.seat))].sort();
      const kinds = where.length > 1 ? ['candidate', 'choose', 'seat'] : ['candidate', 'seat'];
      add(lang, 'candidate', fill(text, { c: typed }), {
        kind: 'candidate',
        kinds,
        seats: where,
        candidate: r.name,
        candidateUr: r.ur,
        symbols: listed(r.code),
        mustNotSay: wrongFor(new Set([r.code])),
      });
    }
    const forRow = (r) => {
      const own = new Set(wordsOf(`${listed(r.code).join(' ')} ${r.name}`));
      const others = [...codesIn(r.seat)]
        .map((c) => symbols.get(c).name)
        .filter((n) => !wordsOf(n).some((x) => own.has(x)));
      return { seats: [r.seat], candidate: r.name, candidateUr: r.ur, symbols: listed(r.code), mustNotSay: others };
    };
    for (const text of w.candSeat) {
      const { r, typed } = oneRow(lang, false);
      add(lang, 'candidate+seat', fill(text, { c: typed, s: typedSeat(r.seat, lang) }), {
        kind: 'candidate',
        kinds: ['candidate', 'seat'],
        ...forRow(r),
      });
    }
    for (const text of w.has) {
      const r = again(() => ((x) => usable(x, lang) && urduSymbol(x.code, lang) && x)(rng.pick(world.askable)));
      add(lang, 'who-has', fill(text, { y: typedSymbol(r.code, lang), s: typedSeat(r.seat, lang) }), {
        kind: 'candidate',
        kinds: ['candidate', 'seat'],
        ...forRow(r),
        mustNotSay: [],
      });
    }
    for (const text of w.nobody) {
      const seat = rng.pick(seats);
      const code = rng.pick(telling.filter((c) => !codesIn(seat).has(c) && urduSymbol(c, lang)));
      add(lang, 'who-has-nobody', fill(text, { y: typedSymbol(code, lang), s: typedSeat(seat, lang) }), {
        kind: 'unknown',
        kinds: ['unknown', 'seat', 'candidate'],
        seats: [seat],
        candidate: null,
        symbols: [...allInSeat(seat), ...listed(code)],
        absent: symbols.get(code).name,
      });
    }
    for (const text of w.where) {
      const seat = rng.pick(withStations);
      add(lang, 'where+seat', fill(text, { s: typedSeat(seat, lang) }), { kind: 'place', seats: [seat] });
    }
    for (const text of w.whereAny) add(lang, 'where', text, { kind: 'place', kinds: ['place', 'choose'] });
    add(lang, 'where+block', fill(w.block[0], { b: `${100000000 + rng.int(899999999)}` }), {
      kind: 'place',
      kinds: ['place', 'choose', 'unknown'],
    });
    add(lang, 'identity-number', w.id[0], {
      kind: 'place',
      kinds: ['place', 'notice', 'choose', 'unknown'],
      mustNotRepeat: '0000000',
    });
    for (const text of w.bring) add(lang, 'bring', text, { kind: 'bring' });
    for (const text of w.when) add(lang, 'when', text, { kind: 'when' });
    for (const truth of [true, false])
      for (const text of w.claim) {
        const { r, typed } = again(() => ((x) => urduSymbol(x.r.code, lang) && x)(oneRow(lang, false)));
        const others = bySeat.get(r.seat).filter((o) => o.code && o.code !== r.code && urduSymbol(o.code, lang));
        const strange = telling.filter((c) => !codesIn(r.seat).has(c) && urduSymbol(c, lang));
        const false_ = others.length && rng.chance(0.6) ? rng.pick(others).code : rng.pick(strange);
        const said = truth ? r.code : false_;
        add(
          lang,
          truth ? 'claim-true' : 'claim-untrue',
          fill(text, { c: typed, s: typedSeat(r.seat, lang), y: typedSymbol(said, lang) }),
          {
            kind: 'candidate',
            kinds: ['candidate', 'seat', 'notice'],
            ...forRow(r),
            claim: { symbol: symbols.get(said).name, names: listed(said), holds: truth },
          },
        );
      }
    for (const text of w.greet) add(lang, 'greeting', text, { kind: 'greeting' });
    for (const text of w.unknown)
      add(lang, 'unknown', text, { kind: 'unknown', symbols: [], mustNotSay: wrongFor(new Set()) });
    for (const text of w.choose) {
      const number = again(() =>
        ((n) => world.seatsOfNumber(n).filter((s) => isSeat.has(s)).length > 1 && n)(`${1 + rng.int(290)}`),
      );
      add(lang, 'choose', fill(text, { n: number, u: urduDigits(number) }), {
        kind: 'choose',
        seats: world.seatsOfNumber(number),
      });
    }
    add(lang, 'notice', w.notice[0], { kind: 'notice', kinds: ['notice', 'when', 'unknown'] });
  }
  return set;
}
