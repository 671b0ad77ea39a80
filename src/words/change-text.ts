// A change between two editions as one line of plain text, for where nothing can be drawn: a feed, a file, a terminal.
import { pickText, type Text } from '../core/guide/format/text.ts';
import type { RegionChange } from '../core/ports.ts';
import { formatDay } from './dates.ts';
import type { WordKey } from './locale.ts';
import type { Words } from './words.ts';

/** @returns "NA-130: The symbol changed: 4 Ali Khan: Kite → Boat" */
export function changeText(words: Words, change: Omit<RegionChange, 'wasPicture'>): string {
  const { kind, contest, serial, subject, was, is } = change;
  const named = (texts: Text | undefined): string => pickText(texts, [words.language])?.text ?? '';
  const value = (texts: Text | undefined): string => (kind === 'state' ? stateText(words, texts) : named(texts));
  const isNamed = kind === 'symbol' || (kind === 'station' && !was && !is);
  const who = isNamed ? [serial === undefined ? '' : words.number(serial), named(subject)] : [];
  const arrow = words.locale.dir === 'rtl' ? ' ← ' : ' → ';
  const hasValues = kind === 'symbol' || kind === 'station' || kind === 'state';
  const values = hasValues ? [value(was), value(is)].filter(Boolean).join(arrow) : '';
  return [contest, titleText(words, change, named(subject)), who.filter(Boolean).join(' '), values]
    .filter(Boolean)
    .join(': ');
}

function titleText({ t }: Words, change: Omit<RegionChange, 'wasPicture'>, name: string): string {
  const { kind, serves, was, is } = change;
  switch (kind) {
    case 'symbol':
      return t(is ? 'change.symbol' : 'change.symbol-gone');
    case 'state':
      return t('change.state');
    case 'station':
      if (serves) return `${t('change.station-codes')} (${serves.join(', ')})`;
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

/** A contest's state, or its own day of voting, stands under "". */
function stateText(words: Words, texts: Text | undefined): string {
  const state = texts?.[''];
  if (state === undefined) return '';
  if (/^\d{4}-/.test(state)) return words.t('day.own', { date: formatDay(words, state) });
  return words.t(stateWords[state] ?? 'change.open');
}
