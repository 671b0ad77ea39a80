// Every distinct word of an index, and which of them a typed word may mean: the same, one that begins with it, one that
// sounds like it in this script or another, one that is a slip away.
import { slipsBetween } from '../spelling/slips-between.ts';
import { isPlainSmallWord } from './small-words.ts';
import { likeness, type Sound, soundOf } from './sound.ts';
import { isNumber } from './word-forms.ts';

/** A word of the vocabulary that a typed word may mean. */
export interface Match {
  readonly word: number;
  /** 1 for the same word, above 0 for one that is like it. */
  readonly score: number;
}

/** The distinct words of what is held, found by how they sound. */
export interface Vocabulary {
  /** The number of a word, added where it is new. */
  idOf(word: string): number;
  /** The number of a word that is known; undefined where it is not. */
  knownId(word: string): number | undefined;
  /**
   * Words that a typed word may mean, best first.
   * @param isWide also words that are a slip of the finger away
   */
  match(typed: string, isWide: boolean): readonly Match[];
}

const maxMatches = 80;
const leastLikeness = 0.6;
/** With one bone or none nearly everything is a little alike. */
const leastForShort = 0.85;
const maxFirstLetters = 3;
/** Shorter words are all a slip away from each other. */
const leastForSlip = 4;
const maxLooked = 1_500;

/** What is known of the words, each by its number. */
interface Known {
  readonly ids: Map<string, number>;
  readonly words: string[];
  readonly sounds: Sound[];
  readonly masks: number[];
  /** Numbers of words, by their bones, by how they begin, by their length. */
  readonly byBones: Map<string, number[]>;
  readonly byStart: Map<string, number[]>;
  readonly byLength: number[][];
  /** The distinct bones, by their length. */
  readonly bonesByLength: { readonly bones: string; readonly mask: number }[][];
}

/** Scores by the number of a word. */
type Scores = Map<number, number>;

/** Opens an empty vocabulary. */
export function openVocabulary(): Vocabulary {
  const known: Known = {
    ids: new Map(),
    words: [],
    sounds: [],
    masks: [],
    byBones: new Map(),
    byStart: new Map(),
    byLength: [],
    bonesByLength: [],
  };
  return {
    idOf: (word) => known.ids.get(word) ?? addWord(known, word),
    knownId: (word) => known.ids.get(word),
    match(typed, isWide) {
      const found: Scores = new Map();
      const exact = known.ids.get(typed);
      if (exact !== undefined) found.set(exact, 1);
      if (!isNumber(typed)) {
        addBeginnings(known, typed, found);
        const own = soundOf(typed);
        addAlike(known, own, own.bones, found);
        if (isWide && typed.length > 2) {
          addSlips(known, typed, found);
          addSlippedSounds(known, own, found);
        }
      }
      return [...found]
        .map(([word, score]) => ({ word, score }))
        .sort((a, b) => b.score - a.score)
        .slice(0, maxMatches);
    },
  };
}

function addWord(
  { ids, words, sounds, masks, byBones, byStart, byLength, bonesByLength }: Known,
  word: string,
): number {
  const id = words.length;
  ids.set(word, id);
  words.push(word);
  masks.push(maskOf(word));
  const sound = soundOf(word);
  sounds.push(sound);
  // Numbers and small words are met letter by letter alone.
  if (isNumber(word) || isPlainSmallWord(word)) return id;
  byLength[word.length] ??= [];
  byLength[word.length]?.push(id);
  if (pushTo(byBones, sound.bones, id) === 1) {
    bonesByLength[sound.bones.length] ??= [];
    bonesByLength[sound.bones.length]?.push({ bones: sound.bones, mask: maskOf(sound.bones) });
  }
  for (let length = 1; length <= Math.min(maxFirstLetters, word.length); length++)
    pushTo(byStart, word.slice(0, length), id);
  return id;
}

function addBeginnings({ words, byStart }: Known, typed: string, found: Scores): void {
  const start = byStart.get(typed.slice(0, maxFirstLetters)) ?? [];
  // One letter begins thousands of words: those that were added first, the seats' and the symbols', will do.
  const looked = typed.length < 2 ? Math.min(start.length, maxMatches) : start.length;
  for (let i = 0; i < looked; i++) {
    const id = start[i] as number;
    const word = words[id] as string;
    if (word.startsWith(typed)) found.set(id, word === typed ? 1 : 0.7 + (0.27 * typed.length) / word.length);
  }
}

/** @returns how many words were looked at */
function addAlike({ byBones, sounds }: Known, own: Sound, bones: string, found: Scores): number {
  const alike = byBones.get(bones) ?? [];
  for (const id of alike) {
    const like = likeness(own, sounds[id] as Sound);
    if (like < (bones.length < 2 ? leastForShort : leastLikeness)) continue;
    const score = 0.97 * like;
    if (score > (found.get(id) ?? 0)) found.set(id, score);
  }
  return alike.length;
}

/** Words whose letters are a slip away. */
function addSlips({ words, masks, byLength }: Known, typed: string, found: Scores): void {
  const mask = maskOf(typed);
  for (let length = Math.max(leastForSlip, typed.length - 1); length <= typed.length + 1; length++) {
    for (const id of byLength[length] ?? []) {
      if (bitsOf((masks[id] as number) ^ mask) > 2 || !areOneSlipApart(words[id] as string, typed)) continue;
      found.set(id, Math.max(found.get(id) ?? 0, 0.97 - 0.6 / typed.length));
    }
  }
}

/** Words that sound like one whose bones are a slip away. */
function addSlippedSounds(known: Known, own: Sound, found: Scores): void {
  const { bones } = own;
  const slips = bones.length > 5 ? 2 : 1;
  const mask = maskOf(bones);
  let looked = 0;
  for (let length = Math.max(1, bones.length - slips); length <= bones.length + slips; length++) {
    for (const its of known.bonesByLength[length] ?? []) {
      if (looked > maxLooked) return;
      if (bitsOf(its.mask ^ mask) > 2 * slips || its.bones === bones) continue;
      if (areNear(its.bones, bones, slips)) looked += addAlike(known, own, its.bones, found);
    }
  }
}

function pushTo<K>(lists: Map<K, number[]>, key: K, id: number): number {
  const list = lists.get(key);
  if (list) return list.push(id);
  lists.set(key, [id]);
  return 1;
}

/** Which letters a word has, as bits: a slip changes two of them at most. */
function maskOf(word: string): number {
  let mask = 0;
  for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) & 31);
  return mask;
}

function bitsOf(mask: number): number {
  let left = mask - ((mask >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Whether two rows of bones are a few slips apart. */
function areNear(a: string, b: string, slips: number): boolean {
  return slips === 1 ? areOneSlipApart(a, b) : slipsBetween(a, b, slips) <= slips;
}

function areOneSlipApart(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  const [leftA, leftB] = [endA - start, endB - start];
  if (leftA <= 1 && leftB <= 1) return true;
  return leftA === 2 && leftB === 2 && a[start] === b[start + 1] && a[start + 1] === b[start];
}
