// One mirror over HTTPS as a source. It sends nothing about the voter, follows no redirect for metadata, reads no
// further than its caps, and takes a page of HTML for "not there": block pages and captive portals answer 200.
import { AppError } from '../core/errors.ts';
import type { Accept, ReadOptions, Source } from '../core/ports.ts';

/** How slow a mirror may be. */
export interface MirrorLimits {
  /** No answer begins later than this. */
  readonly firstByteMs: number;
  /** No pause inside an answer is longer than this. */
  readonly pauseMs: number;
  /** An answer slower than `bytesPerSecond` over its whole length, after `graceMs`, is dripping. */
  readonly graceMs: number;
  readonly bytesPerSecond: number;
}

/** The worst of 2G passes, a drip does not. */
const patient: MirrorLimits = { firstByteMs: 30_000, pauseMs: 20_000, graceMs: 10_000, bytesPerSecond: 256 };

/**
 * @param baseUrl where the mirror's tree begins, with or without a slash at its end
 * @param options.fetch the function that asks; the platform's own by default
 * @param options.limits how slow it may be
 * @returns a source; its reads throw AppError `source/…`
 */
export function mirrorSource(
  baseUrl: string,
  options: { readonly fetch?: typeof fetch; readonly limits?: MirrorLimits } = {},
): Source {
  const base = baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`;
  const limits = options.limits ?? patient;
  const ask = options.fetch ?? ((input, init) => fetch(input, init));
  const readBytes = (path: string, read: ReadOptions): Promise<Uint8Array | null> =>
    withWatch(path, read.signal, limits, async (signal, rearm) => {
      const response = await ask(new URL(path, base).href, {
        signal,
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
        redirect: path.startsWith('metadata/') ? 'manual' : 'follow',
      });
      return readAnswer(path, response, read.maxBytes, limits, rearm);
    });
  return {
    async read<T>(path: string, read: ReadOptions, accept: Accept<T>): Promise<T | null> {
      const bytes = await readBytes(path, read);
      return bytes === null ? null : accept(bytes);
    },
    async readEach(path, read, accept) {
      const bytes = await readBytes(path, read);
      if (bytes === null) return 0;
      await accept(bytes);
      return 1;
    },
  };
}

async function readAnswer(
  path: string,
  response: Response,
  maxBytes: number,
  limits: MirrorLimits,
  rearm: (ms: number) => void,
): Promise<Uint8Array | null> {
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400))
    throw new AppError('source/redirected', { path });
  if (response.status === 404 || response.status === 410) return null;
  if (!response.ok) throw new AppError('source/refused', { path, got: response.status });
  if (/^text\/html/i.test(response.headers.get('content-type') ?? '')) return null;
  if (!response.body) throw new AppError('source/cut-short', { path });
  const reader = response.body.getReader();
  const parts: Uint8Array[] = [];
  const began = Date.now();
  let length = 0;
  for (;;) {
    rearm(limits.pauseMs);
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    const isDripping = Date.now() - began > limits.graceMs + (1000 * length) / limits.bytesPerSecond;
    if (length > maxBytes || isDripping) {
      await reader.cancel().catch(() => undefined);
      throw new AppError(length > maxBytes ? 'source/too-long' : 'source/slow', { path, want: maxBytes });
    }
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Runs `work` under the caller's signal and a watch that `rearm` sets anew; names what ended it. */
async function withWatch<T>(
  path: string,
  outer: AbortSignal | undefined,
  limits: MirrorLimits,
  work: (signal: AbortSignal, rearm: (ms: number) => void) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const cancel = (): void => controller.abort();
  let isLate = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rearm = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isLate = true;
      controller.abort();
    }, ms);
  };
  outer?.addEventListener('abort', cancel);
  if (outer?.aborted) cancel();
  rearm(limits.firstByteMs);
  try {
    return await work(controller.signal, rearm);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (outer?.aborted) throw new AppError('source/cancelled', { path }, { cause });
    throw new AppError(isLate ? 'source/slow' : 'source/unreachable', { path }, { cause });
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', cancel);
  }
}
