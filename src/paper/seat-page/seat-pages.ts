// Every seat's page of an edition, and the pictures beside them: made again by whoever wants to know whether a mirror's are
// the ones that the signed list makes.

import { decodeUtf8, encodeUtf8 } from '../../core/bytes.ts';
import { encodeBase64 } from '../../core/encoding/base64.ts';
import type { Candidate, ContestCard } from '../../core/guide/questions.ts';
import { seatFolder, seatPagePath } from '../../core/guide/seats/seat-paths.ts';
import { pictureType } from '../../core/picture/picture-type.ts';
import type { Words } from '../../words/words.ts';
import type { CarrierContent } from '../carrier/carrier-content.ts';
import { carrierCards } from '../carrier/carrier-section.ts';
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

/** A seat's page, and the pictures that lie beside it. */
export interface SeatPageFile {
  /** On the mirror. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly pictures: readonly { readonly path: string; readonly sha256: string }[];
}

/** @returns bytes by path on the mirror: a page a seat, and the pictures that they show */
export function seatPages(options: SeatPagesOptions): ReadonlyMap<string, Uint8Array> {
  const { regions, pictures } = options.content;
  return seatPageFiles(
    regions.map((region) => regionPages(options, region)),
    pictures,
  );
}

/** Of pages by region, each seat's first. @param pictures by hash */
export function seatPageFiles(
  regions: readonly (readonly SeatPageFile[])[],
  pictures: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const page of regions.flat()) {
    if (files.has(page.path)) continue;
    files.set(page.path, page.bytes);
    for (const { path, sha256 } of page.pictures) {
      const bytes = pictures.get(sha256);
      if (bytes) files.set(path, bytes);
    }
  }
  return files;
}

/** The pages of every seat of a region. */
export function regionPages(
  { content, words, style, policy }: SeatPagesOptions,
  region: SeatPagesOptions['content']['regions'][number],
): readonly SeatPageFile[] {
  const cards = carrierCards({ head: content.head, regions: [region] }).flatMap((each) => each.cards);
  return cards.map((card) => {
    const main = backedPicture(card);
    const pictures = new Map<string, string>();
    const pictureOf = (sha256: string): string | null => {
      const bytes = content.pictures.get(sha256);
      const type = bytes ? typeOf(bytes) : null;
      if (!bytes || type === null) return null;
      if (sha256 === main && bytes.length <= maxInside) return dataAddress(type, bytes);
      // Under its kind's own ending, since hosts give a blob no type, and a drawing without one is not shown.
      const path = picturePath(sha256, endings[type] ?? 'bin');
      pictures.set(seatFolder + path, sha256);
      return path;
    };
    const bytes = encodeUtf8(seatPage({ content: { ...content, card }, words, style, policy, pictureOf }));
    const path = seatPagePath(card.seat.code);
    return { path, bytes, pictures: [...pictures].map(([at, sha256]) => ({ path: at, sha256 })) };
  });
}

const types = new WeakMap<Uint8Array, string | null>();

/** Once a drawing: hundreds of rows show the same. */
function typeOf(bytes: Uint8Array): string | null {
  const known = types.get(bytes);
  const type = known === undefined ? pictureType(bytes) : known;
  types.set(bytes, type);
  return type;
}

/** A drawing packs better as the text that it is. */
function dataAddress(type: string, bytes: Uint8Array): string {
  if (type !== 'image/svg+xml') return `data:${type};base64,${encodeBase64(bytes)}`;
  const text = decodeUtf8(bytes).replace(/[\p{Cc}%#<>"]| $/gu, encodeURIComponent);
  return `data:${type},${text}`;
}

/** Short, since a page names many and hashes do not pack: whoever checks a page looks at the bytes. */
function picturePath(sha256: string, ending: string): string {
  return `p/${sha256.slice(0, 12)}.${ending}`;
}

/** The symbol of whoever alone is backed here. */
function backedPicture({ candidates, endorsements }: ContestCard): string | null {
  const isBacked = ({ serial }: Candidate): boolean => endorsements.some((each) => each.serial === serial);
  const [only, ...others] = candidates.filter(isBacked);
  return (others.length === 0 && only?.symbol?.picture?.sha256) || null;
}
