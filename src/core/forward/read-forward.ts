// What a message that people pass on says: which seats, which candidates of them, which symbols, and in which order. A
// name counts only where all of it is explained by one candidate: a word of another name in it makes it another person.
import type { AskedGuide } from '../answer/asked-guide.ts';
import type { Lexicon } from '../answer/lexicon.ts';
import { apart, type Mention } from '../answer/reading/phrases.ts';
import { otherVotingDay } from './days-said.ts';
import { findNames, type PlacedName } from './message-names.ts';
import { maxMessageLength, readWords, type WordKinds } from './message-words.ts';
import { saysMore } from './whole-message.ts';

/** A symbol that a message names, where it stands. */
export interface PlacedSymbol {
  readonly at: number;
  /** Codes of the symbols that are called so. */
  readonly codes: readonly string[];
  /** As the guide calls what was written, or what sounds like it. */
  readonly isSure: boolean;
}

/** What a message holds. */
export interface ForwardReading {
  readonly seats: readonly { readonly at: number; readonly codes: readonly string[] }[];
  /** The message says which assembly, in words that the guide does not tie to a ballot. */
  readonly isVague: boolean;
  /** A seat that the message names, and whose list is not held. */
  readonly lacking: string | null;
  /** A seat that the guide does not have, as it was written. */
  readonly missing: string | null;
  readonly names: readonly PlacedName[];
  /** A name is there that no candidate of those seats has. */
  readonly hasStranger: boolean;
  readonly symbols: readonly PlacedSymbol[];
  /** There is more in it than names, symbols, seats and what only stands around them. */
  readonly hasMore: boolean;
  /** The list's day of the vote, where the message names another day. */
  readonly votingDay: string | null;
  /** All words that say something, for notices. */
  readonly saying: readonly string[];
}

const leastSymbol = 0.86;
const sureSymbol = 0.93;

/** @param text a message, at most its first 4,000 characters are read */
export function readForward(asked: AskedGuide, text: string, lexicon: Lexicon): ForwardReading {
  const kinds = readWords(asked, text, lexicon);
  const { words, seats } = kinds;
  const mentions = symbolsIn(asked, kinds);
  const own = seats.flatMap(({ codes }) => codes);
  const pool = own.length > 0 ? own : seatsOfNames(asked, kinds, mentions);
  const standing = [...new Set(pool)].flatMap((seat) => asked.listOf(seat)?.standing ?? []);
  const nameWords = new Set(standing.flatMap((each) => each.words.flat()));
  // What somebody there is called is a name before it is something that sounds like a symbol.
  const meant = mentions.filter(
    ({ from, length, score }) => score === 1 || !words.slice(from, from + length).some((word) => nameWords.has(word)),
  );
  const { names, hasStranger, used } = findNames(asked, kinds, meant, standing);
  const left = meant.filter(({ from, length }) => !isUsed(used, from, length));
  const named = new Set(used);
  for (const { from, length } of left) for (let at = from; at < from + length; at++) named.add(at);
  const isCut = text.length > maxMessageLength || kinds.isCut;
  return {
    seats,
    isVague: kinds.isVague,
    missing: kinds.missing,
    lacking: own.find((seat) => asked.listOf(seat) === null) ?? null,
    names,
    hasStranger,
    symbols: merged(left.map(({ from, values, score }) => ({ at: from, codes: values, isSure: score >= sureSymbol }))),
    hasMore: isCut || saysMore(asked, { ...kinds, text, named, people: names.map((each) => each.standing) }, lexicon),
    votingDay: otherVotingDay(
      asked,
      { ...kinds, text },
      own.length > 0 ? own : names.map((each) => each.standing.seat),
      lexicon,
    ),
    saying: words.filter((_, at) => kinds.kind[at] === 'other'),
  };
}

function isUsed(used: ReadonlySet<number>, from: number, length: number): boolean {
  for (let at = from; at < from + length; at++) if (used.has(at)) return true;
  return false;
}

function symbolsIn(
  { symbolNames, isNameWord }: AskedGuide,
  { words, kind, isSymbolNear, isPointedAt }: WordKinds,
): readonly Mention<string>[] {
  const found = symbolNames.find(words, { least: leastSymbol, isWide: true }).filter(({ from, length, score }) => {
    const own = kind.slice(from, from + length);
    if (own.includes('seat') || own.includes('break')) return false;
    if (own.every((each) => each === 'noise')) return score === 1 && isPointedAt(from + length - 1);
    if (score === 1) return true;
    const isNear = isSymbolNear(from) || isPointedAt(from);
    // People are called so, and a symbol is only called a little like it.
    if (words.slice(from, from + length).some(isNameWord) && !isNear) return false;
    return (length > 2 || !own.includes('noise')) && (score >= sureSymbol || isNear);
  });
  return apart(found);
}

/** A symbol that is named twice in a row, in two languages, is one. */
function merged(symbols: readonly PlacedSymbol[]): readonly PlacedSymbol[] {
  const out: PlacedSymbol[] = [];
  for (const symbol of symbols) {
    const last = out[out.length - 1];
    const both = last?.codes.filter((code) => symbol.codes.includes(code)) ?? [];
    if (last && both.length > 0) out[out.length - 1] = { ...last, codes: both, isSure: last.isSure || symbol.isSure };
    else out.push(symbol);
  }
  return out;
}

const maxSeats = 6;

/** Where a message names no seat: those of the people whom its words may name, where they are few. */
function seatsOfNames(
  asked: AskedGuide,
  { words, kind }: WordKinds,
  mentions: readonly Mention<string>[],
): readonly string[] {
  const isSymbol = new Set(mentions.flatMap(({ from, length }) => Array.from({ length }, (_, i) => from + i)));
  const content = words.filter((word, at) => kind[at] === 'other' && !isSymbol.has(at) && asked.isNameWord(word));
  if (content.length < 2) return [];
  const hits = asked.content.search.find(content.slice(0, maxSeats).join(' '));
  const top = hits[0]?.score ?? 0;
  const seats = hits.flatMap((hit): string[] =>
    hit.kind === 'candidate' && hit.score > 0.9 * top && hit.score > 0.8 ? [hit.seat] : [],
  );
  return seats.length > maxSeats ? [] : [...new Set(seats)];
}
