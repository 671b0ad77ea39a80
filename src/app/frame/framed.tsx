// What the app is inside a page of another site: one sentence and a way out. What stands around or over a frame can make any
// press of a button mean something else, and hosts that set no header let anybody frame a mirror.
import { render } from 'preact';
import { loadWords, pickLanguage } from '../../words/languages.ts';
import button from '../kit/buttons/button.module.css';

/** Draws it in the app's place; no store is opened, nothing is fetched. The page of a seat stays as it is. */
export async function showFramed(): Promise<void> {
  const words = await loadWords(pickLanguage(navigator.languages));
  const at = document.getElementById('app');
  if (!at || at.hidden) return;
  document.documentElement.lang = words.language;
  document.documentElement.dir = words.locale.dir;
  render(
    <main>
      <h1>{words.t('framed.title')}</h1>
      <p>{words.t('framed.why')}</p>
      <a class={`${button.button} ${button.main}`} href={location.href} target="_blank" rel="noopener noreferrer">
        {words.t('framed.open')}
      </a>
    </main>,
    at,
  );
}
