// Servers that speak as Telegram's Bot API, the Graph API and a gateway for SMS do, made from their public documentation:
// what they take, what they refuse, how they ask to wait. And deliveries as those providers send them.
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One message that a provider took. */
export interface Sent {
  readonly to: string;
  readonly text: string;
  /** Bytes of a picture that came along; 0 where an id named one; null without. */
  readonly picture: number | null;
  readonly next: readonly string[];
}

export interface Providers {
  /** Without a slash at its end. */
  readonly url: string;
  readonly sent: Sent[];
  /** What was refused, and why. */
  readonly refused: string[];
  /** Answers the next requests so, one each, before it takes any. */
  readonly moods: Mood[];
  /** Every path that was asked. */
  readonly paths: string[];
  close(): Promise<void>;
}

/** `busy`: too many, wait so many seconds. `down`: 502. `angry`: 400. */
export type Mood =
  | { readonly kind: 'busy'; readonly seconds: number; readonly how?: 'header' | 'body' | 'code' }
  | { readonly kind: 'down' | 'angry' };

export const secrets = {
  telegramToken: '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw',
  telegramSecret: 'telegram-secret_1',
  graphToken: 'EAAG-graph-token',
  appSecret: 'b5c1a0app',
  verifyToken: 'verify-me',
  smsSecret: 'sms-shared-secret',
} as const;
export const phoneId = '106540352242922';
const version = 'v21.0';

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function startProviders(): Promise<Providers> {
  const state = {
    sent: [] as Sent[],
    refused: [] as string[],
    moods: [] as Mood[],
    paths: [] as string[],
    ids: new Set<string>(),
  };
  const server = createServer((request, response) => {
    void answer(state, request).then(({ status, body, headers }) => give(response, status, body, headers));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...state,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function give(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

type State = Pick<Providers, 'sent' | 'refused' | 'moods' | 'paths'> & { readonly ids: Set<string> };

async function answer(state: State, request: IncomingMessage): Promise<Answer> {
  const path = request.url ?? '';
  state.paths.push(path);
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  const body = Buffer.concat(parts);
  const isGraph = path.startsWith(`/${version}/`);
  const mood = state.moods.shift();
  if (mood) return moody(mood, isGraph);
  const type = request.headers['content-type'] ?? '';
  const fields = type.startsWith('multipart/form-data') ? await readForm(type, body) : parse(body.toString());
  const found = path.startsWith('/bot')
    ? telegram(state, path, fields)
    : isGraph
      ? graph(state, path, request, fields)
      : path === '/send'
        ? smsSend(state, request, body.toString())
        : refusal(404, 'no such path');
  if (found.status >= 400) state.refused.push(`${path}: ${JSON.stringify(found.body)}`);
  return found;
}

function moody(mood: Mood, isGraph: boolean): Answer {
  if (mood.kind !== 'busy') {
    return mood.kind === 'down' ? { status: 502, body: 'Bad Gateway' } : refusal(400, 'Bad Request: chat not found');
  }
  if (isGraph && mood.how === 'code') {
    return {
      status: 400,
      body: { error: { message: '(#130429) Rate limit hit', type: 'OAuthException', code: 130429 } },
    };
  }
  if (isGraph || mood.how === 'header') {
    return { status: 429, body: { error: { code: 4 } }, headers: { 'retry-after': String(mood.seconds) } };
  }
  const parameters = { retry_after: mood.seconds };
  return { status: 429, body: { ok: false, error_code: 429, description: 'Too Many Requests', parameters } };
}

function refusal(status: number, description: string): Answer {
  return { status, body: { ok: false, error_code: status, description, error: { message: description, code: 100 } } };
}

type Fields = Readonly<Record<string, unknown>>;

async function readForm(type: string, body: Buffer): Promise<Fields> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  return Object.fromEntries(
    [...form].map(([name, value]) => [
      name,
      typeof value === 'string' ? value : { size: value.size, type: value.type },
    ]),
  );
}

function parse(text: string): Fields {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

const asObject = (value: unknown): Fields =>
  typeof value === 'string' ? parse(value) : typeof value === 'object' && value !== null ? (value as Fields) : {};
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function pictureOf(state: State, value: unknown): number | null {
  if (typeof value === 'string') return state.ids.has(value) ? 0 : null;
  const { size, type } = asObject(value);
  return typeof size === 'number' && type === 'image/png' ? size : null;
}

function telegram(state: State, path: string, fields: Fields): Answer {
  const [, token, method] = /^\/bot([^/]+)\/(\w+)$/.exec(path) ?? [];
  if (token !== secrets.telegramToken) return refusal(401, 'Unauthorized');
  const to = String(fields.chat_id ?? '');
  if (!/^-?\d+$/.test(to)) return refusal(400, 'Bad Request: chat_id is empty');
  const markup = asObject(fields.reply_markup);
  const rows = Array.isArray(markup.keyboard) ? (markup.keyboard as readonly (readonly { text: string }[])[]) : [];
  const next = rows.flat().map(({ text }) => text);
  const message = { message_id: state.sent.length + 1, date: 1, chat: { id: Number(to), type: 'private' } };
  if (method === 'sendMessage') {
    const text = textOf(fields.text);
    if (text === '' || text.length > 4_096) return refusal(400, 'Bad Request: message text is empty');
    state.sent.push({ to, text, picture: null, next });
    return { status: 200, body: { ok: true, result: { ...message, text } } };
  }
  if (method !== 'sendPhoto') return refusal(404, 'Not Found');
  const caption = textOf(fields.caption);
  const picture = pictureOf(state, fields.photo);
  if (picture === null) return refusal(400, 'Bad Request: wrong file identifier');
  if (caption.length > 1_024) return refusal(400, 'Bad Request: message caption is too long');
  const file_id = `photo-${state.ids.size}`;
  state.ids.add(file_id);
  state.sent.push({ to, text: caption, picture, next });
  const photo = [
    { file_id: 'small', width: 90, height: 90 },
    { file_id, width: 1080, height: 1350 },
  ];
  return { status: 200, body: { ok: true, result: { ...message, caption, photo } } };
}

function graph(state: State, path: string, request: IncomingMessage, fields: Fields): Answer {
  if (request.headers.authorization !== `Bearer ${secrets.graphToken}`)
    return refusal(401, 'Invalid OAuth access token');
  const call = path.slice(version.length + 2);
  if (call === `${phoneId}/media`) {
    const size = pictureOf(state, fields.file);
    if (fields.messaging_product !== 'whatsapp' || size === null) return refusal(400, 'Param file is required');
    return { status: 200, body: { id: newId(state, size) } };
  }
  if (call === `${phoneId}/messages`) return whatsapp(state, fields);
  if (call === 'me/message_attachments') {
    const size = pictureOf(state, fields.filedata);
    const attachment = asObject(asObject(fields.message).attachment);
    if (attachment.type !== 'image' || size === null) return refusal(400, 'upload failed');
    return { status: 200, body: { attachment_id: newId(state, size) } };
  }
  return call === 'me/messages' ? messenger(state, fields) : refusal(404, 'unknown path');
}

function newId(state: State, size: number): string {
  const id = `media-${state.ids.size}-${size}`;
  state.ids.add(id);
  return id;
}

function whatsapp(state: State, fields: Fields): Answer {
  const to = textOf(fields.to);
  if (fields.messaging_product !== 'whatsapp' || !/^\d{8,15}$/.test(to)) return refusal(400, 'Param to is required');
  const answer = (text: string, picture: number | null, next: readonly string[] = []): Answer => {
    if (text === '' || text.length > 1_024) return refusal(400, 'Param text is required');
    state.sent.push({ to, text, picture, next });
    const contacts = [{ input: to, wa_id: to }];
    return {
      status: 200,
      body: { messaging_product: 'whatsapp', contacts, messages: [{ id: `wamid.${state.sent.length}` }] },
    };
  };
  if (fields.type === 'text') return answer(textOf(asObject(fields.text).body), null);
  if (fields.type === 'image') {
    const { id, caption } = asObject(fields.image);
    const picture = pictureOf(state, id);
    return picture === null ? refusal(400, 'Media ID is not valid') : answer(textOf(caption), picture);
  }
  const { type, body, action } = asObject(fields.interactive);
  const { buttons } = asObject(action);
  if (fields.type !== 'interactive' || type !== 'button' || !Array.isArray(buttons))
    return refusal(400, 'unknown type');
  const titles = buttons.map((each) => textOf(asObject(asObject(each).reply).title));
  if (titles.length > 3 || titles.some((title) => title === '' || title.length > 20)) return refusal(400, 'buttons');
  return answer(textOf(asObject(body).text), null, titles);
}

function messenger(state: State, fields: Fields): Answer {
  const to = textOf(asObject(fields.recipient).id);
  const message = asObject(fields.message);
  if (!/^\d+$/.test(to) || fields.messaging_type !== 'RESPONSE') return refusal(400, 'recipient');
  const done = { status: 200, body: { recipient_id: to, message_id: `m_${state.sent.length}` } };
  if (message.attachment !== undefined) {
    if (message.text !== undefined) return refusal(400, 'text or attachment');
    const picture = pictureOf(state, asObject(asObject(message.attachment).payload).attachment_id);
    if (picture === null) return refusal(400, 'attachment');
    state.sent.push({ to, text: '', picture, next: [] });
    return done;
  }
  const text = textOf(message.text);
  if (text === '' || text.length > 2_000) return refusal(400, 'text');
  const replies = Array.isArray(message.quick_replies) ? message.quick_replies.map(asObject) : [];
  if (replies.length > 13 || replies.some(({ title }) => textOf(title).length > 20))
    return refusal(400, 'quick replies');
  state.sent.push({ to, text, picture: null, next: replies.map(({ title }) => textOf(title)) });
  return done;
}

function smsSend(state: State, request: IncomingMessage, body: string): Answer {
  if (request.headers['x-api-key'] !== secrets.smsSecret) return refusal(401, 'no key');
  const form = new URLSearchParams(body);
  const [to, text] = [form.get('To') ?? '', form.get('Body') ?? ''];
  if (!/^\+\d+$/.test(to) || text === '') return refusal(400, 'To and Body');
  state.sent.push({ to, text, picture: null, next: [] });
  return { status: 201, body: { sid: `SM${state.sent.length}` } };
}

/** A delivery, ready for fetch. */
export interface Post {
  readonly method: 'POST';
  readonly headers: Record<string, string>;
  readonly body: string;
}

export function telegramPost(
  update: number,
  chat: number,
  text: string,
  secret: string = secrets.telegramSecret,
): Post {
  const from = { id: chat, is_bot: false, first_name: 'Somebody', language_code: 'en' };
  const message = {
    message_id: update,
    from,
    chat: { id: chat, first_name: 'Somebody', type: 'private' },
    date: 1,
    text,
  };
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
  return { method: 'POST', headers, body: JSON.stringify({ update_id: update, message }) };
}

function metaPost(payload: unknown, secret: string): Post {
  const body = JSON.stringify(payload);
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body,
  };
}

export function whatsappPost(id: string, from: string, text: string, secret: string = secrets.appSecret): Post {
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550001111', phone_number_id: phoneId },
    contacts: [{ profile: { name: 'Somebody' }, wa_id: from }],
    messages: [{ from, id, timestamp: '1', text: { body: text }, type: 'text' }],
  };
  return metaPost(
    { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ value, field: 'messages' }] }] },
    secret,
  );
}

export function messengerPost(mid: string, from: string, text: string, secret: string = secrets.appSecret): Post {
  const messaging = [{ sender: { id: from }, recipient: { id: '99' }, timestamp: 1, message: { mid, text } }];
  return metaPost({ object: 'page', entry: [{ id: '99', time: 1, messaging }] }, secret);
}

export function smsPost(from: string, text: string, secret: string = secrets.smsSecret, id = ''): Post {
  const body = new URLSearchParams({ From: from, Body: text, ...(id !== '' && { MessageSid: id }) }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-sms-secret': secret };
  return { method: 'POST', headers, body };
}
