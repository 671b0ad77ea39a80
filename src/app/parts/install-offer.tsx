// The home screen, offered below the answer and never before it.
import { declineInstall, installApp } from '../actions/install.ts';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import { Box } from './box.tsx';
import { Button } from './button.tsx';
import styles from './install-offer.module.css';

export function InstallOffer() {
  if (!getState().canInstall) return null;
  return (
    <Box tone="note" title={t('install.offer')}>
      <span>{t('help.install-text')}</span>
      <div class={styles.pair}>
        <Button icon="phone" label={t('install.add')} onPress={() => void installApp()} />
        <Button icon="close" label={t('install.no')} onPress={declineInstall} />
      </div>
    </Box>
  );
}
