// How a word sounds, in one small alphabet for Latin and Arabic letters, so that "bottel", "botal" and "بوتل" meet. A
// help for finding, and not a transliteration to be shown: short vowels that Urdu does not write stay unknown.

/** One word in the alphabet of sounds. */
export interface Sound {
  /** a i u are vowels; y w h may be one or not; S is sh, c ch, x kh, G gh. */
  readonly letters: string;
  /** What every spelling keeps: the consonants, those that are taken for each other as one. */
  readonly bones: string;
  /** Written in Arabic letters: short vowels are missing. */
  readonly isArabic: boolean;
}

const maxLetters = 24;

const latinLetters: Readonly<Record<string, string>> = {
  a: 'a',
  e: 'i',
  i: 'i',
  o: 'u',
  u: 'u',
  c: 'k',
  q: 'k',
  v: 'w',
  x: 'ks',
};
const latinGroups = new Map<string, string>(
  Object.entries({
    tion: 'San',
    sion: 'San',
    tch: 'c',
    sch: 'sk',
    chh: 'c',
    sh: 'S',
    ch: 'c',
    kh: 'x',
    gh: 'G',
    ph: 'f',
    zh: 'z',
    ck: 'k',
    wh: 'w',
    ce: 'si',
    ci: 'si',
    cy: 'si',
    oo: 'u',
    ee: 'i',
  }),
);
const arabicSounds: Readonly<Record<string, string>> = {
  a: 'اعئء',
  y: 'یېۍ',
  w: 'و',
  h: 'هح',
  b: 'بٻڀ',
  p: 'پڦ',
  f: 'ف',
  t: 'تطٹټٽٿ',
  d: 'دڈډڊڌڍڏ',
  s: 'سصثڅ',
  z: 'زذضظژځ',
  S: 'شښ',
  j: 'جڄ',
  c: 'چڃڇ',
  k: 'کقڪ',
  x: 'خ',
  g: 'گګڳږ',
  G: 'غ',
  l: 'ل',
  m: 'م',
  n: 'نڼڻڱ',
  r: 'رڑړڙ',
};
const arabicLetters = new Map(
  Object.entries(arabicSounds).flatMap(([sound, letters]) => [...letters].map((letter) => [letter, sound] as const)),
);

/** @param word one folded word, in any script; letters that are not known sound like themselves */
export function soundOf(word: string): Sound {
  const isArabic = /[\u0600-\u06ff]/.test(word);
  const letters = (isArabic ? arabicSound(word) : latinSound(word)).slice(0, maxLetters);
  return { letters, bones: bonesOf(letters), isArabic };
}

/** What Latin letters write as one: گھ is gh, and so is غ. */
const breathedSounds: Readonly<Record<string, string>> = { k: 'x', g: 'G', c: 'c' };

function arabicSound(word: string): string {
  let sound = '';
  for (const letter of word) {
    const last = sound[sound.length - 1] ?? '';
    const breathed = letter === 'ه' ? breathedSounds[last] : undefined;
    sound = breathed ? sound.slice(0, -1) + breathed : sound + (arabicLetters.get(letter) ?? letter);
  }
  return sound;
}

function latinSound(word: string): string {
  let sound = '';
  for (let at = 0; at < word.length; ) {
    const [written, heard] = latinAt(word, at);
    at += written;
    // A letter written twice is heard once.
    if (heard.length !== 1 || sound[sound.length - 1] !== heard) sound += heard;
  }
  return sound;
}

/** How many letters are read at a place, and what is heard. */
function latinAt(word: string, at: number): readonly [number, string] {
  const rest = word.length - at;
  if (word.startsWith('igh', at) && (rest === 3 || word[at + 3] === 't')) return [3, 'ai'];
  if (word.startsWith('ge', at) && rest === 2 && at > 1) return [2, 'j'];
  for (let length = Math.min(4, rest); length > 1; length--) {
    const heard = latinGroups.get(word.slice(at, at + length));
    if (heard !== undefined) return [length, heard];
  }
  const letter = word[at] as string;
  return [1, latinLetters[letter] ?? letter];
}

const oneBone: Readonly<Record<string, string>> = { z: 's', S: 's', x: 'k', G: 'g', f: 'p' };

function bonesOf(letters: string): string {
  let bones = '';
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] as string;
    if ('aiu'.includes(letter) || (at > 0 && 'ywh'.includes(letter))) continue;
    bones += oneBone[letter] ?? letter;
  }
  return bones;
}

const alphabet = 'aiuywhbpftdszSjckxgGlmnr';
const size = alphabet.length;
const other = size;
const codes = new Uint8Array(128).fill(other);
for (let i = 0; i < size; i++) codes[alphabet.charCodeAt(i)] = i;

/** What it costs to take one sound for another; what is not here costs 1. */
const nearSounds: readonly (readonly [pairs: string, cost: number])[] = [
  ['yi wu', 0.05],
  ['ai au iu ya wa ah gG', 0.2],
  ['yu wi yh wh hi hu yw', 0.3],
  ['kx', 0.3],
  ['sz sS cS', 0.4],
  ['pf', 0.4],
  ['jz jg zd', 0.6],
  ['dr td bp wb wf kc kg mn kG xG xh sc lr', 0.7],
];
const between = new Float64Array((size + 1) * (size + 1)).fill(1);
for (let i = 0; i < size; i++) between[i * (size + 1) + i] = 0;
for (const [pairs, cost] of nearSounds) {
  for (const pair of pairs.split(' ')) {
    const [a, b] = [codes[pair.charCodeAt(0)] as number, codes[pair.charCodeAt(1)] as number];
    between[a * (size + 1) + b] = cost;
    between[b * (size + 1) + a] = cost;
  }
}
/** What it costs to leave a sound out, and how much of a word it is. */
const leaveOut = new Float64Array(size + 1).fill(0.9);
const leaveOutCross = new Float64Array(size + 1).fill(0.9);
const weight = new Float64Array(size + 1).fill(1);
for (const [letters, cost, cross, mass] of [
  ['aiu', 0.22, 0.08, 0.35],
  ['yw', 0.35, 0.25, 0.5],
  ['h', 0.3, 0.25, 0.5],
] as const) {
  for (const letter of letters) {
    const code = codes[letter.charCodeAt(0)] as number;
    leaveOut[code] = cost;
    leaveOutCross[code] = cross;
    weight[code] = mass;
  }
}

/** Two neighbours in the wrong order: a slip of the fingers. */
const swap = 0.5;
/** The first sound of a word is written in every script, a vowel too. */
const leastFirst = 0.5;

let [before, above, row] = [0, 0, 0].map(() => new Float64Array(maxLetters + 1)) as [
  Float64Array,
  Float64Array,
  Float64Array,
];

/**
 * How alike two words sound: 1 for the same, 0 for nothing in common.
 * @source a weighted form of the Damerau-Levenshtein distance (optimal string alignment)
 */
export function likeness(a: Sound, b: Sound): number {
  if (a.letters === b.letters) return 1;
  const mass = Math.max(massOf(a.letters), massOf(b.letters));
  return mass === 0 ? 0 : Math.max(0, 1 - distance(a, b) / mass);
}

function massOf(letters: string): number {
  let mass = 0;
  for (let i = 0; i < letters.length; i++) mass += weight[codeAt(letters, i)] as number;
  return mass;
}

function codeAt(letters: string, at: number): number {
  return codes[letters.charCodeAt(at)] ?? other;
}

function distance(a: Sound, b: Sound): number {
  const gaps = a.isArabic === b.isArabic ? leaveOut : leaveOutCross;
  const [from, to] = [a.letters, b.letters];
  above[0] = 0;
  const first = (letters: string): number => Math.max(leastFirst, gaps[codeAt(letters, 0)] as number);
  for (let j = 1; j <= to.length; j++)
    above[j] = (above[j - 1] as number) + (j === 1 ? first(to) : (gaps[codeAt(to, j - 1)] as number));
  for (let i = 1; i <= from.length; i++) {
    const own = codeAt(from, i - 1);
    const gap = i === 1 ? first(from) : (gaps[own] as number);
    row[0] = (above[0] as number) + gap;
    for (let j = 1; j <= to.length; j++) {
      const its = codeAt(to, j - 1);
      const isSame = own === other ? from[i - 1] === to[j - 1] : own === its;
      let cost = (above[j - 1] as number) + (isSame ? 0 : (between[own * (size + 1) + its] as number));
      cost = Math.min(cost, (above[j] as number) + gap, (row[j - 1] as number) + (gaps[its] as number));
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        cost = Math.min(cost, (before[j - 2] as number) + Math.min(swap, gap + (gaps[its] as number)));
      row[j] = cost;
    }
    [before, above, row] = [above, row, before];
  }
  return above[to.length] as number;
}
