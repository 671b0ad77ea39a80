// The offer itself: where the browser asks, one tap; where only the voter can, the way as pictures. It can be declined.

import { Button } from '../kit/buttons/button.tsx';
import { t } from '../say.ts';
import { declineInstall, wayToInstall } from './install.ts';
import styles from './install-box.module.css';
import { InstallHow } from './install-how.tsx';

export function InstallBox() {
  const isInOtherApp = wayToInstall() === 'leave-app';
  return (
    <section class={styles.offer}>
      <h2>{t(isInOtherApp ? 'install.in-app' : 'install.offer')}</h2>
      {!isInOtherApp && <p>{t('help.install-text')}</p>}
      <InstallHow />
      <Button icon="close" label={t('install.no')} onPress={declineInstall} />
    </section>
  );
}
