// The pictures of a carrier's page: each once, as a class with a data: address, however many candidates stand under it.
import { encodeBase64 } from '../../core/encoding/base64.ts';
import { shownType } from '../../core/picture/shown-type.ts';

/** A picture up to this is always in the page. */
const smallBytes = 2_048;
/** Larger ones, up to this … */
const maxBytes = 49_152;
/** … are in it, the smallest first, while all of them together stay below this. */
const maxSumBytes = 600_000;

export interface PagePictures {
  /** The class of a picture; null where it is not in the page: the app shows it from the bundle. */
  classOf(sha256: string): string | null;
  /** The style sheet that draws them. */
  readonly style: string;
  /** How many are too large for the page. */
  readonly leftOut: number;
}

/** @param pictures by hash; what no page shows is passed over */
export function pagePictures(pictures: ReadonlyMap<string, Uint8Array>): PagePictures {
  const known = [...pictures].flatMap(([sha256, bytes]) => {
    const type = shownType(bytes);
    return type === null ? [] : [{ sha256, bytes, type }];
  });
  // By hash where sizes are the same: the order must not depend on who read the bundle.
  const inOrder = known.sort((a, b) => a.bytes.length - b.bytes.length || (a.sha256 < b.sha256 ? -1 : 1));
  const classes = new Map<string, string>();
  const rules: string[] = [];
  let sum = 0;
  for (const { sha256, bytes, type } of inOrder) {
    const isIn = bytes.length <= smallBytes || (bytes.length <= maxBytes && sum + bytes.length <= maxSumBytes);
    if (!isIn) continue;
    sum += bytes.length;
    const name = `p${classes.size.toString(36)}`;
    classes.set(sha256, name);
    rules.push(`.${name}::before{background-image:url("data:${type};base64,${encodeBase64(bytes)}")}`);
  }
  return {
    classOf: (sha256) => classes.get(sha256) ?? null,
    style: rules.join('\n'),
    leftOut: known.length - classes.size,
  };
}
