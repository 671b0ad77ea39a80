// Messenger of a page: signed webhooks, replies by the Send API; a picture goes before its words, since a message is one
// or the other. Messenger Platform: webhook events, Send API, Attachment Upload API; thirteen quick replies of twenty letters.
import { parseJson } from '../../../core/json.ts';
import { flag, list, object, readShape, text } from '../../../core/shape.ts';
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

const words = text(8_192);
const event = object(
  { sender: object({ id: text(60, /^\d+$/) }) },
  {
    message: object({ mid: text(300) }, { text: words, is_echo: flag }),
    postback: object({}, { mid: text(300), title: words }),
  },
);
const payload = object({
  object: text(60),
  entry: list(object({}, { messaging: list(anything, 1_000) }), 1_000),
});
const maxQuickReplies = 13;
const maxTitleLetters = 20;

/** The channel of one page. */
export function messengerChannel(options: MetaOptions): Channel {
  const ids = new PictureIds();
  return {
    ...metaWebhook(options),
    name: 'messenger',
    read: ({ body }) => readPayload(body),
    send: (to, reply) => sendReply(options, ids, to, reply),
  };
}

function readPayload(body: Uint8Array): readonly Asked[] | null {
  try {
    const { object: kind, entry } = readShape(payload, parseJson(body, maxMetaBytes));
    if (kind !== 'page') return [];
    return entry.flatMap(({ messaging = [] }) => readable(event, messaging)).flatMap(readEvent);
  } catch {
    return null;
  }
}

/** What the page itself said comes back as an echo; what was read or delivered is no question. */
function readEvent({ sender, message, postback }: ReturnType<typeof event>): readonly Asked[] {
  if (message && message.is_echo !== true)
    return [{ from: sender.id, id: message.mid, text: message.text ?? '', hint: '' }];
  if (postback) return [{ from: sender.id, id: postback.mid ?? '', text: postback.title ?? '', hint: '' }];
  return [];
}

async function sendReply(options: MetaOptions, ids: PictureIds, to: string, reply: Reply): Promise<void> {
  const send = (message: Readonly<Record<string, unknown>>): Promise<unknown> =>
    callProvider(
      {
        url: metaUrl(options, 'me/messages'),
        headers: metaHeaders(options),
        body: { messaging_type: 'RESPONSE', recipient: { id: to }, message },
      },
      isMetaBusy,
    );
  if (reply.picture) await sendPicture(options, ids, reply.picture, send);
  await send({ text: reply.text, ...quickReplies(reply.next) });
}

/** The words follow whatever becomes of it, unless the provider asks to wait: then both are tried again together. */
async function sendPicture(
  options: MetaOptions,
  ids: PictureIds,
  picture: ReplyPicture,
  send: (message: Readonly<Record<string, unknown>>) => Promise<unknown>,
): Promise<void> {
  try {
    const id = ids.get(picture.key) ?? (await upload(options, ids, picture));
    if (id !== null) await send({ attachment: { type: 'image', payload: { attachment_id: id } } });
  } catch (error) {
    if (!(error instanceof ProviderRefusal) || error.isWorthRepeating) throw error;
    ids.forget(picture.key);
  }
}

async function upload(options: MetaOptions, ids: PictureIds, picture: ReplyPicture): Promise<string | null> {
  const png = await picture.draw();
  if (!png) return null;
  const form = new FormData();
  form.set('message', JSON.stringify({ attachment: { type: 'image', payload: { is_reusable: true } } }));
  form.set('filedata', new Blob([new Uint8Array(png)], { type: 'image/png' }), 'card.png');
  const url = metaUrl(options, 'me/message_attachments');
  const answer = await callProvider({ url, headers: metaHeaders(options), body: form }, isMetaBusy);
  ids.keep(picture.key, fieldOf(answer, 'attachment_id'));
  return ids.get(picture.key);
}

function quickReplies(next: readonly string[]): Readonly<Record<string, unknown>> {
  const fit = next.filter((each) => each.length <= maxTitleLetters).slice(0, maxQuickReplies);
  if (fit.length === 0) return {};
  return { quick_replies: fit.map((title) => ({ content_type: 'text', title, payload: title })) };
}
