// Whether what is kept lasts, on the screen of what is kept: the browser's promise, or what to do without it.
import { useEffect } from 'preact/hooks';
import { Button } from '../kit/buttons/button.tsx';
import sheet from '../kit/sheet.module.css';
import { StateMark } from '../kit/state-mark.tsx';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import styles from './lasting-kept.module.css';
import { askToLast, readLasting } from './persist.ts';

export function LastingKept() {
  const { isLasting, storage, head } = getState();
  useEffect(() => void readLasting(), []);
  if (storage === 'memory') return null;
  return (
    <section class={sheet.sheet}>
      <h2 class={styles.title}>
        <StateMark tone={isLasting ? 'good' : 'old'} />
        {t(isLasting ? 'ready.lasting' : 'kept.lasting-not')}
      </h2>
      <p>{t(isLasting ? 'ready.lasting-yes' : 'kept.lasting-no')}</p>
      {!isLasting && (
        <>
          {isLasting === false && (
            <Button icon="keep" label={t('ready.lasting-ask')} onPress={() => void askToLast()} />
          )}
          <Button icon="phone" label={t('help.install')} onPress={() => void go({ screen: 'help', page: 'install' })} />
        </>
      )}
      {head && <Button icon="saving" label={t('kept.copy')} onPress={() => void go({ screen: 'give' })} />}
    </section>
  );
}
