// What a seat's page says, read from the document before the app is shown: text and the bytes of pictures, nothing is taken as
// the guide's. The page is made by paper/seat-page/.

import { encodeUtf8, sha256Hex } from '../../core/bytes.ts';
import { decodeBase64 } from '../../core/encoding/base64.ts';
import { seatFolder } from '../../core/guide/seats/seat-paths.ts';
import { getWorld } from '../world.ts';

/** A candidate as the page has it. */
export interface SaidRow {
  readonly serial: string;
  /** The whole row's text. */
  readonly text: string;
  /** By language: the name, and what stands beside it. */
  readonly names: ReadonlyMap<string, { readonly name: string; readonly facts: string }>;
  /** SHA-256 of the picture; null where there is none, or it cannot be read. */
  readonly picture: string | null;
}

export interface SaidPage {
  readonly seat: string;
  /** As the page says; null where that is no number. */
  readonly edition: number | null;
  readonly rows: readonly SaidRow[];
  /** The text above the list and below it. */
  readonly around: string;
}

/** A page shows small pictures; what is larger is no picture of ours. Bytes. */
const maxPictureBytes = 1_048_576;

/** @returns null where the document is no seat's page */
export async function readSaidPage(page: Document): Promise<SaidPage | null> {
  const { seat, edition = '' } = page.documentElement.dataset;
  const main = page.querySelector('main');
  if (seat === undefined || !main) return null;
  const rows = await Promise.all([...main.querySelectorAll('ol > li')].map(readRow));
  const parts = [...main.querySelectorAll('header, footer')].map(({ textContent }) => textContent ?? '');
  return { seat, edition: /^\d{1,9}$/.test(edition) ? Number(edition) : null, rows, around: parts.join('\n') };
}

async function readRow(row: Element): Promise<SaidRow> {
  const names = [...row.querySelectorAll('p[lang]')].map((each) => {
    const said = { name: textOf(each, 'b'), facts: textOf(each, 'i') };
    return [each.getAttribute('lang') ?? '', said] as const;
  });
  const picture = row.querySelector('img')?.getAttribute('src') ?? null;
  return {
    serial: row.getAttribute('value') ?? '',
    text: row.textContent ?? '',
    names: new Map(names),
    picture: picture === null ? null : await hashOf(picture),
  };
}

function textOf(part: Element, selector: string): string {
  return (part.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

const data = /^data:[a-z+/]+(;base64)?,(.*)$/;

async function hashOf(address: string): Promise<string | null> {
  try {
    const [inside, isBase64, text = ''] = data.exec(address) ?? [];
    if (inside === undefined) return await hashOfFile(address);
    return sha256Hex(isBase64 === undefined ? encodeUtf8(decodeURIComponent(text)) : decodeBase64(encodeUtf8(text)));
  } catch {
    return null;
  }
}

/** From the browser's own cache, where the page has just put it: a look at a picture asks nobody anew. */
async function hashOfFile(address: string): Promise<string | null> {
  const response = await fetch(new URL(address, new URL(seatFolder, getWorld().pageUrl)), { cache: 'force-cache' });
  if (!response.ok || Number(response.headers.get('content-length') ?? 0) > maxPictureBytes) return null;
  const bytes = new Uint8Array(await response.arrayBuffer());
  return bytes.length > maxPictureBytes ? null : sha256Hex(bytes);
}
