// The candidates that the last edition named, from published/: what voters hold now, for check to compare with. A help for
// people: what is lost there, or signed by a team, is not compared.
import { isAppError } from '../../../core/errors.ts';
import { parseNotices } from '../../../core/guide/pages.ts';
import { noticesPath, shardPath, symbolsPath } from '../../../core/guide/paths.ts';
import { type Candidate, candidateAt } from '../../../core/guide/questions.ts';
import { parseShard } from '../../../core/guide/shard.ts';
import { type BallotSymbol, parseSymbols } from '../../../core/guide/symbols.ts';
import { parseMetadata } from '../../../core/tuf/metadata.ts';
import { readPublished } from './published.ts';
import { readPublishedFile } from './published-files.ts';

/** A region of the last edition. */
export interface PublishedShard {
  /** Of its file. */
  readonly sha256: string;
  /** In ballot order, by contest; empty where the file is lost. @throws AppError where it cannot be read */
  read(): ReadonlyMap<string, readonly Candidate[]>;
}

export interface PublishedLists {
  readonly edition: number;
  /** When its content was signed, an ISO instant; null where that is not told. */
  readonly issued: string | null;
  /** Ids of its notices. */
  readonly notices: ReadonlySet<string>;
  /** The hash of its chart. */
  readonly symbols: string;
  readonly shards: readonly PublishedShard[];
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
  const hashAt = (path: string): string => signed.targets[path]?.hashes.sha256 ?? '';
  const read = <T>(sha256: string, parse: (bytes: Uint8Array) => T): T | null => {
    const bytes = sha256 === '' ? null : readPublishedFile(dir, sha256);
    return bytes && parse(bytes);
  };
  const symbols = read(hashAt(symbolsPath), parseSymbols);
  if (!symbols) return null;
  const notices = new Set(read(hashAt(noticesPath), parseNotices)?.map(({ id }) => id));
  const shards = Object.keys(signed.targets)
    .filter((path) => path.startsWith(shardPath('')))
    .map((path) => ({
      sha256: hashAt(path),
      read: () =>
        read(hashAt(path), (bytes) => candidatesIn(bytes, symbols)) ?? new Map<string, readonly Candidate[]>(),
    }));
  const edition = parseMetadata('snapshot', snapshot).signed.version;
  return { edition, issued: signed.issued ?? null, notices, symbols: hashAt(symbolsPath), shards };
}

function candidatesIn(
  bytes: Uint8Array,
  symbols: ReadonlyMap<string, BallotSymbol>,
): ReadonlyMap<string, readonly Candidate[]> {
  const shard = parseShard(bytes);
  const candidates = new Map<string, readonly Candidate[]>();
  let first = 0;
  for (const { id, count } of shard.contests) {
    const from = first;
    const list = Array.from({ length: count }, (_, i) => candidateAt(symbols, new Map(), shard, from + i));
    candidates.set(id, list);
    first += count;
  }
  return candidates;
}
