// The gateway's file: what it takes, and that no secret ever stands in it or in what is said of it.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readGatewayConfig } from '../../../src/publisher/gateway/read-config.ts';
import { temporaryFolder } from '../build/guide-in-folder.ts';

const env = { TOKEN: 'secret-token', SECRET: ' secret-shared \n', EMPTY: ' ' };

async function read(yaml: string) {
  const file = join(await temporaryFolder(), 'gateway.yaml');
  await writeFile(file, yaml);
  return readGatewayConfig(file, env);
}

const telegram = 'channels: { telegram: { token: { env: TOKEN }, secret: { env: SECRET } } }';

it('takes secrets from the environment and from files', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'app'), 'secret-app\n');
  const { channels, address, language, follow } = await read(`
address: https://guide.example
language: ur
follow:
  - { seat: NA-130, link: 'https://t.me/na130' }
channels:
  telegram: { path: /t, token: { env: TOKEN }, secret: { env: SECRET } }
  whatsapp: { phoneId: '1', token: { env: TOKEN }, appSecret: { file: '${join(folder, 'app')}' }, verifyToken: { env: SECRET } }
  messenger: { token: { env: TOKEN }, appSecret: { file: '${join(folder, 'app')}' }, verifyToken: { env: SECRET } }
  sms:
    signature: { header: x-signature, secret: { env: SECRET }, algorithm: sha1, encoding: base64 }
    fields: { from: from, text: text }
    reply: { by: request, kind: json, template: '{"to":"{to}","text":"{text}"}', url: 'https://sms.example/send', headers: { authorization: { env: TOKEN } } }
`);
  expect(channels.map(({ name, path }) => `${name} ${path}`)).toEqual([
    'telegram /t',
    'messenger /messenger',
    'whatsapp /whatsapp',
    'sms /sms',
  ]);
  expect([address, language, follow[0]?.seat]).toEqual(['https://guide.example/', 'ur', 'NA-130']);
  const [first] = channels;
  const headers = { 'x-telegram-bot-api-secret-token': 'secret-shared' };
  expect(first?.isGenuine({ headers, query: new URLSearchParams(), body: new Uint8Array() })).toBe(true);
});

it.each([
  ['channels: { telegram: { token: secret-token, secret: { env: SECRET } } }', /channels\.telegram\.token/],
  ['channels: { telegram: { token: { env: NONE }, secret: { env: SECRET } } }', /NONE.*holds no secret/],
  ['channels: { telegram: { token: { env: EMPTY }, secret: { env: SECRET } } }', /EMPTY.*holds no secret/],
  ['channels: { telegram: { token: { file: /nowhere/at/all }, secret: { env: SECRET } } }', /the file holds no secret/],
  ['channels: {}', /names no channel/],
  ['channels: [secret-token', /is not YAML/],
  ['address: http://plain.example\nchannels: {}', /address/],
  [`${telegram.slice(0, -4)}, path: /health } }`, /\/health is taken/],
  [
    'channels: { sms: { fields: { from: a, text: b }, reply: { by: answer, kind: text, template: "{text}" } } }',
    /takes deliveries from anybody/,
  ],
  [
    'channels: { sms: { shared: { header: h, secret: { env: SECRET } }, fields: { from: a, text: b }, reply: { by: request, kind: text, template: "{text}" } } }',
    /url.*is missing/,
  ],
  [
    'channels: { sms: { shared: { header: h, secret: { env: SECRET } }, fields: { from: a, text: b }, reply: { by: answer, kind: text, template: "hello" } } }',
    /template/,
  ],
])('refuses %s, and says no secret', async (yaml, message) => {
  const failure = await read(yaml).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  expect(String(failure)).toMatch(message);
  expect(String(failure)).not.toMatch(/secret-(token|shared|app)/);
});
