// Rows of any list by what their columns hold: cells cleaned, mends named, people's answers in the place of what they
// answer. Nothing is judged here.
import type { Text } from '../../core/guide/format/text.ts';
import type { Table } from '../tables/read-table.ts';
import { textColumnsOf } from './columns/column-map.ts';
import type { ColumnMap } from './columns/guess-columns.ts';
import { type Answer, type Answers, rowIds } from './merge/answers.ts';
import { mendTexts, type Note } from './source-rows.ts';
import { cleanText, textByScript } from './text/clean-text.ts';

export interface ListRow {
  /** Record of the source, the header being 1. */
  readonly row: number;
  readonly id: string;
  readonly answer: Answer | null;
  readonly isTooLong: boolean;
  readonly mends: readonly Note[];
  /** Whether the list has a column for it; of a text, for one in this language. */
  has(field: string, language?: string): boolean;
  /** The cell as it was read. */
  raw(field: string): string;
  /** Cleaned, or as a person answered; "" where there is nothing. */
  value(field: string): string;
  /** In every language that it has. */
  texts(field: string): Text;
}

/** @param languages the guide's; the scripts of unnamed columns go by them */
export function openListRows(
  table: Table,
  map: ColumnMap,
  languages: readonly string[],
  answers: Answers,
): readonly ListRow[] {
  const at = new Map(table.header.map((name, i) => [name, i]));
  const ids = rowIds(table, [...map.values()]);
  const columns = new Map<string, ReadonlyMap<string, string>>();
  const columnsOf = (field: string): ReadonlyMap<string, string> => {
    const known = columns.get(field) ?? textColumnsOf(map, field);
    columns.set(field, known);
    return known;
  };
  return table.rows.map(({ row, cells, isTooLong }, i) => {
    const id = ids[i] ?? '';
    const answer = answers.get(id) ?? null;
    const mends = new Map<string, Note>();
    if (answer && !answer.isDropped) mends.set('answered', { code: 'answered', text: answer.words });
    const cleaned = (column: string, language: string): string => {
      const raw = cells[at.get(column) ?? -1] ?? '';
      const { text, mends: found } = cleanText(raw, language);
      for (const mend of found) mends.set(`${mend} ${column}`, { code: mend, text: `${column}: ${mendTexts[mend]}` });
      return text;
    };
    return {
      row,
      id,
      answer,
      isTooLong,
      get mends() {
        return [...mends.values()];
      },
      has(field, language) {
        const own = columnsOf(field);
        const isThere = language === undefined ? own.size > 0 : own.has('') || own.has(language);
        // What a person answers is said, whatever the list has columns for.
        return isThere || answer?.set.has(field) === true || answer?.set.has(`${field}:${language}`) === true;
      },
      raw: (field) => cells[at.get(map.get(field) ?? '') ?? -1] ?? '',
      value(field) {
        const said = answer?.set.get(field);
        const column = map.get(field);
        return said ?? (column === undefined ? '' : cleaned(column, ''));
      },
      texts(field) {
        const texts: Record<string, string> = {};
        for (const [language, column] of columnsOf(field)) {
          const text = cleaned(column, language);
          if (text === '') continue;
          if (language === '') Object.assign(texts, textByScript(text, languages));
          else texts[language] = text;
        }
        return { ...texts, ...answer?.texts(field, languages) };
      },
    };
  });
}
