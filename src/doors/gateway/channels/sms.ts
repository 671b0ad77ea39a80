// Any SMS provider that delivers by HTTP: which fields hold what, how a delivery is told to be genuine, and where the reply
// goes (in the answer, or by another request) are configuration. WHATWG URL Standard §5 (forms), XML 1.0 §2.4.
import { decodeUtf8 } from '../../../core/bytes.ts';
import { parseJson } from '../../../core/json.ts';
import type { Asked, Channel, Delivery, Reply, Spoken } from '../channel.ts';
import { headerOf } from '../channel.ts';
import { callProvider, fieldOf } from '../provider-call.ts';
import { isSameSecret, isSigned, type SignatureForm } from '../secrets.ts';

/** How a delivery shows that it is the provider's. */
export type SmsCheck =
  | { readonly kind: 'header'; readonly name: string; readonly secret: string }
  | { readonly kind: 'query'; readonly name: string; readonly secret: string }
  | { readonly kind: 'signature'; readonly name: string; readonly secret: string; readonly form: SignatureForm };

/** How a text stands in a body: escaped as the type wants. */
export type BodyKind = 'text' | 'json' | 'xml' | 'form';

/** A body with "{text}" and "{to}" in it. */
export interface BodyTemplate {
  readonly kind: BodyKind;
  readonly template: string;
}

export interface SmsOptions {
  readonly path: string;
  readonly check: SmsCheck;
  /** Names of the fields; "message.text" is a field of an object. */
  readonly fields: { readonly from: string; readonly text: string; readonly id?: string | undefined };
  readonly reply:
    | ({ readonly by: 'answer' } & BodyTemplate)
    | ({
        readonly by: 'request';
        readonly url: string;
        readonly headers: Readonly<Record<string, string>>;
      } & BodyTemplate);
}

const maxDeliveryBytes = 65_536;
const maxTextLetters = 2_000;

const types: Readonly<Record<BodyKind, string>> = {
  text: 'text/plain; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xml: 'text/xml; charset=utf-8',
  form: 'application/x-www-form-urlencoded',
};
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escapes: Readonly<Record<BodyKind, (text: string) => string>> = {
  text: (text) => text,
  // Without its quotes: the template has them.
  json: (text) => JSON.stringify(text).slice(1, -1),
  xml: (text) => text.replace(/[&<>"']/g, (letter) => entities[letter] as string),
  form: encodeURIComponent,
};

/** The channel of one SMS provider. */
export function smsChannel(options: SmsOptions): Channel {
  const { reply } = options;
  return {
    name: 'sms',
    path: options.path,
    handshake: () => null,
    isGenuine: (delivery) => isGenuine(delivery, options.check),
    read: (delivery) => readDelivery(delivery, options.fields),
    send:
      reply.by === 'request'
        ? async (to, { text }) => {
            const headers = { 'content-type': types[reply.kind], ...reply.headers };
            await callProvider({ url: reply.url, headers, body: fill(reply, to, text) });
          }
        : null,
    speak: (to, said) => (reply.by === 'answer' ? spoken(reply, to, said) : null),
  };
}

function spoken(template: BodyTemplate, to: string, said: Reply | null): Spoken {
  const type = types[template.kind];
  return { type, body: said ? fill(template, to, said.text) : '' };
}

function fill({ kind, template }: BodyTemplate, to: string, text: string): string {
  const values: Readonly<Record<string, string>> = { to, text };
  return template.replace(/\{(to|text)\}/g, (_, name: string) => escapes[kind](values[name] ?? ''));
}

function isGenuine({ headers, query, body }: Delivery, check: SmsCheck): boolean {
  if (check.kind === 'header') return isSameSecret(headerOf(headers, check.name), check.secret);
  if (check.kind === 'query') return isSameSecret(query.get(check.name) ?? '', check.secret);
  return isSigned(body, headerOf(headers, check.name), check.secret, check.form);
}

function readDelivery({ headers, body }: Delivery, fields: SmsOptions['fields']): readonly Asked[] | null {
  const field = fieldReader(headerOf(headers, 'content-type'), body);
  const from = field?.(fields.from);
  const text = field?.(fields.text);
  if (!field || !from || text === undefined || !/^[+\w.@ -]{2,60}$/.test(from)) return null;
  const id = fields.id === undefined ? '' : (field(fields.id) ?? '');
  return [{ from, id: id.slice(0, 300), text: text.slice(0, maxTextLetters), hint: '' }];
}

type FieldReader = (name: string) => string | undefined;

function fieldReader(type: string, body: Uint8Array): FieldReader | null {
  if (body.length > maxDeliveryBytes) return null;
  try {
    if (/^application\/x-www-form-urlencoded\b/i.test(type)) {
      const form = new URLSearchParams(decodeUtf8(body));
      return (name) => form.get(name) ?? undefined;
    }
    if (!/^application\/(\w+\+)?json\b/i.test(type)) return null;
    const json = parseJson(body, maxDeliveryBytes);
    return (name) => {
      const found = name.split('.').reduce((at: unknown, part) => fieldOf(at, part), json);
      return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
    };
  } catch {
    return null;
  }
}
