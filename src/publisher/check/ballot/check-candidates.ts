// Candidates: that each can be found on the ballot by a mark of its own, and that no voter can be shown two of one symbol.
import type { CandidateEntry, Content, ContestEntry, SymbolEntry } from '../../content/content.ts';
import { symbolKey } from '../../content/rows/symbol-key.ts';
import type { Reporter } from '../reporter.ts';

export function checkCandidates(content: Content, report: Reporter): void {
  const { candidates, contests } = content;
  const byId = new Map(contests.map((contest) => [contest.id, contest]));
  const parties = new Set(content.parties.map(({ id }) => id));
  const symbols = new Set(content.symbols.map(({ code }) => code));
  report.doubles(candidates, 'serial', ({ contest, serial }) => `${contest} serial ${serial}`);
  const symbolsOf = new Map<string, CandidateEntry>();
  const sameName = openSameNames(content.symbols);
  const filled = new Set<string>();
  for (const row of candidates) {
    report.reference(row, 'contest', 'contest', row.contest, byId);
    if (row.party !== null) report.reference(row, 'party', 'party', row.party, parties);
    filled.add(row.contest);
    if (Object.keys(row.name).length === 0) {
      report.error(row, 'name', 'no-name', 'the candidate has no name in any language', 'fill in a name');
    }
    checkMark(row, byId.get(row.contest), report);
    if (row.symbol === null) continue;
    report.reference(row, 'symbol', 'symbol', row.symbol, symbols);
    const key = `${row.contest} ${row.symbol}`;
    const before = symbolsOf.get(key);
    if (before) {
      const message = `in ${row.contest} serial ${before.serial} (row ${before.row}) has the symbol "${row.symbol}" too`;
      const isGivenBack = before.isWithdrawn || row.isWithdrawn;
      const fix = isGivenBack
        ? 'clear the symbol of the one who withdrew'
        : 'find out who has it; until then set the contest to under-review';
      report.error(row, 'symbol', 'doubled-symbol', message, fix);
    } else {
      symbolsOf.set(key, row);
      checkName(row, row.symbol, sameName, report);
    }
  }
  for (const contest of contests) {
    if (contest.state !== 'open' || contest.kind === 'referendum' || filled.has(contest.id)) continue;
    const fix = 'add its candidates, or set its state to under-review';
    report.error(contest, 'state', 'no-candidates', `${contest.id} is open and has no candidates`, fix);
  }
  report.languages(
    candidates,
    'name',
    ({ name }) => name,
    ({ contest, serial }) => `${contest} ${serial}`,
  );
}

function checkMark(row: CandidateEntry, contest: ContestEntry | undefined, report: Reporter): void {
  if (contest?.state !== 'open' || row.isWithdrawn) return;
  if (contest.mark === 'symbol' && row.symbol === null) {
    const fix = 'fill in the symbol, or take the row out and mark the contest incomplete';
    report.error(row, 'symbol', 'no-symbol', `${row.contest} serial ${row.serial} has no symbol`, fix);
  }
  if (contest.mark === 'photograph' && row.photo === null) {
    const message = `${row.contest} serial ${row.serial} has no photograph, which is what its ballot shows`;
    report.error(row, 'photo', 'no-photo', message, 'add the photograph');
  }
}

/** The row of the same contest whose symbol is called like this one; it is remembered that the row has the symbol. */
type SameName = (row: CandidateEntry, symbol: string) => CandidateEntry | null;

/** Two codes of one symbol ("Kite" as 12, "Patang" as patang) are two candidates with one symbol, and codes alone hide it. */
function openSameNames(symbols: readonly SymbolEntry[]): SameName {
  const owners = new Map<string, string | null>();
  const keysOf = new Map<string, { readonly names: readonly string[]; readonly all: readonly string[] }>();
  for (const { code, name, spellings } of symbols) {
    const names = [...new Set(Object.values(name).map(symbolKey))].filter(Boolean);
    const all = [...new Set([...names, ...spellings.map(symbolKey)])].filter(Boolean);
    keysOf.set(code, { names, all });
    for (const key of all) owners.set(key, owners.has(key) && owners.get(key) !== code ? null : code);
  }
  // Only what two symbols are called can make them one: in most charts that is nothing, and no row is looked at.
  const isShared = (key: string): boolean => owners.get(key) === null;
  for (const [code, { names, all }] of keysOf) {
    if (!all.some(isShared)) keysOf.delete(code);
    else keysOf.set(code, { names: names.filter(isShared), all: all.filter(isShared) });
  }
  const byName = new Map<string, CandidateEntry>();
  const byAny = new Map<string, CandidateEntry>();
  return (row, symbol) => {
    const keys = keysOf.get(symbol);
    if (!keys) return null;
    const place = (key: string): string => `${row.contest} ${key}`;
    // A spelling that two symbols share says nothing; a name that the other one goes by does.
    const met = [
      ...keys.names.map((key) => byAny.get(place(key))),
      ...keys.all.map((key) => byName.get(place(key))),
    ].find((before) => before !== undefined && before.symbol !== symbol);
    for (const key of keys.names) byName.set(place(key), row);
    for (const key of keys.all) byAny.set(place(key), row);
    return met ?? null;
  };
}

function checkName(row: CandidateEntry, symbol: string, sameName: SameName, report: Reporter): void {
  const before = sameName(row, symbol);
  if (!before) return;
  const message = `in ${row.contest} serial ${before.serial} (row ${before.row}) has the symbol "${before.symbol}", which is called as "${symbol}" is`;
  const fix = 'if they are one symbol, make one of them in symbols.csv and find out who has it; else name them apart';
  report.error(row, 'symbol', 'doubled-symbol-name', message, fix);
}
