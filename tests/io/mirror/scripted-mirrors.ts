// Mirrors that misbehave by script, behind a `fetch` of their own: no network, and time is whatever the test's timers are.
import { sha256Hex } from '../../../src/core/bytes.ts';
import { cidOf } from '../../../src/core/encoding/cid.ts';

export const behaviours = [
  'honest',
  'not-found',
  'block-page',
  'refuse-connection',
  'no-cors',
  'forbidden',
  'unavailable-for-legal-reasons',
  'broken',
  'redirect',
  'hang',
  'hang-body',
  'drip',
  'cut-short',
  'endless',
  'flip',
  'garbage',
] as const;
export type Behaviour = (typeof behaviours)[number];

export interface ScriptedMirror {
  behaviour: Behaviour;
  /** Before its headers are sent, ms. */
  delayMs: number;
  files: ReadonlyMap<string, Uint8Array>;
  /** Misbehaves at these paths alone; is honest at all others. */
  only?: RegExp;
  /** Gives files by hash alone. */
  store?: 'ipfs' | 'blossom';
}

export interface Scripted {
  readonly fetch: typeof fetch;
  /** "host path", one a request; probes without CORS are "host path (probe)". */
  readonly log: string[];
  /** Requests that were neither answered to their end nor let go. */
  open(): number;
  readonly inits: RequestInit[];
}

/** @param mirrors by host name */
export function scriptedMirrors(mirrors: Readonly<Record<string, ScriptedMirror>>): Scripted {
  const log: string[] = [];
  const inits: RequestInit[] = [];
  let open = 0;
  const answer = async (url: URL, init: RequestInit): Promise<Response> => {
    const mirror = mirrors[url.hostname];
    const path = url.pathname.slice(1);
    const isProbe = init.mode === 'no-cors';
    log.push(`${url.hostname} ${path}${url.search}${isProbe ? ' (probe)' : ''}`);
    inits.push(init);
    const signal = init.signal ?? new AbortController().signal;
    open++;
    const close = once(() => open--);
    signal.addEventListener('abort', close);
    try {
      if (!mirror) throw new TypeError('no such host');
      await pause(mirror.delayMs, signal);
      return await respond(mirror, path, url.search, isProbe, signal, close);
    } catch (error) {
      close();
      throw error;
    }
  };
  return { fetch: (input, init) => answer(new URL(String(input)), init ?? {}), log, inits, open: () => open };
}

async function respond(
  mirror: ScriptedMirror,
  path: string,
  query: string,
  isProbe: boolean,
  signal: AbortSignal,
  close: () => void,
): Promise<Response> {
  const behaviour = mirror.only && !mirror.only.test(path) ? 'honest' : mirror.behaviour;
  if (behaviour === 'hang') return forever(signal);
  if (behaviour === 'refuse-connection') throw new TypeError('connection refused');
  if (behaviour === 'no-cors') {
    if (!isProbe) throw new TypeError('no CORS');
    close();
    return opaque();
  }
  const whole = (body: Uint8Array, init?: ResponseInit): Response => {
    close();
    return new Response(body.slice(), init);
  };
  const page = new TextEncoder().encode('<!doctype html><title>Blocked</title>');
  const found = find(mirror, path, query);
  if (behaviour === 'block-page') return whole(page, { headers: { 'content-type': 'text/html' } });
  if (behaviour === 'forbidden') return whole(page, { status: 403 });
  if (behaviour === 'unavailable-for-legal-reasons') return whole(page, { status: 451 });
  if (behaviour === 'broken') return whole(page, { status: 502 });
  if (behaviour === 'redirect')
    return whole(new Uint8Array(), { status: 302, headers: { location: 'https://x.test/' } });
  if (!found || behaviour === 'not-found')
    return whole(page, { status: 404, headers: { 'content-type': 'text/html' } });
  if (behaviour === 'honest') return whole(found);
  if (behaviour === 'flip') return whole(found.map((byte, i) => (i === found.length >> 1 ? byte ^ 1 : byte)));
  if (behaviour === 'garbage') return whole(found.map((_, i) => (i * 37) & 255));
  return streamed(behaviour, found, signal, close);
}

function streamed(behaviour: Behaviour, bytes: Uint8Array, signal: AbortSignal, close: () => void): Response {
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (behaviour === 'hang-body') await forever(signal);
      if (behaviour === 'endless') {
        await pause(1, signal);
        controller.enqueue(new Uint8Array(65_536));
        return;
      }
      const half = bytes.length >> 1;
      if (behaviour === 'drip') {
        await pause(500, signal);
        controller.enqueue(bytes.slice(at, ++at));
        if (at >= bytes.length) controller.close();
        return;
      }
      if (at === 0) {
        at = half;
        controller.enqueue(bytes.slice(0, half));
        return;
      }
      close();
      throw new TypeError('connection lost');
    },
    cancel: close,
  });
  return new Response(body);
}

function find(mirror: ScriptedMirror, path: string, query: string): Uint8Array | null {
  if (!mirror.store) return mirror.files.get(path) ?? null;
  for (const bytes of mirror.files.values()) {
    const sha256 = sha256Hex(bytes);
    const isAsked =
      mirror.store === 'ipfs' ? path === `ipfs/${cidOf(sha256)}` && query === '?format=raw' : path === sha256;
    if (isAsked) return bytes;
  }
  return null;
}

function opaque(): Response {
  return Object.defineProperty(new Response(null), 'type', { value: 'opaque' });
}

function aborted(): DOMException {
  return new DOMException('aborted', 'AbortError');
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(aborted());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end);
      resolve();
    }, ms);
    if (signal.aborted) end();
    signal.addEventListener('abort', end);
  });
}

function forever(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(aborted());
    signal.addEventListener('abort', () => reject(aborted()));
  });
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}
