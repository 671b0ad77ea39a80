// Which symbol a row means. A chart (symbols.csv) decides; without one, the list's own majority of numbers and names
// makes it. A wrong symbol is the worst error there is: where number and name contradict each other, neither is believed.

import type { Text } from '../../../core/guide/format/text.ts';
import { slipsAllowed, slipsBetween } from '../../../core/spelling/slips-between.ts';
import type { SymbolEntry } from '../../content/content.ts';
import { symbolKey } from '../../content/rows/symbol-key.ts';
import { calmCapitals, slug, textByScript } from '../text/clean-text.ts';
import { idOfText } from '../text/id-of-text.ts';

/** A row's symbol as it was written. */
export interface SymbolUse {
  /** Cleaned; "" where the cell is blank. */
  readonly spelling: string;
  /** Cleaned; "" where the cell is blank. */
  readonly code: string;
  /** A person said so: the code is believed without a name beside it. */
  readonly isDecided?: boolean;
  /** The list's own word, where the person's answer repeats it: it is no slip, and on an open chart a symbol of its own. */
  readonly confirmed?: string;
}

export interface ChartSymbol {
  readonly code: string;
  readonly name: Text;
  /** Folded spellings that mean it, its names among them. */
  readonly keys: ReadonlySet<string>;
  /** Spellings that were learnt from the list, as they were written. */
  readonly learnt: readonly string[];
  readonly isNew: boolean;
}

/** A symbol that a spelling may mean, and how many typing slips lie between; null where it was found another way. */
export interface SymbolGuess {
  readonly code: string;
  readonly distance: number | null;
}

export type SymbolReading =
  | { readonly symbol: ChartSymbol; readonly mend: string; readonly guess: SymbolGuess | null }
  | {
      readonly symbol: null;
      readonly code: 'no-symbol' | 'unknown-symbol' | 'symbol-contradiction';
      readonly why: string;
      readonly guess: SymbolGuess | null;
    };

export interface SymbolChart {
  readonly symbols: readonly ChartSymbol[];
  read(use: SymbolUse): SymbolReading;
}

/** A spelling that comes with one number so often, and hardly with another, is that symbol's. */
const minUses = 3;
const minShare = 0.8;
/** Distances are told up to this. */
const maxDistance = 30;
/** Shorter words lie one slip from too many others. */
const minLikeLength = 3;

interface Building {
  readonly code: string;
  readonly name: Text;
  readonly keys: Set<string>;
  readonly learnt: string[];
  readonly isNew: boolean;
  readonly mainKey: string;
  /** Its names in every language: none of them is a slip of another. */
  readonly nameKeys: ReadonlySet<string>;
  /** Of a new symbol that is rare: the one that it may be a slip of. */
  readonly like: Likeness | null;
}

interface Likeness {
  readonly symbol: Building;
  readonly distance: number;
}

interface Counts {
  /** Uses by key, then by code; "" for no code. */
  readonly byKey: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** The most frequent spelling of a key. */
  readonly spelling: ReadonlyMap<string, string>;
  /** Keys that a person stands by. */
  readonly confirmed: ReadonlySet<string>;
}

/**
 * @param known rows of symbols.csv that stand
 * @param uses every row's symbol
 * @param options `isOpen`: symbols that the chart lacks may be added; `languages`: the guide's, for the scripts of
 *   names; `isNoSymbol`: keys that name no symbol (a party's name in the wrong column)
 */
export function openSymbolChart(
  known: readonly SymbolEntry[],
  uses: readonly SymbolUse[],
  options: {
    readonly isOpen: boolean;
    readonly languages: readonly string[];
    readonly isNoSymbol: (key: string) => boolean;
  },
): SymbolChart {
  const counts = countUses(uses, options.languages);
  const byCode = new Map<string, Building>();
  const byKey = new Map<string, Building | null>();
  for (const entry of known) {
    const names = Object.values(entry.name);
    const keys = new Set([...names, ...entry.spellings].map(symbolKey).filter(Boolean));
    const symbol = {
      code: entry.code,
      name: entry.name,
      keys,
      learnt: [],
      isNew: false,
      mainKey: symbolKey(names[0] ?? ''),
      nameKeys: new Set(names.map(symbolKey)),
      like: null,
    };
    byCode.set(entry.code, symbol);
    // A spelling that two symbols of the chart share means neither.
    for (const key of keys) byKey.set(key, byKey.has(key) ? null : symbol);
  }
  const add = (code: string, key: string, like: Likeness | null = null): void => {
    const spelling = counts.spelling.get(key) ?? key;
    const name = namesOf(spelling, options.languages);
    const symbol = {
      code,
      name,
      keys: new Set([key]),
      learnt: [],
      isNew: true,
      mainKey: key,
      nameKeys: new Set([key]),
      like,
    };
    byCode.set(code, symbol);
    byKey.set(key, symbol);
  };
  if (options.isOpen) addNumbered(counts, byCode, byKey, add, options.isNoSymbol);
  learnSpellings(counts, byCode, byKey);
  const numbered = uses.filter(({ code, isDecided }) => code !== '' && !isDecided).length;
  // In a list that numbers its symbols, a name that never has a number is a misprint or no symbol at all.
  if (options.isOpen && numbered * 2 < uses.length) addUnnumbered(counts, byCode, byKey, add, options.isNoSymbol);
  const hasNames = uses.some(({ spelling }) => spelling !== '');
  return {
    symbols: [...byCode.values()],
    read: (use) =>
      readUse(use, mainKeyOf(use.spelling, options.languages), byCode, byKey, { hasNumbers: numbered > 0, hasNames }),
  };
}

/** The key of a cell: of its first language where it holds two. */
export function mainKeyOf(spelling: string, languages: readonly string[]): string {
  const texts = textByScript(spelling, languages);
  const first = languages.find((language) => texts[language]);
  return symbolKey(first === undefined ? spelling : (texts[first] ?? ''));
}

function namesOf(spelling: string, languages: readonly string[]): Text {
  const texts: Record<string, string> = {};
  for (const [language, text] of Object.entries(textByScript(spelling, languages)))
    texts[language] = calmCapitals(text);
  return texts;
}

function countUses(uses: readonly SymbolUse[], languages: readonly string[]): Counts {
  const byKey = new Map<string, Map<string, number>>();
  const spellings = new Map<string, Map<string, number>>();
  const keys = new Map<string, string>();
  const confirmed = new Set<string>();
  for (const use of uses) {
    const spelling = use.confirmed ?? use.spelling;
    const code = use.confirmed === undefined ? use.code : '';
    if (spelling === '') continue;
    const key = keys.get(spelling) ?? mainKeyOf(spelling, languages);
    keys.set(spelling, key);
    if (key === '') continue;
    if (use.confirmed !== undefined) confirmed.add(key);
    bump(byKey, key, code);
    bump(spellings, key, spelling);
  }
  const spelling = new Map([...spellings].map(([key, found]) => [key, mostUsed(found)?.[0] ?? key]));
  return { byKey, spelling, confirmed };
}

function bump(counts: Map<string, Map<string, number>>, key: string, value: string): void {
  const inner = counts.get(key) ?? new Map<string, number>();
  inner.set(value, (inner.get(value) ?? 0) + 1);
  counts.set(key, inner);
}

/** The most frequent; of several the first in code-point order, so that a run can be repeated. */
function mostUsed(counts: ReadonlyMap<string, number>): readonly [string, number] | undefined {
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0];
}

/** The number that a key comes with most; null where it has none, or two equally often. */
function bestCode(codes: ReadonlyMap<string, number>): { code: string; uses: number; numbered: number } | null {
  const numbered = [...codes].filter(([code]) => code !== '');
  const [first, second] = numbered.sort(([, m], [, n]) => n - m);
  if (!first || first[1] === second?.[1]) return null;
  return { code: first[0], uses: first[1], numbered: numbered.reduce((sum, [, n]) => sum + n, 0) };
}

type Add = (code: string, key: string, like?: Likeness | null) => void;
type ByCode = ReadonlyMap<string, Building>;
type ByKey = Map<string, Building | null>;

/** A number is a symbol of its own where some name comes with it more than with any other number. */
function addNumbered(
  counts: Counts,
  byCode: ByCode,
  byKey: ByKey,
  add: Add,
  isNoSymbol: (key: string) => boolean,
): void {
  const claims = new Map<string, Map<string, number>>();
  for (const [key, codes] of counts.byKey) {
    const best = bestCode(codes);
    if (!best || byKey.has(key) || byCode.has(best.code)) continue;
    // A symbol that slipped into the party's column once makes it no party.
    if (best.uses < minUses && isNoSymbol(key)) continue;
    const inner = claims.get(best.code) ?? new Map<string, number>();
    inner.set(key, best.uses);
    claims.set(best.code, inner);
  }
  const ranked = [...claims].flatMap(([code, keys]) => {
    const best = mostUsed(keys);
    return best && idOfText(code) === code ? [{ code, key: best[0], uses: best[1] }] : [];
  });
  for (const { code, key, uses } of ranked.sort((a, b) => b.uses - a.uses || (a.code < b.code ? -1 : 1))) {
    // A rare name beside a frequent one that it could be a slip of is left to a person.
    if (uses < minUses && nearest(key, byCode) !== null) continue;
    add(code, key);
  }
}

function learnSpellings(counts: Counts, byCode: ByCode, byKey: ByKey): void {
  for (const [key, codes] of counts.byKey) {
    const best = bestCode(codes);
    const symbol = best ? byCode.get(best.code) : undefined;
    if (!best || !symbol || byKey.has(key)) continue;
    const isSteady = best.uses >= minUses && best.uses / best.numbered >= minShare;
    if (!isSteady && nearest(key, byCode) !== symbol) continue;
    symbol.keys.add(key);
    symbol.learnt.push(counts.spelling.get(key) ?? key);
    byKey.set(key, symbol);
  }
}

/** Lists without numbers: a name is a symbol, unless it could be a slip of another one. Of a short one that is only asked. */
function addUnnumbered(
  counts: Counts,
  byCode: ByCode,
  byKey: ByKey,
  add: Add,
  isNoSymbol: (key: string) => boolean,
): void {
  const names = [...counts.byKey]
    .filter(([key, codes]) => !byKey.has(key) && !isNoSymbol(key) && [...codes.keys()].every((code) => code === ''))
    .map(([key, codes]) => ({ key, uses: codes.get('') ?? 0 }))
    .sort((a, b) => b.uses - a.uses || (a.key < b.key ? -1 : 1));
  for (const { key, uses } of names) {
    const isDoubtful = uses < minUses && !counts.confirmed.has(key);
    if (isDoubtful && nearest(key, byCode) !== null) continue;
    const spelling = counts.spelling.get(key) ?? key;
    const stem = slug(spelling) ?? idOfText(spelling);
    let code = stem;
    for (let i = 2; byCode.has(code); i++) code = `${stem}-${i}`;
    add(code, key, isDoubtful ? likest(key, byCode) : null);
  }
}

/** One slip makes a person look even in a short word, where bowl and owl meet: nothing is decided by it. */
function likest(key: string, byCode: ByCode): Likeness | null {
  const max = Math.max(slipsAllowed(key), key.length < minLikeLength ? 0 : 1);
  const near = [...byCode.values()]
    .filter(({ mainKey }) => mainKey.length >= minLikeLength)
    .map((symbol): Likeness => ({ symbol, distance: slipsBetween(key, symbol.mainKey, max) }))
    .filter(({ distance }) => distance <= max)
    .sort((a, b) => a.distance - b.distance);
  const [best, next] = near;
  return best && best.distance !== next?.distance ? best : null;
}

/** The one symbol that a key could be a slip of; null where there is none or several. */
function nearest(key: string, byCode: ByCode): Building | null {
  const max = slipsAllowed(key);
  if (max === 0) return null;
  const near = [...byCode.values()].filter(({ mainKey }) => slipsBetween(key, mainKey, max) <= max);
  return near.length === 1 ? (near[0] ?? null) : null;
}

function readUse(
  use: SymbolUse,
  key: string,
  byCode: ByCode,
  byKey: ByKey,
  has: { readonly hasNumbers: boolean; readonly hasNames: boolean },
): SymbolReading {
  const { spelling, code } = use;
  const atCode = byCode.get(code);
  const named = byKey.get(key);
  const slips = (count: number): string => `${count} ${count === 1 ? 'slip' : 'slips'} apart`;
  const label = (symbol: Building): string => `"${Object.values(symbol.name)[0] ?? symbol.code}" (${symbol.code})`;
  if (use.isDecided) {
    const decided = atCode ?? byKey.get(symbolKey(code));
    if (decided) return { symbol: decided, mend: '', guess: null };
    return { symbol: null, code: 'unknown-symbol', why: `the answer "${code}" is not on the chart`, guess: null };
  }
  if (key === '') {
    if (atCode && !has.hasNames) return { symbol: atCode, mend: '', guess: null };
    const why =
      code === '' ? 'the row has no symbol' : `the row has only the symbol's number ${code}, which no name confirms`;
    return { symbol: null, code: 'no-symbol', why, guess: atCode ? { code: atCode.code, distance: null } : null };
  }
  if (named && (named === atCode || !atCode)) {
    if (named.like && code === '') {
      const { symbol, distance } = named.like;
      const mend = `"${spelling}" became a symbol of its own; ${label(symbol)} is written like it, ${slips(distance)}. Answer yes if that one is meant, symbol=${spelling} if not`;
      return { symbol: named, mend, guess: { code: symbol.code, distance } };
    }
    const isSpelt = !named.nameKeys.has(key);
    const distance = isSpelt ? slipsBetween(key, named.mainKey, maxDistance) : 0;
    const spelt = isSpelt ? `"${spelling}" read as ${label(named)}, ${slips(distance)}` : '';
    if (named === atCode) return { symbol: named, mend: spelt, guess: null };
    // Nothing but the spelling says so: a person should look.
    const guess = isSpelt ? { code: named.code, distance } : null;
    if (code !== '') {
      const mend = `there is no symbol number ${code}: "${spelling}" is ${label(named)}`;
      return { symbol: named, mend, guess };
    }
    const found = `the number found by the name: ${label(named)}`;
    return { symbol: named, mend: !has.hasNumbers ? spelt : isSpelt ? `${found}; ${spelt}` : found, guess };
  }
  if (atCode) {
    const meant = named ? `is ${label(named)}` : 'is no name that is known for it';
    const why = `the number ${code} is ${label(atCode)}, but "${spelling}" ${meant}`;
    return { symbol: null, code: 'symbol-contradiction', why, guess: null };
  }
  const near = likest(key, byCode);
  const hint = near ? `; ${label(near.symbol)} is written like it, ${slips(near.distance)}` : '';
  const guess = near ? { code: near.symbol.code, distance: near.distance } : null;
  return { symbol: null, code: 'unknown-symbol', why: `"${spelling}" is not on the chart${hint}`, guess };
}
