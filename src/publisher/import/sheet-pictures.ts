// Drawings that lie beside the rows of a chart of symbols, each to the row in which it lies. A wrong picture is as bad as a
// wrong symbol: one that lies between two rows, or beside another in one row, is nobody's until somebody moves it.
import { pictureType } from '../../core/picture/picture-type.ts';
import { pictureFault } from '../check/files/picture-fault.ts';
import { type Fault, FaultError } from '../content/fault.ts';
import { hashOf } from '../small-files.ts';
import { readWorkbookPictures, type SheetPicture } from '../tables/workbook-pictures.ts';
import { isZip } from './formats/read-source.ts';

/** A part of its height, so that a border that was drawn over does not count. */
const minShare = 0.7;

const endings: Readonly<Record<string, string>> = {
  'image/svg+xml': 'svg',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

const gifMark = 0x47;

export interface SheetPictures {
  /** The bytes of a picture by the row of the list that it belongs to. */
  readonly byRow: ReadonlyMap<number, Uint8Array>;
  /** Warnings: what was left out, and where. */
  readonly faults: readonly Fault[];
}

/**
 * @param bytes a whole list, of any form
 * @param rows the records of the list, the header left out
 */
export function pictureRows(
  bytes: Uint8Array,
  {
    file,
    sheet,
    rows,
  }: { readonly file: string; readonly sheet: string | undefined; readonly rows: readonly number[] },
): SheetPictures {
  const found = findPictures(bytes, file, sheet);
  const faults: Fault[] = [...found.faults];
  const warn = (row: number | undefined, message: string, fix: string): void => {
    faults.push({ severity: 'warning', code: 'picture-left-out', file, ...(row && { row }), message, fix });
  };
  const claims = new Map<number, SheetPicture[]>();
  let strays = 0;
  for (const picture of found.pictures) {
    const shares = sharesByOwner(picture, rows);
    const [best] = [...shares].sort(([, a], [, b]) => b - a);
    if (!best) strays++;
    else if (best[1] >= minShare) claims.set(best[0], [...(claims.get(best[0]) ?? []), picture]);
    else
      warn(
        best[0],
        `a picture lies over the rows ${[...shares.keys()].join(' and ')}, and in none of them alone`,
        'move it into its row and make it smaller than the row, or save it into pictures/ and name it in symbols.csv',
      );
  }
  const byRow = new Map<number, Uint8Array>();
  for (const [row, pictures] of claims) {
    const [first, ...others] = pictures;
    if (others.length > 0) {
      warn(row, `${pictures.length} pictures lie in one row`, 'leave the symbol\u2019s drawing in it alone');
      continue;
    }
    const faultsOf = (first?.files ?? []).map((each) => pictureFault('the picture in this row', each));
    const usable = faultsOf.findIndex((fault, i) => fault === null && formOf(first?.files[i]) !== undefined);
    const chosen = first?.files[usable];
    if (chosen) byRow.set(row, chosen);
    else {
      const wrong = faultsOf.find((fault) => fault !== null);
      const message = wrong?.message ?? 'the picture in this row is a group, a link or larger than a picture may be';
      warn(
        row,
        message,
        wrong?.fix ?? 'put it there as one picture, or save it into pictures/ and name it in symbols.csv',
      );
    }
  }
  if (strays > 0) {
    const what = strays === 1 ? 'a picture lies' : `${strays} pictures lie`;
    warn(undefined, `${what} beside no row of the list`, 'nothing, where that is a crest or a letterhead');
  }
  return { byRow, faults };
}

/** A damaged drawing is no reason to refuse a list whose cells can be read. */
function findPictures(
  bytes: Uint8Array,
  file: string,
  sheet: string | undefined,
): { readonly pictures: readonly SheetPicture[]; readonly faults: readonly Fault[] } {
  if (!isZip(bytes)) return { pictures: [], faults: [] };
  try {
    return { pictures: readWorkbookPictures(bytes, file, sheet), faults: [] };
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    const message = `its pictures could not be read: ${error.faults[0]?.message}`;
    const fix = 'save them into pictures/ and name them in symbols.csv';
    return { pictures: [], faults: [{ severity: 'warning', code: 'picture-left-out', file, message, fix }] };
  }
}

/** A row of the sheet that is none of the list, as in a cell merged over several, belongs to the row of the list above it. */
function sharesByOwner({ shares }: SheetPicture, rows: readonly number[]): ReadonlyMap<number, number> {
  const owned = new Map<number, number>();
  for (const [row, share] of shares) {
    const owner = rows.filter((each) => each <= row).at(-1);
    if (owner !== undefined) owned.set(owner, (owned.get(owner) ?? 0) + share);
  }
  return owned;
}

function formOf(bytes: Uint8Array | undefined): string | undefined {
  // Voters are never sent one: build makes a small picture of it.
  if (bytes?.[0] === gifMark) return 'gif';
  return endings[(bytes && pictureType(bytes)) ?? ''];
}

/**
 * Where a symbol's picture is kept. Named by its content too: another drawing is another file, so that an import never
 * writes over a file of somebody's, and shows as a change.
 */
export function picturePath(code: string, bytes: Uint8Array): string {
  return `pictures/${code}-${hashOf(bytes).slice(0, 8)}.${formOf(bytes)}`;
}
