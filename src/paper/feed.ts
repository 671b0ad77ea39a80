// The history for feed readers: JSON Feed 1.1, an item for each edition, in plain words of the guide's languages. Unsigned
// by itself: the signed history names its hash. https://www.jsonfeed.org/version/1.1/

import { pickText } from '../core/guide/format/text.ts';
import type { Guide } from '../core/guide/guide.ts';
import type { History, HistoryChange, HistoryEdition } from '../core/guide/history.ts';
import type { Notice } from '../core/guide/pages.ts';
import { feedFile } from '../core/guide/paths.ts';
import { changeText } from '../words/change-text.ts';
import type { Words } from '../words/words.ts';

const maxItems = 50;
const linesPerItem = 100;

/** What a feed is made of. */
export interface FeedContent {
  readonly history: History;
  readonly guide: Guide;
  readonly notices: readonly Notice[];
}

/** @param words of the guide's languages, the main one first */
export function feedText(content: FeedContent, words: readonly Words[]): string {
  const { history, guide } = content;
  const { languages, publisher, election, mirrors = [] } = guide;
  const home = mirrors.find(({ kind }) => kind === 'static')?.url;
  const title = pickText(publisher.name, languages)?.text ?? election.id;
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    ...(home !== undefined && { home_page_url: home, feed_url: `${home.replace(/\/?$/, '/')}${feedFile}` }),
    ...(languages[0] !== undefined && { language: languages[0] }),
    items: history.editions.slice(0, maxItems).map((edition, i) => itemOf(edition, i, content, words)),
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}

function itemOf(
  edition: HistoryEdition,
  i: number,
  { history, guide, notices }: FeedContent,
  words: readonly Words[],
): object {
  const before = history.editions[i + 1];
  const changes = history.changes.filter((change) => change.edition === edition.edition);
  const told = notices.filter(({ at }) => at <= edition.issued && (!before || at > before.issued));
  return {
    id: `${guide.election.id}/${edition.edition}`,
    title: words.map((each) => each.t('change.edition', { edition: edition.edition })).join(' · '),
    date_published: edition.issued,
    content_text: words.map((each) => linesOf(each, edition, changes, told, !before).join('\n')).join('\n\n'),
  };
}

function linesOf(
  words: Words,
  edition: HistoryEdition,
  changes: readonly HistoryChange[],
  notices: readonly Notice[],
  isFirst: boolean,
): readonly string[] {
  const told = changes.slice(0, linesPerItem);
  const left = changes.length - told.length + (edition.more ?? 0);
  const lines = [
    ...notices.map(
      (notice) => `${words.t(`news.${notice.kind}`)}: ${pickText(notice.title, [words.language])?.text ?? ''}`,
    ),
    ...told.map((change) => [changeText(words, change), ...whyOf(words, change)].join('; ')),
    ...(left > 0 ? [words.t('change.more', { n: left })] : []),
    ...(edition.unknown ? [words.t('history.unknown')] : []),
  ];
  if (lines.length > 0) return lines;
  return [words.t(isFirst ? 'history.first' : 'history.other')];
}

function whyOf(words: Words, { reason, order }: HistoryChange): readonly string[] {
  const parts = [
    ['news.why', reason],
    ['news.order', order],
  ] as const;
  return parts.flatMap(([key, texts]) => {
    const text = pickText(texts, [words.language])?.text;
    return text ? [`${words.t(key)}: ${text}`] : [];
  });
}
