// Help: what this is, in a few answers, the languages, the official ways to ask, installing, and what is kept.

import { InstallHow } from '../install/install-how.tsx';
import { Button } from '../kit/button.tsx';
import { go } from '../navigate.ts';
import { Lookups } from '../places/lookups.tsx';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import styles from './help.module.css';
import { HelpTopic } from './help-topic.tsx';
import { topicOf, usualTopics } from './help-topics.ts';

export function Help() {
  const { head, place } = getState();
  const [asked] = topicOf(place.page) ?? [];
  return (
    <>
      <h1 tabIndex={-1}>{t('help.title')}</h1>
      <Button icon="globe" label={t('help.languages')} onPress={() => void go({ screen: 'language' })} />
      <Button icon="message" label={t('ask.title')} onPress={() => void go({ screen: 'ask' })} />
      <Button icon="check" label={t('check.title')} onPress={() => void go({ screen: 'check' })} />
      <HelpTopic />
      {usualTopics
        .filter(([question]) => question !== asked)
        .map(([question, answer]) => (
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
        <InstallHow />
      </section>
      <Button icon="offline" label={t('ready.title')} onPress={() => void go({ screen: 'ready' })} />
      <Button icon="saving" label={t('take.title')} onPress={() => void go({ screen: 'take' })} />
      <Button icon="give" label={t('give.title')} onPress={() => void go({ screen: 'give' })} />
      <Button icon="camera" label={t('scan.title')} onPress={() => void go({ screen: 'scan' })} />
      <Button icon="forward" label={t('hop.title')} onPress={() => void go({ screen: 'hop' })} />
      <Button icon="keep" label={t('kept.title')} onPress={() => void go({ screen: 'kept' })} />
      <Button icon="trash" label={t('wipe.title')} onPress={() => void go({ screen: 'wipe' })} />
      <Button icon="ballot" label={t('who.title')} onPress={() => void go({ screen: 'who' })} />
      <Button icon="help" label={t('about.title')} onPress={() => void go({ screen: 'about' })} />
    </>
  );
}
