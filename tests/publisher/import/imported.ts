// An import into a folder of its own, and the rows that its tests begin with.
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Content } from '../../../src/publisher/content/content.ts';
import { readContent } from '../../../src/publisher/content/read-content.ts';
import { importCandidates } from '../../../src/publisher/import/candidates/import-candidates.ts';
import type { ImportResult } from '../../../src/publisher/import/import-options.ts';
import { writeTable } from '../../../src/publisher/tables/write-table.ts';
import { guideYaml, makeFolder } from '../content/make-folder.ts';

export const header = ['key', 'seat', 'no', 'en', 'ur', 'symbol', 'code', 'party'];
export const map = 'seat=key,seatName=seat,serial=no,name:en=en,name:ur=ur,symbol=symbol,symbolCode=code,party=party';

export interface Imported {
  readonly dir: string;
  readonly result: ImportResult;
  readonly content: Content;
}

/** Imports rows of `header`'s columns into a fresh folder. */
export async function run(
  rows: readonly (readonly string[])[],
  files: Readonly<Record<string, string>> = {},
  columns = map,
): Promise<Imported> {
  const dir = await makeFolder({ 'guide.yaml': guideYaml, ...files, 'source/list.csv': writeTable(header, rows) });
  return again(dir, columns);
}

export async function again(dir: string, columns = map): Promise<Imported> {
  const result = await importCandidates({ file: join(dir, 'source/list.csv'), into: dir, map: columns });
  const { content, faults } = await readContent(dir);
  expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { read, accepted, repaired, heldBack, account } = result;
  expect(accepted + repaired + heldBack).toBe(read);
  expect(account.rows.length).toBe(repaired + heldBack);
  expect(content.candidates.length).toBe(accepted + repaired);
  return { dir, result, content };
}

export const outcomes = ({ result }: Imported): readonly (readonly [number, string, string])[] =>
  result.account.rows.map(({ row, outcome, what, reason }) => [row, outcome, reason || what.join('; ')]);
export const listed = ({ content }: Imported): readonly string[] =>
  content.candidates.map(({ contest, serial, symbol }) => `${contest} ${serial} ${symbol}`);

export const kite = (no: string): string[] => ['NA-1', 'North-I', no, 'A', '', 'KITE', '1', 'Blue'];
export const boat = (no: string): string[] => ['NA-1', 'North-I', no, 'B', '', 'BOAT', '2', 'Blue'];
