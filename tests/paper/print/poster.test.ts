// What a poster says in a language that has no printed words of its own: nothing twice.
import { expect, it } from 'vitest';
import type { Guide } from '../../../src/core/guide/guide.ts';
import { carrierWords } from '../../../src/paper/carrier/carrier-words.ts';
import { poster } from '../../../src/paper/print/poster.ts';

it('prints no sentence twice where a language has none of its own', async () => {
  const languages = ['en', 'fr', 'bn', 'ur'];
  const publisher = { name: { en: 'Notebook', fr: 'Carnet', ur: 'نوٹ بک' } };
  const guide = { languages, publisher, election: { name: { en: 'Vote' } } } as unknown as Guide;
  const page = poster({
    guide,
    guideId: 'a1'.repeat(32),
    addresses: [
      { url: 'https://one.example/', shown: 'one.example' },
      { url: 'https://two.example/', shown: 'two.example' },
    ],
    words: await carrierWords(languages),
    size: 'a4',
    seat: 'VA-1',
  });
  const said = [...page.matchAll(/<(?:h1|p)[^>]*lang="[^"]*" dir="(?:ltr|rtl)">(.*?)<\/(?:h1|p)>/g)].map(
    ([, text = '']) => text,
  );
  const sentences = said.filter((text) => !text.includes(' · '));
  expect(sentences.length).toBeGreaterThan(8);
  expect(new Set(sentences).size).toBe(sentences.length);
  expect(page).toContain('Carnet');
  expect(page).toContain('lang="ur"');
});
