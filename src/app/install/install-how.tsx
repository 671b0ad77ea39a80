// How the app gets onto this phone's home screen: one tap where the browser asks, else at most three numbered pictures.
import type { WordKey } from '../../words/locale.ts';
import { Button } from '../kit/buttons/button.tsx';
import { CopyButton } from '../kit/buttons/copy-button.tsx';
import sheet from '../kit/sheet.module.css';
import { t } from '../say.ts';
import { getWorld } from '../world.ts';
import { installApp, wayToInstall } from './install.ts';
import styles from './install-how.module.css';
import { InstallPicture, type InstallPictureName } from './install-picture.tsx';

type Step = readonly [picture: InstallPictureName, word: WordKey];

const home: Step = ['home', 'install.step.home'];
const steps: Readonly<Record<'leave-app' | 'ios' | 'menu', readonly Step[]>> = {
  'leave-app': [
    ['dots', 'install.step.dots'],
    ['browser', 'install.step.browser'],
  ],
  ios: [['share', 'install.step.share'], ['add', 'install.step.add'], home],
  menu: [['dots', 'install.step.dots'], ['add', 'install.step.add'], home],
};

export function InstallHow() {
  const way = wayToInstall();
  if (way === 'done') return <p>{t('install.done')}</p>;
  if (way === 'ask') return <Button icon="phone" label={t('install.add')} onPress={() => void installApp()} />;
  return (
    <>
      {way === 'leave-app' && <p>{t('install.in-app-text')}</p>}
      <ol class={styles.steps}>
        {steps[way].map(([picture, word], i) => (
          <li class={styles.step} key={word}>
            <InstallPicture name={picture} />
            <span class={styles.word}>
              <b class={styles.number}>
                <bdi>{i + 1}</bdi>
              </b>
              {t(word)}
            </span>
          </li>
        ))}
      </ol>
      {way === 'leave-app' && (
        <>
          <p class={sheet.soft}>{t('install.copy')}</p>
          <CopyButton text={getWorld().pageUrl} label={t('sources.copy')} />
        </>
      )}
    </>
  );
}
