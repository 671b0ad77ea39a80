// One request as a page of another origin would make it, with everything that a page is not told: the bytes on the wire,
// each redirect, the certificate. Bounded in bytes and time; trusts nothing. Fetch standard §3.3 (CORS), RFC 9110.
import { Agent as HttpAgent, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { rootCertificates, TLSSocket } from 'node:tls';
import { AppError } from '../../core/errors.ts';
import { decodeBody } from './decode-body.ts';

/** How long a check waits. */
export interface Patience {
  readonly firstByteMs: number;
  readonly pauseMs: number;
  readonly wholeMs: number;
}

export interface Question {
  readonly url: string;
  /** What is longer is cut off there, and said to be. */
  readonly maxBytes: number;
  /** Redirects that are followed; the app follows none for metadata. */
  readonly maxRedirects: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As sent, still encoded. */
  readonly wire: Uint8Array;
  /** As a page gets it; null where Content-Encoding cannot be undone. */
  readonly body: Uint8Array | null;
  readonly isCut: boolean;
  /** Where each redirect led. */
  readonly redirects: readonly string[];
  /** Whether a page of another origin may read it: every answer on the way says so. */
  readonly isReadable: boolean;
  readonly firstByteMs: number;
}

/** A browser's worth of connections to one mirror, and what they came to. */
export interface Asker {
  ask(question: Question): Promise<Answer>;
  /** Bytes of bodies so far, as sent. */
  bytes(): number;
  requests(): number;
  /** When the certificate ends; null over plain http. */
  certificateEnds(): Date | null;
  close(): void;
}

/** Where the pretended page is: no mirror is there, so that every answer has to allow it. */
const pageOrigin = 'https://page.invalid';

/**
 * @param maxBytes that one asker takes in all
 * @param ca PEM of an authority that is trusted besides the usual ones
 * @returns an asker whose `ask` throws AppError `source/unreachable` (`got` is the system's word), `source/slow`,
 * `source/cut-short`, `source/too-long` (over `maxBytes` in all), `source/cancelled`
 */
export function openAsker(patience: Patience, maxBytes: number, ca?: string): Asker {
  const agents = {
    http: new HttpAgent({ keepAlive: true, maxSockets: 6 }),
    https: new HttpsAgent({ keepAlive: true, maxSockets: 6, ...(ca && { ca: [...rootCertificates, ca] }) }),
  };
  let bytes = 0;
  let requests = 0;
  let ends: Date | null = null;

  async function one(url: URL, question: Question, origin: string): Promise<Omit<Answer, 'redirects' | 'isReadable'>> {
    if (bytes > maxBytes) throw new AppError('source/too-long', { path: url.pathname, want: maxBytes });
    requests++;
    const began = performance.now();
    const response = await send(url, { agents, origin, patience, signal: question.signal });
    const firstByteMs = Math.round(performance.now() - began);
    ends = certificateOf(response) ?? ends;
    const { wire, isCut } = await readBody(response, url, question.maxBytes, patience);
    bytes += wire.length;
    const { headers, statusCode: status = 0 } = response;
    const body = isCut ? wire : decodeBody(wire, headers['content-encoding'], question.maxBytes);
    return { status, headers, wire, body, isCut, firstByteMs };
  }

  return {
    async ask(question) {
      const redirects: string[] = [];
      let url = new URL(question.url);
      let origin = pageOrigin;
      let isReadable = true;
      for (;;) {
        const answer = await one(url, question, origin);
        isReadable &&= allows(answer.headers, origin);
        const next = locationOf(answer, url);
        if (next === null) return { ...answer, redirects, isReadable };
        redirects.push(next.href);
        if (redirects.length > question.maxRedirects) return { ...answer, redirects, isReadable };
        // A page is not led from https to http, and another origin is not told where the page came from.
        if (url.protocol === 'https:' && next.protocol !== 'https:') return { ...answer, redirects, isReadable: false };
        if (next.origin !== url.origin) origin = 'null';
        url = next;
      }
    },
    bytes: () => bytes,
    requests: () => requests,
    certificateEnds: () => ends,
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** Fetch §4.10: one value, which is `*` or the origin itself. Two of them, as doubled headers give, are none. */
function allows(headers: IncomingHttpHeaders, origin: string): boolean {
  const allowed = headers['access-control-allow-origin'];
  return allowed === '*' || allowed === origin;
}

function locationOf({ status, headers }: Pick<Answer, 'status' | 'headers'>, from: URL): URL | null {
  if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined) return null;
  const to = URL.canParse(headers.location, from.href) ? new URL(headers.location, from) : null;
  return to && /^https?:$/.test(to.protocol) ? to : null;
}

interface Sending {
  readonly agents: { readonly http: HttpAgent; readonly https: HttpsAgent };
  readonly origin: string;
  readonly patience: Patience;
  readonly signal: AbortSignal | undefined;
}

function send(url: URL, { agents, origin, patience, signal }: Sending): Promise<IncomingMessage> {
  const path = url.pathname;
  const isSecure = url.protocol === 'https:';
  const headers = {
    accept: '*/*',
    'accept-encoding': 'gzip, deflate, br',
    origin,
    'user-agent': 'nishan-mirrors-check',
  };
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown): void => {
      if (cause instanceof AppError) reject(cause);
      else if (signal?.aborted) reject(new AppError('source/cancelled', { path }, { cause }));
      else reject(new AppError('source/unreachable', { path, got: systemWord(cause) }, { cause }));
    };
    if (signal?.aborted) return fail(signal.reason);
    const options = { headers, ...(signal && { signal }) };
    const request = isSecure
      ? httpsRequest(url, { ...options, agent: agents.https })
      : httpRequest(url, { ...options, agent: agents.http });
    const late = setTimeout(() => request.destroy(new AppError('source/slow', { path })), patience.firstByteMs);
    request.once('response', (response) => {
      clearTimeout(late);
      resolve(response);
    });
    request.on('error', (error) => {
      clearTimeout(late);
      fail(error);
    });
    request.end();
  });
}

function systemWord(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : String(cause);
}

async function readBody(
  response: IncomingMessage,
  url: URL,
  maxBytes: number,
  patience: Patience,
): Promise<{ readonly wire: Uint8Array; readonly isCut: boolean }> {
  const path = url.pathname;
  const slow = (): void => void response.destroy(new AppError('source/slow', { path }));
  const pause = setTimeout(slow, patience.pauseMs);
  const whole = setTimeout(slow, patience.wholeMs);
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of response) {
      const chunk: Buffer = part;
      pause.refresh();
      parts.push(chunk);
      length += chunk.length;
      if (length > maxBytes) return { wire: Buffer.concat(parts).subarray(0, maxBytes), isCut: true };
    }
    return { wire: new Uint8Array(Buffer.concat(parts)), isCut: false };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('source/cut-short', { path, got: length }, { cause });
  } finally {
    clearTimeout(pause);
    clearTimeout(whole);
    if (length > maxBytes) response.destroy();
  }
}

function certificateOf({ socket }: IncomingMessage): Date | null {
  if (!(socket instanceof TLSSocket)) return null;
  const { valid_to: ends } = socket.getPeerCertificate();
  return ends ? new Date(ends) : null;
}
