// How many typing slips lie between two spellings. Used to confirm what a number says, to name a suspicion in a report,
// to tell a corrected spelling from another word: never to decide alone which symbol is meant.

/**
 * Insertions, deletions, substitutions and swaps of neighbours, up to a bound.
 * @returns the distance, or `max + 1` where it is more than `max`
 * @source Damerau-Levenshtein, the optimal string alignment form
 */
export function slipsBetween(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > max) return max + 1;
    before = above;
    above = row;
  }
  return Math.min(above[b.length] ?? max + 1, max + 1);
}

/** So many slips still look like one word: none in short words, where bowl and owl or chain and chair would meet. */
export function slipsAllowed(word: string): number {
  return word.length >= 9 ? 2 : word.length >= 6 ? 1 : 0;
}
