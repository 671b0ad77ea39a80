// What people wrote into a review file, as what it does to a row of the source; and how a row is known again.
import { encodeUtf8, sha256Hex } from '../../../core/bytes.ts';
import type { Text } from '../../../core/guide/format/text.ts';
import { type Fault, FaultError } from '../../content/fault.ts';
import type { PlacedItem, ReviewItem } from '../../content/review.ts';
import type { Table } from '../../tables/read-table.ts';
import { cleanText, textByScript } from '../text/clean-text.ts';

/** One answer: the row goes, or parts of it are said anew. */
export interface Answer {
  readonly isDropped: boolean;
  readonly set: ReadonlyMap<string, string>;
  /** For the account: `answered by Amina: symbol=12`. */
  readonly words: string;
  /** The texts that it gives a field, by language. */
  texts(field: string, languages: readonly string[]): Text;
}

/** By the row's id. */
export type Answers = ReadonlyMap<string, Answer>;

const idLength = 12;

/** An id for each row of a table, from what its columns say; a second row that says the same gets a number. */
export function rowIds(table: Table, columns: readonly (string | null)[]): readonly string[] {
  const at = columns.filter((column) => column !== null).map((column) => table.header.indexOf(column));
  const seen = new Map<string, number>();
  return table.rows.map(({ cells }) => {
    const id = hashOf(at.map((i) => cells[i] ?? ''));
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? id : `${id}-${count}`;
  });
}

/** A short name for what was said. */
export function hashOf(parts: readonly string[]): string {
  return sha256Hex(encodeUtf8(JSON.stringify(parts))).slice(0, idLength);
}

/**
 * The answers of a review file.
 * @param fields what an answer may set: "symbol", "name" (also "name:ur")
 * @throws FaultError `bad-answer` for each one that cannot be read
 */
export function answersOf(items: readonly PlacedItem[], fields: readonly string[]): Answers {
  const faults: Fault[] = [];
  const answers = new Map<string, Answer>();
  for (const item of items) {
    if (item.answer === '') continue;
    const answer = answerOf(item, fields);
    if (answer) answers.set(item.id, answer);
    else {
      const known = [...(item.guess === '' ? [] : ['yes']), 'drop', ...fields.map((field) => `${field}=…`)].join(', ');
      const message = `the answer "${item.answer.slice(0, 60)}" is not understood`;
      const fix = `write one of: ${known}`;
      const place = { file: item.file, row: item.record, column: 'answer' };
      faults.push({ severity: 'error', code: 'bad-answer', ...place, message, fix });
    }
  }
  if (faults.length > 0) throw new FaultError(faults);
  return answers;
}

function answerOf({ answer, guess, by }: ReviewItem, fields: readonly string[]): Answer | null {
  const words = `answered${by === '' ? '' : ` by ${by}`}: ${answer}`;
  const isDropped = answer.toLowerCase() === 'drop';
  const set = new Map<string, string>();
  const text = answer.toLowerCase() === 'yes' ? guess : answer;
  if (!isDropped) {
    for (const part of text.split(';')) {
      const at = part.indexOf('=');
      const field = part.slice(0, at).trim();
      if (at < 1 || !fields.includes(field.replace(/:.*$/, ''))) return null;
      set.set(field, part.slice(at + 1).trim());
    }
  }
  return {
    isDropped,
    set,
    words,
    texts(field, languages) {
      const texts: Record<string, string> = {};
      for (const [name, value] of set) {
        if (name === field) Object.assign(texts, textByScript(cleanText(value, '').text, languages));
        else if (name.startsWith(`${field}:`)) texts[name.slice(field.length + 1)] = cleanText(value, '').text;
      }
      return texts;
    },
  };
}

/**
 * The review file as it shall be: what is open now, and what was answered for rows that the source still has. Of those that
 * an answer settled none is held any more; an answer that did not help leaves its row held.
 * @param open items that somebody has to look at, in the source's order
 * @param before the file as it was
 * @param standing ids of all rows of the source by their record
 */
export function nextReview(
  open: readonly ReviewItem[],
  before: readonly ReviewItem[],
  standing: ReadonlyMap<string, number>,
): readonly ReviewItem[] {
  const asked = new Set(open.map(({ id }) => id));
  const earlier = new Map(before.map((item) => [item.id, item]));
  const fresh = open.map((item) => {
    const known = earlier.get(item.id);
    if (!known) return item;
    // Still asked in spite of its answer: what the list says there stays to be seen, not what the answer made of it.
    const said = known.answer === '' ? {} : { guess: known.guess, found: known.found };
    return { ...item, ...said, answer: known.answer, by: known.by };
  });
  const settled = before.flatMap((item) => {
    const row = standing.get(item.id);
    return item.answer === '' || asked.has(item.id) || row === undefined ? [] : [{ ...item, row, isHeld: false }];
  });
  return [...fresh, ...settled].sort((a, b) => a.row - b.row);
}
