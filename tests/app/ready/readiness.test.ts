// What counts as ready for a shutdown, point by point.
import { expect, it } from 'vitest';
import { type ReadyFacts, readiness } from '../../../src/app/ready/readiness.ts';
import { englishWords } from '../../../src/words/english.ts';

const issued = Date.parse('2026-11-20T00:00:00Z');
const ready: ReadyFacts = {
  isInstalled: true,
  canInstall: false,
  isAppStored: true,
  regions: 4,
  whole: 4,
  isPersistent: true,
  freeBytes: 1e9,
  sign: { tone: 'good', text: 'state.current-text' },
  goodHosts: 2,
  hasFile: false,
  isShareTried: true,
  nowMs: issued + 86_400_000,
  issuedMs: issued,
};
const missing = (facts: Partial<ReadyFacts>) =>
  readiness({ ...ready, ...facts })
    .filter(({ isReady }) => !isReady)
    .map(({ id, mend }) => `${id} ${mend}`);

it('is a phone on which nothing is missing', () => {
  expect(missing({})).toEqual([]);
  expect(readiness(ready).every(({ mend, tone }) => mend === null && tone === 'good')).toBe(true);
});

it.each<[string, Partial<ReadyFacts>, string[]]>([
  ['in the browser, which offers to install', { isInstalled: false, canInstall: true }, ['home install']],
  ['in a browser that offers nothing', { isInstalled: false }, ['home null']],
  ['without the app', { isAppStored: false }, ['app save-app']],
  ['with a part of the guide', { whole: 3 }, ['guide fetch']],
  ['with no guide', { regions: 0, whole: 0, sign: null, issuedMs: null }, ['guide fetch', 'edition check']],
  ['with storage that may be cleared', { isPersistent: false }, ['lasting persist']],
  ['with a browser that promises nothing', { isPersistent: null }, ['lasting null']],
  ['that is full', { freeBytes: 1e6 }, ['space null']],
  ['that does not tell its room', { freeBytes: null }, []],
  ['with an old edition', { sign: { tone: 'old', text: 'state.out-of-date-text' } }, ['edition check']],
  ['with the final edition', { sign: { tone: 'calm', text: 'state.final-text' } }, []],
  ['that knows one good address', { goodHosts: 1 }, ['second test']],
  ['that knows no good address and has a file', { goodHosts: 0, hasFile: true }, []],
  ['that never shared', { isShareTried: false }, ['shared hop']],
  ['whose clock is before the issue', { nowMs: issued - 1 }, ['clock null']],
  ['whose clock is years ahead', { nowMs: issued + 1e12 }, ['clock null']],
])('finds what is missing on a phone %s', (_, facts, found) => {
  expect(missing(facts)).toEqual(found);
});

it('speaks in whole sentences, with the numbers filled in', () => {
  const said = readiness({ ...ready, whole: 1 }).map(({ text, blanks }) => englishWords.t(text, blanks));
  expect(said).toContain('1 of 4 regions are here whole.');
  expect(said.every((text) => /\.$/.test(text) && !text.includes('{'))).toBe(true);
});
