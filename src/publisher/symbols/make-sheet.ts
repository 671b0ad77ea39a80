// The contact sheet of a content folder's symbols: the drawings as build would publish them, and which one is most like
// which.
import { carrierWords } from '../../paper/carrier/carrier-words.ts';
import { type SheetSymbol, symbolSheet } from '../../paper/print/symbol-sheet.ts';
import { pictureFault } from '../check/files/picture-fault.ts';
import type { Content, SymbolEntry } from '../content/content.ts';
import { readFolderFile } from '../content/folder.ts';
import { drawPicture } from '../pictures/draw-picture.ts';
import { inkOf } from '../pictures/likeness.ts';
import { alikeDistance, type Inked, nearestOf, type Pair } from '../pictures/look-alikes.ts';
import { openMadePictures } from '../pictures/made-pictures.ts';

const drawnSize = 96;

export interface MadeSheet {
  readonly page: string;
  readonly symbols: number;
  readonly drawn: number;
  readonly standIns: number;
  /** Pairs that the guide does not say are alike. */
  readonly alike: number;
}

/**
 * @param languages of the sheet, the main one first
 * @throws FaultError where a picture cannot be drawn
 */
export async function makeSymbolSheet(content: Content, languages: readonly string[]): Promise<MadeSheet> {
  const { symbols, guide } = content;
  const pictures = new Map<string, Uint8Array>();
  const made = openMadePictures(content.dir);
  for (const { code, picture } of symbols) {
    const bytes = picture === null ? null : await readFolderFile(content.dir, picture);
    if (picture === null || !bytes || bytes.length === 0 || pictureFault(picture, bytes)) continue;
    pictures.set(code, await made.small(picture, bytes, 'symbol'));
  }
  const inked: Inked<SymbolEntry>[] = [];
  for (const symbol of symbols) {
    const bytes = pictures.get(symbol.code);
    const drawn = bytes && (await drawPicture(bytes, drawnSize));
    if (drawn) inked.push({ item: symbol, ink: inkOf(drawn) });
  }
  const nearest = nearestOf(inked);
  const sheet = symbols.map((symbol) => sheetSymbol(symbol, pictures, nearest.get(symbol) ?? null));
  const words = await carrierWords(languages);
  const page = symbolSheet({ name: guide.election.name, languages: guide.languages, words, symbols: sheet });
  const pairs = sheet.filter((each) => each.nearest?.isAlike && !each.nearest.isSaid);
  return {
    page,
    symbols: symbols.length,
    drawn: pictures.size,
    standIns: symbols.filter(({ isStandIn }) => isStandIn).length,
    alike: pairs.length,
  };
}

function sheetSymbol(
  symbol: SymbolEntry,
  pictures: ReadonlyMap<string, Uint8Array>,
  pair: Pair<SymbolEntry> | null,
): SheetSymbol {
  const { code, name, description, isStandIn } = symbol;
  const nearest = pair && {
    code: pair.b.code,
    isAlike: pair.distance < alikeDistance,
    isSaid: symbol.alike.includes(pair.b.code) || pair.b.alike.includes(code),
  };
  return { code, name, description, isStandIn, picture: pictures.get(code) ?? null, nearest };
}
