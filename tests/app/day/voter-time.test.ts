// When a voter votes, from the guide's calendar, its signed notices and each ballot's own day.
import { describe, expect, it } from 'vitest';
import { sayTimeUntil } from '../../../src/app/day/time-until.ts';
import { contestTime, sayOwnDay, sayPhase, voterTime } from '../../../src/app/day/voter-time.ts';
import type { KnownBallot } from '../../../src/app/seat/voter-ballots.ts';
import { setState } from '../../../src/app/world.ts';
import type { ContestRow } from '../../../src/core/guide/shard.ts';
import type { HeldHead } from '../../../src/core/held/held.ts';
import { openTestWorld } from '../opened-world.ts';

interface Given {
  readonly now?: string;
  readonly issued?: string;
  readonly calendar?: object;
  readonly notices?: readonly object[];
  readonly hasHours?: boolean;
}

function open({
  now = '2027-02-13T08:00:00Z',
  issued = '2027-01-01T00:00:00Z',
  calendar = {},
  notices = [],
  hasHours = true,
}: Given) {
  openTestWorld({ now: () => new Date(now) });
  const hours = { opens: '08:00', closes: '17:00', offset: '+05:00' };
  const guide = { election: { date: '2027-02-08', ...(hasHours && { hours }), calendar } };
  setState({ head: { guide, notices, newest: { issued } } as unknown as HeldHead });
}

const ballot = (contest: Partial<ContestRow>) => ({ card: { contest: { state: 'open', ...contest } } }) as KnownBallot;

describe('the time of a voter', () => {
  it('is none without a guide', () => {
    openTestWorld();
    expect([contestTime(null), voterTime([])]).toEqual([null, null]);
  });

  it('is over by a signed notice to all, not by one to a seat or a region', () => {
    const over = { kind: 'over', at: '2027-02-12T00:00:00Z' };
    open({ notices: [over] });
    expect(contestTime(null)?.phase).toBe('over');
    open({
      notices: [
        { ...over, contest: 'NA-1' },
        { ...over, regions: ['north'] },
        { ...over, kind: 'information' },
      ],
    });
    expect(contestTime(null)?.phase).toBe('closed');
    open({ notices: [over], now: '2027-02-11T00:00:00Z' });
    expect(contestTime(null)?.phase).toBe('closed');
  });

  it('goes by the first of calendar and notices', () => {
    const notices = [{ kind: 'over', at: '2027-03-01T00:00:00Z' }];
    open({ calendar: { over: '2027-02-12T00:00:00Z' }, notices });
    expect(contestTime(null)?.phase).toBe('over');
  });

  it('is the next day of any of the voter’s ballots', () => {
    open({ calendar: { over: '2027-02-12T00:00:00Z' } });
    const known = [ballot({}), ballot({ day: '2027-03-01' }), ballot({ day: '2027-02-20', rerun: true })];
    expect(voterTime(known)).toMatchObject({ phase: 'before', day: '2027-02-20', daysLeft: 7 });
    expect(voterTime([ballot({}), ballot({ state: 'postponed' })])?.phase).toBe('over');
    expect(voterTime([ballot({ state: 'withdrawn' })])?.phase).toBe('off');
    expect(voterTime([])?.phase).toBe('over');
  });

  it('is today where one of the ballots is voted on today, whatever is still to come', () => {
    open({ hasHours: false });
    const known = [ballot({ day: '2027-02-20', rerun: true }), ballot({ day: '2027-02-13', rerun: true })];
    expect(voterTime(known)).toMatchObject({ phase: 'today', day: '2027-02-13' });
  });

  it('never counts from a clock that is behind the guide itself', () => {
    open({ now: '2026-02-08T05:00:00Z', issued: '2027-02-01T00:00:00Z' });
    expect(contestTime(null)).toMatchObject({ phase: 'before', daysLeft: 7 });
  });
});

describe('a time in words', () => {
  const phaseAt = (now: string): string => {
    open({ now });
    const time = contestTime(null);
    return time ? sayPhase(time) : '';
  };

  it('counts days, then says the day, then that it is open', () => {
    expect(
      ['02-01T08:00', '02-06T20:00', '02-08T02:00', '02-08T04:00', '02-08T13:00'].map((at) =>
        phaseAt(`2027-${at}:00Z`),
      ),
    ).toEqual(['In 7 days', 'Tomorrow', 'Today', 'Open now', 'Voting has ended']);
  });

  it('counts hours, and minutes within the last of them', () => {
    open({ now: '2027-02-08T00:00:00Z' });
    const after = (minutes: number): string => sayTimeUntil(Date.parse('2027-02-08T00:00:00Z') + minutes * 60_000);
    expect([0.2, 1, 40, 89, 90, 150, 600].map(after)).toEqual([
      ...['1 minute', '1 minute', '40 minutes', '89 minutes'],
      ...['2 hours', '3 hours', '10 hours'],
    ]);
  });

  it('tells a day of its own, and that it is voted on again', () => {
    open({});
    expect(sayOwnDay({ state: 'open' })).toBe('');
    expect(sayOwnDay({ state: 'postponed', day: '2027-02-20' })).toBe('Voting here is on 20 February 2027');
    expect(sayOwnDay({ state: 'open', day: '2027-02-20', rerun: true })).toBe('Voting here again on 20 February 2027');
  });
});
