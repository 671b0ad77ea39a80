// A list of candidates' rows as what it says about the folder's tables.
import { encodeUtf8 } from '../../../core/bytes.ts';
import {
  writeCandidates,
  writeContests,
  writeParties,
  writeRegions,
  writeSymbols,
} from '../../content/rows/write-tables.ts';
import { readCells } from '../merge/cell-table.ts';
import type { ProposedTable } from '../merge/merge-table.ts';
import type { MergedContent } from '../merge-content.ts';

/**
 * @param languages the guide's, with those that the list brings
 * @param hasStatus whether the list says who withdrew; else a person does
 */
export function candidateTables(
  merged: MergedContent,
  languages: readonly string[],
  hasStatus: boolean,
): readonly ProposedTable[] {
  const texts = (stem: string): readonly string[] => languages.map((language) => `${stem}:${language}`);
  return [
    proposed('parties.csv', writeParties(merged.parties, languages), ['id'], ['id', ...texts('name')]),
    proposed('symbols.csv', writeSymbols(merged.symbols, languages), ['code'], ['code', ...texts('name'), 'spellings']),
    {
      ...proposed(
        'contests.csv',
        writeContests(merged.contests, languages),
        ['id'],
        ['id', 'ballot', ...texts('name'), ...texts('district'), 'kind', 'mark', 'state', 'incomplete'],
      ),
      rules: ['state', 'incomplete'],
    },
    {
      ...proposed(
        'regions.csv',
        writeRegions(merged.placements, languages),
        ['contest', 'region'],
        ['contest', 'region', ...texts('regionName')],
      ),
      isFrozen: true,
    },
    {
      ...proposed(
        'candidates.csv',
        writeCandidates(merged.candidates, languages),
        ['contest', 'serial'],
        ['contest', 'serial', ...texts('name'), 'party', 'symbol', ...(hasStatus ? ['withdrawn'] : [])],
      ),
      ofName: ['photo', 'sound', ...(hasStatus ? [] : ['withdrawn'])],
    },
  ];
}

/** @param text as the folder would have it, with its whole header */
export function proposed(file: string, text: string, key: readonly string[], says: readonly string[]): ProposedTable {
  return { ...readCells(encodeUtf8(text), file), file, key, says };
}
