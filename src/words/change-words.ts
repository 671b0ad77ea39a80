// What a change between two editions is called, wherever it is told: on a screen, in a feed, at the desk.
import type { Text } from '../core/guide/format/text.ts';
import type { RegionChange } from '../core/ports.ts';
import { formatDay } from './dates.ts';
import type { WordKey } from './locale.ts';
import type { Words } from './words.ts';

/** @param name of whom it is about, as it is said */
export function changeTitle({ t }: Words, change: Omit<RegionChange, 'wasPicture'>, name: string): string {
  const { kind, serves, was, is } = change;
  switch (kind) {
    case 'symbol':
      return t(is ? 'change.symbol' : 'change.symbol-gone');
    case 'state':
      return t('change.state');
    case 'station':
      if (serves) return t('change.station-codes');
      return t(is ? 'change.station' : was ? 'change.station-gone' : 'change.station-map');
    default:
      return t(`change.${kind}`, { name });
  }
}

const stateWords: Readonly<Record<string, WordKey>> = {
  postponed: 'contest.postponed',
  uncontested: 'contest.uncontested',
  withdrawn: 'contest.withdrawn',
  'symbols-not-final': 'contest.symbols-not-final',
  'under-review': 'contest.under-review',
};

/** A contest's state, or its own day of voting, which stands in its place; it stands under "". */
export function changedState(words: Words, texts: Text | undefined): string {
  const state = texts?.[''];
  if (state === undefined) return '';
  if (/^\d{4}-/.test(state)) return words.t('day.own', { date: formatDay(words, state) });
  return words.t(stateWords[state] ?? 'change.open');
}
