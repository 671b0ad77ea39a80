// One request to a provider's API. Of a failure only numbers come out: its words name the one who asked, its address holds
// the token.

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
  const isPlain = typeof body === 'object' && !(body instanceof FormData);
  let status = 0;
  let retryAfter: string | null = null;
  let answer: unknown;
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: { ...(isPlain && { 'content-type': 'application/json' }), ...headers },
      body: isPlain ? JSON.stringify(body) : body,
    });
    status = response.status;
    retryAfter = response.headers.get('retry-after');
    answer = parse(await readText(response));
    if (response.ok) return answer;
  } catch {
    throw new ProviderRefusal(status, null, true);
  }
  const isTooMany = status === 429 || isBusy(answer);
  const waitMs = isTooMany ? (askedWait(answer, retryAfter) ?? defaultWaitMs) : null;
  throw new ProviderRefusal(status, waitMs, isTooMany || status >= 500);
}

async function readText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > maxAnswerBytes) break;
    parts.push(part);
  }
  return length > maxAnswerBytes ? '' : Buffer.concat(parts).toString('utf8');
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
