// The symbols of a list as its rows write them, counted: which spelling comes with which number, and how often.
import { symbolKey } from '../../content/rows/symbol-key.ts';
import { textByScript } from '../text/clean-text.ts';

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

export interface SymbolCounts {
  /** Uses by key, then by code; "" for no code. */
  readonly byKey: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** The most frequent spelling of a key. */
  readonly spelling: ReadonlyMap<string, string>;
  /** Keys that a person stands by. */
  readonly confirmed: ReadonlySet<string>;
}

/** The key of a cell: of its first language where it holds two. */
export function mainKeyOf(spelling: string, languages: readonly string[]): string {
  const texts = textByScript(spelling, languages);
  const first = languages.find((language) => texts[language]);
  return symbolKey(first === undefined ? spelling : (texts[first] ?? ''));
}

export function countUses(uses: readonly SymbolUse[], languages: readonly string[]): SymbolCounts {
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
export function mostUsed(counts: ReadonlyMap<string, number>): readonly [string, number] | undefined {
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0];
}

/** The number that a key comes with most; null where it has none, or two equally often. */
export function bestCode(codes: ReadonlyMap<string, number>): { code: string; uses: number; numbered: number } | null {
  const numbered = [...codes].filter(([code]) => code !== '');
  const [first, second] = numbered.sort(([, m], [, n]) => n - m);
  if (!first || first[1] === second?.[1]) return null;
  return { code: first[0], uses: first[1], numbered: numbered.reduce((sum, [, n]) => sum + n, 0) };
}
