// The candidates that the last edition named, from published/: what voters hold now, for check to compare with. A help for
// people: what is lost there, or signed by a team, is not compared.
import { isAppError } from '../../core/errors.ts';
import { parseNotices } from '../../core/guide/pages.ts';
import { noticesPath, shardPath, symbolsPath } from '../../core/guide/paths.ts';
import { type Candidate, candidateAt } from '../../core/guide/questions.ts';
import { parseShard } from '../../core/guide/shard.ts';
import { parseSymbols } from '../../core/guide/symbols.ts';
import { parseMetadata } from '../../core/tuf/metadata.ts';
import { readPublished } from './published.ts';
import { readPublishedFile } from './published-files.ts';

export interface PublishedLists {
  readonly edition: number;
  /** When its content was signed, an ISO instant; null where that is not told. */
  readonly issued: string | null;
  /** Ids of its notices. */
  readonly notices: ReadonlySet<string>;
  /** In ballot order, by contest. */
  readonly candidates: ReadonlyMap<string, readonly Candidate[]>;
}

/** @param dir the content folder @returns null before the first edition, and where it cannot be read */
export async function readPublishedLists(dir: string): Promise<PublishedLists | null> {
  try {
    return await readLists(dir);
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}

async function readLists(dir: string): Promise<PublishedLists | null> {
  const { targets, snapshot } = await readPublished(dir);
  if (!targets || !snapshot) return null;
  const { signed } = parseMetadata('targets', targets);
  const read = async <T>(path: string, parse: (bytes: Uint8Array) => T): Promise<T | null> => {
    const sha256 = signed.targets[path]?.hashes.sha256;
    const bytes = sha256 === undefined ? null : readPublishedFile(dir, sha256);
    return bytes && parse(bytes);
  };
  const symbols = await read(symbolsPath, parseSymbols);
  if (!symbols) return null;
  const candidates = new Map<string, readonly Candidate[]>();
  for (const path of Object.keys(signed.targets).filter((each) => each.startsWith(shardPath('')))) {
    const shard = await read(path, parseShard);
    let first = 0;
    for (const { id, count } of shard?.contests ?? []) {
      const from = first;
      if (shard)
        candidates.set(
          id,
          Array.from({ length: count }, (_, i) => candidateAt(symbols, new Map(), shard, from + i)),
        );
      first += count;
    }
  }
  const notices = new Set((await read(noticesPath, parseNotices))?.map(({ id }) => id));
  const edition = parseMetadata('snapshot', snapshot).signed.version;
  return { edition, issued: signed.issued ?? null, notices, candidates };
}
