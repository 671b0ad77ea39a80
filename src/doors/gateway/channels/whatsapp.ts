// WhatsApp by its Cloud API: signed webhooks, replies as text, buttons or a picture with a caption.
// WhatsApp Cloud API: webhook payloads, Messages, Media; what it limits: three buttons of twenty letters.
import { parseJson } from '../../../core/json.ts';
import { list, object, readShape, text } from '../../../core/shape.ts';
import type { Asked, Channel, Reply, ReplyPicture } from '../channel.ts';
import { PictureIds } from '../picture-ids.ts';
import { callProvider, fieldOf, ProviderRefusal } from '../provider-call.ts';
import {
  anything,
  isMetaBusy,
  type MetaOptions,
  maxMetaBytes,
  metaHeaders,
  metaUrl,
  metaWebhook,
  readable,
} from './meta.ts';

export interface WhatsappOptions extends MetaOptions {
  /** The id of the business's own number, not the number. */
  readonly phoneId: string;
}

const words = text(8_192);
const message = object(
  { from: text(100, /^[\w.+:-]+$/), id: text(300), type: text(40) },
  {
    text: object({ body: words }),
    button: object({ text: words }),
    interactive: object({}, { button_reply: object({ title: words }), list_reply: object({ title: words }) }),
  },
);
const payload = object({
  object: text(60),
  entry: list(
    object({
      changes: list(
        object({
          value: object({}, { metadata: object({ phone_number_id: text(60) }), messages: list(anything, 1_000) }),
        }),
        1_000,
      ),
    }),
    1_000,
  ),
});
/** What nobody expects an answer to. */
const silent: readonly string[] = ['reaction', 'system', 'unsupported', 'unknown'];
const maxButtons = 3;
const maxButtonLetters = 20;

/** The channel of one business number. */
export function whatsappChannel(options: WhatsappOptions): Channel {
  const ids = new PictureIds();
  return {
    ...metaWebhook(options),
    name: 'whatsapp',
    read: ({ body }) => readPayload(body, options.phoneId),
    send: (to, reply) => sendReply(options, ids, to, reply),
  };
}

function readPayload(body: Uint8Array, phoneId: string): readonly Asked[] | null {
  try {
    const { object: kind, entry } = readShape(payload, parseJson(body, maxMetaBytes));
    if (kind !== 'whatsapp_business_account') return [];
    const values = entry.flatMap(({ changes }) => changes.map(({ value }) => value));
    const own = values.filter(({ metadata }) => metadata?.phone_number_id === phoneId);
    return own.flatMap(({ messages = [] }) => readable(message, messages)).flatMap(readMessage);
  } catch {
    return null;
  }
}

function readMessage(read: ReturnType<typeof message>): readonly Asked[] {
  return silent.includes(read.type) ? [] : [{ from: read.from, id: read.id, text: wordsOf(read), hint: '' }];
}

function wordsOf({ text: typed, button, interactive }: ReturnType<typeof message>): string {
  return typed?.body ?? button?.text ?? interactive?.button_reply?.title ?? interactive?.list_reply?.title ?? '';
}

async function sendReply(options: WhatsappOptions, ids: PictureIds, to: string, reply: Reply): Promise<void> {
  const send = (content: Readonly<Record<string, unknown>>): Promise<unknown> =>
    callProvider(
      {
        url: metaUrl(options, `${options.phoneId}/messages`),
        headers: metaHeaders(options),
        body: { messaging_product: 'whatsapp', recipient_type: 'individual', to, ...content },
      },
      isMetaBusy,
    );
  const sendText = (): Promise<unknown> => send(textContent(reply));
  if (!reply.picture) return void (await sendText());
  const known = ids.get(reply.picture.key);
  const id = known ?? (await upload(options, ids, reply.picture));
  if (id === null) return void (await sendText());
  try {
    await send({ type: 'image', image: { id, caption: reply.text } });
  } catch (error) {
    const isForgotten = error instanceof ProviderRefusal && error.status === 400 && known !== null;
    if (!isForgotten) throw error;
    ids.forget(reply.picture.key);
    await sendText();
  }
}

function textContent({ text: body, next }: Reply): Readonly<Record<string, unknown>> {
  const fit = next.every((each) => each.length <= maxButtonLetters);
  if (next.length === 0 || next.length > maxButtons || !fit)
    return { type: 'text', text: { preview_url: false, body } };
  const buttons = next.map((title, i) => ({ type: 'reply', reply: { id: `next-${i}`, title } }));
  return { type: 'interactive', interactive: { type: 'button', body: { text: body }, action: { buttons } } };
}

async function upload(options: WhatsappOptions, ids: PictureIds, picture: ReplyPicture): Promise<string | null> {
  const png = await picture.draw();
  if (!png) return null;
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('type', 'image/png');
  form.set('file', new Blob([new Uint8Array(png)], { type: 'image/png' }), 'card.png');
  const url = metaUrl(options, `${options.phoneId}/media`);
  const answer = await callProvider({ url, headers: metaHeaders(options), body: form }, isMetaBusy);
  ids.keep(picture.key, fieldOf(answer, 'id'));
  return ids.get(picture.key);
}
