// A gateway over the example guide with every channel, and the providers that it talks to; closed when the test is over.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, onTestFinished, vi } from 'vitest';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import type { Channel } from '../../../src/doors/gateway/channel.ts';
import { messengerChannel } from '../../../src/doors/gateway/channels/messenger.ts';
import { type SmsOptions, smsChannel } from '../../../src/doors/gateway/channels/sms.ts';
import { telegramChannel } from '../../../src/doors/gateway/channels/telegram.ts';
import { whatsappChannel } from '../../../src/doors/gateway/channels/whatsapp.ts';
import { type Edition, openEdition } from '../../../src/doors/gateway/desk/edition.ts';
import { type Gateway, type GatewayNote, type GatewayOptions, startGateway } from '../../../src/doors/gateway.ts';
import { folderSource } from '../../../src/publisher/build/folders/folder-source.ts';
import { type BuiltGuide, buildGuide } from '../../publisher/mirrors/built-guide.ts';
import { type Post, type Providers, phoneId, secrets, startProviders } from './providers.ts';

export interface OpenGateway {
  readonly gateway: Gateway;
  readonly guide: BuiltGuide;
  readonly providers: Providers;
  readonly notes: GatewayNote[];
  readonly url: string;
  post(path: string, post: Post): Promise<{ readonly status: number; readonly body: string; readonly type: string }>;
}

export const smsByAnswer: SmsOptions = {
  path: '/sms',
  check: { kind: 'header', name: 'x-sms-secret', secret: secrets.smsSecret },
  fields: { from: 'From', text: 'Body', id: 'MessageSid' },
  reply: { by: 'answer', kind: 'xml', template: '<Response><Message>{text}</Message></Response>' },
};

let built: Promise<BuiltGuide> | null = null;
afterAll(async () => (await built)?.remove());

/** The time of signing: what is too old names no symbol. */
export function signedNow(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

/** The example guide, built once for a file of tests. */
export function sharedGuide(): Promise<BuiltGuide> {
  built ??= buildGuide(signedNow());
  return built;
}

/** The same guide, open in memory. */
export async function sharedEdition(now: Date = new Date()): Promise<Edition> {
  const { mirror } = await sharedGuide();
  const root = new Uint8Array(await readFile(join(mirror, 'metadata/1.root.json')));
  const vault = memoryVault();
  const options = { root, now, verifiers: ed25519Verifiers };
  await ingest(vault, folderSource(mirror), { ...options, regions: 'all' });
  const edition = await openEdition(vault, options);
  if (!edition) throw new Error('the example does not open');
  return edition;
}

/** Every channel, at these providers. */
export function allChannels(base: string, sms: SmsOptions = smsByAnswer): readonly Channel[] {
  const meta = {
    base: `${base}/v21.0`,
    token: secrets.graphToken,
    appSecret: secrets.appSecret,
    verifyToken: secrets.verifyToken,
  };
  return [
    telegramChannel({ path: '/telegram', base, token: secrets.telegramToken, secret: secrets.telegramSecret }),
    messengerChannel({ ...meta, path: '/messenger' }),
    whatsappChannel({ ...meta, path: '/whatsapp', phoneId }),
    smsChannel(sms),
  ];
}

export async function openGateway(
  options: Partial<GatewayOptions> & { readonly sms?: (base: string) => SmsOptions } = {},
): Promise<OpenGateway> {
  const guide = await sharedGuide();
  const providers = await startProviders();
  const notes: GatewayNote[] = [];
  const { sms, ...rest } = options;
  const gateway = await startGateway({
    port: 0,
    host: '127.0.0.1',
    root: new Uint8Array(await readFile(join(guide.mirror, 'metadata/1.root.json'))),
    urls: [],
    sources: [folderSource(guide.mirror)],
    everyMs: 600_000,
    channels: allChannels(providers.url, sms?.(providers.url)),
    replies: { address: 'https://guide.example/', language: null, follow: [] },
    draw: null,
    onNote: (note) => void notes.push(note),
    ...rest,
  });
  onTestFinished(async () => {
    await gateway.stop();
    await providers.close();
  });
  await vi.waitFor(() => {
    if (gateway.health().state !== 'answering') throw new Error('not yet');
  }, 15_000);
  const url = `http://127.0.0.1:${gateway.port}`;
  return {
    gateway,
    guide,
    providers,
    notes,
    url,
    async post(path, post) {
      const response = await fetch(`${url}${path}`, post);
      return { status: response.status, body: await response.text(), type: response.headers.get('content-type') ?? '' };
    },
  };
}
