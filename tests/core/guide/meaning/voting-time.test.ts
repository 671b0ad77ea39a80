import { describe, expect, it } from 'vitest';
import { type VotingContest, votingTime } from '../../../../src/core/guide/meaning/voting-time.ts';

const hours = { opens: '08:00', closes: '17:00', offset: '+05:00' };
const election = { date: '2027-02-08', hours, calendar: {} };
const at = (instant: string, more: object = {}, contest: VotingContest | null = null, deviceOffset = 0) =>
  votingTime({ ...election, ...more }, contest, new Date(instant), deviceOffset);

describe('the time of voting', () => {
  it.each([
    ['days before', '2027-02-01T12:00:00Z', 'before', 7],
    ['the last minute of the day before its eve, there', '2027-02-06T18:59:59Z', 'before', 2],
    ['the eve begins there, not in Greenwich', '2027-02-06T19:00:00Z', 'before', 1],
    ['the morning', '2027-02-08T02:59:59Z', 'before', 0],
    ['the doors open', '2027-02-08T03:00:00Z', 'open', 0],
    ['the last minute', '2027-02-08T11:59:59Z', 'open', 0],
    ['the doors close', '2027-02-08T12:00:00Z', 'closed', 0],
    ['the day after', '2027-02-08T19:00:00Z', 'closed', -1],
  ])('%s', (_, instant, phase, daysLeft) => {
    expect(at(instant)).toMatchObject({ phase, daysLeft, day: '2027-02-08' });
  });

  it('knows when the doors open and close, whatever the phone’s own zone is', () => {
    const expected = { opensMs: Date.parse('2027-02-08T03:00Z'), closesMs: Date.parse('2027-02-08T12:00Z') };
    expect(at('2027-02-01T00:00:00Z', {}, null, -480)).toMatchObject({ ...expected, offsetMinutes: 300 });
    const west = at('2027-02-01T00:00:00Z', { hours: { ...hours, offset: '-03:30' } });
    expect(west).toMatchObject({ opensMs: Date.parse('2027-02-08T11:30Z'), offsetMinutes: -210 });
  });

  it('goes by the phone’s calendar where no hours are told', () => {
    const none = { hours: undefined };
    expect(at('2027-02-07T18:59:00Z', none, null, 300)).toMatchObject({ phase: 'before', daysLeft: 1, opensMs: null });
    expect(at('2027-02-07T19:00:00Z', none, null, 300).phase).toBe('today');
    expect(at('2027-02-08T19:00:00Z', none, null, 300).phase).toBe('closed');
  });

  it('is over when the publisher says so, and not before', () => {
    const calendar = { over: '2027-02-10T00:00:00Z' };
    expect(at('2027-02-09T23:59:59Z', { calendar }).phase).toBe('closed');
    expect(at('2027-02-10T00:00:00Z', { calendar }).phase).toBe('over');
  });

  it('is postponed as a whole from the moment that was said', () => {
    const calendar = { postponed: '2027-02-05T00:00:00Z' };
    expect(at('2027-02-04T23:59:59Z', { calendar }).phase).toBe('before');
    expect(at('2027-02-05T00:00:00Z', { calendar }).phase).toBe('postponed');
    expect(at('2027-02-08T05:00:00Z', { calendar }).phase).toBe('postponed');
  });

  it('knows a seat that is put off, without a day and with one', () => {
    expect(at('2027-02-08T05:00:00Z', {}, { state: 'postponed' }).phase).toBe('postponed');
    const later = at('2027-02-08T05:00:00Z', {}, { state: 'postponed', day: '2027-02-20' });
    expect(later).toMatchObject({ phase: 'before', daysLeft: 12, day: '2027-02-20' });
    expect(at('2027-02-20T05:00:00Z', {}, { state: 'postponed', day: '2027-02-20' }).phase).toBe('open');
  });

  it('lets a seat vote again after all others are over', () => {
    const calendar = { over: '2027-02-10T00:00:00Z' };
    const rerun = { state: 'open', day: '2027-03-01', rerun: true } as const;
    expect(at('2027-02-15T00:00:00Z', { calendar }, rerun)).toMatchObject({ phase: 'before', daysLeft: 14 });
    expect(at('2027-03-01T05:00:00Z', { calendar }, rerun).phase).toBe('open');
    expect(at('2027-03-02T05:00:00Z', { calendar }, rerun).phase).toBe('closed');
    expect(at('2027-02-15T00:00:00Z', { calendar }, { state: 'open', day: '2027-02-01' }).phase).toBe('over');
  });

  it.each(['withdrawn', 'uncontested'] as const)('has no vote where it is %s', (state) => {
    expect(at('2027-02-01T00:00:00Z', {}, { state }).phase).toBe('off');
  });
});
