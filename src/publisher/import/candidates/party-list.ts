// Which party a row means: by the names that parties.csv has, else a new party by its most frequent spelling. Spellings
// that differ by more than case, marks and punctuation stay apart: a party is never guessed.

import type { Text } from '../../../core/guide/format/text.ts';
import { fold } from '../../../core/spelling/fold.ts';
import type { PartyEntry } from '../../content/content.ts';
import { calmCapitals, shortSlug, textByScript } from '../text/clean-text.ts';
import { idOfText } from '../text/id-of-text.ts';

export interface ListedParty {
  readonly id: string;
  readonly name: Text;
  readonly isNew: boolean;
}

export interface PartyList {
  readonly parties: readonly ListedParty[];
  /** @returns null for a blank cell */
  read(spelling: string): { readonly party: ListedParty; readonly mend: string } | null;
  /** Whether a folded text without spaces is a party's name. */
  isParty(key: string): boolean;
}

/** The words for "no party" that lists use beside each other. */
const independentWords = ['independent', 'independant', 'ind', 'azad', 'آزاد', 'آزاد امیدوار'];
const independentKeys = new Set(independentWords.map(partyKey));
const independentKey = partyKey('independent');

function partyKey(spelling: string): string {
  return fold(spelling).replace(/ /g, '');
}

/**
 * @param known rows of parties.csv that stand
 * @param spellings every row's party, cleaned
 * @param languages the guide's
 */
export function openPartyList(
  known: readonly PartyEntry[],
  spellings: readonly string[],
  languages: readonly string[],
): PartyList {
  const byKey = new Map<string, ListedParty>();
  const ids = new Set<string>();
  for (const { id, name, short } of known) {
    const party = { id, name, isNew: false };
    ids.add(id);
    for (const text of [...Object.values(name), ...Object.values(short)]) byKey.set(partyKey(text), party);
  }
  const isKnownIndependent = [...independentKeys].map((key) => byKey.get(key)).find(Boolean);
  if (isKnownIndependent) byKey.set(independentKey, isKnownIndependent);
  const counts = new Map<string, Map<string, number>>();
  for (const spelling of spellings) {
    if (spelling === '') continue;
    const key = keyOf(spelling);
    const inner = counts.get(key) ?? new Map<string, number>();
    inner.set(spelling, (inner.get(spelling) ?? 0) + 1);
    counts.set(key, inner);
  }
  for (const [key, found] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (byKey.has(key)) continue;
    const canonical = canonicalOf(found);
    const stem = shortSlug(canonical) ?? idOfText(canonical);
    let id = stem;
    for (let i = 2; ids.has(id); i++) id = `${stem}-${i}`;
    ids.add(id);
    byKey.set(key, { id, name: namesOf(canonical, languages), isNew: true });
  }
  return {
    parties: [...new Set(byKey.values())],
    read(spelling) {
      const party = spelling === '' ? undefined : byKey.get(keyOf(spelling));
      if (!party) return null;
      const names = Object.values(party.name);
      const isAsWritten = names.some((name) => name.toLowerCase() === spelling.toLowerCase());
      return { party, mend: isAsWritten ? '' : `the party "${spelling}" read as "${names[0] ?? party.id}"` };
    },
    isParty: (key) => byKey.has(key) || independentKeys.has(key),
  };
}

function keyOf(spelling: string): string {
  const key = partyKey(spelling);
  return independentKeys.has(key) ? independentKey : key;
}

/** The most frequent spelling, one with small letters before one in capitals. */
function canonicalOf(found: ReadonlyMap<string, number>): string {
  const ranked = [...found].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([spelling]) => spelling);
  return ranked.find((spelling) => spelling !== spelling.toUpperCase()) ?? ranked[0] ?? '';
}

function namesOf(spelling: string, languages: readonly string[]): Text {
  const texts: Record<string, string> = {};
  for (const [language, text] of Object.entries(textByScript(spelling, languages))) {
    // Abbreviations stand in capitals rightly; names of several words do not.
    texts[language] = text.includes(' ') ? calmCapitals(text) : text;
  }
  return texts;
}
