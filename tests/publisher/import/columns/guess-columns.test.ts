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

it('takes words of other countries, and a name with something in brackets', () => {
  const csv = 'Constituency,No,Candidate (surname first),Emblem,Group\nRC-1,1,"Bell, Anna",Kite,Reds\n';
  expect(guess('candidates', csv)).toEqual({
    ...{ seat: 'Constituency', serial: 'No', 'name:en': 'Candidate (surname first)', symbol: 'Emblem', party: 'Group' },
  });
});

it('takes a code beside the name of a seat for the seat’s, and one behind the symbol for the symbol’s', () => {
  const csv = 'Code,Constituency,No,Candidate,Emblem,Emblem no\nRC-1,Mill,1,Anna,Kite,7\n';
  expect(guess('candidates', csv)).toMatchObject({
    ...{ seat: 'Code', seatName: 'Constituency', symbol: 'Emblem', symbolCode: 'Emblem no' },
  });
  const behind = 'Constituency,No,Candidate,Symbol,Code\nRC-1,1,Anna,Kite,7\n';
  expect(guess('candidates', behind)).toMatchObject({ seat: 'Constituency', symbolCode: 'Code' });
});
