// Rows that imports could not settle or had to guess, and nobody has looked at: review/*.csv, as content/review has it.
import type { PlacedItem } from '../content/review.ts';
import { type Reporter, rowsValue, someRows } from './reporter.ts';

/** An answer counts when somebody stands by it with a name. */
function isOpen({ answer, by }: PlacedItem): boolean {
  return answer === '' || by === '';
}

/** Import marks a row as held no more when the answer settled it; one that is left out by its answer is settled. */
function isStillOut({ isHeld, answer }: PlacedItem): boolean {
  return isHeld && answer.toLowerCase() !== 'drop';
}

const fixes = {
  answer: 'fill in the columns answer and by, and import the same list again; or sign it off',
  again:
    'import the same list again; where the row stays held, its reason says why the answer does not fit; or sign it off',
  edit: 'write list or keep into the column answer and your name into by, and import the same list again; or sign it off',
} as const;

export function checkReviews(items: readonly PlacedItem[], report: Reporter): void {
  const files = [...new Set(items.map(({ file }) => file))];
  for (const file of files) {
    const own = items.filter((item) => item.file === file);
    const open = own.filter(isOpen);
    const out = own.filter((item) => !isOpen(item) && isStillOut(item));
    const guessed = open.filter(({ isHeld }) => !isHeld);
    const [edits, guesses] = [guessed.filter(isEdit), guessed.filter((item) => !isEdit(item))];
    const say = (count: number, one: string, many: string): string => (count === 1 ? `1 ${one}` : `${count} ${many}`);
    tell(
      open.filter(({ isHeld }) => isHeld),
      'rows-held-back',
      (n) => `${say(n, 'row of the source is', 'rows of the source are')} left out, and nobody has answered for it`,
      fixes.answer,
      report,
    );
    tell(
      out,
      'answers-not-taken',
      (n) => `${say(n, 'row of the source is', 'rows of the source are')} still left out, although there is an answer`,
      fixes.again,
      report,
    );
    tell(
      guesses,
      'rows-unreviewed',
      (n) => `${say(n, 'row was', 'rows were')} taken by a guess that nobody has looked at`,
      fixes.answer,
      report,
    );
    tell(
      edits,
      'edits-undecided',
      (n) => `${say(n, 'edit of yours says', 'edits of yours say')} one thing and the newer list another; yours stands`,
      fixes.edit,
      report,
    );
  }
}

function isEdit({ what }: PlacedItem): boolean {
  return what === 'your-edit';
}

function tell(
  items: readonly PlacedItem[],
  code: string,
  message: (count: number) => string,
  fix: string,
  report: Reporter,
): void {
  const [first] = items;
  if (!first) return;
  const rows = items.map(({ file, record }) => ({ file, row: record }));
  const value = rowsValue(items.map(({ id }) => id));
  report.gate(
    { file: first.file, row: first.record },
    'answer',
    code,
    `${message(items.length)} (${someRows(rows)})`,
    fix,
    value,
  );
}
