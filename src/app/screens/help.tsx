// Help: what this is, in a few answers, the languages, the official ways to ask, installing, and what is kept.

import { version } from '../../../package.json';
import { languages } from '../../words/languages.ts';
import type { WordKey } from '../../words/locale.ts';
import { installApp } from '../actions/install.ts';
import { go } from '../actions/navigate.ts';
import { setLanguage } from '../actions/remember.ts';
import { Button } from '../parts/button.tsx';
import { Lookups } from '../parts/lookups.tsx';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import styles from './help.module.css';

const answers: readonly (readonly [question: WordKey, answer: WordKey])[] = [
  ['help.what', 'help.what-text'],
  ['help.number', 'help.number-text'],
  ['help.real', 'help.real-text'],
  ['help.private', 'help.private-text'],
];

export function Help() {
  const { words, canInstall, head } = getState();
  return (
    <>
      <h1 tabIndex={-1}>{t('help.title')}</h1>
      <section class={styles.languages} aria-label={t('help.languages')}>
        {languages.map(({ tag, nativeName }) => (
          <button
            type="button"
            key={tag}
            lang={tag}
            class={styles.language}
            aria-pressed={tag === words.language}
            onClick={() => void setLanguage(tag)}
          >
            {nativeName}
          </button>
        ))}
      </section>
      {answers.map(([question, answer]) => (
        <section class={styles.answer} key={question}>
          <h2>{t(question)}</h2>
          <p>{t(answer)}</p>
        </section>
      ))}
      {head && head.guide.election.lookups.length > 0 && (
        <section class={styles.answer}>
          <h2>{t('help.lookups')}</h2>
          <Lookups />
        </section>
      )}
      <section class={styles.answer}>
        <h2>{t('help.install')}</h2>
        <p>{t('help.install-text')}</p>
        {canInstall ? (
          <Button icon="phone" label={t('install.add')} onPress={() => void installApp()} />
        ) : (
          <p>{t('help.install-menu')}</p>
        )}
      </section>
      <Button icon="offline" label={t('ready.title')} onPress={() => void go({ screen: 'ready' })} />
      <Button icon="saving" label={t('take.title')} onPress={() => void go({ screen: 'take' })} />
      <Button icon="give" label={t('give.title')} onPress={() => void go({ screen: 'give' })} />
      <Button icon="camera" label={t('scan.title')} onPress={() => void go({ screen: 'scan' })} />
      <Button icon="forward" label={t('hop.title')} onPress={() => void go({ screen: 'hop' })} />
      <Button icon="keep" label={t('kept.title')} onPress={() => void go({ screen: 'kept' })} />
      <Button icon="ballot" label={t('who.title')} onPress={() => void go({ screen: 'who' })} />
      <p class={styles.version}>{t('help.version', { version })}</p>
    </>
  );
}
