// Every seat's page of an edition, and the pictures beside them: made again by whoever wants to know whether a mirror's are
// the ones that the signed list makes.
import { encodeBase64 } from '../core/base64.ts';
import { decodeUtf8, encodeUtf8 } from '../core/bytes.ts';
import type { Candidate, ContestCard } from '../core/guide/questions.ts';
import { seatFolder, seatPagePath } from '../core/guide/seat-paths.ts';
import { pictureType } from '../core/picture-type.ts';
import type { Words } from '../words/words.ts';
import type { CarrierContent } from './carrier-content.ts';
import { carrierCards } from './carrier-section.ts';
import { seatPage } from './seat-page.ts';

export interface SeatPagesOptions {
  readonly content: Pick<CarrierContent, 'head' | 'edition' | 'issued' | 'regions' | 'pictures'>;
  /** The guide's languages, the main one first; at least one. */
  readonly words: readonly Words[];
  readonly style: string;
  readonly policy: string;
}

/** A backed candidate's symbol up to this stands in the page itself: it is there with the first answer. Bytes. */
const maxInside = 2_048;
const endings: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
};

/** @returns bytes by path on the mirror: a page a seat, and the pictures that they show */
export function seatPages(options: SeatPagesOptions): ReadonlyMap<string, Uint8Array> {
  const { content, words, style, policy } = options;
  const files = new Map<string, Uint8Array>();
  const types = new Map<string, string | null>();
  const typeOf = (sha256: string, bytes: Uint8Array): string | null => {
    const known = types.get(sha256);
    const type = known === undefined ? pictureType(bytes) : known;
    types.set(sha256, type);
    return type;
  };
  for (const card of carrierCards(content).flatMap(({ cards }) => cards)) {
    const main = backedPicture(card);
    const pictureOf = (sha256: string): string | null => {
      const bytes = content.pictures.get(sha256);
      const type = bytes ? typeOf(sha256, bytes) : null;
      if (!bytes || type === null) return null;
      if (sha256 === main && bytes.length <= maxInside) return dataAddress(type, bytes);
      // Under its kind's own ending, since hosts give a blob no type, and a drawing without one is not shown.
      const path = picturePath(sha256, endings[type] ?? 'bin');
      files.set(seatFolder + path, bytes);
      return path;
    };
    const page = seatPage({ content: { ...content, card }, words, style, policy, pictureOf });
    files.set(seatPagePath(card.seat.code), encodeUtf8(page));
  }
  return files;
}

/** A drawing packs better as the text that it is. */
function dataAddress(type: string, bytes: Uint8Array): string {
  if (type !== 'image/svg+xml') return `data:${type};base64,${encodeBase64(bytes)}`;
  const text = decodeUtf8(bytes).replace(/[\p{Cc}%#<>"]| $/gu, encodeURIComponent);
  return `data:${type},${text}`;
}

/** Short, since a page names many and hashes do not pack: whoever checks a page looks at the bytes. */
function picturePath(sha256: string, ending: string): string {
  return `p/${sha256.slice(0, 16)}.${ending}`;
}

/** The symbol of whoever alone is backed here. */
function backedPicture({ candidates, endorsements }: ContestCard): string | null {
  const isBacked = ({ serial }: Candidate): boolean => endorsements.some((each) => each.serial === serial);
  const [only, ...others] = candidates.filter(isBacked);
  return (others.length === 0 && only?.symbol?.picture?.sha256) || null;
}
