// What every import of rows has in common: folder and list are read, columns chosen, rows judged by their kind, the outcome
// merged and accounted for. Candidates, which make seats, have a way of their own.
import { basename } from 'node:path';
import type { Content } from '../content/content.ts';
import { guideFileName } from '../content/guide-file/read-guide-file.ts';
import { readGuideText } from '../content/guide-file/read-guide-text.ts';
import { readContent } from '../content/read-content.ts';
import { readReview } from '../content/review.ts';
import type { Table } from '../tables/read-table.ts';
import { addToGuideFile } from './add-to-guide-file.ts';
import { refuseWrongGuess, unusedColumns } from './columns/choose-columns.ts';
import type { ImportKind } from './columns/kinds.ts';
import { openList } from './columns/open-list.ts';
import { mappingsFileName, textWithMap } from './columns/saved-maps.ts';
import { finishImport } from './finish-import.ts';
import type { ImportOptions, ImportResult } from './import-options.ts';
import { reportOf } from './import-report.ts';
import { type ListRow, openListRows } from './list-rows.ts';
import { answersOf } from './merge/answers.ts';
import type { ProposedTable } from './merge/merge-table.ts';
import { refuseUnsafe } from './refuse-unsafe.ts';
import { type RowVerdict, reviewItemsOf } from './row-verdict.ts';
import { pictureRows } from './sheet-pictures.ts';
import { sourceName } from './text/source-name.ts';

/** What a kind's judge is given. */
export interface ListToJudge {
  readonly rows: readonly ListRow[];
  readonly content: Content;
  /** The guide's, with those that the list brings. */
  readonly languages: readonly string[];
  readonly table: Table;
  readonly options: ImportOptions;
  /** Pictures that lie in rows of a workbook's sheet, by their row; of charts of symbols alone. */
  readonly pictures: ReadonlyMap<number, Uint8Array>;
}

export interface JudgedList {
  readonly verdicts: readonly (RowVerdict & { readonly found: string })[];
  readonly proposed: readonly ProposedTable[];
  /** An endorser that guide.yaml lacks. */
  readonly newEndorser?: string | undefined;
  /** Pictures that come into the folder, by their path in it. */
  readonly files?: ReadonlyMap<string, Uint8Array>;
}

export interface ListKind {
  readonly kind: ImportKind;
  /** The tables that it writes. */
  readonly files: readonly string[];
  /** What an answer may set. */
  readonly answers: readonly string[];
  /** Told apart from the same file for somebody else: "nominees-movement-list". */
  readonly nameOf?: (options: ImportOptions) => string;
  /** @throws FaultError where the list as a whole cannot be used */
  readonly judge: (list: ListToJudge) => JudgedList;
}

/** @throws FaultError when the list, the map or the folder cannot be used; nothing is written then */
export async function importList(spec: ListKind, options: ImportOptions): Promise<ImportResult> {
  const { kind } = spec;
  const { file, into, progress } = options;
  progress?.('reading the folder');
  const { content, faults } = await readContent(into);
  refuseUnsafe(faults, new Set(spec.files));
  progress?.('reading the list');
  const { table, chosen, sheet, bytes } = await openList(kind, content, options);
  const brought = [...chosen.map.keys()].flatMap((what) => /^(?!places:)[^:]+:(.+)$/.exec(what)?.[1] ?? []);
  const newLanguages = [...new Set(brought)].filter((language) => !content.guide.languages.includes(language));
  const languages = [...content.guide.languages, ...newLanguages];
  const name = sourceName(spec.nameOf?.(options) ?? kind, options.source ?? file);
  const before = await readReview(into, name);
  const answers = answersOf(
    before.filter(({ what }) => what !== 'your-edit'),
    spec.answers,
  );
  progress?.(`looking at ${table.rows.length} rows`);
  const rows = openListRows(table, chosen.map, languages, answers);
  const pictures =
    kind === 'symbols'
      ? pictureRows(bytes, { file: table.file, sheet, rows: table.rows.map(({ row }) => row) })
      : { byRow: new Map<number, Uint8Array>(), faults: [] };
  const { verdicts, proposed, newEndorser, files } = spec.judge({
    ...{ rows, content, languages, table, options, pictures: pictures.byRow },
  });
  const report = reportOf(basename(file), verdicts, [], { contests: [], symbols: [], parties: [] });
  // Whom somebody backs is held back by what the guide has, not by the columns.
  if (kind !== 'nominees') refuseWrongGuess(chosen, table, report);
  const yaml = await readGuideText(into);
  const endorsers = newEndorser === undefined ? [] : [newEndorser];
  progress?.('writing');
  const finished = await finishImport({
    dir: into,
    name,
    proposed,
    report,
    open: reviewItemsOf(verdicts, ({ found }) => found),
    before,
    standing: new Map(rows.map(({ id, row }) => [id, row])),
    files: new Map<string, string | Uint8Array>([
      [guideFileName, addToGuideFile(yaml, { ballots: [], languages: newLanguages, endorsers }, 0)],
      ...(files ?? []),
      [mappingsFileName, await textWithMap(into, kind, basename(options.source ?? file), chosen.map, sheet)],
    ]),
  });
  return {
    ...finished,
    kind,
    seats: 0,
    underReview: 0,
    regions: 0,
    map: chosen.map,
    mapFrom: chosen.from,
    unused: unusedColumns(chosen.map, table),
    pictures: files?.size ?? 0,
    faults: [...table.faults, ...pictures.faults],
  };
}
