// The commonest questions in Sindhi, days that are no seats, and ballots on which lists stand in the place of people.
import { expect, it } from 'vitest';
import { answer } from '../../../src/core/answer/answer.ts';
import { lexiconOf, moment } from './demo-content.ts';
import { inventGuide } from './invented-guide.ts';

const asked = inventGuide({ 'NA-130': [{ en: 'Firoz Khwabzada', ur: 'فیروز خواب زادہ', symbol: 'Kettle' }] });

const ask = (question: string) => answer(asked, question, lexiconOf('ur'), moment);

it.each([
  ['NA-130 ۾ ڪير بيٺو آهي', 'NA-130 میں کون کھڑا ہے'],
  ['ووٽ ڪڏهن آهي', 'ووٹ کب ہے'],
  ['NA-130 ۾ ووٽ ڪٿي ڏيان', 'NA-130 میں ووٹ کہاں ڈالوں'],
  ['ووٽ ڪيئن ڏيان', 'ووٹ کیسے ڈالوں'],
])('%s is answered as %s', (sindhi, urdu) => {
  expect(ask(sindhi)).toEqual(ask(urdu));
  expect(ask(sindhi).kind).not.toBe('unknown');
});

it.each(['is the vote on 9 February 2027?', 'polling day is March 5th', 'vote 9 فروری 2027 کو ہے'])(
  '%s asks of a day',
  (question) => {
    expect(ask(question)).toEqual(ask('ووٹ کب ہے'));
  },
);

it('still finds a seat beside a month', () => {
  expect(ask('NA-130 march').seats).toEqual(['NA-130']);
});

it('counts lists as lists', () => {
  const ofLists = {
    ...asked,
    listOf: (seat: string) => {
      const list = asked.listOf(seat);
      return list && { ...list, contest: { ...list.contest, kind: 'list' as const } };
    },
  };
  expect(answer(ofLists, 'NA-130', lexiconOf('en'), moment).text).toContain('one list is on the ballot');
  expect(answer(asked, 'NA-130', lexiconOf('en'), moment).text).toContain('one candidate is on the list');
});
