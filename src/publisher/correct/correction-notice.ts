// The notice of a correction: what voters read of it. Its texts go into guide.yaml and are signed, so no mark that turns
// text around stands in them.

import { pickText, type Text } from '../../core/guide/format/text.ts';
import type { Notice } from '../../core/guide/pages.ts';
import type { WordKey } from '../../words/locale.ts';
import type { Words } from '../../words/words.ts';
import type { CandidateEntry, Content } from '../content/content.ts';
import type { Wish } from './correction.ts';

/** "The symbol changed: NA-130, 4 Ali Khan" in every language. */
export function titled(
  words: readonly Words[],
  key: WordKey,
  contest: string,
  about: { readonly serial: number | string; readonly name: Text },
): Text {
  return inEach(words, (each) => {
    const name = pickText(about.name, [each.language])?.text ?? '';
    return `${each.t(key)}: ${contest}, ${each.number(about.serial)} ${name}`;
  });
}

/** "NA-130: Withdrawn: Ali Khan" in every language. */
export function withdrawnTitle(words: readonly Words[], contest: string, name: Text): Text {
  return inEach(words, (each) => {
    const said = each.t('change.withdrawn', { name: pickText(name, [each.language])?.text ?? '' });
    return `${contest}: ${said}`;
  });
}

// A screen sets names apart by these; in a table they would be what check refuses, since nobody sees them.
const isolates = /[\u2066-\u2069]/g;

/** A notice's text in every language, without marks that nobody sees. */
export function inEach(words: readonly Words[], say: (each: Words) => string): Text {
  return Object.fromEntries(words.map((each) => [each.language, say(each).replace(isolates, '').slice(0, 200)]));
}

/** What voters read; what one of the two values lacks is left out. */
export function noticeOf(
  { guide, regions }: Content,
  wish: Wish,
  row: CandidateEntry | null,
  title: Text,
  values: { readonly was?: Text; readonly is?: Text },
): Notice {
  const { contest, at, reason, order } = wish;
  return {
    id: idFor('correction', wish, String(row?.serial ?? ''), guide.notices),
    kind: 'correction',
    at,
    title,
    contest,
    ...(row && { serial: row.serial }),
    regions: regions.filter((each) => each.contest === contest).map(({ region }) => region),
    ...values,
    ...(Object.keys(reason).length > 0 && { reason }),
    ...(Object.keys(order).length > 0 && { order }),
    signedBy: guide.publisher.name,
  };
}

/** By its minute; a second correction of the same candidate is another notice, also within that minute. */
export function idFor(kind: string, { contest, at }: Wish, of: string, notices: readonly Pick<Notice, 'id'>[]): string {
  const minute = `${kind}-${contest}-${of}-${at.slice(2, 16).replace(/[^0-9]/g, '')}`;
  const taken = new Set(notices.map(({ id }) => id));
  for (let count = 1; ; count++) {
    const id = `${minute}${count === 1 ? '' : `-${count}`}`.slice(-64).replace(/^[^A-Za-z0-9]+/, '');
    if (!taken.has(id)) return id;
  }
}
