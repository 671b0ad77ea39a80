// A family's remembered seats: read from what an older app kept, added to, taken from, never more than eight.
import { expect, it } from 'vitest';
import {
  isRemembered,
  maxVoters,
  readVoters,
  withoutVoter,
  withVoter,
  withVoterAt,
} from '../../../src/app/seat/voters.ts';

it.each([
  ['nothing', null, []],
  ['the seats of one voter, as an earlier app kept them', ['NA-1', 'PA-1'], [['NA-1', 'PA-1']]],
  ['several voters', [['NA-1'], ['NA-2', 'PA-2']], [['NA-1'], ['NA-2', 'PA-2']]],
  ['what is no seat', [['NA-1', 7, '<b>'], [], 'x y', null], [['NA-1']]],
  ['another shape', { seats: ['NA-1'] }, []],
])('reads %s', (_, note, voters) => {
  expect(readVoters(note)).toEqual(voters);
});

it('never reads more than a family, nor more ballots than a voter has', () => {
  expect(readVoters(Array.from({ length: 99 }, (_, i) => [`NA-${i}`]))).toHaveLength(maxVoters);
  expect(readVoters([Array.from({ length: 99 }, (_, i) => `NA-${i}`)])[0]).toHaveLength(8);
});

it('adds a voter once, and none beyond eight', () => {
  const two = withVoter([['NA-1']], ['NA-2']);
  expect(two).toEqual([['NA-1'], ['NA-2']]);
  expect(withVoter(two, ['NA-1'])).toBe(two);
  expect(withVoter(two, [])).toBe(two);
  const full = Array.from({ length: maxVoters }, (_, i) => [`NA-${i}`]);
  expect(withVoter(full, ['NA-99'])).toBe(full);
  expect(withVoterAt(full, ['NA-99'], 0)).toBe(full);
});

it('takes a voter who found another ballot for the same one', () => {
  expect(withVoter([['NA-1'], ['NA-2']], ['NA-2', 'PA-2'])).toEqual([['NA-1'], ['NA-2', 'PA-2']]);
});

it('forgets one alone, and puts it back where it stood', () => {
  const voters = [['NA-1'], ['NA-2'], ['NA-3']];
  const left = withoutVoter(voters, ['NA-2']);
  expect(left).toEqual([['NA-1'], ['NA-3']]);
  expect(isRemembered(left, ['NA-2'])).toBe(false);
  expect(withVoterAt(left, ['NA-2'], 1)).toEqual(voters);
});
