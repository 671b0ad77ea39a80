// Asking in a few words, as in a chat: answers are cards from what is held on this phone. Nothing that is asked is sent or
// kept.

import { useEffect, useRef, useState } from 'preact/hooks';
import { textDirection } from '../../words/text-direction.ts';
import { IdentityBox } from '../find/identity-box.tsx';
import { isIdentityNumber } from '../find/identity-number.ts';
import { NoGuideYet } from '../frame/no-guide-yet.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { Icon } from '../kit/icon.tsx';
import sheet from '../kit/sheet.module.css';
import { useStore } from '../kit/use-store.ts';
import { t } from '../say.ts';
import { prepareSearch } from '../search/find-typed.ts';
import { getState } from '../world.ts';
import { AnswerCard } from './answer-card.tsx';
import styles from './ask.module.css';
import { prepareEvents } from './asked-here.ts';
import { answerWaiting, ask, forgetTalk, talkStore } from './talk.ts';

const firstQuestions = ['ask.where', 'ask.when', 'ask.bring'] as const;

export function Ask() {
  const { head, installs } = getState();
  const { turns } = useStore(talkStore);
  useEffect(prepareSearch, [installs]);
  useEffect(() => void prepareEvents().then(answerWaiting), [installs]);
  useEffect(answerWaiting);
  const last = useRef<HTMLElement>(null);
  const lastId = turns[turns.length - 1]?.id;
  useEffect(() => {
    if (lastId !== undefined) last.current?.scrollIntoView({ block: 'start' });
  }, [lastId]);
  return (
    <>
      <h1 tabIndex={-1}>
        <label for="question">{t('ask.title')}</label>
      </h1>
      {!head && <NoGuideYet />}
      {head && turns.length === 0 && (
        <>
          <p>{t('ask.text')}</p>
          <div class={sheet.stack}>
            {firstQuestions.map((key) => (
              <Button key={key} icon="message" label={t(key)} onPress={() => ask(t(key))} />
            ))}
          </div>
        </>
      )}
      <div class={styles.talk} role="log">
        {turns.map((turn, i) => (
          <article key={turn.id} class={styles.turn} ref={i === turns.length - 1 ? last : null}>
            <p class={styles.question}>
              <bdi dir={textDirection(turn.question)}>{turn.question}</bdi>
            </p>
            {turn.answer ? (
              <AnswerCard answer={turn.answer} isLast={i === turns.length - 1} />
            ) : (
              <p class={styles.wait}>{t('search.reading')}</p>
            )}
          </article>
        ))}
      </div>
      {head && <Field />}
      {turns.length > 0 && <Button icon="close" label={t('ask.clear')} onPress={forgetTalk} />}
    </>
  );
}

/** Where it is typed: at hand below what was said. */
function Field() {
  const [typed, setTyped] = useState('');
  const [isIdentity, setIdentity] = useState(false);
  const type = (text: string): void => {
    const isNumber = isIdentityNumber(text);
    setIdentity(isNumber);
    setTyped(isNumber ? '' : text);
  };
  return (
    <>
      {isIdentity && <IdentityBox />}
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          ask(typed);
          setTyped('');
        }}
      >
        <input
          id="question"
          class={sheet.field}
          value={typed}
          placeholder={t('ask.hint')}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          enterkeyhint="send"
          maxLength={300}
          dir={textDirection(typed)}
          onInput={(event) => type(event.currentTarget.value)}
        />
        <button type="submit" class={styles.send} aria-label={t('ask.send')}>
          <Icon name="north" />
        </button>
      </form>
    </>
  );
}
