// What the three judges' sets share: a CSV reader, a seeded generator, and a plain, slow way of
// comparing names. It reads ../shared/data at run time and was written without a look at the app's search.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectTop = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const dataFolder = (top = projectTop) => path.resolve(top, '../shared/data');
export const dataPresent = (top = projectTop) => existsSync(path.join(dataFolder(top), 'pk-2024-candidates.csv'));
export const sha256 = (set) => createHash('sha256').update(JSON.stringify(set)).digest('hex');

export function parseCsv(text) {
  const rows = [];
  let row = [];
  let cell = '';
  let quoted = false;
  const src = text.replace(/^\uFEFF/, '');
  for (let i = 0; i < src.length; i++) {
    const ch = src[i];
    if (quoted) {
      if (ch !== '"') cell += ch;
      else if (src[i + 1] === '"') cell += src[++i];
      else quoted = false;
    } else if (ch === '"') quoted = true;
    else if (ch === ',' || ch === '\n') {
      row.push(cell);
      cell = '';
      if (ch === '\n') {
        rows.push(row);
        row = [];
      }
    } else if (ch !== '\r') cell += ch;
  }
  if (cell || row.length) rows.push([...row, cell]);
  const head = rows.shift();
  return rows.filter((r) => r.length > 1).map((r) => Object.fromEntries(head.map((k, i) => [k, r[i] ?? ''])));
}

export function seeded(seed) {
  let a = seed >>> 0;
  const next = () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (n) => Math.floor(next() * n);
  const pick = (list) => list[int(list.length)];
  const shuffle = (list) => {
    const out = [...list];
    for (let i = out.length - 1; i > 0; i--) {
      const j = int(i + 1);
      [out[i], out[j]] = [out[j], out[i]];
    }
    return out;
  };
  return { next, int, pick, shuffle, chance: (p) => next() < p };
}

// Text, compared.
export const plain = (s) =>
  s
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
export const squash = (s) => plain(s).replace(/ /g, '');
export const canonUrdu = (s) =>
  s
    .normalize('NFC')
    .replace(/[\u064B-\u065F\u0670\u0610-\u061A\u0640\u200B-\u200F\u0621]/g, '')
    .replace(/[يىئےې]/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/[هھةۃۂۀە]/g, 'ہ')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ؤ/g, 'و')
    .replace(/ں/g, 'ن')
    .replace(/[^\u0600-\u06FF0-9]+/g, ' ')
    .replace(/[۔،؟]/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
export function distance(a, b, limit = 99) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  if (a === b) return 0;
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const now = [i];
    for (let j = 1; j <= b.length; j++) {
      let best = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2] + 1);
      now[j] = best;
    }
    before = last;
    last = now;
  }
  return last[b.length];
}
const muhammad = /^(m[ou]h?am+[aei]d|m[ou]hd|md)$/;
export const nameTokens = (s) =>
  plain(s)
    .split(' ')
    .filter(Boolean)
    .map((t) => (muhammad.test(t) ? 'muhammad' : t));
// The ear's key of a word: spellings that sound the same in Urdu give the same key.
export const soundKey = (t) =>
  t
    .replace(/kh|q|ck/g, 'k')
    .replace(/gh/g, 'g')
    .replace(/ph/g, 'f')
    .replace(/w/g, 'v')
    .replace(/dh/g, 'd')
    .replace(/th/g, 't')
    .replace(/aa+/g, 'a')
    .replace(/ee|ie|ei|ai|ay|ey|[iye]/g, 'i')
    .replace(/oo|ou|[ou]/g, 'u')
    .replace(/(.)\1+/g, '$1')
    .replace(/h$/, '');
const consonants = { ب: 'b', پ: 'p', ت: 't', ط: 't', ٹ: 't', ث: 's', س: 's', ص: 's', ج: 'j', چ: 'c', خ: 'k', د: 'd', ڈ: 'd', ذ: 'z', ز: 'z', ض: 'z', ظ: 'z', ژ: 'z', ر: 'r', ڑ: 'r', ش: 'x', غ: 'g', ف: 'f', ق: 'k', ک: 'k', گ: 'g', ل: 'l', م: 'm', ن: 'n' }; // biome-ignore format: one table
const bonesUr = (s) =>
  [...canonUrdu(s)]
    .map((c) => consonants[c] ?? '')
    .join('')
    .replace(/(.)\1+/g, '$1');
const bonesEn = (s) =>
  squash(s)
    .replace(/sh/g, 'x')
    .replace(/ch/g, 'C')
    .replace(/ph/g, 'f')
    .replace(/[qc]/g, 'k')
    .replace(/C/g, 'c')
    .replace(/[aeiouyhvw]/g, '')
    .replace(/(.)\1+/g, '$1');

const cache = new Map();
export function load(top = projectTop) {
  const folder = dataFolder(top);
  if (cache.has(folder)) return cache.get(folder);
  const read = (name) => parseCsv(readFileSync(path.join(folder, name), 'utf8'));
  const world = build(
    read('pk-2024-candidates.csv'),
    read('pk-2024-nominees.csv'),
    read('pk-2024-polling-stations.csv'),
    read('pk-symbol-chart.csv'),
  );
  cache.set(folder, world);
  return world;
}

function build(candidates, nominees, stations, chartRows) {
  // Symbols: a spelling belongs to the code under which it was met most often; a chart's own name wins.
  const votes = new Map();
  const vote = (name, code, n) => {
    const byCode = votes.get(squash(name)) ?? votes.set(squash(name), new Map()).get(squash(name));
    byCode.set(code, (byCode.get(code) ?? 0) + n);
  };
  for (const s of chartRows) {
    vote(s.name_en_2018, s.code, 5000);
    for (const m of s.spellings_2024.matchAll(/([^|]+?) x(\d+)/g)) vote(m[1], s.code, Number(m[2]));
  }
  const codeOf = (name) => {
    const byCode = votes.get(squash(name.replace(/\b(CODE|NO)\b/g, '')));
    return byCode && [...byCode].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0][0];
  };
  const symbols = new Map();
  for (const s of chartRows) {
    const met = [...s.spellings_2024.matchAll(/([^|]+?) x(\d+)/g)].map((m) => m[1].trim()).filter(Boolean);
    const own = squash(s.name_en_2018);
    const near = met.filter((m) => codeOf(m) === s.code && (distance(squash(m), own) <= 3 || own.includes(squash(m))));
    const names = [...new Set([s.name_en_2018, ...near, ...(s.name_ur ? [s.name_ur] : [])])];
    const used = met.find((m) => codeOf(m) === s.code) ?? s.name_en_2018.toUpperCase();
    symbols.set(s.code, { code: s.code, name: s.name_en_2018, ur: s.name_ur, used: used.toLowerCase(), names });
  }
  const rows = candidates.map((r) => ({
    seat: r.constituency_key,
    area: r.constituency_name,
    file: r.source_file,
    serial: r.serial_no,
    name: r.name_en.trim(),
    ur: r.name_ur.trim(),
    symbol: r.symbol,
    number: r.symbol_no,
    code: codeOf(r.symbol),
    tokens: nameTokens(r.name_en),
    urTokens: canonUrdu(r.name_ur).split(' ').filter(Boolean),
  }));
  const bySeat = Map.groupBy ? Map.groupBy(rows, (r) => r.seat) : group(rows, (r) => r.seat);
  const proper = /^(NA|PP|PS|PK)-[1-9]\d*$/;
  const malformed = [...bySeat.keys()].filter((k) => !proper.test(k)).join(' ');
  const soundSeats = [...bySeat.keys()].filter((k) => {
    const list = bySeat.get(k);
    const one = (f) => new Set(list.map(f)).size;
    return (
      proper.test(k) &&
      one((r) => r.area) === 1 &&
      one((r) => r.file) === 1 &&
      !new RegExp(`${k}\\b`).test(malformed) &&
      list.length >= 5
    );
  });
  const isSound = new Set(soundSeats);
  const sound = rows.filter((r) => {
    if (!isSound.has(r.seat) || !/^[A-Za-z][A-Za-z .]+$/.test(r.name) || r.name.length > 32) return false;
    if (r.tokens.length < 2 || r.tokens.length > 5 || r.tokens.some((t) => t.length < 2)) return false;
    if (/\b(son|of|urf|alias|w\/o|s\/o|ullah|al|ur|ul)\b/i.test(r.name)) return false;
    if (!/^[\u0600-\u06FF ]+$/.test(r.ur) || distance(bonesUr(r.ur), bonesEn(r.name)) > 1) return false;
    if (r.urTokens.some((t) => /^(عبدال|عبد|ال)$/.test(t) || t.length < 2)) return false;
    if (!r.code || r.number !== r.code || !symbols.get(r.code).names.some((n) => squash(n) === squash(r.symbol)))
      return false;
    const twins = bySeat
      .get(r.seat)
      .filter(
        (o) =>
          o !== r &&
          (o.code === r.code || o.number === r.number || o.serial === r.serial || squash(o.name) === squash(r.name)),
      );
    return twins.length === 0;
  });
  const named = nominees.map((n) => ({
    seat: n.Constituency.trim(),
    area: n.District.replace(/l/g, (c, i, s) =>
      /[-lIV]/.test(s[i - 1] ?? '') && !/[a-km-z]/.test(s[i + 1] ?? '') ? 'I' : c,
    ),
    name: n.Candidate.trim(),
    ur: '',
    code: codeOf(n.Symbol.split('\n')[0]),
    tokens: nameTokens(n.Candidate),
    urTokens: [],
  }));
  const allSeats = [...new Set([...bySeat.keys(), ...named.map((n) => n.seat)])];
  const seatsOfNumber = (n) => allSeats.filter((s) => new RegExp(`^(NA|PP|PS|PK|PB)-0*${n}$`).test(s)).sort();
  const words = [...new Set([...rows, ...named].flatMap((r) => r.tokens))];
  const wordId = new Map(words.map((w, i) => [w, i]));
  const often = new Map();
  for (const r of [...rows, ...named]) {
    r.wordIds = r.tokens.map((t) => wordId.get(t));
    r.whole = r.tokens.join('');
    r.keys = r.tokens.map(soundKey);
    r.urWhole = r.urTokens.join('');
    for (const t of r.tokens) often.set(t, (often.get(t) ?? 0) + 1);
  }
  // Names to ask for: every word is one that others bear too (a word met once is more often a misread one).
  const askable = sound.filter((r) => r.tokens.every((t) => t.length > 2 && often.get(t) >= 4));
  const areaKey = (s) => plain(s.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[IVXl]+\)?$/, ''));
  const areas = [...rows, ...named].map((r) => ({ seat: r.seat, area: r.area, key: areaKey(r.area) }));
  const seatAreas = [...new Map(areas.map((a) => [`${a.seat}|${a.area}`, a])).values()];
  const places = stations
    .filter((s) => /\p{L}{3}/u.test(s.name))
    .map((s) => ({ seat: s.constituency, number: s.no, name: s.name.replace(/\s+/g, ' ').trim() }));
  const all = [...rows, ...named];
  return {
    rows,
    named,
    all,
    bySeat,
    isSound,
    sound,
    askable,
    words,
    often,
    symbols,
    codeOf,
    places,
    seatsOfNumber,
    seatAreas,
    allSeats,
  };
}
function group(list, key) {
  const out = new Map();
  for (const x of list) (out.get(key(x)) ?? out.set(key(x), []).get(key(x))).push(x);
  return out;
}

// Every row that a fair reader of the whole list would take for what was typed: as near to the typed
// letters as the one meant, or the same name by ear, or the same name in Urdu. Brute force, on purpose.
const tables = new Map();
export function takenFor(world, typed, target, within = () => true) {
  const want = nameTokens(typed);
  const table = (t) =>
    tables.get(t) ??
    tables
      .set(
        t,
        Uint8Array.from(world.words, (w) => distance(t, w, 4)),
      )
      .get(t);
  const far = want.map(table);
  const whole = want.join('');
  const cost = (r, limit) => {
    let apart = 0;
    for (const f of far) {
      let least = 99;
      for (const id of r.wordIds) if (f[id] < least) least = f[id];
      apart += least;
    }
    return apart <= limit || !r.tokens.length ? apart : Math.min(apart, distance(whole, r.whole, limit));
  };
  const limit = want.length ? cost(target, 9) : -1;
  const has = (all, some) => some.length > 0 && some.every((x) => all.includes(x));
  return world.all.filter(
    (r) =>
      within(r) &&
      (r === target ||
        (want.length > 0 && cost(r, limit) <= limit) ||
        (has(r.keys, target.keys) && r.keys.length <= target.keys.length + 3) ||
        has(r.urTokens, target.urTokens) ||
        (target.urWhole !== '' && r.urWhole === target.urWhole)),
  );
}
// How many rows bear every word of the name, by ear: a quick look, before the slow one.
export const alike = (world, target) =>
  world.all.reduce((n, r) => n + (target.keys.every((k) => r.keys.includes(k)) ? 1 : 0), 0);
export const asCandidate = (r) => ({ kind: 'candidate', seat: r.seat, name: r.name || r.ur, nameUr: r.ur });
export const unique = (list) => [...new Map(list.map((x) => [JSON.stringify(x), x])).values()];

// One way in which hurried people spell a Latin name; null where it does not apply.
const swaps = [[/ee/, 'i'], [/(?<![aeiou])i(?=[bdfgjklmnqrstvz])/, 'ee'], [/oo/, 'u'], [/(?<![aeou])u(?=[bdfgjklmnqrstvz])(?!ll|hammad|ddin|ss)/, 'oo'], [/kh/i, 'k'], [/aa/, 'a'], [/ai/, 'ei'], [/q/i, 'k'], [/ss/, 's'], [/ll/, 'l'], [/mm/, 'm'], [/w/i, 'v'], [/v/i, 'w'], [/ay/, 'ai'], [/gh/i, 'g'], [/ph/i, 'f']]; // biome-ignore format: one table
export function respell(rng, name) {
  if (/\bmuhammad\b/i.test(name) && rng.chance(0.6))
    return name.replace(/muhammad/i, rng.pick(['Mohammad', 'Mohammed', 'Muhammed', 'Mohd', 'Muhamad']));
  const [from, to] = rng.pick(swaps);
  return from.test(name) ? name.replace(from, to) : null;
}
export function mistype(rng, name) {
  const words = name.split(' ');
  const long = words.map((w, i) => [w, i]).filter(([w]) => w.length >= 6);
  if (!long.length) return null;
  const [w, at] = rng.pick(long);
  const i = 1 + rng.int(w.length - 2);
  const how = rng.int(3);
  if (how === 0) words[at] = w.slice(0, i) + w.slice(i + 1);
  if (how === 1) words[at] = w.slice(0, i) + w[i] + w.slice(i);
  if (how === 2) words[at] = w.slice(0, i) + (w[i + 1] ?? '') + w[i] + w.slice(i + 2);
  return words[at] === w ? null : words.join(' ');
}
export function urduVariant(rng, s) {
  const how = rng.shuffle([
    (t) => t.replace(/ی/g, 'ي'),
    (t) => t.replace(/ک/g, 'ك'),
    (t) => t.replace(/[ہھ]/g, 'ه'),
    (t) => t.replace(/ھ/, 'ہ'),
    (t) => t.replace(/آ/, 'ا'),
    (t) => t.replace(/ئ/, 'ی'),
    (t) => t.replace(/محمد/, 'مُحمّد'),
    (t) => t.replace(/[أؤ]/, (c) => (c === 'أ' ? 'ا' : 'و')),
  ]);
  for (const f of how) if (f(s) !== s) return f(s);
  return s;
}
export const urduDigits = (n) => String(n).replace(/\d/g, (d) => String.fromCharCode(0x06f0 + Number(d)));
export const arabicDigits = (n) => String(n).replace(/\d/g, (d) => String.fromCharCode(0x0660 + Number(d)));
export const urduAssembly = { NA: 'این اے', PP: 'پی پی', PS: 'پی ایس', PK: 'پی کے' };
