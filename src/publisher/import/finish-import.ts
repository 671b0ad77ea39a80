// The last step of every import: what a source says is merged into the folder, the report and the questions to people are
// written beside it, and all of it replaces the old files together.
import { isDeepStrictEqual } from 'node:util';
import { writeFolderFiles } from '../content/folder.ts';
import { type PlacedItem, type ReviewItem, reviewFolder, writeReview } from '../content/review.ts';
import { type ImportReport, reportJson, reportsFolder, reportTable } from './import-report.ts';
import { hashOf, nextReview } from './merge/answers.ts';
import { changesTable, mergeSource } from './merge/merge-source.ts';
import type { KeptEdit, ProposedTable, RowChange } from './merge/merge-table.ts';

export interface Finishing {
  readonly dir: string;
  /** The source's: "candidates-list". */
  readonly name: string;
  readonly proposed: readonly ProposedTable[];
  readonly report: ImportReport;
  /** What people have to look at. */
  readonly open: readonly ReviewItem[];
  /** The review file as it was. */
  readonly before: readonly PlacedItem[];
  /** Records of the source by the ids of its rows. */
  readonly standing: ReadonlyMap<string, number>;
  /** Other files of the folder that change with it. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
}

/** What was written, and what it came to. */
export interface Finished extends Readonly<ImportReport['counts']> {
  /** Path of the report inside the folder; the same with .csv stands beside it. */
  readonly report: string;
  readonly account: ImportReport;
  readonly changes: readonly RowChange[];
  readonly kept: readonly KeptEdit[];
  readonly isFirst: boolean;
  /** Rows of the review file without an answer. */
  readonly open: number;
  /** Rows that are held back in spite of their answer. */
  readonly unsettled: number;
}

/** @throws FaultError where a table of the folder cannot be read; nothing is written then */
export async function finishImport(finishing: Finishing): Promise<Finished> {
  const { dir, name, proposed, report, before, standing, files } = finishing;
  const answers = new Map(before.map(({ id, answer }) => [id, answer.toLowerCase()]));
  const { files: tables, ...merged } = await mergeSource(dir, name, proposed, (edit) => {
    const answer = answers.get(editId(edit));
    return answer === 'list' || answer === 'keep' ? answer : 'open';
  });
  const edits = merged.kept.filter(({ isOpen }) => isOpen).map(editItem);
  const review = nextReview([...finishing.open, ...edits], before, standing);
  const reportPath = `${reportsFolder}/${name}.json`;
  const all = new Map<string, string | Uint8Array>([
    ...files,
    ...tables,
    [reportPath, reportJson(report)],
    [`${reportsFolder}/${name}.csv`, reportTable(report)],
    [`${reportsFolder}/${name}.changes.csv`, changesTable(merged.changes, merged.kept)],
  ]);
  if (review.length > 0 || before.length > 0) {
    // A file that says the same is left as a person's program saved it.
    const isSame = isDeepStrictEqual(review, before.map(withoutPlace));
    if (!isSame) all.set(`${reviewFolder}/${name}.csv`, writeReview(review));
  }
  await writeFolderFiles(dir, all);
  const answered = review.filter(({ answer }) => answer !== '');
  const unsettled = answered.filter(({ isHeld }) => isHeld).length;
  return {
    ...report.counts,
    report: reportPath,
    account: report,
    ...merged,
    open: review.length - answered.length,
    unsettled,
  };
}

function withoutPlace({ file: _file, record: _record, ...item }: PlacedItem): ReviewItem {
  return item;
}

/** Edits have no row of the source; what the list says there is the question. */
function editId({ file, key, column, list }: KeptEdit): string {
  return `edit-${hashOf([file, key, column, list])}`;
}

function editItem(edit: KeptEdit): ReviewItem {
  const { file, key, column, yours, list } = edit;
  const place = `${file} ${key}${column === '' ? '' : `, ${column}`}`;
  const reason =
    list === ''
      ? `${place}: you changed this row, and the list has it no more; it stays`
      : yours === ''
        ? `${place}: you took this out, and the list now says something else there; it stays out`
        : `${place}: you wrote "${yours}", the list now says "${list}"; yours stays`;
  return {
    id: editId(edit),
    row: 0,
    seat: key.split(' ')[0] ?? '',
    what: 'your-edit',
    reason: `${reason}. Answer list to take the list's, keep to settle it`,
    found: list,
    guess: '',
    distance: null,
    isHeld: false,
    answer: '',
    by: '',
  };
}
