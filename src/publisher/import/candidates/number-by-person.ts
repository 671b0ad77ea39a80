// Serial numbers for lists that have none: whoever has one keeps it, so that a name that comes or goes moves nobody else.
import { fold } from '../../../core/spelling/fold.ts';
import type { Content } from '../../content/content.ts';
import type { SourceRow } from '../source-rows.ts';

/** @param languages the guide's */
export function numberByPerson(
  { candidates }: Content,
  languages: readonly string[],
): (seat: string, rows: readonly SourceRow[]) => ReadonlyMap<SourceRow, number> {
  const bySeat = new Map<string, Map<string, number>>();
  const keyOf = (name: Readonly<Record<string, string>>): string =>
    fold(languages.map((language) => name[language]).find(Boolean) ?? '');
  for (const { contest, name, serial } of candidates) {
    const known = bySeat.get(contest) ?? new Map<string, number>();
    const key = keyOf(name);
    if (key !== '' && !known.has(key)) known.set(key, serial);
    bySeat.set(contest, known);
  }
  return (seat, rows) => {
    const known = bySeat.get(seat) ?? new Map<string, number>();
    const numbers = new Map<SourceRow, number>();
    const taken = new Set<number>();
    for (const row of rows) {
      const serial = known.get(keyOf(row.name));
      if (serial === undefined || taken.has(serial)) continue;
      numbers.set(row, serial);
      taken.add(serial);
    }
    let next = 1;
    const used = new Set([...taken, ...known.values()]);
    for (const row of rows) {
      if (numbers.has(row)) continue;
      while (used.has(next)) next++;
      used.add(next);
      numbers.set(row, next);
    }
    return numbers;
  };
}
