// Columns of one text in several languages are found together, whichever of them has no language in its name.
import { expect, it } from 'vitest';
import { guessColumns } from '../../../../src/publisher/import/columns/guess-columns.ts';
import { readTable } from '../../../../src/publisher/tables/read-table.ts';

const guess = (kind: Parameters<typeof guessColumns>[0], csv: string) =>
  Object.fromEntries(guessColumns(kind, readTable(new TextEncoder().encode(csv), 'list.csv'), ['en', 'ur']).map);

it('takes a name and its translation, however plain the first one is called', () => {
  expect(guess('candidates', 'seat,no,name,name_ur,symbol\nRC-1,1,Anila,انیلہ,Kite\n')).toEqual({
    seat: 'seat',
    serial: 'no',
    'name:en': 'name',
    'name:ur': 'name_ur',
    symbol: 'symbol',
  });
  const places = guess('places', 'seat,no,name,name_ur,address,address_ur\nRC-1,1,School,اسکول,Mill Road,چکی روڈ\n');
  expect(places).toMatchObject({ 'address:en': 'address', 'address:ur': 'address_ur', 'name:ur': 'name_ur' });
});
