// A seat of an edition as a PNG, for chats. Where this computer has no renderer, there is none.
import { encodeBase64 } from '../../core/base64.ts';
import { installLink } from '../../core/install-link.ts';
import { pictureType } from '../../core/picture-type.ts';
import type { Edition } from '../../doors/gateway/edition.ts';
import type { Voice } from '../../doors/gateway/voice.ts';
import { seatPicture } from '../../paper/seat-picture.ts';

/** Where the code of a picture leads. */
export interface PictureLink {
  /** Where the app opens: "https://one.example/guide/". */
  readonly address: string;
  /** 64 hex digits. */
  readonly guideId: string;
}

/** @returns null where there is no renderer here, or no list of the seat */
export async function drawSeat(
  edition: Pick<Edition, 'head' | 'cardOf' | 'pictureOf'>,
  seat: string,
  { words, say }: Pick<Voice, 'words' | 'say'>,
  link: PictureLink | null,
): Promise<Uint8Array | null> {
  const card = edition.cardOf(seat);
  if (!card) return null;
  const { guide, edition: number, issued } = edition.head;
  const pictures = new Map<string, string | null>();
  for (const { symbol } of card.candidates) {
    if (!symbol?.picture || pictures.has(symbol.picture.sha256)) continue;
    const bytes = await edition.pictureOf(symbol.picture);
    const type = bytes && pictureType(bytes);
    pictures.set(symbol.picture.sha256, bytes && type ? `data:${type};base64,${encodeBase64(bytes)}` : null);
  }
  const { symbolsFinal } = guide.election.calendar;
  const isEarly = symbolsFinal !== undefined && Date.parse(issued) < Date.parse(symbolsFinal);
  const svg = seatPicture({
    guide,
    words,
    card,
    edition: number,
    issued,
    isNotFinal: isEarly || card.contest.state === 'symbols-not-final',
    link: link && {
      url: installLink(link.address, link.guideId, seat),
      shown: link.address.replace(/^https?:\/\/|\/$/g, ''),
    },
    pictureOf: (sha256) => pictures.get(sha256) ?? null,
    say,
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
