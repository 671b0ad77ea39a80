// One change between two editions: what it is in words, the old value struck out beside the new one. A struck symbol has
// a line through its picture and its name, so that colour says nothing alone.
import type { RegionChange } from '../../core/ports.ts';
import { formatDay } from '../../words/dates.ts';
import type { WordKey } from '../../words/locale.ts';
import { Content } from '../kit/content.tsx';
import { Icon } from '../kit/icon.tsx';
import { SmallPicture } from '../pictures/small-picture.tsx';
import { plain, t } from '../say.ts';
import { getState } from '../world.ts';
import styles from './change-line.module.css';
import { symbolNamed } from './change-sign.ts';

interface ChangeLineProps {
  readonly change: RegionChange;
  /** Symbols may be drawn: the edition is one to rely on. */
  readonly isDrawn: boolean;
  /** One of several: names alone, in one line. */
  readonly isSmall?: boolean;
}

export function ChangeLine({ change, isDrawn, isSmall = false }: ChangeLineProps) {
  const { kind, serial, subject, serves, was, is } = change;
  const hasValues = kind === 'symbol' || kind === 'station' || kind === 'state';
  // A place that moved is named by where it was and is.
  const isNamed = kind === 'symbol' || (kind === 'station' && !was && !is);
  return (
    <div class={isSmall ? `${styles.change} ${styles.small}` : styles.change} data-change={kind}>
      <b>{titleOf(change)}</b>
      {isNamed && subject && (
        <span class={styles.subject}>
          {serial !== undefined && <bdi>{serial}</bdi>} <Content of={subject} />
        </span>
      )}
      {serves && (
        <span class={styles.codes}>
          {serves.map((code) => (
            <bdi key={code}>{code}</bdi>
          ))}
        </span>
      )}
      {hasValues && (was ?? is) && (
        <span class={styles.values}>
          {was && <Was change={change} isDrawn={isDrawn && !isSmall} />}
          {was && is && <Icon name="forward" />}
          {is && <Is change={change} isDrawn={isDrawn && !isSmall} />}
        </span>
      )}
    </div>
  );
}

function titleOf({ kind, subject, serves, was, is }: RegionChange): string {
  switch (kind) {
    case 'symbol':
      return t(is ? 'change.symbol' : 'change.symbol-gone');
    case 'state':
      return t('change.state');
    case 'station':
      if (serves) return t('change.station-codes');
      return t(is ? 'change.station' : was ? 'change.station-gone' : 'change.station-map');
    default:
      return t(`change.${kind}`, { name: plain(subject) });
  }
}

function Was({ change: { kind, was, wasPicture }, isDrawn }: Omit<ChangeLineProps, 'isSmall'>) {
  const label = t('change.old-picture', { name: plain(was) });
  return (
    <span class={`${styles.value} ${styles.was}`}>
      <span class={styles.label}>{t('news.was')}</span>
      {kind === 'symbol' && isDrawn && wasPicture && <SmallPicture blob={wasPicture} description={label} isStruck />}
      <s>{kind === 'state' ? stateWord(was) : <Content of={was} />}</s>
    </span>
  );
}

function Is({ change: { kind, is }, isDrawn }: Omit<ChangeLineProps, 'isSmall'>) {
  const { head } = getState();
  const symbol = kind === 'symbol' && isDrawn && head ? symbolNamed(head.symbols, is) : null;
  return (
    <span class={`${styles.value} ${styles.is}`}>
      <span class={styles.label}>{t('news.is')}</span>
      {symbol?.picture && (
        <SmallPicture blob={symbol.picture} description={plain(symbol.description) || plain(symbol.name)} />
      )}
      <b>{kind === 'state' ? stateWord(is) : <Content of={is} />}</b>
    </span>
  );
}

const stateWords: Readonly<Record<string, WordKey>> = {
  postponed: 'contest.postponed',
  uncontested: 'contest.uncontested',
  withdrawn: 'contest.withdrawn',
  'symbols-not-final': 'contest.symbols-not-final',
  'under-review': 'contest.under-review',
};

function stateWord(value: RegionChange['is']): string {
  const state = value?.[''] ?? '';
  // A seat with a day of its own has that in the place of its state.
  if (/^\d{4}-/.test(state)) return t('day.own', { date: formatDay(getState().words, state) });
  return t(stateWords[state] ?? 'change.open');
}
