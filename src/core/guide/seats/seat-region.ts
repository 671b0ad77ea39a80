// From a seat's code to the region that holds it, by the table in the app's page. Nothing here reads or checks that table
// (hints.ts does), so that the page's first script can be small.

/** As hints.ts describes it. */
export interface RegionTable {
  readonly regions: readonly string[];
  readonly runs: Readonly<Record<string, readonly number[]>>;
  readonly codes: Readonly<Record<string, number>>;
}

/**
 * The region whose bundle answers a seat.
 * @param code as in the directory: "NA-130"
 * @returns the region's id; null where the table has no such seat
 */
export function regionForSeat({ regions, runs, codes }: RegionTable, code: string): string | null {
  const odd = Object.prototype.hasOwnProperty.call(codes, code) ? codes[code] : undefined;
  if (odd !== undefined) return regions[odd] ?? null;
  const parts = splitCode(code);
  const run = parts && Object.prototype.hasOwnProperty.call(runs, parts.prefix) ? runs[parts.prefix] : undefined;
  return parts && run ? (regions[regionInRun(run, parts.number)] ?? null) : null;
}

/**
 * What stands before a seat's number, and the number: "NA-" and 130. Leading zeros belong to what stands before.
 * @returns null for a code without a plain number of at most six digits at its end
 */
export function splitCode(code: string): { readonly prefix: string; readonly number: number } | null {
  const [, prefix, digits] = /^((?:.*[^0-9])?0*?)(0|[1-9][0-9]{0,5})$/.exec(code) ?? [];
  return prefix === undefined || digits === undefined ? null : { prefix, number: Number(digits) };
}

/** @returns the region's row; -1 where the number is in no run or in a gap */
export function regionInRun(run: readonly number[], number: number): number {
  let from = run[0] ?? 0;
  for (let i = 1; i < run.length; i += 2) {
    const to = from + (run[i + 1] ?? 0);
    if (number >= from && number < to) return run[i] ?? -1;
    from = to;
  }
  return -1;
}
