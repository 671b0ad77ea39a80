// Which pictures come with a region's first answer: the symbols that its cards show largest. Each would be asked for as
// soon as the answer is read, and that is one more round trip before the voter sees it.
import { parseShard, type Shard } from '../../core/guide/shard.ts';
import { type BallotSymbol, parseSymbols } from '../../core/guide/symbols.ts';

/** With what a zip adds to each: as much as a link of 2G brings while it waits for one answer more. */
const maxBytes = 4_096;
/** Two headers, and the path in both. */
const entryBytes = 218;

/** Opens the choice for an edition's targets. @param packedLength how long a picture is in the zip */
export function openFirstPictures(
  symbols: Uint8Array | undefined,
  blobs: ReadonlyMap<string, Uint8Array>,
  packedLength: (path: string, bytes: Uint8Array) => number,
): (shard: Uint8Array | undefined) => ReadonlyMap<string, Uint8Array> {
  const drawn = symbols ? parseSymbols(symbols) : new Map<string, BallotSymbol>();
  const files = (codes: ReadonlySet<string>): ReadonlyMap<string, Uint8Array> =>
    new Map(
      [...codes].flatMap((code) => {
        const sha256 = drawn.get(code)?.picture?.sha256 ?? '';
        const bytes = blobs.get(sha256);
        return bytes ? [[`blobs/${sha256}`, bytes] as const] : [];
      }),
    );
  // Not packed one by one where their names alone are too much: a country's regions have hundreds of symbols.
  const fits = (entries: ReadonlyMap<string, Uint8Array>): boolean => {
    let left = maxBytes - entries.size * entryBytes;
    for (const [path, bytes] of entries) {
      if (left < 0) return false;
      left -= packedLength(path, bytes);
    }
    return left >= 0;
  };
  return (bytes) => {
    if (!bytes) return new Map();
    const shard = parseShard(bytes);
    const all = files(new Set(shard.symbolCodes));
    if (fits(all)) return all;
    const backed = files(backedSymbols(shard));
    // A part of them would spare nobody the round trip whose own is not in it.
    return fits(backed) ? backed : new Map();
  };
}

/** Symbols of the candidates whom the guide's endorsers back. */
function backedSymbols({ contests, candidates, endorsements, symbolCodes }: Shard): ReadonlySet<string> {
  const codes = new Set<string>();
  let from = 0;
  for (const { id, count } of contests) {
    const serials = new Set(endorsements.filter(({ contest }) => contest === id).map(({ serial }) => serial));
    for (let row = from; row < from + count; row++) {
      const code = symbolCodes[candidates.symbol[row] ?? -1];
      if (code !== undefined && serials.has(candidates.serial[row] ?? 0)) codes.add(code);
    }
    from += count;
  }
  return codes;
}
