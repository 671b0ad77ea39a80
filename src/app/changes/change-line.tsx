// One change between two editions: what it is in words, the old value struck out beside the new one. A struck symbol has
// a line through its picture and its name, so that colour says nothing alone.
import type { RegionChange } from '../../core/ports.ts';
import { changedState, changeTitle } from '../../words/change-words.ts';
import { Content } from '../kit/content.tsx';
import { Icon } from '../kit/icon.tsx';
import { SmallPicture } from '../pictures/small-picture.tsx';
import { count, plain, t } from '../say.ts';
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
  const { words } = getState();
  const hasValues = kind === 'symbol' || kind === 'station' || kind === 'state';
  // A place that moved is named by where it was and is.
  const isNamed = kind === 'symbol' || (kind === 'station' && !was && !is);
  return (
    <div class={isSmall ? `${styles.change} ${styles.small}` : styles.change} data-change={kind}>
      <b>{changeTitle(words, change, plain(subject))}</b>
      {isNamed && subject && (
        <span class={styles.subject}>
          {serial !== undefined && <bdi>{count(serial)}</bdi>} <Content of={subject} />
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

function Was({ change: { kind, was, wasPicture }, isDrawn }: Omit<ChangeLineProps, 'isSmall'>) {
  const label = t('change.old-picture', { name: plain(was) });
  return (
    <span class={`${styles.value} ${styles.was}`}>
      <span class={styles.label}>{t('news.was')}</span>
      {kind === 'symbol' && isDrawn && wasPicture && <SmallPicture blob={wasPicture} description={label} isStruck />}
      <s>{kind === 'state' ? changedState(getState().words, was) : <Content of={was} />}</s>
    </span>
  );
}

function Is({ change: { kind, is }, isDrawn }: Omit<ChangeLineProps, 'isSmall'>) {
  const { head, words } = getState();
  const symbol = kind === 'symbol' && isDrawn && head ? symbolNamed(head.symbols, is) : null;
  return (
    <span class={`${styles.value} ${styles.is}`}>
      <span class={styles.label}>{t('news.is')}</span>
      {symbol?.picture && (
        <SmallPicture blob={symbol.picture} description={plain(symbol.description) || plain(symbol.name)} />
      )}
      <b>{kind === 'state' ? changedState(words, is) : <Content of={is} />}</b>
    </span>
  );
}
