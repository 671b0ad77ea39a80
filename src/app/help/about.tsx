/// <reference path="../licences.d.ts" />
// About: which app this is, whose guide it shows, how to reach them, and whose work came with it.

import { license, version } from '../../../package.json';
import { packages, texts } from '../../../package-lock.json?licences';
import { notMeant } from '../../core/guide/guide.ts';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { Content } from '../kit/content.tsx';
import sheet from '../kit/sheet.module.css';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { Origins } from '../who/origins.tsx';
import { getState } from '../world.ts';
import styles from './about.module.css';

export function About() {
  const { head } = getState();
  const standing = head && notMeant(head.guide);
  const app = t('app.name');
  return (
    <>
      <h1 tabIndex={-1}>{t('about.title')}</h1>
      <section class={sheet.sheet}>
        <p class={styles.name}>
          <b>{app}</b> <span class={styles.soft}>{t('help.version', { version })}</span>
        </p>
        <p>{t('about.what', { app })}</p>
      </section>
      {standing && <Box tone="old" title={t(`who.${standing}`)} />}
      {head && <Publisher />}
      <Button icon="ballot" label={t('who.title')} onPress={() => void go({ screen: 'who' })} />
      <section class={sheet.sheet}>
        <h2>{t('about.own', { app })}</h2>
        <p>{t('about.own-text', { licence: license })}</p>
        <h2>{t('about.made-of')}</h2>
        <p>{t('about.made-of-text')}</p>
        <Packages />
      </section>
    </>
  );
}

/** Whose guide this is, where they took it from, and how to reach them. */
function Publisher() {
  const { head } = getState();
  if (!head) return null;
  return (
    <section class={sheet.sheet}>
      <div>
        <h2>{t('about.publisher')}</h2>
        <p>
          <Content of={head.guide.publisher.name} />
        </p>
      </div>
      <Origins />
    </section>
  );
}

/** In Latin letters, as their authors wrote them. */
function Packages() {
  return (
    <>
      <ul class={styles.packages}>
        {packages.map(({ name, version: of, licence, notice }) => (
          <li key={name} dir="ltr" lang="en">
            <b>
              {name} {of}
            </b>{' '}
            · {licence}
            <span class={styles.soft}>{notice}</span>
          </li>
        ))}
      </ul>
      {texts.map(({ names, text }) => (
        <details key={names.join()}>
          <summary>{t('about.text', { names: names.join(', ') })}</summary>
          <div class={styles.text} dir="ltr" lang="en">
            {text.split('\n\n').map((paragraph) => (
              <p key={paragraph.slice(0, 40)}>{paragraph}</p>
            ))}
          </div>
        </details>
      ))}
    </>
  );
}
