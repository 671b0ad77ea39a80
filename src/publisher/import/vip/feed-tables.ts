// What a feed says, as the tables of a content folder: which columns are the feed's and which are a person's.

import type { CellRow } from '../merge/cell-table.ts';
import type { ProposedTable } from '../merge/merge-table.ts';

/** The rows of a feed, by the table that they belong to. */
export type FeedRows = Readonly<
  Record<'contests' | 'candidates' | 'parties' | 'places' | 'areas' | 'placements', readonly CellRow[]>
>;

export function feedTables(rows: FeedRows, languages: readonly string[]): readonly ProposedTable[] {
  const of = (stem: string): readonly string[] => languages.map((language) => `${stem}:${language}`);
  const table = (
    file: string,
    key: readonly string[],
    says: readonly string[],
    more: readonly string[],
    own: readonly CellRow[],
  ): ProposedTable => ({
    ...{ file, key, header: [...says, ...more], says, rows: own },
  });
  const contest = [
    'id',
    'ballot',
    ...of('name'),
    ...of('district'),
    'kind',
    'mark',
    'state',
    'incomplete',
    'places',
    ...of('question'),
  ];
  return [
    table('parties.csv', ['id'], ['id', ...of('name'), ...of('short')], [], rows.parties),
    { ...table('contests.csv', ['id'], contest, of('note'), rows.contests), rules: ['state', 'incomplete'] },
    {
      ...table('regions.csv', ['contest', 'region'], ['contest', 'region', ...of('regionName')], [], rows.placements),
      isFrozen: true,
    },
    {
      ...table(
        'candidates.csv',
        ['contest', 'serial'],
        ['contest', 'serial', ...of('name'), 'party'],
        ['symbol', 'photo', 'sound', 'withdrawn'],
        rows.candidates,
      ),
      ofName: ['photo', 'sound', 'withdrawn'],
    },
    table(
      'places.csv',
      ['contest', 'id'],
      ['contest', 'id', 'number', ...of('name'), 'kind', ...of('address'), 'latitude', 'longitude', 'hours', 'ways'],
      ['accessible', 'serves'],
      rows.places,
    ),
    table(
      'areas.csv',
      ['id'],
      ['id', ...of('name'), 'contests', 'places:all', 'serves'],
      ['places:men', 'places:women'],
      rows.areas,
    ),
  ];
}
