// What a row's symbol means on a chart: one symbol, with what was mended, or none, and why. Where number and name contradict
// each other, neither is believed.
import { slipsBetween } from '../../../core/spelling/slips-between.ts';
import { symbolKey } from '../../content/rows/symbol-key.ts';
import { type Building, type ByCode, type ByKey, type ChartSymbol, likest } from './chart-symbol.ts';
import type { SymbolUse } from './symbol-uses.ts';

/** Distances are told up to this. */
const maxDistance = 30;
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

/** What stands on the chart, and what the list tells symbols by. */
export interface ReadOptions {
  readonly byCode: ByCode;
  readonly byKey: ByKey;
  readonly hasNumbers: boolean;
  readonly hasNames: boolean;
}

const slips = (count: number): string => `${count} ${count === 1 ? 'slip' : 'slips'} apart`;
const label = (symbol: Building): string => `"${Object.values(symbol.name)[0] ?? symbol.code}" (${symbol.code})`;

/** @param key of the row's spelling; "" where it names nothing */
export function readSymbol(use: SymbolUse, key: string, options: ReadOptions): SymbolReading {
  const { code, spelling } = use;
  const atCode = options.byCode.get(code);
  const named = options.byKey.get(key);
  if (use.isDecided) return readDecided(code, atCode, options);
  if (key === '') return readUnnamed(code, atCode, options);
  if (named && (named === atCode || !atCode)) return readNamed(use, key, named, atCode, options);
  if (atCode) {
    const meant = named ? `is ${label(named)}` : 'is no name that is known for it';
    const why = `the number ${code} is ${label(atCode)}, but "${spelling}" ${meant}`;
    return { symbol: null, code: 'symbol-contradiction', why, guess: null };
  }
  const near = likest(key, options.byCode);
  const hint = near ? `; ${label(near.symbol)} is written like it, ${slips(near.distance)}` : '';
  const guess = near ? { code: near.symbol.code, distance: near.distance } : null;
  return { symbol: null, code: 'unknown-symbol', why: `"${spelling}" is not on the chart${hint}`, guess };
}

function readDecided(code: string, atCode: Building | undefined, { byKey }: ReadOptions): SymbolReading {
  const decided = atCode ?? byKey.get(symbolKey(code));
  if (decided) return { symbol: decided, mend: '', guess: null };
  return { symbol: null, code: 'unknown-symbol', why: `the answer "${code}" is not on the chart`, guess: null };
}

/** A number without a name is believed where the whole list has no names. */
function readUnnamed(code: string, atCode: Building | undefined, { hasNames }: ReadOptions): SymbolReading {
  if (atCode && !hasNames) return { symbol: atCode, mend: '', guess: null };
  const why =
    code === '' ? 'the row has no symbol' : `the row has only the symbol's number ${code}, which no name confirms`;
  return { symbol: null, code: 'no-symbol', why, guess: atCode ? { code: atCode.code, distance: null } : null };
}

/** The name is known, and no number says otherwise. */
function readNamed(
  { spelling, code }: SymbolUse,
  key: string,
  named: Building,
  atCode: Building | undefined,
  { hasNumbers }: ReadOptions,
): SymbolReading {
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
  return { symbol: named, mend: !hasNumbers ? spelt : isSpelt ? `${found}; ${spelt}` : found, guess };
}
