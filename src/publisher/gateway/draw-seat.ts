// A seat of an edition as a PNG, for chats. Where this computer has no renderer, there is none.
import { installLink } from '../../core/compare/install-link.ts';
import type { Edition } from '../../doors/gateway/desk/edition.ts';
import { cardPictures } from '../../paper/card/card-pictures.ts';
import { plainSubject } from '../../paper/card/card-subject.ts';
import { pictureCard } from '../../paper/card/picture-card.ts';
import type { Words } from '../../words/words.ts';

/** Where the code of a picture leads. */
export interface PictureLink {
  /** Where the app opens: "https://one.example/guide/". */
  readonly address: string;
  /** 64 hex digits. */
  readonly guideId: string;
}

/** @returns null where there is no renderer here, or no list of the seat */
export async function drawSeat(
  edition: Pick<Edition, 'head' | 'cardOf' | 'pictureOf' | 'stateAt'>,
  seat: string,
  words: Words,
  link: PictureLink | null,
): Promise<Uint8Array | null> {
  const card = edition.cardOf(seat);
  if (!card) return null;
  const { guide, edition: number, issued } = edition.head;
  const panels = [{ card, subject: plainSubject(card) }];
  const { symbolsFinal } = guide.election.calendar;
  const isEarly = symbolsFinal !== undefined && Date.parse(issued) < Date.parse(symbolsFinal);
  const svg = pictureCard({
    guide,
    words,
    layout: 'square',
    panels,
    edition: number,
    issued,
    isNotFinal: isEarly || card.contest.state === 'symbols-not-final',
    isOutOfDate: edition.stateAt(new Date()) === 'out-of-date',
    now: null,
    codes: link ? [{ kind: 'link', text: installLink(link.address, link.guideId, seat) }] : [],
    shownAddress: link ? link.address.replace(/^https?:\/\/|\/$/g, '') : null,
    pictureOf: await cardPictures(panels, edition.pictureOf),
    ownLine: null,
  });
  return drawPng(svg);
}

async function drawPng(svg: string): Promise<Uint8Array | null> {
  const sharp = await import('sharp').then(
    (module) => module.default,
    () => null,
  );
  if (!sharp) return null;
  const drawn = await sharp(Buffer.from(svg)).flatten({ background: '#fff' }).png({ palette: true }).toBuffer();
  return new Uint8Array(drawn);
}
