// Bringing a file: chosen, dropped, pasted, shared with the app, or opened with it. Each thing that came has its outcome in
// words; what a carrier's page shows is never taken over, only the data that it carries.
import { useEffect } from 'preact/hooks';
import type { WordKey } from '../../words/locale.ts';
import { CopyWarnings } from '../guides/copy-warning.tsx';
import { Box } from '../kit/box.tsx';
import { Button } from '../kit/buttons/button.tsx';
import { FileButton } from '../kit/buttons/file-button.tsx';
import sheet from '../kit/sheet.module.css';
import { useStore } from '../kit/use-store.ts';
import { stay } from '../navigate.ts';
import { t } from '../say.ts';
import { getState } from '../world.ts';
import styles from './take.module.css';
import { clearTaken, stopTaking, type Taking, takeAll, takeStore } from './take-all.ts';
import { askBytes, dropPost, openPosts, postStore, takePost } from './take-inbox.ts';
import { TakenBox } from './taken-box.tsx';

/** What phones call such files; the last one lets any file be picked, since many have no type at all. */
const accepted = '.html,.htm,.zip,.nishan,.txt,text/html,application/zip,application/x-zip-compressed,text/plain,*/*';

export function Take() {
  const { takings, isBusy } = useStore(takeStore);
  const { waiting } = useStore(postStore);
  useEffect(() => {
    const isLost = getState().place.page === 'lost';
    // Told once: not again when the page is loaded anew.
    if (isLost) stay({ page: '' });
    void openPosts(isLost);
  }, []);
  return (
    <>
      <h1 tabIndex={-1}>{t('take.title')}</h1>
      {waiting.map((post) => (
        <Box key={post.key} tone="old" title={t('take.asked', { n: Math.ceil(post.bytes / 1_000_000) })} isAlert>
          <span>{t(post.bytes > askBytes ? 'take.asked-large' : 'take.asked-begun')}</span>
          <Button icon="saving" label={t('take.asked-read')} onPress={() => void takePost(post)} />
          <Button icon="trash" label={t('take.asked-drop')} onPress={() => void dropPost(post)} />
        </Box>
      ))}
      {takings.length > 0 && (
        <ul class={sheet.list}>
          {takings.map((taking) => (
            <Row key={taking.id} taking={taking} />
          ))}
        </ul>
      )}
      {isBusy && <Button icon="close" label={t('progress.stop')} onPress={stopTaking} />}
      {!isBusy && takings.length > 0 && <Button icon="close" label={t('take.clear')} onPress={clearTaken} />}
      <section class={sheet.sheet}>
        <p>{t('take.text')}</p>
        <FileButton
          label={t('take.pick')}
          isMain={takings.length === 0}
          accept={accepted}
          isMultiple
          onFile={(file) => void takeAll([file])}
        />
        <PasteField />
        <p class={sheet.soft}>{t('take.drop')}</p>
      </section>
    </>
  );
}

function Row({ taking }: { readonly taking: Taking }) {
  const { name, bytes, progress, result, met } = taking;
  return (
    <li class={sheet.sheet}>
      <p>
        <bdi class={styles.name}>{name || t(unnamed(taking))}</bdi>
        {bytes > 0 && <span class={sheet.soft}> · {t('progress.size', { n: Math.ceil(bytes / 1000) })}</span>}
      </p>
      <CopyWarnings met={met} />
      {result ? (
        <TakenBox taking={taking} result={result} />
      ) : (
        <>
          <p role="status">{t(progress ? `progress.${progress.stage}` : 'take.reading')}</p>
          <progress
            class={styles.bar}
            {...(progress && progress.total > 1 ? { max: progress.total, value: progress.done } : {})}
            aria-label={t('take.reading')}
          />
        </>
      )}
    </li>
  );
}

function unnamed({ bytes, result }: Taking): WordKey {
  // Nothing of it could be read.
  if (bytes === 0) return 'take.shared';
  return result?.kind === 'text' && result.is === 'message' ? 'take.message' : 'take.a-text';
}

/** Phones paste into fields alone. What is typed by hand is left alone. */
function PasteField() {
  return (
    <label class={styles.two}>
      <span>{t('take.paste')}</span>
      <textarea
        class={sheet.field}
        rows={1}
        autocomplete="off"
        spellcheck={false}
        dir="ltr"
        onPaste={(event) => {
          const text = event.clipboardData?.getData('text/plain') ?? '';
          if (text.trim() === '') return;
          event.preventDefault();
          void takeAll([text]);
        }}
      />
    </label>
  );
}
