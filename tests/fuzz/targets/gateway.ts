// Deliveries to the gateway: told genuine before they are read, and read to questions or to nothing.
import { createHmac } from 'node:crypto';
import type { Channel, Delivery } from '../../../src/doors/gateway/channel.ts';
import { messengerChannel } from '../../../src/doors/gateway/channels/messenger.ts';
import { smsChannel } from '../../../src/doors/gateway/channels/sms.ts';
import { telegramChannel } from '../../../src/doors/gateway/channels/telegram.ts';
import { whatsappChannel } from '../../../src/doors/gateway/channels/whatsapp.ts';
import { type FuzzTarget, mustHold } from '../target.ts';
import { changeAsJson, changeAsText, textOf, utf8 } from './inputs.ts';

const base = 'https://api.example';
const meta = { base, token: 't', appSecret: 'app-secret', verifyToken: 'verify' };
const fields = { from: 'from', text: 'message.text', id: 'id' };
const answering = { by: 'answer', kind: 'xml', template: '<r to="{to}">{text}</r>' } as const;
const header = { kind: 'header', name: 'x-key', secret: 'sms-secret' } as const;
const channels = {
  telegram: telegramChannel({ path: '/t', base, token: 't', secret: 'tg-secret' }),
  messenger: messengerChannel({ path: '/m', ...meta }),
  whatsapp: whatsappChannel({ path: '/w', phoneId: '1065', ...meta }),
  sms: smsChannel({ path: '/s', check: header, fields, reply: answering }),
};
const bodies: Readonly<Record<keyof typeof channels, readonly string[]>> = {
  telegram: [
    '{"update_id":5,"message":{"chat":{"id":42,"type":"private"},"from":{"language_code":"ur"},"text":"/start NA-130"}}',
  ],
  messenger: [
    '{"object":"page","entry":[{"messaging":[{"sender":{"id":"77"},"message":{"mid":"m1","text":"NA-130"}},{"sender":{"id":"78"},"postback":{"mid":"m2","title":"PA-30"}}]}]}',
  ],
  whatsapp: [
    '{"object":"whatsapp_business_account","entry":[{"changes":[{"value":{"metadata":{"phone_number_id":"1065"},"messages":[{"from":"92300","id":"w1","type":"text","text":{"body":"130"}}]}}]}]}',
  ],
  sms: ['{"from":"+92300","message":{"text":"NA-130"},"id":"9"}', 'from=%2B92300&message.text=NA-130&id=9'],
};

export function gatewayTargets(): readonly FuzzTarget[] {
  return (Object.keys(channels) as (keyof typeof channels)[]).map((name) => ({
    name: `gateway-${name}`,
    seeds: bodies[name].map(utf8),
    change: name === 'sms' ? changeAsText : changeAsJson,
    run: (body) => run(channels[name], body),
  }));
}

function run(channel: Channel, body: Uint8Array): string {
  const type = body[0] === 0x7b ? 'application/json' : 'application/x-www-form-urlencoded';
  const signature = createHmac('sha256', meta.appSecret).update(body).digest('hex');
  const headers = { 'content-type': type, 'x-hub-signature-256': `sha256=${signature}`, 'x-key': 'sms-secret' };
  const good: Delivery = {
    headers: { ...headers, 'x-telegram-bot-api-secret-token': 'tg-secret' },
    query: new URLSearchParams(textOf(body).slice(0, 500)),
    body,
  };
  mustHold(channel.isGenuine(good), 'the provider is known');
  const strangers = { 'content-type': type, 'x-hub-signature-256': signature, 'x-key': textOf(body).slice(0, 50) };
  mustHold(!channel.isGenuine({ ...good, headers: strangers }), 'and nobody else');
  channel.handshake(good.query);
  const asked = channel.read(good);
  for (const { from, id, text, hint } of asked ?? []) {
    mustHold(from.length <= 100 && id.length <= 300 && text.length <= 8_192 && hint.length <= 35, 'parts are bounded');
    const spoken = channel.speak(from, { text, picture: null, next: [] });
    const told = spoken?.body.replace(/^<r to="/, '').replace(/<\/r>$/, '') ?? '';
    mustHold((told.match(/</g) ?? []).length === 0, 'a text is a text in the answer');
  }
  return asked === null ? 'no form' : `${Math.min(asked.length, 3)} asked`;
}
