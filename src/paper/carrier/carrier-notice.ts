// One correction or answer of the publisher, on pages that people pass on or open without the app.
import type { Notice } from '../../core/guide/pages.ts';
import { formatDay } from '../../words/dates.ts';
import { html, type Markup, type Part } from '../markup.ts';
import type { Speaker } from '../speaker.ts';

/** As a list's item, in the words of the publisher. */
export function noticeMarkup({ t, tell, words }: Speaker, notice: Notice): Markup {
  const { kind, at, title, text, contest, was, is, reason, order } = notice;
  const line = (key: 'news.was' | 'news.is' | 'news.why' | 'news.order', value: Notice['was']): Part =>
    value && html`<br>${t(key)}: ${tell(value)}`;
  return html`<li><b>${tell(title)}</b> <small>${t(`news.${kind}`)} · ${formatDay(words, at)}${contest !== undefined && [' · ', contest]}</small>${text && html`<br>${tell(text)}`}${line('news.was', was)}${line('news.is', is)}${line('news.why', reason)}${line('news.order', order)}</li>`;
}
