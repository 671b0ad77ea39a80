// Opening hours in a cell: what is written is read, and days that follow each other are written as one part.
import { expect, it } from 'vitest';
import { readHours, writeHours } from '../../../../src/publisher/content/rows/hours-text.ts';

it('reads hours of the day of voting, of a day and of several', () => {
  expect(readHours('')).toEqual([]);
  expect(readHours('2027-02-08 07:00-20:00; 08:00-17:00;2027-02-01..2027-02-05  09:00-16:00')).toEqual([
    { opens: '08:00', closes: '17:00' },
    { from: '2027-02-01', to: '2027-02-05', opens: '09:00', closes: '16:00' },
    { from: '2027-02-08', opens: '07:00', closes: '20:00' },
  ]);
});

it.each([
  '8-17',
  '17:00-08:00',
  '2027-02-30 08:00-17:00',
  '2027-02-05..2027-02-01 08:00-17:00',
  '25:00-26:00',
  'daily',
])('refuses "%s"', (text) => {
  expect(readHours(text)).toBeNull();
});

it('joins days that follow each other', () => {
  const on = (from: string, closes = '17:00') => ({ from, opens: '08:00', closes });
  const days = ['2027-02-27', '2027-02-28', '2027-03-01', '2027-03-03'].map((from) => on(from));
  const text = writeHours([...days, on('2027-03-04', '12:00')]);
  expect(text).toBe('2027-02-27..2027-03-01 08:00-17:00; 2027-03-03 08:00-17:00; 2027-03-04 08:00-12:00');
  expect(readHours(text)?.length).toBe(3);
});
