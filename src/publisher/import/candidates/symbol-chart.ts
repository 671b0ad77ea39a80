// Which symbol a row means. A chart (symbols.csv) decides; without one, the list's own majority of numbers and names
// makes it. A wrong symbol is the worst error there is: where number and name contradict each other, neither is believed.
import type { Text } from '../../../core/guide/format/text.ts';
import type { SymbolEntry } from '../../content/content.ts';
import { symbolKey } from '../../content/rows/symbol-key.ts';
import { calmCapitals, textByScript } from '../text/clean-text.ts';
import type { Building, ByKey, ChartSymbol } from './chart-symbol.ts';
import { type AddSymbol, addNumbered, addUnnumbered, learnSpellings } from './fill-chart.ts';
import { readSymbol, type SymbolReading } from './read-symbol.ts';
import { countUses, mainKeyOf, type SymbolUse } from './symbol-uses.ts';

export interface SymbolChart {
  readonly symbols: readonly ChartSymbol[];
  read(use: SymbolUse): SymbolReading;
}

export interface SymbolChartOptions {
  /** Symbols that the chart lacks may be added. */
  readonly isOpen: boolean;
  /** The guide's, for the scripts of names. */
  readonly languages: readonly string[];
  /** Keys that name no symbol: a party's name in the wrong column. */
  readonly isNoSymbol: (key: string) => boolean;
}

/**
 * @param known rows of symbols.csv that stand
 * @param uses every row's symbol
 * @returns the chart with what the list adds to it
 */
export function openSymbolChart(
  known: readonly SymbolEntry[],
  uses: readonly SymbolUse[],
  { isOpen, languages, isNoSymbol }: SymbolChartOptions,
): SymbolChart {
  const counts = countUses(uses, languages);
  const symbols = known.map(knownSymbol);
  const byCode = new Map(symbols.map((symbol) => [symbol.code, symbol]));
  const byKey: ByKey = new Map();
  for (const symbol of symbols) {
    // A spelling that two symbols of the chart share means neither.
    for (const key of symbol.keys) byKey.set(key, byKey.has(key) ? null : symbol);
  }
  const add: AddSymbol = (code, key, like = null) => {
    const name = namesOf(counts.spelling.get(key) ?? key, languages);
    const keys = { keys: new Set([key]), mainKey: key, nameKeys: new Set([key]) };
    const symbol: Building = { code, name, ...keys, learnt: [], isNew: true, like };
    byCode.set(code, symbol);
    byKey.set(key, symbol);
  };
  if (isOpen) addNumbered(counts, byCode, byKey, add, isNoSymbol);
  learnSpellings(counts, byCode, byKey);
  const numbered = uses.filter(({ code, isDecided }) => code !== '' && !isDecided).length;
  // In a list that numbers its symbols, a name that never has a number is a misprint or no symbol at all.
  if (isOpen && numbered * 2 < uses.length) addUnnumbered(counts, byCode, byKey, add, isNoSymbol);
  const hasNames = uses.some(({ spelling }) => spelling !== '');
  const options = { byCode, byKey, hasNumbers: numbered > 0, hasNames };
  return {
    symbols: [...byCode.values()],
    read: (use) => readSymbol(use, mainKeyOf(use.spelling, languages), options),
  };
}

/** A row of symbols.csv. */
function knownSymbol({ code, name, spellings }: SymbolEntry): Building {
  const names = Object.values(name);
  return {
    code,
    name,
    keys: new Set([...names, ...spellings].map(symbolKey).filter(Boolean)),
    learnt: [],
    isNew: false,
    mainKey: symbolKey(names[0] ?? ''),
    nameKeys: new Set(names.map(symbolKey)),
    like: null,
  };
}

function namesOf(spelling: string, languages: readonly string[]): Text {
  const texts: Record<string, string> = {};
  for (const [language, text] of Object.entries(textByScript(spelling, languages)))
    texts[language] = calmCapitals(text);
  return texts;
}
