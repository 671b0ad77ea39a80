// Pictures of seats for tests: an edition's own cards, drawn as the publisher draws them.
import type { ContestCard } from '../../../src/core/guide/questions.ts';
import type { Edition } from '../../../src/doors/gateway/desk/edition.ts';
import { cardPictures } from '../../../src/paper/card/card-pictures.ts';
import { plainSubject } from '../../../src/paper/card/card-subject.ts';
import { type PictureCardOptions, pictureCard } from '../../../src/paper/card/picture-card.ts';
import { loadWords } from '../../../src/words/languages.ts';

export const linkText = `https://guide.example/#/seat/NA-130/root/${'5a'.repeat(32)}`;

/** The SVG of some seats of an edition. @param other what is different about it */
export async function drawCard(
  edition: Edition,
  seats: readonly string[],
  tag: string,
  other: Partial<PictureCardOptions> = {},
): Promise<string> {
  const { guide, edition: number, issued } = edition.head;
  const panels = other.panels ?? seats.map((seat) => panelOf(cardOf(edition, seat)));
  return pictureCard({
    guide,
    words: await loadWords(tag),
    layout: 'status',
    panels,
    edition: number,
    issued,
    isNotFinal: true,
    isOutOfDate: false,
    now: new Date(Date.parse(issued) + 3 * 86_400_000),
    codes: [{ kind: 'link', text: linkText }],
    shownAddress: 'guide.example',
    pictureOf: await cardPictures(panels, edition.pictureOf),
    ownLine: null,
    ...other,
  });
}

/** A seat's list. */
export function cardOf(edition: Edition, seat: string): ContestCard {
  const card = edition.cardOf(seat);
  if (!card) throw new Error(seat);
  return card;
}

/** A seat's list as it is shown where nothing speaks against it. */
export function panelOf(card: ContestCard): PictureCardOptions['panels'][number] {
  return { card, subject: plainSubject(card) };
}
