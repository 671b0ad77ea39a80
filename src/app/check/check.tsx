// Checking a message that came: pasted, shared with the app, or read from a code. The message stays in this tab's memory,
// and nothing of it is sent.

import { useEffect, useRef, useState } from 'preact/hooks';
import { textDirection } from '../../words/text-direction.ts';
import { NoGuideYet } from '../frame/no-guide-yet.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { FileButton } from '../kit/buttons/file-button.tsx';
import sheet from '../kit/sheet.module.css';
import { useStore } from '../kit/use-store.ts';
import { go } from '../navigate.ts';
import { t } from '../say.ts';
import { bringIn } from '../take/ways-in.ts';
import { getState } from '../world.ts';
import styles from './check.module.css';
import { forgetMessage, messageStore, putMessage } from './message.ts';
import { MessageVerdict } from './message-verdict.tsx';

export function Check() {
  const { head } = getState();
  const { message } = useStore(messageStore);
  const heading = useRef<HTMLHeadingElement>(null);
  // What was pressed is gone from the screen: whoever listens begins at its top again.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [message]);
  return (
    <>
      <h1 tabIndex={-1} ref={heading}>
        {t('check.title')}
      </h1>
      {!head && <NoGuideYet />}
      {head && message !== '' && <MessageVerdict message={message} />}
      {head && message === '' && <PasteField />}
      {message !== '' && <Button icon="message" label={t('check.another')} onPress={forgetMessage} />}
      {message === '' && (
        <div class={sheet.list}>
          <p class={sheet.soft}>{t('check.other-ways')}</p>
          <FileButton
            icon="picture"
            label={t('check.picture')}
            isMain={false}
            accept="image/*"
            onFile={(file) => void bringIn([file])}
          />
          <Button icon="camera" label={t('scan.title')} onPress={() => void go({ screen: 'scan' })} />
          <Button icon="file" label={t('take.title')} onPress={() => void go({ screen: 'take' })} />
        </div>
      )}
    </>
  );
}

/** Pasting is enough: what is pasted is checked at once, what is typed when it is said so. */
function PasteField() {
  const [typed, setTyped] = useState('');
  const [isRefused, setRefused] = useState(false);
  const paste = async (): Promise<void> => {
    const text = await navigator.clipboard?.readText().catch(() => '');
    if (text) putMessage(text);
    else setRefused(true);
  };
  // Only where the browser hands over what was copied.
  const canPaste = typeof navigator.clipboard?.readText === 'function';
  return (
    <section class={sheet.sheet}>
      <p>{t('check.text')}</p>
      {canPaste && <Button icon="copy" label={t('check.paste')} kind="main" onPress={() => void paste()} />}
      {isRefused && <p role="alert">{t('check.paste-here')}</p>}
      <label class={sheet.label}>
        <span>{t('check.field')}</span>
        <textarea
          class={`${sheet.field} ${styles.tall}`}
          rows={3}
          value={typed}
          autocomplete="off"
          spellcheck={false}
          maxLength={4000}
          dir={textDirection(typed)}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onPaste={(event) => {
            const text = event.clipboardData?.getData('text/plain') ?? '';
            if (text.trim() === '' || typed !== '') return;
            event.preventDefault();
            putMessage(text);
          }}
        />
      </label>
      {typed.trim() !== '' && <Button icon="check" label={t('check.go')} onPress={() => putMessage(typed)} />}
    </section>
  );
}
