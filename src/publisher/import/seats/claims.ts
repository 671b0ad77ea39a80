// Several keys of a list can be read as one seat: "PK-36" and "PK-36Mansehra-I". Are they parts of one list, two copies
// of it, or two seats? What is not sure is held back.
import { fold } from '../../../core/spelling/fold.ts';
import type { Note, SourceRow } from '../source-rows.ts';
import type { KeyReading } from './seat-key.ts';

/** The rows under one spelling of a key. */
export interface Claim {
  readonly reading: KeyReading;
  readonly rows: SourceRow[];
}

export interface SettledClaims {
  /** The rows that are the seat's. */
  readonly rows: readonly SourceRow[];
  /** How the keys of mended rows were read. */
  readonly mends: ReadonlyMap<SourceRow, Note>;
  /** Rows that are held back without touching the seat. */
  readonly apart: readonly { readonly rows: readonly SourceRow[]; readonly held: Note }[];
  /** What holds the whole seat back. */
  readonly faults: readonly Note[];
}

/**
 * @param seat the seat's id
 * @param claims every spelling of its key, in the source's order
 * @param symbolOf the code of a row's symbol; "" where it is not settled
 */
export function settleClaims(
  seat: string,
  claims: readonly Claim[],
  symbolOf: (row: SourceRow) => string,
): SettledClaims {
  const rows: SourceRow[] = [];
  const mends = new Map<SourceRow, Note>();
  const apart: { rows: readonly SourceRow[]; held: Note }[] = [];
  const faults: Note[] = [];
  const safe = claims.filter(({ reading }) => reading.kind === 'exact' || reading.kind === 'mended');
  // The well-formed key is the seat's; the others have to fit it.
  const base = safe.find(({ reading }) => reading.kind === 'exact') ?? safe[0];
  for (const claim of claims) {
    const { reading } = claim;
    if (!safe.includes(claim)) {
      apart.push({ rows: claim.rows, held: { code: 'malformed-key', text: reading.why } });
      continue;
    }
    if (reading.kind === 'mended') {
      for (const row of claim.rows) mends.set(row, { code: 'seat-key', text: reading.why });
    }
    const names = namesOf(claim);
    if (claim === base || !base) {
      addAll(rows, claim.rows);
      continue;
    }
    if (!isSameName(names, namesOf(base))) {
      const text = `its only reading, ${seat}, is the seat of another list with another name`;
      if (base.reading.kind === 'exact') apart.push({ rows: claim.rows, held: { code: 'malformed-key', text } });
      else {
        faults.push({ code: 'two-names', text: `two lists with two names read as ${seat}` });
        addAll(rows, claim.rows);
      }
    } else if (areDisjoint(base.rows, claim.rows)) addAll(rows, claim.rows);
    else if (areCopies(base.rows, claim.rows, symbolOf)) {
      apart.push({ rows: claim.rows, held: { code: 'second-copy', text: `a second copy of the list of ${seat}` } });
    } else {
      faults.push({ code: 'copies-disagree', text: `two copies of the list of ${seat} say different things` });
      addAll(rows, claim.rows);
    }
  }
  for (const { reading, rows: own } of safe) {
    const isKept = own.some((row) => rows.includes(row));
    if (isKept && reading.rest !== '' && namesOf({ reading, rows: own }).size > 1) {
      faults.push({ code: 'two-names', text: `"${reading.rest}" stands in the key beside another name` });
    }
  }
  return { rows, mends, apart, faults };
}

function namesOf({ reading, rows }: Claim): ReadonlySet<string> {
  const all = [reading.rest, ...rows.map((row) => Object.values(row.seatName)[0] ?? '')];
  return new Set(all.map((name) => fold(name).replace(/ /g, '')).filter(Boolean));
}

function isSameName(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === 0 || b.size === 0 || [...a].every((name) => b.has(name));
}

function areDisjoint(a: readonly SourceRow[], b: readonly SourceRow[]): boolean {
  const serials = new Set(a.map(({ serial }) => serial));
  return b.every(({ serial }) => serial !== null && !serials.has(serial));
}

/** The same serial numbers with the same settled symbols. */
function areCopies(a: readonly SourceRow[], b: readonly SourceRow[], symbolOf: (row: SourceRow) => string): boolean {
  const symbols = new Map(a.map((row) => [row.serial, symbolOf(row)]));
  return (
    a.length === b.length &&
    symbols.size === a.length &&
    b.every((row) => symbolOf(row) !== '' && symbols.get(row.serial) === symbolOf(row))
  );
}

/** One by one: a list of a hundred thousand rows has more than a call can be given. */
function addAll(to: SourceRow[], rows: readonly SourceRow[]): void {
  for (const row of rows) to.push(row);
}
