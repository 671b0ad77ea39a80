// Help: what this is, in a few answers, the languages, the official ways to ask, installing, and what is kept.
import type { WordKey } from '../../words/locale.ts';
import { InstallHow } from '../install/install-how.tsx';
import { Button } from '../kit/buttons/button.tsx';
import type { IconName } from '../kit/icon.tsx';
import kit from '../kit/tiles.module.css';
import { go } from '../navigate.ts';
import { Lookups } from '../places/lookups.tsx';
import type { Screen } from '../routes.ts';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import styles from './help.module.css';
import { HelpTopic } from './help-topic.tsx';
import { topicOf, usualTopics } from './help-topics.ts';

type Tile = readonly [icon: IconName, word: WordKey, screen: Screen];

const toAsk: readonly Tile[] = [
  ['message', 'ask.title', 'ask'],
  ['check', 'check.title', 'check'],
];

/** From phone to phone, and what goes on working without internet. */
const fromHands: readonly Tile[] = [
  ['camera', 'scan.title', 'scan'],
  ['file', 'take.title', 'take'],
  ['give', 'give.title', 'give'],
  ['offline', 'ready.title', 'ready'],
];

const ofApp: readonly Tile[] = [
  ['ballot', 'who.title', 'who'],
  ['keep', 'kept.title', 'kept'],
  ['forward', 'hop.title', 'hop'],
  ['help', 'about.title', 'about'],
];

export function Help() {
  const { head, place } = getState();
  const [asked] = topicOf(place.page) ?? [];
  return (
    <>
      <h1 tabIndex={-1}>{t('help.title')}</h1>
      {tile(['globe', 'help.languages', 'language'])}
      <div class={kit.tiles}>{toAsk.map(tile)}</div>
      <HelpTopic />
      <section class={styles.answer}>
        <h2>{t('help.hands')}</h2>
        <div class={kit.tiles}>{fromHands.map(tile)}</div>
      </section>
      {usualTopics
        .filter(([question]) => question !== asked)
        .map(([question, answer]) => (
          <section class={styles.answer} key={question}>
            <h2>{t(question)}</h2>
            <p>{t(answer)}</p>
          </section>
        ))}
      {asked !== 'help.number' && head && head.guide.election.lookups.length > 0 && (
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
      <section class={styles.answer}>
        <h2>{t('help.app')}</h2>
        <div class={kit.tiles}>{ofApp.map(tile)}</div>
      </section>
      <Button icon="trash" label={t('wipe.title')} onPress={() => void go({ screen: 'wipe' })} />
    </>
  );
}

const tile = ([icon, word, screen]: Tile) => (
  <Button key={screen} icon={icon} label={t(word)} onPress={() => void go({ screen })} />
);
