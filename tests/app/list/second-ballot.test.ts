import { describe, expect, it } from 'vitest';
import { districtOfOther, onOtherBallots } from '../../../src/app/list/second-ballot.ts';
import type { Guide } from '../../../src/core/guide/guide.ts';

const guide = {
  seats: {
    code: ['NA-1', 'NA-2', 'PA-1', 'PA-2', 'PA-3'],
    ballot: [0, 0, 1, 1, 1],
    district: [0, 1, 0, 0, -1],
    region: [0, 0, 0, 0, 0],
    name: {},
  },
} as unknown as Guide;

describe('the other ballot, where no table names it', () => {
  it('is looked for in the district of the first', () => {
    expect(districtOfOther(guide, ['NA-1'])).toBe(0);
    expect(districtOfOther(guide, ['PA-2'])).toBe(0);
  });

  it('is looked for elsewhere where the district has no other ballot, or there is none', () => {
    expect(districtOfOther(guide, ['NA-2'])).toBe(-1);
    expect(districtOfOther(guide, ['PA-3'])).toBe(-1);
    expect(districtOfOther(guide, ['NA-1', 'PA-1'])).toBe(-1);
    expect(districtOfOther(guide, ['XX-9'])).toBe(-1);
    expect(districtOfOther(guide, [])).toBe(-1);
  });

  it('is on none of the ballots that are known', () => {
    expect(onOtherBallots(guide, ['NA-1'], guide.seats.code)).toEqual(['PA-1', 'PA-2', 'PA-3']);
    expect(onOtherBallots(guide, ['NA-1', 'PA-1'], guide.seats.code)).toEqual([]);
    expect(onOtherBallots(guide, [], ['NA-1'])).toEqual(['NA-1']);
  });
});
