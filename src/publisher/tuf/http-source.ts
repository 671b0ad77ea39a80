// One repository over HTTP, read with suspicion: nothing is trusted, nothing is endless. Metadata and targets may stand
// at different addresses. For the command line; the app has its own reader in src/io.
import { AppError, isAppError } from '../../core/errors.ts';
import type { ReadOptions, Source } from '../../core/ports.ts';

/** How patient a read is. */
export interface Patience {
  /** Silence of this long ends a read. */
  readonly idleMs: number;
  /** From here on a read must have come at `minBytesPerSecond` on average. */
  readonly graceMs: number;
  readonly minBytesPerSecond: number;
  /** The longest that a read of up to 600 kB may take; a longer one gets more in proportion. */
  readonly wholeMs: number;
}

const usualPatience: Patience = { idleMs: 10_000, graceMs: 10_000, minBytesPerSecond: 2_000, wholeMs: 30_000 };
const usualBytes = 600_000;

/** Where a repository is. */
export interface RepositoryUrls {
  readonly metadata: string;
  readonly targets?: string | undefined;
}

/**
 * A source over HTTP: 404 and 403 are "not there", redirects are refused, an answer is cut at its cap.
 * @param urls the two base addresses, with or without "/" at the end
 */
export function httpSource(urls: RepositoryUrls, patience: Patience = usualPatience): Source {
  const fetchBytes = (path: string, options: ReadOptions) => readUrl(urlOf(urls, path), options, patience);
  return {
    async read(path, options, accept) {
      const bytes = await fetchBytes(path, options);
      return bytes && accept(bytes);
    },
    async readEach(path, options, accept) {
      const bytes = await fetchBytes(path, options);
      if (!bytes) return 0;
      await accept(bytes);
      return 1;
    },
  };
}

/**
 * The address of a mirror path. Metadata names are percent-encoded already; target paths are not.
 * @throws AppError `format/shape` for a path that would lead out of the targets' address
 */
export function urlOf(urls: RepositoryUrls, path: string): URL {
  const [kind, rest] = [path.slice(0, path.indexOf('/')), path.slice(path.indexOf('/') + 1)];
  if (kind === 'metadata') return new URL(withSlash(urls.metadata) + rest);
  if (urls.targets === undefined) throw new AppError('source/missing', { path });
  const names = rest.split('/');
  if (names.some((name) => name === '.' || name === '..')) throw new AppError('format/shape', { path });
  return new URL(withSlash(urls.targets) + names.map(encodeURIComponent).join('/'));
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

async function readUrl(url: URL, options: ReadOptions, patience: Patience): Promise<Uint8Array | null> {
  const stop = new AbortController();
  const cancel = () => stop.abort(new AppError('source/cancelled', { path: url.pathname }));
  if (options.signal?.aborted) cancel();
  options.signal?.addEventListener('abort', cancel);
  const slow = () => stop.abort(new AppError('source/slow', { path: url.pathname }));
  const idle = setTimeout(slow, patience.idleMs);
  const whole = setTimeout(slow, patience.wholeMs * Math.max(1, options.maxBytes / usualBytes));
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: stop.signal,
      headers: { 'accept-encoding': 'identity' },
    });
    if (!isThere(response, url)) return null;
    return await readBody(response, url, options.maxBytes, (total, startedAt) => {
      idle.refresh();
      const elapsedMs = performance.now() - startedAt;
      if (elapsedMs > patience.graceMs && (total * 1000) / elapsedMs < patience.minBytesPerSecond) slow();
    });
  } catch (cause) {
    if (isAppError(stop.signal.reason)) throw stop.signal.reason;
    if (isAppError(cause)) throw cause;
    throw new AppError('source/unreachable', { path: url.pathname }, { cause });
  } finally {
    clearTimeout(idle);
    clearTimeout(whole);
    options.signal?.removeEventListener('abort', cancel);
    // Also ends what is left of a body that is not wanted.
    stop.abort();
  }
}

function isThere(response: Response, url: URL): boolean {
  const { status } = response;
  if (status === 404 || status === 403) return false;
  if (status >= 300 && status < 400) throw new AppError('source/redirected', { path: url.pathname, got: status });
  if (status !== 200) throw new AppError('source/refused', { path: url.pathname, got: status });
  return true;
}

async function readBody(
  response: Response,
  url: URL,
  maxBytes: number,
  onBytes: (total: number, startedAt: number) => void,
): Promise<Uint8Array> {
  const startedAt = performance.now();
  const details = { path: url.pathname, want: maxBytes };
  if (Number(response.headers.get('content-length')) > maxBytes) throw new AppError('source/too-long', details);
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    for await (const chunk of response.body ?? []) {
      total += chunk.length;
      if (total > maxBytes) throw new AppError('source/too-long', details);
      chunks.push(chunk);
      onBytes(total, startedAt);
    }
  } catch (cause) {
    if (isAppError(cause)) throw cause;
    throw new AppError('source/cut-short', { path: url.pathname, got: total }, { cause });
  }
  return new Uint8Array(Buffer.concat(chunks));
}
