// The pages of a region's seats as they were in the edition before, with this edition's number in them: a page says its
// number, so that each edition writes all of them anew, and only a few of them differ in anything else.
import { encodeUtf8 } from '../../core/bytes.ts';
import { parseJson } from '../../core/json.ts';
import { integer, list, object, readShape, text } from '../../core/shape.ts';
import { editionMarks, isEarly } from '../../paper/seat-page/seat-page.ts';
import type { SeatPageFile, SeatPagesOptions } from '../../paper/seat-page/seat-pages.ts';
import type { BytesKind, Memory } from '../memory/memory.ts';

/** A page cut where it says its number: three parts. */
interface CutPage extends Omit<SeatPageFile, 'bytes'> {
  readonly parts: readonly Uint8Array[];
}

const maxHeadBytes = 2_097_152;
const heads = list(
  object({
    path: text(200),
    lengths: list(integer(0), 3),
    pictures: list(object({ path: text(200), sha256: text(64) }), 5_000),
  }),
  5_000,
);

/** A line of JSON that says what follows, then all parts one after the other. */
function pagesKind(region: string): BytesKind<readonly CutPage[]> {
  return {
    name: `pages-${region}`,
    encode(pages) {
      const head = pages.map(({ parts, ...rest }) => ({ ...rest, lengths: parts.map(({ length }) => length) }));
      return Buffer.concat([encodeUtf8(`${JSON.stringify(head)}\n`), ...pages.flatMap(({ parts }) => parts)]);
    },
    decode(bytes) {
      let at = bytes.indexOf(0x0a) + 1;
      const head = readShape(heads, parseJson(bytes.subarray(0, at), maxHeadBytes));
      const part = (length: number): Uint8Array => {
        at += length;
        return bytes.subarray(at - length, at);
      };
      const pages = head.map(({ lengths, ...rest }) => ({ ...rest, parts: lengths.map(part) }));
      if (at !== bytes.length) throw new TypeError('other parts than the head says');
      return pages;
    },
  };
}

/**
 * @param inputs what the pages are made of beside the words, the style, the policy and the day: hashes of signed files
 * @param make makes them all
 */
export function rememberedPages(
  memory: Memory,
  inputs: readonly string[],
  { content, words, style, policy }: SeatPagesOptions,
  region: string,
  make: () => readonly SeatPageFile[],
): readonly SeatPageFile[] {
  const [first, second] = editionMarks(content, words);
  const marks = [Buffer.from(first), Buffer.from(second)] as const;
  const kind = pagesKind(region);
  const all = [
    ...inputs,
    words.map(({ language }) => language),
    style,
    policy,
    content.issued.slice(0, 10),
    isEarly(content),
  ];
  const known = memory.find(kind, all);
  if (known?.every((page) => hasPictures(page, content.pictures))) return known.map((page) => whole(page, marks));
  const made = make();
  const cut = made.flatMap((page) => cutAt(page, marks) ?? []);
  // A text of the guide that looks like a mark: such a region is made anew each time.
  if (cut.length === made.length) memory.keep(kind, all, cut);
  return made;
}

function hasPictures({ pictures }: CutPage, known: ReadonlyMap<string, Uint8Array>): boolean {
  return pictures.every(({ sha256 }) => known.has(sha256));
}

type Marks = readonly [Buffer, Buffer];

function cutAt({ bytes, ...rest }: SeatPageFile, [first, second]: Marks): CutPage | null {
  const page = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const [a, b] = [page.indexOf(first), page.indexOf(second)];
  const [afterA, afterB] = [a + first.length, b + second.length];
  if (a < 0 || b < afterA || page.includes(first, afterA) || page.includes(second, afterB)) return null;
  return { ...rest, parts: [page.subarray(0, a), page.subarray(afterA, b), page.subarray(afterB)] };
}

function whole({ parts, ...rest }: CutPage, [first, second]: Marks): SeatPageFile {
  const [before = noBytes, between = noBytes, end = noBytes] = parts;
  return { ...rest, bytes: Buffer.concat([before, first, between, second, end]) };
}

const noBytes = new Uint8Array();
