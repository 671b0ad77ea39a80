// A mirror as a Source that behaves as the app's own does and notes what happened, so that one run of the app's code is
// both the verification and the check. Where a browser would hide an answer, it is noted and read all the same: one
// missing header must not hide the other faults.
import { sourceOf } from '../../core/bundle/bytes-source.ts';
import { AppError, isAppError } from '../../core/errors.ts';
import type { ReadOptions, Source } from '../../core/ports.ts';
import { isContentStore, type MirrorEntry, mirrorUrl } from '../../io/mirror/mirror-url.ts';
import type { Answer, Asker } from './ask.ts';
import { type Exchange, exchangeOf, failedExchange } from './exchange.ts';

export interface WatchedSource extends Source {
  /** In the order in which answers came. */
  exchanges(): readonly Exchange[];
  /** Metadata as it was received, by path: what a content store has to be checked against. */
  metadata(): ReadonlyMap<string, Uint8Array>;
}

/** A body is read this much beyond what the app would, to see what it is. */
const looksBeyond = 65_536;
const nextRoot = /^metadata\/\d+\.root\.json$/;

/** @param onExchange called after each */
export function watchedSource(
  entry: MirrorEntry,
  asker: Asker,
  signal: AbortSignal | undefined,
  onExchange: () => void,
): WatchedSource {
  const exchanges: Exchange[] = [];
  const metadata = new Map<string, Uint8Array>();
  const note = (exchange: Exchange): void => {
    exchanges.push(exchange);
    onExchange();
  };

  async function fetchBytes(path: string, { maxBytes, sha256 }: ReadOptions): Promise<Uint8Array | null> {
    const url = mirrorUrl(entry, path, sha256);
    if (url === null) return null;
    const isMetadata = path.startsWith('metadata/');
    const isWanted = !nextRoot.test(path) || path === 'metadata/1.root.json';
    const maxRedirects = isMetadata && !isContentStore(entry.kind) ? 0 : 5;
    let answer: Answer;
    try {
      answer = await asker.ask({ url, maxBytes: maxBytes + looksBeyond, maxRedirects, signal });
    } catch (error) {
      if (isAppError(error)) note(failedExchange(path, error, isWanted));
      throw error;
    }
    note(exchangeOf(path, answer, sha256, isWanted));
    return judgeAsApp(path, answer, maxBytes);
  }

  const { read, readEach } = sourceOf(async (path, options) => {
    const bytes = await fetchBytes(path, options);
    if (bytes && path.startsWith('metadata/')) metadata.set(path, bytes);
    return bytes;
  });
  return {
    read,
    readEach,
    exchanges: () => exchanges,
    metadata: () => metadata,
  };
}

/** The same order as in the app: a redirect, "not there", a refusal, a page of HTML, the length. */
function judgeAsApp(path: string, { status, headers, body, isCut }: Answer, maxBytes: number): Uint8Array | null {
  if (status >= 300 && status < 400) throw new AppError('source/redirected', { path, got: status });
  if (status === 404 || status === 410) return null;
  if (status < 200 || status > 299) throw new AppError('source/refused', { path, got: status });
  if (/^text\/html/i.test(headers['content-type'] ?? '')) return null;
  if (body === null) throw new AppError('source/cut-short', { path });
  if (isCut || body.length > maxBytes) throw new AppError('source/too-long', { path, want: maxBytes });
  return body;
}
