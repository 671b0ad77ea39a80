// The ways to find a seat, in the order that suits the guide's voters; the same row on each of their screens.

import { firstScreen } from '../frame/first-screen.ts';
import { Icon, type IconName } from '../kit/icon.tsx';
import { go } from '../navigate.ts';
import type { Screen } from '../routes.ts';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import { FamilyRow } from './family-row.tsx';
import styles from './ways.module.css';

interface Way {
  readonly screen: Screen;
  readonly icon: IconName;
  readonly word: 'find.pad' | 'find.list' | 'find.search' | 'find.code';
}

const ways: readonly Way[] = [
  { screen: 'find', icon: 'pad', word: 'find.pad' },
  { screen: 'list', icon: 'list', word: 'find.list' },
  { screen: 'search', icon: 'search', word: 'find.search' },
  { screen: 'scan', icon: 'code', word: 'find.code' },
];

export function Ways() {
  const { place } = getState();
  const first = firstScreen();
  const ordered = [...ways].sort((a, b) => Number(b.screen === first) - Number(a.screen === first));
  return (
    <>
      <nav class={styles.ways} aria-label={t('find.tabs')}>
        {ordered.map(({ screen, icon, word }) => (
          <button
            type="button"
            key={screen}
            class={styles.way}
            aria-current={place.screen === screen ? 'page' : undefined}
            onClick={() => place.screen !== screen && void go({ screen, district: -1, isAnother: place.isAnother })}
          >
            <Icon name={icon} />
            <span>{t(word)}</span>
          </button>
        ))}
      </nav>
      <FamilyRow />
    </>
  );
}
