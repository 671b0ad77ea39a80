// The four places that are always one tap away, at the same spot on every screen.

import { Icon, type IconName } from '../../kit/icon.tsx';
import { go } from '../../navigate.ts';
import type { Screen } from '../../routes.ts';
import { t } from '../../say.ts';
import { openVoter } from '../../seat/open-seat.ts';
import { getState } from '../../world.ts';
import { firstScreen } from '../first-screen.ts';
import styles from './bottom-bar.module.css';

interface Target {
  readonly screen: Screen;
  readonly icon: IconName;
  readonly word: 'bar.seat' | 'bar.where' | 'bar.how' | 'bar.news';
  readonly holds: readonly Screen[];
}

const targets: readonly Target[] = [
  {
    screen: 'seat',
    icon: 'ballot',
    word: 'bar.seat',
    holds: ['find', 'list', 'search', 'seat', 'candidates', 'candidate', 'alike', 'card', 'history'],
  },
  { screen: 'places', icon: 'pin', word: 'bar.where', holds: ['places', 'events'] },
  { screen: 'guidance', icon: 'box', word: 'bar.how', holds: ['guidance', 'day', 'copy'] },
  { screen: 'news', icon: 'news', word: 'bar.news', holds: ['news'] },
];

export function BottomBar() {
  const { place, voters } = getState();
  const [only] = voters.length === 1 ? voters : [];
  return (
    <nav class={styles.bar} aria-label={t('bar.label')}>
      {targets.map(({ screen, icon, word, holds }) => {
        const isHere = holds.includes(place.screen);
        const isUnsaid = screen === 'seat' && place.seats.length === 0;
        const to = isUnsaid ? firstScreen() : screen;
        const open = (): void => {
          if (isUnsaid && only) void openVoter(only);
          else if (place.screen === to) scrollTo(0, 0);
          else void go({ screen: to });
        };
        return (
          <button
            type="button"
            key={screen}
            class={styles.target}
            aria-current={isHere ? 'page' : undefined}
            onClick={open}
          >
            <Icon name={icon} />
            <span>{t(word)}</span>
          </button>
        );
      })}
    </nav>
  );
}
