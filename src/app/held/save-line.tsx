// Whether what is on the screen will be there tomorrow, and how far its saving is.
import type { HeldRegion } from '../../core/held/held.ts';
import { Icon, type IconName } from '../kit/icon.tsx';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import styles from './save-line.module.css';
import { type SaveState, saveState } from './save-state.ts';

const icons: Readonly<Record<SaveState, IconName>> = {
  saving: 'saving',
  saved: 'saved',
  part: 'saving',
  unsaved: 'camera',
};

export function SaveLine({ held }: { readonly held: readonly HeldRegion[] }) {
  const state = saveState(getState(), held);
  const progress = getState().work?.progress;
  return (
    <p class={`${styles.line} ${styles[state]}`} role="status">
      <Icon name={icons[state]} />
      <span>{t(`seat.${state}`)}</span>
      {state === 'saving' && progress && progress.total > 1 && (
        <progress
          class={styles.progress}
          max={progress.total}
          value={progress.done}
          aria-label={t(`progress.${progress.stage}`)}
        />
      )}
    </p>
  );
}
