// What was made of slips, and what a person has to know of them before they print.
import type { LeftOutWhy, SlipNotes } from '../../slips/plan-slips.ts';
import { counted } from '../counted.ts';
import type { Output } from '../output.ts';

const named = 12;

const leftOutWords: Readonly<Record<LeftOutWhy, string>> = {
  'under-review': 'under review, so no list is shown yet',
  postponed: 'the vote is postponed',
  withdrawn: 'the contest is withdrawn',
  empty: 'the guide has no candidates there',
};

const finalFix =
  'The guide does not say when symbols are final, so that none says NOT FINAL. Mend: say it in ' +
  "guide.yaml, past or to come, under election: calendar: { symbolsFinal: '2027-01-20T00:00:00Z' }. Then build, and make " +
  'the slips again.';

/** @param what was made: "slips: 12 slips in 2 sheets, A4." */
export function tellSlips(what: string, { split, large, leftOut, unmarked, roots }: SlipNotes, output: Output): void {
  const list = (seats: readonly string[]): string =>
    seats.slice(0, named).join(', ') + (seats.length > named ? ` and ${seats.length - named} more` : '');
  output.out(what);
  if (roots > 0) output.out(`Each code carries ${counted(roots, 'newer root')}.`);
  if (split.length > 0) output.out(`One code a language, since all do not fit one code of 4 cm: ${list(split)}.`);
  if (large.length > 0) output.err(`warning: larger codes, since 4 cm would be too dense: ${list(large)}.`);
  for (const [why, because] of Object.entries(leftOutWords)) {
    const seats = leftOut.filter((each) => each.why === why).map(({ seat }) => seat);
    if (seats.length > 0) output.err(`warning: no slips, ${because}: ${list(seats)}.`);
  }
  if (unmarked.length > 0)
    output.err(`warning: ${counted(unmarked.length, 'slip looks', 'slips look')} final. ${finalFix}`);
}

/** "slips: 12 slips in 2 sheets, A4." @param files as they were written */
export function sayFiles(out: string, slips: number, files: readonly string[]): string {
  const sheets = files.filter((name) => name.endsWith('.html')).length;
  return `${out}: ${counted(slips, 'slip')} in ${counted(sheets, 'sheet')}, A4.`;
}
