// 200 things that hurried people type into a search box, each with every answer that a fair reader of the
// data would call right. See README.md. Frozen: change nothing here, or frozenSha256 no longer fits.
import {
  alike,
  arabicDigits,
  asCandidate,
  canonUrdu,
  distance,
  load,
  mistype,
  nameTokens,
  plain,
  respell,
  seeded,
  takenFor,
  unique,
  urduAssembly,
  urduDigits,
  urduVariant,
} from './data.mjs';

export const frozenSha256 = 'db6a81b11f17c30a7a144985e6354f5a2ab0fd31572ae9bbbbd1e6ab4458e2ed';

// Seats: [how it is typed, language, 'one' seat or 'any' seat of the number].
const seatForms = [
  ['A-N', 'en', 'one', 2],
  ['aN', 'en', 'one', 3],
  ['a N', 'en', 'one', 3],
  ['A N', 'en', 'one', 2],
  ['a-N', 'en', 'one', 2],
  ['A–N', 'en', 'one', 2],
  ['A‑N', 'en', 'one', 1],
  ['A - N', 'en', 'one', 1],
  ['a.N', 'en', 'one', 1],
  ['a_N', 'en', 'one', 1],
  ['A/N', 'en', 'one', 1],
  ['S N', 'en', 'one', 1],
  ['a0N', 'en', 'one', 1],
  ['N a', 'en', 'one', 1],
  ['seat a N', 'en', 'one', 1],
  ['halqa a N', 'roman', 'one', 2],
  ['hlqa aN', 'roman', 'one', 1],
  ['N', 'en', 'any', 5],
  ['halka N', 'roman', 'any', 1],
  ['U', 'ur', 'any', 2],
  ['D', 'ur', 'any', 1],
  ['L N', 'ur', 'one', 2],
  ['L U', 'ur', 'one', 2],
  ['L-N', 'ur', 'one', 1],
  ['حلقہ L N', 'ur', 'one', 1],
  ['حلقہ U', 'ur', 'any', 1],
];

// Symbols by their official code: English as typed, Urdu, Roman Urdu (only where the chart has an Urdu name).
const symbolsTyped = {
  en: [[32, 'bottel'], [2, 'airplane'], [71, 'cranes'], [194, 'peackock'], [141, 'hooka'], [55, 'chiar'], [73, 'criket stump'], [130, 'handpump'], [179, 'motorcycal'], [245, 'shuttlecock'], [162, 'lanten'], [301, 't shirt']], // biome-ignore format: one table
  ur: [[32, 'بوتل'], [153, 'كيتلي'], [194, 'مور'], [56, 'چارپائ'], [123, 'بکری'], [193, 'طوطا'], [208, 'انار'], [87, 'دروازه'], [130, 'ہینڈپمپ']], // biome-ignore format: one table
  roman: [[32, 'botal'], [153, 'ketli'], [123, 'bakri'], [88, 'fakhta'], [208, 'anaar'], [193, 'tota'], [135, 'murghi'], [162, 'laltain'], [255, 'chamach']], // biome-ignore format: one table
};

// Districts: what is typed, the words that its name in the data must hold, and the language.
const districtsTyped = [
  ['lahor', ['lahore'], 'en'],
  ['multaan', ['multan'], 'roman'],
  ['faislabad', ['faisalabad'], 'en'],
  ['kasoor', ['kasur'], 'roman'],
  ['sialkoat', ['sialkot'], 'en'],
  ['gujranwla', ['gujranwala'], 'en'],
  ['rahimyar khan', ['rahim', 'yar', 'khan'], 'en'],
  ['rawalpndi', ['rawalpindi'], 'en'],
  ['hydrabad', ['hyderabad'], 'en'],
  ['toba tek sing', ['toba', 'tek', 'singh'], 'en'],
  ['karachi east', ['karachi', 'east'], 'en'],
  ['bahawalnager', ['bahawalnagar'], 'en'],
  ['لاهور', ['lahore'], 'ur'],
  ['پشاور', ['peshawar'], 'ur'],
  ['سیالکوٹ', ['sialkot'], 'ur'],
  ['ملتان', ['multan'], 'ur'],
];

const shortForms = { govt: 'government', gov: 'government', sch: 'school', prim: 'primary', ggps: 'government girls primary school', gbps: 'government boys primary school', gghs: 'government girls high school', gbhs: 'government boys high school', ghs: 'government high school', gps: 'government primary school', elem: 'elementary' }; // biome-ignore format: one table
const genericWords = new Set('government govt islamabad lahore karachi singh ttsingh girls girl boys boy primary high higher secondary elementary middle model school college male female combined no chak ps polling station part the of and road public community sector colony block near'.split(' ')); // biome-ignore format: one table
const genericUrdu = new Set('گورنمنٹ گرلز بوائز پرائمری مڈل ہائی سیکنڈری ایلیمنٹری سکول کالج پبلک ماڈل روڈ لاہور بلاک ٹاون آباد نزد'.split(' ').map(canonUrdu)); // biome-ignore format: one table
const placeTokens = (s) =>
  plain(s)
    .split(' ')
    .flatMap((t) => (shortForms[t] ?? t).split(' '))
    .filter(Boolean);
const same = (a, b) => a === b || (a.length > 5 && distance(a, b, 1) <= 1);

export function placesFor(world, typed) {
  const latin = placeTokens(typed);
  const urdu = canonUrdu(typed).split(' ').filter(Boolean);
  return world.places.filter((p) => {
    p.tokens ??= placeTokens(p.name);
    p.urTokens ??= canonUrdu(p.name).split(' ').filter(Boolean);
    return latin.every((t) => p.tokens.some((o) => same(t, o))) && urdu.every((t) => p.urTokens.includes(t));
  });
}
export const seatsOfArea = (world, words) =>
  world.seatAreas.filter((a) =>
    words.every((w) =>
      plain(a.area.replace(/([a-z])([A-Z])/g, '$1 $2'))
        .split(' ')
        .includes(w),
    ),
  );

export function searchQuestions(top) {
  const world = load(top);
  const rng = seeded(20261122);
  const set = [];
  const seen = new Set();
  const used = new Set();
  const add = (kind, language, typed, expect) => {
    if (seen.has(typed)) return false;
    seen.add(typed);
    set.push({ id: `s${String(set.length + 1).padStart(3, '0')}`, typed, language, kind, expect: unique(expect) });
    return true;
  };
  const asSeats = (codes) => [...new Set(codes)].sort().map((seat) => ({ kind: 'seat', seat }));
  const inBoth = [...world.isSound].filter((s) => world.named.some((n) => n.seat === s));

  const repeat = (times, attempt) => {
    for (let done = 0, tries = 0; done < times; tries++) {
      if (tries > 4000) throw new Error('no more questions of this kind');
      if (attempt()) done++;
    }
  };

  // 1. Seats (44).
  for (const [form, language, which, times] of seatForms)
    repeat(times, () => {
      const seat = rng.pick(inBoth);
      const [assembly, number] = seat.split('-');
      if (form.includes('0N') && number.length > 1) return false;
      const typed = form.replace(/[AaNUDLS]/g, (c) => {
        if (c === 'a' && /[a-z]{2,}/.test(form) && !/(^| )a[ N-]/.test(form)) return c;
        return {
          S: [...assembly].join('.'),
          A: assembly,
          a: assembly.toLowerCase(),
          N: number,
          U: urduDigits(number),
          D: arabicDigits(number),
          L: urduAssembly[assembly],
        }[c];
      });
      return add(
        'seat',
        language,
        formFixed(form, typed, assembly, number),
        asSeats(which === 'one' ? [seat] : world.seatsOfNumber(number)),
      );
    });
  repeat(2, () => {
    const seat = rng.pick(inBoth.filter((s) => s.startsWith('NA')));
    const area = world.seatAreas.find((a) => a.seat === seat && /^[A-Za-z]+-[IVX]+$/.test(a.area));
    if (!area) return false;
    const district = area.area.split('-')[0].toLowerCase();
    const number = seat.split('-')[1];
    const here = seatsOfArea(world, [district]).map((a) => a.seat);
    const right = world.seatsOfNumber(number).filter((s) => here.includes(s));
    return add('seat', 'en', `${district} ${number}`, asSeats(right));
  });

  // 2. Names in Latin letters: misspelled (36), as they sound (10).
  const named = (kind, language, wanted, most, spell) =>
    repeat(wanted, () => {
      const target = rng.pick(world.askable);
      const name = target.name.toLowerCase().replace(/\./g, '').replace(/ +/g, ' ');
      if (target.tokens.length > 4 || name.length < 9 || alike(world, target) > most) return false;
      const typed = spell(name);
      if (!typed || typed === name) return false;
      const right = takenFor(world, typed, target);
      if (right.length > most || used.has(target.keys.join(' '))) return false;
      used.add(target.keys.join(' '));
      return add(kind, language, typed.toLowerCase(), right.map(asCandidate));
    });
  named('candidate-misspelled', 'en', 12, 10, (n) => respell(rng, n));
  named('candidate-misspelled', 'en', 14, 10, (n) => mistype(rng, n));
  named('candidate-misspelled', 'en', 6, 10, (n) => (n.length > 13 ? mistype(rng, respell(rng, n) ?? '') : null));
  named('candidate-misspelled', 'en', 4, 10, (n) => n.replace(/^(.+) (\S+)$/, '$2 $1'));
  named('candidate-roman', 'roman', 10, 10, (n) => {
    const once = respell(rng, n);
    return once && respell(rng, once);
  });

  // 3. Names in Urdu letters (24): Arabic letters, words joined or split, marks added or left out, plain.
  const urdu = (wanted, spell) =>
    repeat(wanted, () => {
      const target = rng.pick(world.askable);
      if (target.urTokens.length < 2 || target.urTokens.length > 4 || alike(world, target) > 10) return false;
      const typed = spell(target.ur.replace(/ +/g, ' '));
      if (!typed) return false;
      const right = takenFor(world, '', target);
      return right.length <= 10 && add('candidate-urdu', 'ur', typed, right.map(asCandidate));
    });
  urdu(13, (s) => (urduVariant(rng, s) === s ? null : urduVariant(rng, s)));
  urdu(5, (s) => s);
  urdu(3, (s) => s.replace(' ', ''));
  urdu(3, (s) => (/خان|علی|حسین/.test(s) ? s.replace(/ (خان|علی|حسین)/, '$1') : null));

  // 4. Symbols (30).
  for (const [language, list] of Object.entries(symbolsTyped))
    for (const [code, typed] of list) {
      const symbol = world.symbols.get(String(code));
      add(
        'symbol',
        language,
        typed,
        symbol.names.map((name) => ({ kind: 'symbol', name, code: String(code) })),
      );
    }

  // 5. Districts (16): the district, or any seat that bears its name.
  for (const [typed, words, language] of districtsTyped) {
    const here = seatsOfArea(world, words);
    const names = [...new Set([words.join(' '), ...here.map((a) => a.key)])].filter(Boolean).sort();
    add('district', language, typed, [
      ...names.map((name) => ({ kind: 'district', name })),
      ...asSeats(here.map((a) => a.seat)),
    ]);
  }

  // 6. Polling stations (16): 12 in Latin letters, 4 in Urdu.
  const stations = world.places.filter((p) => p.seat !== 'NA-46' && p.name.length < 90);
  const asPlaces = (list) => list.map((p) => ({ kind: 'place', seat: p.seat, number: p.number, name: p.name }));
  const station = (wanted, shape) =>
    repeat(wanted, () => {
      const place = rng.pick(stations);
      if (!/^[\x20-\x7e]+$/.test(place.name)) return false;
      const words = plain(place.name.replace(/\(.*?\)/g, ' ').replace(/^\d+ *-/, '')).split(' ');
      const own = (w) => /^[a-z]{4,}$/.test(w ?? '') && !genericWords.has(w) && (world.often.get(w) ?? 0) < 100;
      const at = words.findIndex((w, i) => own(w) && own(words[i + 1]) && `${w}${words[i + 1]}`.length > 10);
      const special = at < 0 ? [] : words.slice(at, at + 2);
      const typed = words.length < 4 || at < 0 ? null : shape(words, special);
      if (!typed) return false;
      const right = placesFor(world, typed);
      return right.length > 0 && right.length <= 12 && add('place', 'en', typed, asPlaces(right));
    });
  const opening = /^(government|govt) (girls|boys) (primary|high) school/;
  station(5, (w, s) => (opening.test(w.join(' ')) ? `govt ${w[1]} ${w[2]} school ${s.slice(0, 2).join(' ')}` : null));
  station(3, (w, s) => (opening.test(w.join(' ')) ? `g${w[1][0]}${w[2][0]}s ${s.slice(0, 2).join(' ')}` : null));
  station(2, (w, s) => (w.includes('school') ? `${s[0]} ${s[1]} school` : null));
  station(2, (w, s) => (w.includes('school') && w.includes('girls') ? `${s[1]} ${s[0]} girls` : null));
  repeat(4, () => {
    const place = rng.pick(stations);
    const words = place.name
      .replace(/\(.*?\)/g, ' ')
      .replace(/[^\u0600-\u06FF ]/g, ' ')
      .replace(/[۔،]/g, ' ')
      .split(/ +/)
      .filter((w) => w.length > 2);
    if (words.length < 4 || /چک نمبر/.test(place.name)) return false;
    const telling = (t) => t.split(' ').filter((w) => !genericUrdu.has(canonUrdu(w))).length >= 2;
    const typed = rng.chance(0.5) ? words.slice(2, 5).join(' ') : words.slice(-3).join(' ').replace(/ی/g, 'ي');
    if (!telling(typed)) return false;
    const right = placesFor(world, typed);
    return right.length > 0 && right.length <= 12 && add('place', 'ur', typed, asPlaces(right));
  });

  // 7. One name out of a candidate's, and the seat (14) or the district (10).
  const common = new Set(
    'muhammad khan syed haji rana malik mian sardar chaudhry raja shah mir hafiz dr abdul ghulam ullah allah ditta'.split(
      ' ',
    ),
  );
  const pair = (kind, language, wanted, tail, within, most) =>
    repeat(wanted, () => {
      const target = rng.pick(world.askable);
      const short = target.tokens.filter((t) => !common.has(t) && t.length > 3).slice(0, 1 + rng.int(2));
      if (!short.length) return false;
      const end = tail(target);
      if (!end) return false;
      const near = rng.chance(0.4) ? (mistype(rng, short.join(' ')) ?? short.join(' ')) : short.join(' ');
      const meant = {
        ...target,
        tokens: nameTokens(short.join(' ')),
        keys: target.keys.filter((_, i) => short.includes(target.tokens[i])),
        urTokens: [],
        urWhole: '',
      };
      const right = takenFor(world, near, meant, (r) => within(target, r));
      const rows = [target, ...right];
      return right.length <= most && add(kind, language, `${near} ${end}`, rows.map(asCandidate));
    });
  const seatTail = (t) =>
    rng.pick([t.seat.toLowerCase().replace('-', ' '), t.seat, t.seat.toLowerCase().replace('-', '')]);
  pair('candidate+seat', 'en', 11, seatTail, (t, r) => r.seat === t.seat, 3);
  repeat(3, () => {
    const target = rng.pick(world.askable);
    if (target.urTokens.length > 3 || target.urTokens.length < 2) return false;
    const [assembly, number] = target.seat.split('-');
    const right = takenFor(world, '', target, (r) => r.seat === target.seat);
    const typed = `${target.ur} ${urduAssembly[assembly]} ${rng.chance(0.5) ? urduDigits(number) : number}`;
    return add('candidate+seat', 'ur', typed.replace(/ +/g, ' '), right.map(asCandidate));
  });
  const districts = new Map();
  const seatsAround = (word) => {
    if (!districts.has(word)) districts.set(word, new Set(seatsOfArea(world, [word]).map((a) => a.seat)));
    return districts.get(word);
  };
  const districtOf = (t) => {
    const word = plain(t.area).split(' ')[0];
    return /^[A-Za-z]+-[IVX]+$/.test(t.area) && word.length > 4 && seatsAround(word).size > 3 ? word : null;
  };
  const within = (t, r) => seatsAround(plain(t.area).split(' ')[0]).has(r.seat);
  pair('candidate+district', 'en', 10, districtOf, within, 10);
  return set;
}

// Forms whose own words hold one of the placeholders' letters ("seat", "halqa", "halka").
function formFixed(form, typed, assembly, number) {
  const lead = /^(seat|halqa|hlqa|halka) /.exec(form);
  if (!lead) return typed;
  return lead[0] + form.slice(lead[0].length).replace('a', assembly.toLowerCase()).replace('N', number);
}
