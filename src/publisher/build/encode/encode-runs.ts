// Seat codes as guide.ts reads them: a run of numbers after one prefix takes three values instead of one a seat.

/** A code, or prefix, first and last number. */
type CodeOrRun = string | readonly [prefix: string, from: number, to: number];

/** The codes in their order; runs of three and more are written as such. */
export function encodeRuns(codes: readonly string[]): readonly CodeOrRun[] {
  const encoded: CodeOrRun[] = [];
  for (let at = 0; at < codes.length; ) {
    const run = runFrom(codes, at);
    if (run && run[2] - run[1] >= 2) encoded.push(run);
    else encoded.push(codes[at] ?? '');
    at += run && run[2] - run[1] >= 2 ? run[2] - run[1] + 1 : 1;
  }
  return encoded;
}

function runFrom(codes: readonly string[], at: number): readonly [string, number, number] | null {
  const [, prefix, digits] = /^(.*?)(0|[1-9]\d{0,5})$/.exec(codes[at] ?? '') ?? [];
  if (prefix === undefined || digits === undefined) return null;
  const from = Number(digits);
  let to = from;
  while (codes[at + to - from + 1] === `${prefix}${to + 1}`) to++;
  return [prefix, from, to];
}
