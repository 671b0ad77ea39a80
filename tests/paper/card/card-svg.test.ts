// Cards for phones with buttons: how they run, what stands above the list, and how many names one holds.
import { expect, it } from 'vitest';
import { encodeBundle } from '../../../src/core/bundle/bundle-writer.ts';
import { type ContestCard, contestCard } from '../../../src/core/guide/questions.ts';
import { type CardsOptions, cardSvgs } from '../../../src/paper/card/card-svg.ts';
import { readCarrierContent } from '../../../src/paper/carrier/carrier-content.ts';
import { carrierWords } from '../../../src/paper/carrier/carrier-words.ts';
import { ingestOptions, testMirror } from '../../core/fixture.ts';

const { root, now, verifiers } = ingestOptions;
const content = await readCarrierContent(encodeBundle(testMirror({ edition: 4 })), { root, now, verifiers });
const { guide, symbols, parties } = content.head;
const [region] = content.regions;
const card = region && contestCard(guide, symbols, parties, region.shard, 'NA-1');
const [english, urdu] = await carrierWords(['en', 'ur']);
if (!card || !english || !urdu) throw new TypeError('the fixture has NA-1');

function cards(change: (card: ContestCard) => ContestCard = (same) => same, words = english): readonly string[] {
  const options = { guide, words, edition: 4, issued: content.issued, isNotFinal: false, pictureOf: () => null };
  return cardSvgs({ ...options, card: change(card as ContestCard) } as CardsOptions);
}

const withState = (state: ContestCard['contest']['state']) => (same: ContestCard) => ({
  ...same,
  contest: { ...same.contest, state },
});

it('a card in Urdu runs from the right: numbers, names and the seat stand there', () => {
  const [first = ''] = cards(undefined, urdu);
  expect(first).toContain('<text x="232" y="32" font-size="26" font-weight="700" text-anchor="end">NA-1</text>');
  expect(first).toMatch(/<text x="232"[^>]* direction="rtl">/);
  expect(first).not.toContain('direction="ltr"');
  const [other = ''] = cards();
  expect(other).toContain('<text x="8" y="32" font-size="26" font-weight="700" text-anchor="start">NA-1</text>');
});

it('says before the list that there is no vote, and hands out no list that is under review', () => {
  expect(cards()[0]).not.toContain('fill="#fff" font-weight');
  expect(cards(withState('postponed'))[0]).toContain('Voting here is postponed');
  expect(cards(withState('postponed'))[0]).toContain('Candidate 1');
  const review = cards(withState('under-review')).join();
  expect(review).toContain('under review');
  expect(review).not.toContain('Candidate 1');
});

it('holds ten names where nobody has a symbol, else five', () => {
  const many =
    (symbol: boolean) =>
    (same: ContestCard): ContestCard => ({
      ...same,
      candidates: Array.from({ length: 12 }, (_, i) => ({
        ...(same.candidates[0] as ContestCard['candidates'][number]),
        serial: i + 1,
        ...(!symbol && { symbol: null }),
        isWithdrawn: false,
      })),
    });
  expect(cards(many(true))).toHaveLength(3);
  expect(cards(many(false))).toHaveLength(2);
});
