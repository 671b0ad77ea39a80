// Who is named: in the seats that are meant, else anywhere. Somebody else of the same family is not who was asked for:
// words of a name that nobody fits count against everybody.
import { wordsOf } from '../../search/word-forms.ts';
import { type AskedGuide, type Standing, seatOf } from '../asked-guide.ts';
import { fitName, type NameFit } from './name-fit.ts';
import type { Mention } from './phrases.ts';
import type { Reading } from './read-question.ts';
import { wordLikeness } from './word-likeness.ts';

/** Somebody who may be meant. */
export interface Named {
  readonly standing: Standing;
  readonly fit: NameFit;
  /** How well what was asked is this name, about 1 for all of both. */
  readonly rank: number;
}

/** Who may be named. */
export interface Names {
  /** Those who fit best and equally well, at most one row each; empty where nobody does. */
  readonly best: readonly Named[];
  /** Something that reads like a name was asked for. */
  readonly isNamed: boolean;
}

const leastCoverage = 0.45;
/** How surely somebody has to be meant. */
interface Bounds {
  readonly leastShare: number;
  /** Of a name that a single word gives. */
  readonly leastLike: number;
  /** A single word is not enough where something is left that it does not explain. */
  readonly isStrict: boolean;
}

const inSeats: Bounds = { leastShare: 0.62, leastLike: 0, isStrict: false };
/** Among all names of a country there is one that sounds like any word. */
const anywhere: Bounds = { leastShare: 0.75, leastLike: 1, isStrict: true };
/** A part of a name is enough where all of it is there, letter by letter, and it says something. */
const leastGain = 1.6;
const equal = 0.03;
/** A letter or two are nobody's name by themselves. */
const leastLetters = 3;
const maxLooked = 40;
/** What it is worth that the place of a seat was named too. */
/** Who has every word that was said comes before who has the rare ones alone. */
const allWorth = 0.15;
const placeWorth = 0.25;

/**
 * @param seats codes of the seats that are meant; empty for any
 */
export function resolveName(asked: AskedGuide, reading: Reading, seats: readonly string[]): Names {
  const { words, cues } = reading;
  const saying = sayingOf(asked, reading);
  const isNamed = saying.some((word) => word !== null);
  if (!isNamed) return { best: [], isNamed };
  const standing =
    seats.length > 0 ? seats.flatMap((seat) => asked.listOf(seat)?.standing ?? []) : found(asked, reading);
  // A word alone is somebody's name where that is asked for, or nothing else is said.
  const isAsked = words.length < 2 || cues.some(({ values }) => values.includes('symbol') || values.includes('who'));
  const bounds = seats.length > 0 ? inSeats : isAsked ? anywhere : { ...anywhere, leastLike: 2 };
  const named = standing.flatMap((each) => rankOf(asked, reading, saying, each, bounds) ?? []);
  const top = Math.max(0, ...named.map(({ rank }) => rank));
  const best = named.filter(({ rank }) => rank >= top - equal).sort((a, b) => b.rank - a.rank);
  return { best, isNamed };
}

/** The words that may name somebody, in their places. */
function sayingOf(asked: AskedGuide, { words, isNoise }: Reading): readonly (string | null)[] {
  return words.map((word, at) => (isNoise[at] && !asked.isNameWord(word) ? null : word));
}

/** Over all that is held: the search finds those worth a look. */
function found(asked: AskedGuide, { words, isNoise, symbols }: Reading): readonly Standing[] {
  const isSymbol = positionsOf(symbols);
  const content = words.filter((_, at) => !isNoise[at]);
  const plain = words.filter((_, at) => !isNoise[at] && !isSymbol.has(at));
  const all = new Map<string, Standing>();
  for (const typed of new Set([content.join(' '), plain.join(' ')])) {
    if (typed === '') continue;
    for (const hit of asked.content.search.find(typed).slice(0, maxLooked)) {
      if (hit.kind !== 'candidate') continue;
      const own = asked.listOf(hit.seat)?.standing.find(({ row }) => row === hit.row);
      if (own) all.set(`${own.seat} ${own.row}`, own);
    }
  }
  return [...all.values()];
}

function rankOf(
  asked: AskedGuide,
  { words, isNoise, symbols }: Reading,
  saying: readonly (string | null)[],
  standing: Standing,
  { leastShare, leastLike, isStrict }: Bounds,
): Named | null {
  const weight = (word: string): number => asked.weightIn(standing.seat, word);
  const own = new Set(standing.words.flat());
  const surely = positionsOf(symbols.filter(({ score }) => score === 1));
  // A word that is a symbol's name letter by letter names a person only where it is that person's, letter by letter.
  const mayName = saying.map((word, at) => (word !== null && surely.has(at) && !own.has(word) ? null : word));
  const fit = fitName(standing.words, mayName, weight);
  // Words of every sentence alone name nobody.
  if (fit.at.length === 0 || fit.at.every((at) => isNoise[at])) return null;
  const isMatched = new Set(fit.at);
  const isSymbol = positionsOf(symbols);
  const place = placeWords(asked, standing.seat);
  let left = 0;
  let placed = 0;
  words.forEach((word, at) => {
    if (isMatched.has(at) || isNoise[at]) return;
    if (place.some((each) => wordLikeness(each, word) > 0.88)) placed++;
    else if (!isSymbol.has(at)) left += worthOf(asked, word) * weight(word);
  });
  const share = fit.gain / (fit.gain + left);
  const isPart = share > 0.99 && fit.least > 0.96 && fit.gain >= leastGain;
  if (!isPart && (fit.coverage < leastCoverage || share < leastShare)) return null;
  if (fit.at.every((at) => (words[at] ?? '').length < leastLetters)) return null;
  if (fit.at.length < 2 && (fit.least < leastLike || (isStrict && left > 0))) return null;
  const said = saying.filter((word) => word !== null).length;
  const rank = allWorth * (fit.at.length / said) + 0.5 * fit.coverage + 0.5 * share + (placed > 0 ? placeWorth : 0);
  return { standing, fit, rank };
}

/** A word that nobody is called by may be a name that was misspelled, or chat. */
function worthOf(asked: AskedGuide, word: string): number {
  if (asked.isNameWord(word)) return 1;
  return word.length > 3 ? 0.5 : 0;
}

function positionsOf(mentions: readonly Mention<unknown>[]): ReadonlySet<number> {
  return new Set(mentions.flatMap(({ from, length }) => Array.from({ length }, (_, i) => from + i)));
}

function placeWords(asked: AskedGuide, code: string): readonly string[] {
  const { name, district } = seatOf(asked, code);
  return [...Object.values(name), ...Object.values(district)].flatMap(wordsOf);
}
