// A day, hours, pages and a notice for guides in memory, and the lexicons to ask them with.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AskedContent } from '../../../src/core/answer/asked-guide.ts';
import type { Lexicon } from '../../../src/core/answer/lexicon.ts';
import type { Guide } from '../../../src/core/guide/guide.ts';
import type { Notice, Page } from '../../../src/core/guide/pages.ts';
import { openLexicon } from '../../../src/words/asked/lexicon.ts';
import type { Locale } from '../../../src/words/locale.ts';
import { openWords } from '../../../src/words/words.ts';

const election: Guide['election'] = {
  id: 'pk-2024',
  name: { en: 'General election 2024', ur: 'عام انتخابات 2024' },
  kind: 'general',
  date: '2024-02-08',
  hours: { opens: '08:00', closes: '17:00', offset: '+05:00' },
  calendar: { symbolsFinal: '2024-01-13T00:00:00Z' },
  lookups: [
    {
      kind: 'sms',
      link: 'sms:8300',
      text: { en: 'Send your card number to 8300.', ur: 'اپنا کارڈ نمبر 8300 پر بھیجیں۔' },
    },
  ],
  findFirst: 'pad',
};

const pages: readonly Page[] = [
  {
    id: 'bring',
    kind: 'bring',
    title: { en: 'What to bring', ur: 'کیا ساتھ لائیں' },
    steps: [{ text: { en: 'Your original identity card.', ur: 'اصل شناختی کارڈ۔' } }],
  },
  {
    id: 'vote',
    kind: 'steps',
    title: { en: 'How to vote', ur: 'ووٹ کیسے ڈالیں' },
    steps: [{ text: { en: 'Stamp once inside one box.', ur: 'ایک ہی خانے میں ایک بار مہر لگائیں۔' } }],
  },
];

export const rumour: Notice = {
  id: 'two-days',
  kind: 'rumour',
  at: '2024-02-03T09:00:00Z',
  title: { en: 'Women do not vote on another day', ur: 'خواتین کسی اور دن ووٹ نہیں ڈالتیں' },
  text: {
    en: 'Women and men vote on the same day, 8 February.',
    ur: 'خواتین اور مرد ایک ہی دن، 8 فروری کو ووٹ ڈالتے ہیں۔',
  },
};

/** What every guide of these tests has; its seats and lists are put in place by each. */
export const demoContent: Omit<AskedContent, 'search' | 'shards' | 'symbols'> = {
  guide: {
    languages: ['en', 'ur'],
    publisher: { name: { en: 'Election Notebook', ur: 'انتخابی کاپی' } },
    election,
  } as unknown as Guide,
  parties: new Map(),
  pages,
  notices: [rumour],
  edition: 7,
  issued: '2024-02-05T06:00:00Z',
  places: new Map(),
};

/** The lexicon of a language, whole. */
export function lexiconOf(language: string): Lexicon {
  const read = (tag: string): Locale =>
    JSON.parse(readFileSync(join(import.meta.dirname, `../../../src/words/locales/${tag}.json`), 'utf8'));
  return openLexicon(openWords(language, read(language), [['en', read('en')]]), ['en', 'ur']);
}

export const moment = { now: new Date('2024-02-05T12:00:00Z'), deviceOffset: 300 };
