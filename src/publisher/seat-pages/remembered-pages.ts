// The pages of a region's seats as they were in the edition before, with this edition's number in them: a page says its
// number, so that each edition writes all of them anew, and only a few of them differ in anything else.
import { list, object, readShape, text } from '../../core/shape.ts';
import { editionMarks, isEarly } from '../../paper/seat-page/seat-page.ts';
import type { SeatPageFile, SeatPagesOptions } from '../../paper/seat-page/seat-pages.ts';
import type { Kind, Memory } from '../memory/memory.ts';

/** A page cut where it says its number. */
interface CutPage extends Omit<SeatPageFile, 'text'> {
  readonly parts: readonly string[];
}

const piece = text(2_000_000);
const cutPages = list(
  object({
    path: text(200),
    parts: list(piece, 3),
    pictures: list(object({ path: text(200), sha256: text(64) }), 5_000),
  }),
  5_000,
);

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
  const marks = editionMarks(content, words);
  const kind: Kind<readonly CutPage[]> = {
    name: `pages-${region}`,
    write: (pages) => pages,
    read: (value) => readShape(cutPages, value),
  };
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

function cutAt({ text: page, ...rest }: SeatPageFile, [first, second]: readonly [string, string]): CutPage | null {
  const [before, after, ...more] = page.split(first);
  const [between, end, ...others] = (after ?? '').split(second);
  if (before === undefined || between === undefined || end === undefined) return null;
  return more.length + others.length > 0 ? null : { ...rest, parts: [before, between, end] };
}

function whole({ parts, ...rest }: CutPage, [first, second]: readonly [string, string]): SeatPageFile {
  const [before = '', between = '', end = ''] = parts;
  return { ...rest, text: `${before}${first}${between}${second}${end}` };
}
