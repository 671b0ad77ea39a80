// What a start shows while the phone's store gives no answer: that it is waited for, what helps, and a way on without it.
// Another page of this guide, or one that the browser put aside, can hold a store; a broken one never answers.
import { render } from 'preact';
import { loadWords, pickLanguage } from '../../words/languages.ts';
import button from '../kit/buttons/button.module.css';

/**
 * Draws it in the app's place.
 * @param hasAnswered whether the store answered meanwhile: then nothing is drawn
 * @returns when the voter wants to go on without what is kept
 */
export async function showSilentStore(hasAnswered: () => boolean): Promise<void> {
  const { t, language, locale } = await loadWords(pickLanguage(navigator.languages));
  return new Promise((resolve) => {
    const at = document.getElementById('app');
    if (!at || at.hidden || hasAnswered()) return;
    document.documentElement.lang = language;
    document.documentElement.dir = locale.dir;
    render(
      <main>
        <h1>{t('silent.title')}</h1>
        <p role="status">{t('silent.what-helps')}</p>
        <button type="button" class={`${button.button} ${button.main}`} onClick={() => resolve()}>
          {t('silent.go-on')}
        </button>
      </main>,
      at,
    );
  });
}
