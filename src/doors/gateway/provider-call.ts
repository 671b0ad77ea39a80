// One request to a provider's API. Of a failure only numbers come out: its words name the one who asked, its address holds
// the token.
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** Why a provider did not take a reply. */
export class ProviderRefusal extends Error {
  /** HTTP's; 0 where there was no answer. */
  readonly status: number;
  /** How long it asks to wait; null where it does not say. */
  readonly retryAfterMs: number | null;
  readonly isWorthRepeating: boolean;

  constructor(status: number, retryAfterMs: number | null, isWorthRepeating: boolean) {
    super(`a provider answered ${status}`);
    this.name = 'ProviderRefusal';
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    this.isWorthRepeating = isWorthRepeating;
  }
}

export interface ProviderRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON where it is an object; a form or a text goes as it is. */
  readonly body: FormData | string | Readonly<Record<string, unknown>>;
}

const timeoutMs = 10_000;
const maxAnswerBytes = 256 * 1024;
const defaultWaitMs = 1_000;

/**
 * Asks, and reads the answer as JSON.
 * @param isBusy whether an answer that is no success says "too many", beyond the status 429
 * @returns null where the answer is no JSON object
 * @throws ProviderRefusal
 */
export async function callProvider(
  { url, headers, body }: ProviderRequest,
  isBusy: (answer: unknown) => boolean = () => false,
): Promise<unknown> {
  let response: Answered;
  try {
    response = await post(new URL(url), await bodyOf(body), headers ?? {});
  } catch {
    throw new ProviderRefusal(0, null, true);
  }
  const { status, retryAfter } = response;
  const answer = parse(response.text);
  if (status >= 200 && status < 300) return answer;
  const isTooMany = status === 429 || isBusy(answer);
  const waitMs = isTooMany ? (askedWait(answer, retryAfter) ?? defaultWaitMs) : null;
  throw new ProviderRefusal(status, waitMs, isTooMany || status >= 500);
}

interface Body {
  readonly bytes: Buffer;
  readonly type: string | null;
}

async function bodyOf(body: ProviderRequest['body']): Promise<Body> {
  if (typeof body === 'string') return { bytes: Buffer.from(body), type: null };
  if (!(body instanceof FormData)) return { bytes: Buffer.from(JSON.stringify(body)), type: 'application/json' };
  const form = new Response(body);
  return { bytes: Buffer.from(await form.arrayBuffer()), type: form.headers.get('content-type') };
}

interface Answered {
  readonly status: number;
  readonly retryAfter: string | null;
  /** "" where it is too long. */
  readonly text: string;
}

/** Connections stay open: a provider is asked all day. */
const agents = {
  http: new HttpAgent({ keepAlive: true, maxSockets: 64 }),
  https: new HttpsAgent({ keepAlive: true, maxSockets: 64 }),
};

/** By Node's own client, which costs a third of `fetch`; follows no redirects. */
function post(url: URL, { bytes, type }: Body, headers: Readonly<Record<string, string>>): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const isPlain = url.protocol === 'http:';
    const ask = isPlain ? httpRequest : httpsRequest;
    const options = {
      method: 'POST',
      agent: isPlain ? agents.http : agents.https,
      headers: { ...(type !== null && { 'content-type': type }), ...headers, 'content-length': bytes.length },
    };
    const request = ask(url, options, (response) => {
      const parts: Buffer[] = [];
      let length = 0;
      response.on('data', (part: Buffer) => {
        length += part.length;
        if (length <= maxAnswerBytes) parts.push(part);
        else response.destroy();
      });
      response.on('close', () => {
        clearTimeout(timer);
        const retryAfter = response.headers['retry-after'] ?? null;
        const text = length <= maxAnswerBytes ? Buffer.concat(parts).toString('utf8') : '';
        if (response.complete || text === '') resolve({ status: response.statusCode ?? 0, retryAfter, text });
        else reject(new ProviderRefusal(0, null, true));
      });
    });
    const timer = setTimeout(() => request.destroy(new ProviderRefusal(0, null, true)), timeoutMs);
    request.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    request.end(bytes);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Seconds, in the answer as Telegram gives them or in the header of RFC 9110 §10.2.3. */
function askedWait(answer: unknown, header: string | null): number | null {
  const seconds = fieldOf(fieldOf(answer, 'parameters'), 'retry_after') ?? (header === null ? null : Number(header));
  return typeof seconds === 'number' && seconds >= 0 && Number.isFinite(seconds) ? Math.ceil(seconds * 1_000) : null;
}

/** An own field of what may be an object. */
export function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
