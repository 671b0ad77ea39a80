// A seat's picture: the whole list or none, the symbol large where one candidate is backed, and always whose list it is.
import { beforeAll, describe, expect, it } from 'vitest';
import type { ContestCard } from '../../src/core/guide/questions.ts';
import type { Edition } from '../../src/doors/gateway/edition.ts';
import { fitsSeatPicture, seatPicture } from '../../src/paper/seat-picture.ts';
import { loadGatewayWords } from '../../src/words/gateway-words.ts';
import { sharedEdition } from '../doors/gateway/open-gateway.ts';

let edition: Edition;
beforeAll(async () => {
  edition = await sharedEdition();
}, 60_000);

function cardOf(seat: string): ContestCard {
  const card = edition.cardOf(seat);
  if (!card) throw new Error(seat);
  return card;
}

/** The same list, so long. */
function withCandidates(card: ContestCard, count: number): ContestCard {
  const [first] = card.candidates;
  if (!first) throw new Error('no candidates');
  const candidates = Array.from({ length: count }, (_, i) => ({
    ...first,
    serial: i + 1,
    name: { en: `Name ${i + 1}!` },
  }));
  return { ...card, candidates, endorsements: [] };
}

async function draw(card: ContestCard, tag: string): Promise<string> {
  const { words, say } = await loadGatewayWords(tag);
  const { guide, edition: number, issued } = edition.head;
  const link = { url: 'https://guide.example/#/seat/NA-130', shown: 'guide.example' };
  return seatPicture({
    guide,
    words,
    card,
    edition: number,
    issued,
    isNotFinal: true,
    link,
    pictureOf: () => null,
    say,
  });
}

describe('a picture of a seat', () => {
  it('shows who is backed, or everybody', async () => {
    const one = await draw(cardOf('NA-130'), 'en');
    expect(one).toMatch(/>Apple<.*>Mehrab Barfabi<.*>Backed by Circle of Neighbours/s);
    expect(one).not.toContain('Firoz');
    for (const count of [1, 10, 11, 24]) {
      const all = await draw(withCandidates(cardOf('NA-130'), count), 'en');
      expect(all.match(/Name \d+!/g)).toHaveLength(count);
    }
  });

  it('fits up to 24 names, and no question', () => {
    const card = cardOf('PA-131');
    expect([1, 24, 25, 60].map((count) => fitsSeatPicture(withCandidates(card, count)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    const many = withCandidates(card, 60);
    expect(fitsSeatPicture({ ...many, endorsements: [{ by: 'neighbours', contest: 'PA-131', serial: 3 }] })).toBe(true);
    expect(fitsSeatPicture(cardOf('RF-1'))).toBe(false);
    expect(fitsSeatPicture({ ...card, candidates: [] })).toBe(false);
  });

  it.each(['en', 'ur'])(
    'says whose list it is, of which day, that it is not final, and where to look: %s',
    async (tag) => {
      const svg = await draw(cardOf('PA-131'), tag);
      const publisher = edition.head.guide.publisher.name[tag] ?? '';
      for (const text of [publisher, String(new Date().getUTCFullYear()), 'guide.example', 'PA-131'])
        expect(svg).toContain(text);
      expect(svg).toContain(tag === 'en' ? 'NOT FINAL' : 'حتمی نہیں');
      expect(svg).not.toMatch(/[\u2066-\u2069]/);
    },
  );
});
