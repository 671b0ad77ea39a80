// What Messenger and WhatsApp have in common: the handshake of a webhook, its signature, and when their API is busy.
// Graph API documentation: "Webhooks: getting started", "Rate limits", "Error handling".
import { type Reader, readShape } from '../../../core/shape.ts';
import { type Channel, type Delivery, headerOf } from '../channel.ts';
import { fieldOf } from '../provider-call.ts';
import { isSameSecret, isSigned, metaSignature } from '../secrets.ts';

export interface MetaOptions {
  readonly path: string;
  /** The Graph API with its version: "https://graph.facebook.com/v21.0". */
  readonly base: string;
  /** Of the page, or of the WhatsApp account. */
  readonly token: string;
  /** The app's: it signs deliveries. */
  readonly appSecret: string;
  /** What was typed as "verify token" when the webhook was set up. */
  readonly verifyToken: string;
}

/** For a part that is read later, by itself. */
export const anything: Reader<unknown> = (value) => value;

/** Those that can be read: a new kind of message must not hold up the others that came with it. */
export function readable<T>(reader: Reader<T>, values: readonly unknown[]): readonly T[] {
  return values.flatMap((value) => {
    try {
      return [readShape(reader, value)];
    } catch {
      return [];
    }
  });
}

/** Longer ones come in several deliveries. */
export const maxMetaBytes = 1_048_576;

/** How both deliver: to one path, after a handshake, signed by the app; no answer to a delivery holds the reply. */
export function metaWebhook(options: MetaOptions): Pick<Channel, 'path' | 'handshake' | 'isGenuine' | 'speak'> {
  return {
    path: options.path,
    handshake: (query) => metaHandshake(query, options.verifyToken),
    isGenuine: (delivery) => isMetaSigned(delivery, options.appSecret),
    speak: () => null,
  };
}

/** @returns the challenge, for whoever knows the token */
function metaHandshake(query: URLSearchParams, verifyToken: string): string | null {
  const isAsked = query.get('hub.mode') === 'subscribe';
  const isKnown = isSameSecret(query.get('hub.verify_token') ?? '', verifyToken);
  const challenge = query.get('hub.challenge') ?? '';
  return isAsked && isKnown && /^[\w-]{1,200}$/.test(challenge) ? challenge : null;
}

/** Whether the app's secret signed exactly these bytes. */
function isMetaSigned({ headers, body }: Delivery, appSecret: string): boolean {
  return isSigned(body, headerOf(headers, 'x-hub-signature-256'), appSecret, metaSignature);
}

/** Too many calls: of the app (4), of the page (32, 613), of the account (80007, 130429), to one person (131056). */
const busyCodes: readonly unknown[] = [4, 32, 613, 80007, 130429, 131048, 131056];

/** Whether an answer that is no success says "too many". */
export function isMetaBusy(answer: unknown): boolean {
  return busyCodes.includes(fieldOf(fieldOf(answer, 'error'), 'code'));
}

/** The headers of a call. */
export function metaHeaders({ token }: MetaOptions): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${token}` };
}

/** The address of a call. */
export function metaUrl({ base }: MetaOptions, path: string): string {
  return `${base.replace(/\/+$/, '')}/${path}`;
}
