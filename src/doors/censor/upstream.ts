// What stands behind a censor: a mirror at an address, asked as a proxy asks. Not a cache.
import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** A mirror that a censor stands before. */
export interface Upstream {
  /** Where its tree begins. */
  readonly url: string;
  /** The same tree, which no later edition changes; without it the mirror cannot be frozen. */
  freeze?(): Promise<Upstream>;
  close(): Promise<void>;
}

/** What a phone asked for. */
export interface Asked {
  readonly method: string;
  /** As on the wire, from its first "/" on. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Uint8Array;
}

const maxBytes = 67_108_864;
const patienceMs = 30_000;
/** They speak of one connection and not of the answer; the host's name is of the mirror behind. */
const ofConnection = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te', 'trailer', 'host'];

/**
 * Asks a mirror for a path.
 * @returns its answer whole; 502 where it gave none
 */
export function askUpstream(upstream: Upstream, asked: Asked): Promise<Answer> {
  const base = new URL(upstream.url);
  const request = base.protocol === 'https:' ? requestHttps : requestHttp;
  const headers = Object.fromEntries(Object.entries(asked.headers).filter(([name]) => !ofConnection.includes(name)));
  // Joined as text: a URL would take ".." for a way out of the mirror's folder before the mirror sees it.
  const path = base.pathname.replace(/\/$/, '') + asked.path;
  return new Promise((resolve) => {
    const fail = (): void => resolve({ status: 502, headers: {}, body: new Uint8Array() });
    const { hostname, port, protocol } = base;
    const host = hostname.replace(/^\[|\]$/g, '');
    const sent = request({ protocol, host, port, path, method: asked.method, headers }, (response) => {
      void readAnswer(response).then(resolve, fail);
    });
    sent.setTimeout(patienceMs, () => sent.destroy());
    sent.on('error', fail).end();
  });
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > maxBytes) throw new RangeError('the mirror sends too much');
    parts.push(part);
  }
  const headers: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined && !ofConnection.includes(name)) headers[name] = value;
  }
  return { status: response.statusCode ?? 502, headers, body: Buffer.concat(parts) };
}
