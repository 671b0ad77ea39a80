// A quiet line while something is fetched that nobody waits for: what, how much, how far, and the way to stop it.

import { Icon } from '../../kit/icon.tsx';
import { t } from '../../say.ts';
import { stopWork } from '../../sync/job.ts';
import { getState } from '../../world.ts';
import styles from './work-line.module.css';

export function WorkLine() {
  const { work, place } = getState();
  // The first answer has the screen to itself, what makes a card whole its own line, and what is kept its own bar.
  if (!work || work.kind === 'first' || work.kind === 'pictures' || place.screen === 'kept') return null;
  // It would come up under the finger that types: the pad reaches down to it.
  if (place.screen === 'find' && work.kind !== 'check') return null;
  const { progress, isWithOthers } = work;
  // A look that finds nothing new is over before anybody could read of it.
  if (work.kind === 'look' && !progress?.bytes) return null;
  const stage = progress?.stage ?? 'metadata';
  const isCounted = progress !== null && progress.total > 1;
  const text = isWithOthers ? t('sync.others') : stage === 'metadata' ? t('sync.looking') : t(`progress.${stage}`);
  return (
    <section class={styles.line} aria-label={text}>
      <div class={styles.text}>
        <p>
          <span role="status">{text}</span>
          {progress && progress.bytes > 0 && (
            <span> · {t('progress.size', { n: Math.ceil(progress.bytes / 1000) })}</span>
          )}
        </p>
        <progress
          class={styles.bar}
          {...(isCounted ? { max: progress.total, value: progress.done } : {})}
          aria-label={text}
        />
      </div>
      <button type="button" class={styles.stop} onClick={stopWork} aria-label={t('progress.stop')}>
        <Icon name="close" />
      </button>
    </section>
  );
}
