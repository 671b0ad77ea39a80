// A guide made ready for questions: who stands where, which words name a symbol, which words are names at all. Reads
// what is held and keeps nothing of who asks.

import type { Event } from '../guide/events.ts';
import type { Text } from '../guide/format/text.ts';
import type { OwnGuide } from '../guide/meaning/counterfeits.ts';
import type { PollingPlace } from '../guide/places.ts';
import { type ContestCard, contestCard, homeOf, type Seat, seatByCode } from '../guide/questions.ts';
import type { ContestRow, Endorsement, Shard } from '../guide/shard.ts';
import type { BallotSymbol } from '../guide/symbols.ts';
import type { HeldHead } from '../held/held.ts';
import type { RegionChange } from '../ports.ts';
import type { Search, Things } from '../search/search.ts';
import { readSeatCodes, type SeatCodes } from '../search/typed-seats.ts';
import { wordsOf } from '../search/word-forms.ts';
import { openPhrases, type Phrases } from './reading/phrases.ts';

/** What questions are answered from. */
export interface AskedContent
  extends Pick<HeldHead, 'guide' | 'symbols' | 'parties' | 'pages' | 'notices' | 'edition' | 'issued'> {
  readonly shards: readonly Shard[];
  /** Lists of polling stations that were read, by contest. */
  readonly places: ReadonlyMap<string, readonly PollingPlace[]>;
  /** Over the same shards. */
  readonly search: Search;
  /** Where people meet; left out where the guide has none. */
  readonly events?: readonly Event[];
  /** What this guide is itself, so that nothing of it is taken for a copy; its mirrors are known. */
  readonly own?: OwnGuide;
  /** What changed since editions that were held before, where that is known. */
  readonly changes?: readonly RegionChange[];
}

/** A candidate where questions look for one. */
export interface Standing {
  readonly seat: string;
  readonly region: string;
  /** Its row in the region's shard. */
  readonly row: number;
  readonly serial: number;
  readonly name: Text;
  /** The name's words, one list a language. */
  readonly words: readonly (readonly string[])[];
  readonly symbol: BallotSymbol | null;
  /** What stands beside the name on the ballot. */
  readonly mark: ContestRow['mark'];
  readonly isWithdrawn: boolean;
}

/** Who stands in a seat. */
export interface SeatList {
  readonly seat: Seat;
  readonly contest: ContestRow;
  readonly standing: readonly Standing[];
  readonly endorsements: readonly Endorsement[];
}

/** A guide made ready for questions. */
export interface AskedGuide {
  readonly content: AskedContent;
  readonly codes: SeatCodes;
  /** Codes of the symbols that are called so. */
  readonly symbolNames: Phrases<string>;
  /** The longest seat number, in digits: longer numbers are something else. */
  readonly seatDigits: number;
  /** null where no list of this seat is held. */
  listOf(seat: string): SeatList | null;
  /** Codes of the seats in which somebody has the symbol, in the directory's order. */
  seatsWithSymbol(code: string): readonly string[];
  /** How much a word of a name says among the names of a seat's region: little for those that many bear. */
  weightIn(seat: string, word: string): number;
  /** Rows of the ballots that the words name: "national assembly". */
  ballotsIn(words: readonly string[]): readonly number[];
  /** Whether a candidate anywhere has this very word in the name. */
  isNameWord(word: string): boolean;
  /** Whether a candidate anywhere is called just so, in whichever order. */
  isWholeName(words: readonly string[]): boolean;
}

/** @param things what symbols are called beside the guide's own names */
export function openAskedGuide(content: AskedContent, things: Things): AskedGuide {
  const { guide, symbols, parties, shards } = content;
  const codes = readSeatCodes(guide.seats.code);
  const homes = new Map<string, Shard | undefined>();
  const shardOf = (code: string): Shard | undefined => {
    if (!homes.has(code)) homes.set(code, homeOf(guide, shards, code));
    return homes.get(code);
  };
  const lists = new Map<string, SeatList | null>();
  const counts = new Map<Shard, ReadonlyMap<string, number>>();
  let nameWords: ReadonlySet<string> | null = null;
  let wholeNames: ReadonlySet<string> | null = null;

  const listOf = (code: string): SeatList | null => {
    const known = lists.get(code);
    if (known !== undefined) return known;
    const shard = shardOf(code);
    const card = shard && contestCard(guide, symbols, parties, shard, code);
    const list = card ? listOfCard(card, shard.region) : null;
    lists.set(code, list);
    return list;
  };

  return {
    content,
    codes,
    symbolNames: namesOfSymbols(symbols, things),
    seatDigits: Math.max(0, ...guide.seats.code.map((code) => /\d*$/.exec(code)?.[0].length ?? 0)),
    listOf,
    seatsWithSymbol(code) {
      const found = new Set(shards.flatMap((shard) => contestsWithSymbol(shard, code)));
      return guide.seats.code.filter((each) => found.has(each));
    },
    weightIn(seat, word) {
      const shard = shardOf(seat);
      if (!shard) return 1;
      const own = counts.get(shard) ?? countNameWords(shard);
      counts.set(shard, own);
      return Math.log(1 + shard.candidates.serial.length / (1 + (own.get(word) ?? 0)));
    },
    ballotsIn(words) {
      const said = new Set(words);
      return guide.ballots.flatMap(({ name, short }, row) => {
        const texts = [...Object.values(name), ...Object.values(short)].map(wordsOf);
        return texts.some((own) => own.length > 0 && own.every((word) => said.has(word))) ? [row] : [];
      });
    },
    isNameWord(word) {
      nameWords ??= new Set(shards.flatMap((shard) => [...countNameWords(shard).keys()]));
      return nameWords.has(word);
    },
    isWholeName(words) {
      wholeNames ??= new Set(shards.flatMap((shard) => namesIn(shard).map((text) => inOrder(wordsOf(text)))));
      return wholeNames.has(inOrder(words));
    },
  };
}

function listOfCard({ seat, contest, endorsements, candidates }: ContestCard, region: string): SeatList {
  const standing = candidates.map(({ row, serial, name, symbol, isWithdrawn }) => ({
    ...{ seat: seat.code, region, row, serial, name, symbol, mark: contest.mark, isWithdrawn },
    words: Object.values(name).map(wordsOf),
  }));
  return { seat, contest, standing, endorsements };
}

function contestsWithSymbol({ symbolCodes, contests, candidates }: Shard, code: string): readonly string[] {
  const wanted = symbolCodes.indexOf(code);
  if (wanted < 0) return [];
  let row = 0;
  return contests.flatMap(({ id, count }) => {
    const from = row;
    row += count;
    return candidates.symbol.slice(from, row).includes(wanted) ? [id] : [];
  });
}

/** A seat of the directory. @throws TypeError where there is none: only codes of the directory come here */
export function seatOf({ content: { guide } }: AskedGuide, code: string): Seat {
  const seat = seatByCode(guide, code);
  if (!seat) throw new TypeError(`no seat ${code}`);
  return seat;
}

function namesIn({ candidates: { name } }: Shard): readonly string[] {
  return Object.values(name).flat();
}

/** One form for a name, whichever of its words comes first. */
function inOrder(words: readonly string[]): string {
  return [...words].sort().join(' ');
}

function countNameWords(shard: Shard): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of namesIn(shard)) {
    for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/**
 * What symbols are called. A name of the guide's own is nobody else's: "lion" never means the tiger where there is a
 * lion, whatever people call it.
 */
function namesOfSymbols(symbols: ReadonlyMap<string, BallotSymbol>, things: Things): Phrases<string> {
  const phrases = openPhrases<string>();
  const all = [...symbols.values()];
  for (const { code, name } of all) for (const text of Object.values(name)) phrases.add(text, code);
  const addOther = (own: Phrases<string>, text: string, code: string): void => {
    if (!own.has(text)) phrases.add(text, code);
  };
  // Those of the guide alone: what is added next must not stand in the way of what comes after it.
  const own = openPhrases<string>();
  for (const { code, name } of all) for (const text of Object.values(name)) own.add(text, code);
  for (const { code, name } of all) {
    const parts = Object.values(name).flatMap((text) => (/[(/]/.test(text) ? text.split(/[()/]/) : []));
    for (const part of parts) addOther(own, part, code);
    const spoken = new Set([...Object.values(name), ...parts].map((text) => wordsOf(text).join(' ')));
    for (const [english, urdu] of things) {
      // By one language only: a word of the other may be that of several things.
      const byName = english.some((each) => spoken.has(wordsOf(each).join(' ')));
      if (byName) for (const text of [...english, ...urdu]) addOther(own, text, code);
    }
  }
  return phrases;
}
