// published/rows.json: how many rows each table had when the newest edition was published, so that a list that was cut
// short by accident is noticed before it is signed. A help for people, never trusted by phones.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeUtf8 } from '../../../core/bytes.ts';
import { parseJson } from '../../../core/json.ts';
import { integer, object, record } from '../../../core/shape.ts';
import type { Content } from '../../content/content.ts';
import { writeAtomically } from '../../tuf/atomic-write.ts';

const file = 'published/rows.json';
const maxBytes = 65_536;
const shape = object({ format: integer(1, 1), rows: record(/^[a-z-]+\.csv$/, integer(0), 50) });

/** Rows by table: "candidates.csv". */
export type RowCounts = Readonly<Record<string, number>>;

export function rowCounts(content: Content): RowCounts {
  const { contests, regions, candidates, parties, symbols, places, areas, endorsements, media } = content;
  const tables = { contests, regions, candidates, parties, symbols, places, areas, endorsements, media };
  return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [`${name}.csv`, rows.length]));
}

/** @returns null before the first edition, and where the file cannot be read */
export async function readPublishedRows(dir: string): Promise<RowCounts | null> {
  const bytes = await readFile(join(dir, file)).catch(() => null);
  if (!bytes) return null;
  try {
    return shape(parseJson(bytes, maxBytes), '').rows;
  } catch {
    return null;
  }
}

export async function writePublishedRows(dir: string, rows: RowCounts): Promise<void> {
  await mkdir(join(dir, 'published'), { recursive: true });
  await writeAtomically(join(dir, file), encodeUtf8(`${JSON.stringify({ format: 1, rows })}\n`));
}
