// Telegram: a bot's webhook with its secret token, and replies by sendMessage and sendPhoto.
// Telegram Bot API: setWebhook, Update, sendMessage, sendPhoto, ResponseParameters.
import { parseJson } from '../../../core/json.ts';
import { integer, object, readShape, text } from '../../../core/shape.ts';
import { type Asked, type Channel, headerOf, type Reply } from '../channel.ts';
import { PictureIds } from '../picture-ids.ts';
import { callProvider, fieldOf, ProviderRefusal } from '../provider-call.ts';
import { isSameSecret } from '../secrets.ts';

export interface TelegramOptions {
  readonly path: string;
  /** Where the API is: "https://api.telegram.org". */
  readonly base: string;
  /** The bot's. */
  readonly token: string;
  /** What setWebhook was given as `secret_token`. */
  readonly secret: string;
}

const maxUpdateBytes = 262_144;
const update = object(
  { update_id: integer(0) },
  {
    message: object(
      {
        chat: object({
          id: integer(Number.MIN_SAFE_INTEGER),
          type: text(40),
        }),
      },
      { text: text(8_192), from: object({}, { language_code: text(35) }) },
    ),
  },
);

/** The channel of one bot. It answers people, and no groups. */
export function telegramChannel(options: TelegramOptions): Channel {
  const api = `${options.base.replace(/\/+$/, '')}/bot${options.token}/`;
  const ids = new PictureIds();
  return {
    name: 'telegram',
    path: options.path,
    handshake: () => null,
    isGenuine: ({ headers }) => isSameSecret(headerOf(headers, 'x-telegram-bot-api-secret-token'), options.secret),
    read: ({ body }) => readUpdate(body),
    send: (to, reply) => sendReply(api, ids, to, reply),
    speak: () => null,
  };
}

function readUpdate(body: Uint8Array): readonly Asked[] | null {
  try {
    const { update_id, message } = readShape(update, parseJson(body, maxUpdateBytes));
    if (message?.chat.type !== 'private') return [];
    // A link to the bot may hold what to ask: t.me/bot?start=NA-130 arrives as "/start NA-130".
    const asked = (message.text ?? '').replace(/^\/[a-z_]+(@\w+)?\s*/i, '');
    const hint = message.from?.language_code ?? '';
    return [{ from: String(message.chat.id), id: String(update_id), text: asked, hint }];
  } catch {
    return null;
  }
}

async function sendReply(api: string, ids: PictureIds, to: string, reply: Reply): Promise<void> {
  const buttons = keyboard(reply.next);
  if (reply.picture && (await sendPhoto(api, ids, to, reply, buttons))) return;
  await callProvider({ url: `${api}sendMessage`, body: { chat_id: to, text: reply.text, ...buttons } });
}

/** @returns false where there is no picture after all */
async function sendPhoto(
  api: string,
  ids: PictureIds,
  to: string,
  { text: caption, picture }: Reply,
  buttons: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  if (!picture) return false;
  const url = `${api}sendPhoto`;
  const known = ids.get(picture.key);
  if (known !== null) {
    try {
      await callProvider({ url, body: { chat_id: to, photo: known, caption, ...buttons } });
      return true;
    } catch (error) {
      if (!(error instanceof ProviderRefusal) || error.status !== 400) throw error;
      ids.forget(picture.key);
    }
  }
  const png = await picture.draw();
  if (!png) return false;
  const form = new FormData();
  form.set('chat_id', to);
  form.set('caption', caption);
  for (const [name, value] of Object.entries(buttons)) form.set(name, JSON.stringify(value));
  form.set('photo', new Blob([new Uint8Array(png)], { type: 'image/png' }), 'card.png');
  const answer = await callProvider({ url, body: form });
  const sizes = fieldOf(fieldOf(answer, 'result'), 'photo');
  ids.keep(picture.key, Array.isArray(sizes) ? fieldOf(sizes.at(-1), 'file_id') : undefined);
  return true;
}

/** Each as a button that sends its own words. */
function keyboard(next: readonly string[]): Readonly<Record<string, unknown>> {
  if (next.length === 0) return {};
  const rows = next.map((words) => [{ text: words }]);
  return { reply_markup: { keyboard: rows, one_time_keyboard: true, resize_keyboard: true } };
}
