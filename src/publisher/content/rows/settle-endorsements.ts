// Whom a row of endorsements.csv backs. Endorsers' own lists name a symbol rather than a number: within a contest either
// says who it is, and where both stand they must say the same.
import type { CandidateEntry, EndorsementEntry } from '../content.ts';
import type { Fault } from '../fault.ts';

/** A row before it is known whom it means; it names a serial number, a symbol, or both. */
export type EndorsementRow = Omit<EndorsementEntry, 'serial'> & { readonly serial: number | null };

/** Who has which symbol: those who stand, by contest and symbol's code. */
export function symbolHolders(candidates: readonly CandidateEntry[]): ReadonlyMap<string, readonly CandidateEntry[]> {
  const holders = new Map<string, CandidateEntry[]>();
  for (const candidate of candidates) {
    if (candidate.symbol === null || candidate.isWithdrawn) continue;
    const key = holderKey(candidate.contest, candidate.symbol);
    const found = holders.get(key);
    if (found) found.push(candidate);
    else holders.set(key, [candidate]);
  }
  return holders;
}

/** The key of `symbolHolders`. */
export function holderKey(contest: string, symbol: string): string {
  return `${contest} ${symbol}`;
}

/**
 * Finds the serial number of rows that name a symbol alone.
 * @param faults takes a `nominee-symbol` for each row whose symbol nobody has in that seat, or several have; such a row
 *   is left out
 */
export function settleEndorsements(
  rows: readonly EndorsementRow[],
  candidates: readonly CandidateEntry[],
  faults: Fault[],
): readonly EndorsementEntry[] {
  if (rows.every(({ serial }) => serial !== null)) return rows as readonly EndorsementEntry[];
  const holders = symbolHolders(candidates);
  return rows.flatMap((row) => {
    const { serial, symbol, contest } = row;
    if (serial !== null || symbol === null) return serial === null ? [] : [{ ...row, serial }];
    const [holder, another] = holders.get(holderKey(contest, symbol)) ?? [];
    if (holder && !another) return [{ ...row, serial: holder.serial }];
    faults.push(holder ? severalHold(row, symbol) : nobodyHolds(row, symbol));
    return [];
  });
}

/** A nominee whose symbol is on nobody's row: voters would look for it on the ballot and not find it. */
export function nobodyHolds({ file, row, contest, by }: Omit<EndorsementRow, 'serial'>, symbol: string): Fault {
  return {
    severity: 'error',
    code: 'nominee-symbol',
    file,
    row,
    column: 'symbol',
    message: `${by} backs the symbol "${symbol}" in ${contest}, which nobody has there`,
    fix: 'ask the endorser who is meant and fill in the serial number, or remove the row',
  };
}

function severalHold({ file, row, contest, by }: EndorsementRow, symbol: string): Fault {
  return {
    severity: 'error',
    code: 'nominee-symbol',
    file,
    row,
    column: 'symbol',
    message: `${by} backs the symbol "${symbol}" in ${contest}, which several have there`,
    fix: 'fill in the serial number',
  };
}
