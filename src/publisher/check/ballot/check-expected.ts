// The seats that are expected, against those that the tables have: what a list left out, and what it has too many.
import type { Content } from '../../content/content.ts';
import { compareSeats, expectedSeats, someSeats, withoutCandidates } from '../../content/rows/expected-seats.ts';
import { type Reporter, rowsValue } from '../reporter.ts';

export function checkExpected(content: Content, report: Reporter): void {
  const { contests } = content;
  const expected = expectedSeats(content);
  if (expected.size === 0) return;
  const { absent, strange } = compareSeats(expected, new Set(contests.map(({ id }) => id)), false);
  const missing = absent.map(({ id }) => id);
  if (absent[0]) {
    const message = `${missing.length} of ${expected.size} expected seats are not in contests.csv: ${someSeats(missing)}`;
    const fix =
      'find them in the list (review/ has rows that were held back), or add the seat to contests.csv as under-review: its voters are told to ask officially then';
    report.gate(absent[0].entry, 'id', 'seat-missing', message, fix, rowsValue(missing));
  }
  const [first] = contests.filter(({ id }) => strange.includes(id));
  if (first) {
    const message = `${strange.length} of ${contests.length} seats are not among those that seats.csv expects: ${someSeats(strange)}`;
    const fix = 'correct the key where the list mistyped it; where it is a real seat, add it to seats.csv';
    report.gate(first, 'id', 'seat-not-expected', message, fix, rowsValue(strange));
  }
  const bare = withoutCandidates(content).filter(({ id }) => expected.has(id));
  if (bare[0]) {
    const ids = bare.map(({ id }) => id);
    const message = `${ids.length} of ${expected.size} expected seats have no candidate: ${someSeats(ids)}`;
    report.warning(bare[0], 'state', 'seat-without-candidates', message, 'import their list when it is there');
  }
}
