// The file that says which providers a gateway serves. It holds no secrets: it names files or environment variables that do.
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { isAppError } from '../../core/errors.ts';
import {
  either,
  hasOwn,
  list,
  object,
  oneOf,
  type Read,
  type Reader,
  readShape,
  record,
  text,
} from '../../core/shape.ts';
import type { Channel } from '../../doors/gateway/channel.ts';
import { messengerChannel } from '../../doors/gateway/channels/messenger.ts';
import { type SmsCheck, smsChannel } from '../../doors/gateway/channels/sms.ts';
import { telegramChannel } from '../../doors/gateway/channels/telegram.ts';
import { whatsappChannel } from '../../doors/gateway/channels/whatsapp.ts';
import type { FollowPlace } from '../../doors/gateway/desk/join.ts';
import { FaultError } from '../content/fault.ts';

/** What a gateway is set up with. */
export interface GatewayConfig {
  /** Where the app opens; null where nobody said. */
  readonly address: string | null;
  /** Of questions that say nothing of their language. */
  readonly language: string | null;
  readonly follow: readonly FollowPlace[];
  readonly channels: readonly Channel[];
}

/** Where a secret is: never in this file. */
type SecretPlace = { readonly env: string } | { readonly file: string };
const secretReader: Reader<SecretPlace> = either(
  object({ env: text(100, /^[A-Z_][A-Z0-9_]*$/) }),
  object({ file: text(500) }),
);

const urlReader = text(500, /^https?:\/\/[^\s"'<>\\?#]+$/);
const linkReader = text(300, /^https:\/\/[^\s"'<>\\]+$/);
const pathReader = text(200, /^\/[A-Za-z0-9/_.-]+$/);
const wordReader = text(100, /^[\w.-]+$/);

const follow = object(
  { link: linkReader },
  { seat: text(64), region: text(48), channel: oneOf('telegram', 'whatsapp', 'messenger', 'sms') },
);
const telegram = object({ token: secretReader, secret: secretReader }, { path: pathReader, base: urlReader });
const meta = { token: secretReader, appSecret: secretReader, verifyToken: secretReader };
const messenger = object(meta, { path: pathReader, base: urlReader });
const whatsapp = object({ ...meta, phoneId: text(60, /^\d+$/) }, { path: pathReader, base: urlReader });
const signature = object(
  { header: wordReader, secret: secretReader },
  { algorithm: oneOf('sha1', 'sha256', 'sha512'), encoding: oneOf('hex', 'base64'), prefix: text(40) },
);
const shared = object({ secret: secretReader }, { header: wordReader, query: wordReader });
const bodyKind = oneOf('text', 'json', 'xml', 'form');
const smsReply = object(
  { by: oneOf('answer', 'request'), kind: bodyKind, template: text(2_000, /\{text\}/) },
  { url: urlReader, headers: record(/^[\w-]{1,60}$/, secretReader, 10) },
);
const sms = object(
  { fields: object({ from: wordReader, text: wordReader }, { id: wordReader }), reply: smsReply },
  { path: pathReader, shared, signature },
);
const top = object(
  { channels: object({}, { telegram, whatsapp, messenger, sms }) },
  { address: linkReader, language: text(35, /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/), follow: list(follow, 5_000) },
);

const bases = { telegram: 'https://api.telegram.org', graph: 'https://graph.facebook.com/v21.0' } as const;
const maxSecretLetters = 4_096;

/**
 * @param env the environment that secrets may stand in
 * @throws FaultError with the place of what is wrong; never with a secret
 */
export async function readGatewayConfig(file: string, env: NodeJS.ProcessEnv): Promise<GatewayConfig> {
  const config = await readShapeOf(file);
  const secret = (place: SecretPlace): Promise<string> => readSecret(file, place, env);
  const { channels } = config;
  const made: Channel[] = [];
  if (channels.telegram) {
    const { path = '/telegram', base = bases.telegram, ...rest } = channels.telegram;
    made.push(telegramChannel({ path, base, token: await secret(rest.token), secret: await secret(rest.secret) }));
  }
  if (channels.messenger) {
    const { path = '/messenger', base = bases.graph, ...rest } = channels.messenger;
    made.push(messengerChannel({ path, base, ...(await metaSecrets(rest, secret)) }));
  }
  if (channels.whatsapp) {
    const { path = '/whatsapp', base = bases.graph, phoneId, ...rest } = channels.whatsapp;
    made.push(whatsappChannel({ path, base, phoneId, ...(await metaSecrets(rest, secret)) }));
  }
  if (channels.sms) made.push(await smsOf(file, channels.sms, secret));
  if (made.length === 0) throw stop(file, 'channels', 'names no channel', 'set up one: docs/GATEWAY.md shows each');
  const paths = made.map(({ path }) => path);
  const twice = paths.find((path, i) => paths.indexOf(path) < i || path === '/health');
  if (twice !== undefined) throw stop(file, 'channels', `${twice} is taken`, 'give each channel a path of its own');
  return {
    address: withSlash(config.address),
    language: config.language ?? null,
    follow: config.follow ?? [],
    channels: made,
  };
}

function withSlash(address: string | undefined): string | null {
  if (address === undefined) return null;
  return address.endsWith('/') ? address : `${address}/`;
}

async function readShapeOf(file: string): Promise<Read<typeof top>> {
  const source = await readFile(file, 'utf8');
  let value: unknown;
  try {
    value = parse(source, { maxAliasCount: 10 });
  } catch {
    // Its words would quote the file.
    throw stop(file, '', 'is not YAML', 'begin with the example in docs/GATEWAY.md');
  }
  try {
    return readShape(top, value);
  } catch (error) {
    if (!isAppError(error, 'format')) throw error;
    const { path, want } = error.details;
    throw stop(file, String(path ?? '').replace(/^\./, ''), `wants ${want}`, 'see the example in docs/GATEWAY.md');
  }
}

type Secret = (place: SecretPlace) => Promise<string>;

async function metaSecrets(
  places: Readonly<Record<'token' | 'appSecret' | 'verifyToken', SecretPlace>>,
  secret: Secret,
) {
  const [token, appSecret, verifyToken] = await Promise.all([
    secret(places.token),
    secret(places.appSecret),
    secret(places.verifyToken),
  ]);
  return { token, appSecret, verifyToken };
}

async function smsOf(file: string, config: Read<typeof sms>, secret: Secret): Promise<Channel> {
  const { path = '/sms', fields, reply } = config;
  const { by, kind, template, url } = reply;
  const check = await checkOf(file, config, secret);
  if (by === 'answer') return smsChannel({ path, fields, check, reply: { by, kind, template } });
  if (url === undefined) throw stop(file, 'channels.sms.reply.url', 'is missing', 'say where replies are sent');
  const headers: Record<string, string> = {};
  for (const [name, place] of Object.entries(reply.headers ?? {})) headers[name] = await secret(place);
  return smsChannel({ path, fields, check, reply: { by, kind, template, url, headers } });
}

async function checkOf(
  file: string,
  { shared: same, signature: signed }: Read<typeof sms>,
  secret: Secret,
): Promise<SmsCheck> {
  if (signed) {
    const { header, algorithm = 'sha256', encoding = 'hex', prefix = '' } = signed;
    const form = { algorithm, encoding, prefix };
    return { kind: 'signature', name: header, secret: await secret(signed.secret), form };
  }
  const name = same?.header ?? same?.query;
  if (!same || name === undefined) {
    const fix = 'give shared: { header, secret } or signature: { header, secret }';
    throw stop(file, 'channels.sms', 'takes deliveries from anybody', fix);
  }
  return { kind: same.header === undefined ? 'query' : 'header', name, secret: await secret(same.secret) };
}

async function readSecret(file: string, place: SecretPlace, env: NodeJS.ProcessEnv): Promise<string> {
  const isFile = hasOwn(place, 'file');
  const name = 'file' in place ? place.file : place.env;
  const found = 'file' in place ? await readFile(place.file, 'utf8').catch(() => '') : (env[place.env] ?? '');
  const secret = found.trim();
  if (secret === '' || secret.length > maxSecretLetters) {
    throw stop(file, name, `${isFile ? 'the file' : 'the variable'} holds no secret`, 'put it there, and nothing else');
  }
  return secret;
}

function stop(file: string, column: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'gateway', file, ...(column !== '' && { column }), message, fix }]);
}
