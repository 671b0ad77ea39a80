// What belongs to the screen that the help was opened from, before everything else, and the way back to it.

import { Button } from '../kit/buttons/button.tsx';
import sheet from '../kit/sheet.module.css';
import { go, goBack } from '../navigate.ts';
import { Lookups } from '../places/lookups.tsx';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import { topicOf } from './help-topics.ts';

export function HelpTopic() {
  const topic = topicOf(getState().place.page);
  if (!topic) return null;
  const [question, answer] = topic;
  return (
    <section class={sheet.sheet}>
      <h2>{t(question)}</h2>
      <p>{t(answer)}</p>
      {question === 'help.number' && (
        <>
          <Lookups />
          <Button icon="list" label={t('find.districts')} onPress={() => void go({ screen: 'list' })} />
        </>
      )}
      <Button icon="back" label={t('topic.back')} onPress={goBack} />
    </section>
  );
}
