// One request to one mirror: sends nothing about the voter, reads no further than its caps, waits no longer than its
// limits, and names what went wrong. Not a source: what the answer means is for the caller. Fetch Standard.
import { AppError } from '../../core/errors.ts';
import { saysNothing } from './says-nothing.ts';

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
export const patientLimits: MirrorLimits = {
  firstByteMs: 30_000,
  pauseMs: 20_000,
  graceMs: 10_000,
  bytesPerSecond: 256,
};

/** One request. */
export interface Question {
  readonly url: string;
  /** The path on the mirror, for messages. */
  readonly path: string;
  readonly maxBytes: number;
  /** Redirects do no harm where the hash is known beforehand; for all else they are a sign of a censor. */
  readonly mayRedirect: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly limits: MirrorLimits;
  readonly fetch: typeof fetch;
  /** A page of HTML is what is asked for. */
  readonly isPage?: boolean;
  /** Through the browser's own cache, which is not used where this is left out. */
  readonly isCached?: boolean;
  /** The answer's headers are here. */
  readonly onHeaders?: (() => void) | undefined;
  /** So many bytes more of its body are here. */
  readonly onBytes?: ((length: number) => void) | undefined;
}

/** Nobody has checked the bytes. `absent`: 404 or 410. `page`: 200 with a page of HTML, as block pages and portals do. */
export type Answer = { readonly kind: 'bytes'; readonly bytes: Uint8Array } | { readonly kind: 'absent' | 'page' };

/**
 * @throws AppError `source/unreachable`, `source/redirected`, `source/refused`, `source/cut-short`, `source/too-long`,
 *   `source/slow`, `source/cancelled`
 */
export function askMirror(question: Question): Promise<Answer> {
  const { url, path, mayRedirect, isPage = false, isCached = false } = question;
  return withWatch(question, async (signal, rearm) => {
    const response = await question.fetch(url, {
      signal,
      ...saysNothing,
      ...(isCached && { cache: 'default' }),
      redirect: mayRedirect ? 'follow' : 'manual',
    });
    question.onHeaders?.();
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400))
      throw new AppError('source/redirected', { path });
    const kind = kindOf(response);
    if (kind && !(isPage && kind === 'page')) return { kind };
    if (!response.ok) throw new AppError('source/refused', { path, got: response.status });
    if (!response.body) throw new AppError('source/cut-short', { path });
    try {
      return { kind: 'bytes', bytes: await readBody(question, response.body.getReader(), rearm) };
    } catch (cause) {
      // Aborted by the watch or the caller, which know why.
      if (cause instanceof AppError || signal.aborted) throw cause;
      throw new AppError('source/cut-short', { path }, { cause });
    }
  });
}

function kindOf(response: Response): 'absent' | 'page' | null {
  if (response.status === 404 || response.status === 410) return 'absent';
  const isPage = response.ok && /^text\/html/i.test(response.headers.get('content-type') ?? '');
  return isPage ? 'page' : null;
}

async function readBody(
  { path, maxBytes, limits, onBytes }: Question,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  rearm: (ms: number) => void,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  // Not by the clock: a phone that comes back to a network has it set meanwhile.
  const began = performance.now();
  let length = 0;
  for (;;) {
    rearm(limits.pauseMs);
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    onBytes?.(value.length);
    const isDripping = performance.now() - began > limits.graceMs + (1000 * length) / limits.bytesPerSecond;
    if (length > maxBytes) throw new AppError('source/too-long', { path, want: maxBytes });
    if (isDripping) throw new AppError('source/slow', { path, want: maxBytes });
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
  { path, signal: outer, limits }: Question,
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
    // What nobody reads any more, a refusal's page or the rest of an endless body, would go on loading.
    controller.abort();
  }
}

/**
 * Whether an address answers at all, where its answers may not be read: no CORS looks like no network otherwise.
 * @returns false too when it takes longer than `ms`
 * @source Fetch Standard, request mode "no-cors": an answer of another origin is opaque
 */
export async function doesAnswer(
  url: string,
  options: { readonly fetch: typeof fetch; readonly ms: number },
): Promise<boolean> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), options.ms);
  try {
    const response = await options.fetch(url, {
      mode: 'no-cors',
      signal: controller.signal,
      ...saysNothing,
    });
    return response.type === 'opaque';
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
    // Its headers say all that there is to know; the body is let go.
    controller.abort();
  }
}
