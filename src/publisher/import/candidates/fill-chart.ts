// What a list adds to a chart by its own majority: numbers with the name that comes with them, spellings of what is known,
// and names in a list without numbers.
import { slug } from '../text/clean-text.ts';
import { idOfText } from '../text/id-of-text.ts';
import { type ByCode, type ByKey, type Likeness, likest, nearest } from './chart-symbol.ts';
import { bestCode, mostUsed, type SymbolCounts } from './symbol-uses.ts';

/** A spelling that comes with one number so often, and hardly with another, is that symbol's. */
const minUses = 3;
const minShare = 0.8;
/** Puts a symbol on the chart. */
export type AddSymbol = (code: string, key: string, like?: Likeness | null) => void;

/** A number is a symbol of its own where some name comes with it more than with any other number. */
export function addNumbered(
  counts: SymbolCounts,
  byCode: ByCode,
  byKey: ByKey,
  add: AddSymbol,
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

export function learnSpellings(counts: SymbolCounts, byCode: ByCode, byKey: ByKey): void {
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
export function addUnnumbered(
  counts: SymbolCounts,
  byCode: ByCode,
  byKey: ByKey,
  add: AddSymbol,
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
