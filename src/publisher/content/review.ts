// review/*.csv in a content folder: what imports could not settle, one row each, with a place for a person's answer. Import
// writes these files and reads the answers; check asks which rows nobody has answered.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readTable } from '../tables/read-table.ts';
import { safeCell, writeTable } from '../tables/write-table.ts';
import { type Fault, FaultError } from './fault.ts';
import { readFolderFile } from './folder.ts';

/** One question to a person. */
export interface ReviewItem {
  /** The same as long as the row of the source says the same, wherever it stands. */
  readonly id: string;
  /** Record of the source, the header being 1. */
  readonly row: number;
  /** The seat, as far as it is known. */
  readonly seat: string;
  /** Stable, for counting: "unknown-symbol". */
  readonly what: string;
  readonly reason: string;
  /** What the source says there. */
  readonly found: string;
  /** What `yes` would mean, like "symbol=12"; "" where nothing can be guessed. */
  readonly guess: string;
  /** Typing slips between what was found and the guess; null where that says nothing. */
  readonly distance: number | null;
  /** Whether the row is left out, also by an answer that did not help; a guess that was taken is only to be looked at. */
  readonly isHeld: boolean;
  /** "" is open · `yes` takes the guess · `drop` leaves the row out · `symbol=12; serial=3` says what is right. */
  readonly answer: string;
  /** Who answered. */
  readonly by: string;
}

/** An item and where it stands. */
export interface PlacedItem extends ReviewItem {
  readonly file: string;
  /** Record of the review file. */
  readonly record: number;
}

export const reviewFolder = 'review';
const columns = ['id', 'row', 'seat', 'what', 'reason', 'found', 'guess', 'distance', 'held', 'answer', 'by'];

/** Every item of every review file of a folder; a file that cannot be read becomes a fault. */
export async function readReviews(
  dir: string,
): Promise<{ readonly items: readonly PlacedItem[]; readonly faults: readonly Fault[] }> {
  const names = (await readdir(join(dir, reviewFolder)).catch(() => [])).filter((name) => name.endsWith('.csv')).sort();
  const items: PlacedItem[] = [];
  const faults: Fault[] = [];
  for (const name of names) {
    try {
      items.push(...(await readReview(dir, name.replace(/\.csv$/, ''))));
    } catch (error) {
      if (!(error instanceof FaultError)) throw error;
      faults.push(...error.faults);
    }
  }
  return { items, faults };
}

/**
 * @param name the import's: "candidates-list"
 * @returns no items where there is no such file
 * @throws FaultError where it is no table
 */
export async function readReview(dir: string, name: string): Promise<readonly PlacedItem[]> {
  const file = `${reviewFolder}/${name}.csv`;
  const bytes = await readFolderFile(dir, file);
  if (!bytes) return [];
  const { header, rows } = readTable(bytes, file, ['id', 'answer']);
  const at = new Map(header.map((column, i) => [column, i]));
  return rows.map(({ row, cells }) => {
    const cell = (column: string): string => (cells[at.get(column) ?? -1] ?? '').trim();
    return {
      file,
      record: row,
      id: cell('id'),
      row: Number(cell('row')) || 0,
      seat: cell('seat'),
      what: cell('what'),
      reason: cell('reason'),
      found: cell('found'),
      guess: cell('guess'),
      distance: cell('distance') === '' ? null : Number(cell('distance')) || 0,
      isHeld: cell('held') !== 'no',
      answer: cell('answer'),
      by: cell('by'),
    };
  });
}

/** The file's text. */
export function writeReview(items: readonly ReviewItem[]): string {
  const rows = items.map((item) => [
    item.id,
    String(item.row),
    safeCell(item.seat),
    item.what,
    safeCell(item.reason),
    safeCell(item.found),
    item.guess,
    item.distance === null ? '' : String(item.distance),
    item.isHeld ? 'yes' : 'no',
    item.answer,
    item.by,
  ]);
  return writeTable(columns, rows);
}
