// How the last look for a newer edition ended, where somebody asks about it; calm, since what is held stays.

import { t } from '../say.ts';
import { getState } from '../world.ts';
import styles from './last-look.module.css';
import { isSavingData } from './sync.ts';

export function LastLook() {
  const { lastLook, trouble, work } = getState();
  if (trouble || work) return null;
  return (
    <div class={styles.lines}>
      {(lastLook === 'silent' || lastLook === 'stopped') && <p role="status">{t(`sync.${lastLook}`)}</p>}
      {isSavingData() && <p>{t('sync.thrifty')}</p>}
    </div>
  );
}
