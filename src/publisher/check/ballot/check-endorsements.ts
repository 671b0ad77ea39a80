// Endorsements: that each backs somebody who stands, and under the symbol that the ballot shows beside the name.
import type { Content, EndorsementEntry } from '../../content/content.ts';
import { holderKey, nobodyHolds, symbolHolders } from '../../content/rows/settle-endorsements.ts';
import type { Reporter } from '../reporter.ts';

export function checkEndorsements(content: Content, report: Reporter): void {
  const { endorsements, candidates, contests, guide } = content;
  if (endorsements.length === 0) return;
  const ids = new Set(contests.map(({ id }) => id));
  const endorsers = new Set(guide.endorsers.map(({ id }) => id));
  const running = new Map(candidates.map((each) => [`${each.contest} ${each.serial}`, each]));
  const holders = symbolHolders(candidates);
  report.doubles(endorsements, 'serial', ({ by, contest, serial }) => `${by}, ${contest} serial ${serial}`);
  for (const row of endorsements) {
    report.reference(row, 'by', 'endorser', row.by, endorsers);
    report.reference(row, 'contest', 'contest', row.contest, ids);
    if (!ids.has(row.contest)) continue;
    const backed = running.get(`${row.contest} ${row.serial}`);
    if (!backed) {
      const message = `there is no candidate with serial ${row.serial} in ${row.contest}`;
      report.error(row, 'serial', 'unknown-candidate', message, 'correct the serial number, or remove the row');
    } else if (backed.isWithdrawn) {
      const message = `${row.by} backs serial ${row.serial} of ${row.contest}, who has withdrawn`;
      const value = `${row.by} ${row.contest} ${row.serial}`;
      report.gate(row, 'serial', 'nominee-withdrawn', message, 'ask the endorser, or remove the row', value);
    }
    if (row.symbol === null || row.symbol === (backed?.symbol ?? row.symbol)) continue;
    const [holder] = holders.get(holderKey(row.contest, row.symbol)) ?? [];
    if (holder) anotherSymbol(row, backed?.symbol ?? '', holder.serial, report);
    else report.add(nobodyHolds(row, row.symbol));
  }
}

function anotherSymbol(row: EndorsementEntry, symbol: string, serial: number, report: Reporter): void {
  const message = `serial ${row.serial} of ${row.contest} has the symbol "${symbol}"; "${row.symbol}", which ${row.by} names, is serial ${serial}'s`;
  const fix = 'ask the endorser who is meant, and correct the serial number or the symbol';
  report.error(row, 'symbol', 'nominee-another-symbol', message, fix);
}
