// Each channel's round trip, from a provider's delivery to the reply that it takes; and what the gateway refuses.
import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { fitsSms } from '../../../src/core/message/sms-length.ts';
import { openGateway } from './open-gateway.ts';
import { messengerPost, phoneId, secrets, smsPost, telegramPost, whatsappPost } from './providers.ts';

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);

describe('a round trip', () => {
  it('answers on every channel, in the language of the question', async () => {
    const { post, providers, gateway } = await openGateway();
    expect((await post('/telegram', telegramPost(1, 711_111_111, 'NA-130'))).status).toBe(200);
    expect((await post('/whatsapp', whatsappPost('wamid.1', '923001234567', 'این اے 130 کا نشان'))).status).toBe(200);
    expect((await post('/messenger', messengerPost('mid.1', '5511223344', '130'))).status).toBe(200);
    await expect.poll(() => providers.sent.length).toBe(3);
    const byTo = Object.fromEntries(providers.sent.map((each) => [each.to, each]));
    expect(byTo['711111111']?.text).toMatch(
      /^NA-130: Mehrab Barfabi, symbol Apple\. Symbols may still change\. Backed by Circle of Neighbours/,
    );
    expect(byTo['923001234567']?.text).toMatch(/^NA-130: .*، نشان سیب۔/);
    expect(byTo['5511223344']).toEqual({
      to: '5511223344',
      text: 'Which one? Send PA-130, NA-130',
      picture: null,
      next: ['PA-130', 'NA-130'],
    });
    const sms = await post('/sms', smsPost('+923007654321', 'NA-130 kya nishan hai'));
    expect(sms).toMatchObject({ status: 200, type: 'text/xml; charset=utf-8' });
    expect(sms.body).toMatch(/^<Response><Message>NA-130: .*نشان سیب۔.*<\/Message><\/Response>$/);
    for (const { text } of providers.sent) expect(fitsSms(text)).toBe(true);
    expect(providers.refused).toEqual([]);
    expect(gateway.health()).toMatchObject({
      state: 'answering',
      edition: 1,
      age: 'current',
      asked: 4,
      answered: 4,
      limited: 0,
      repeated: 0,
      refused: 0,
      full: 0,
      lost: 0,
      waiting: 0,
    });
  });

  it('sends a picture where the channel has pictures, once, and then names it by its id', async () => {
    let drawn = 0;
    const { post, providers } = await openGateway({
      draw: async () => {
        drawn++;
        return png;
      },
    });
    const ask = async (count: number): Promise<void> => {
      await post('/telegram', telegramPost(count, 711_111_111 + count, 'NA-130'));
      await post('/whatsapp', whatsappPost(`w${count}`, `92300123450${count}`, 'NA-130'));
      await post('/messenger', messengerPost(`m${count}`, `551122330${count}`, 'NA-130'));
      await expect.poll(() => providers.sent.length).toBe(count * 4);
    };
    await ask(1);
    await ask(2);
    expect(drawn).toBe(1);
    const pictures = providers.sent.map(({ picture }) => picture).filter((picture) => picture !== null);
    // The bytes once, to Telegram; to Meta they go before any message.
    expect(pictures.sort()).toEqual([0, 0, 0, 0, 0, 8]);
    expect(providers.sent.filter(({ text }) => text === '')).toHaveLength(2);
    expect(providers.paths.filter((path) => path.endsWith('/media'))).toHaveLength(1);
    expect(providers.refused).toEqual([]);
  });

  it('sends words where no picture can be drawn', async () => {
    const { post, providers } = await openGateway({ draw: async () => null });
    await post('/telegram', telegramPost(1, 711_111_111, 'NA-130'));
    await post('/whatsapp', whatsappPost('w1', '923001234567', 'NA-130'));
    await post('/messenger', messengerPost('m1', '5511223344', 'NA-130'));
    await expect.poll(() => providers.sent.length).toBe(3);
    for (const { text, picture } of providers.sent) expect([text.slice(0, 7), picture]).toEqual(['NA-130:', null]);
  });

  it('sends SMS by another request where the provider wants that', async () => {
    const { post, providers } = await openGateway({
      sms: (base) => ({
        path: '/sms',
        check: { kind: 'query', name: 'key', secret: secrets.smsSecret },
        fields: { from: 'message.from', text: 'message.body', id: 'message.id' },
        reply: {
          by: 'request',
          kind: 'form',
          template: 'To={to}&Body={text}',
          url: `${base}/send`,
          headers: { 'x-api-key': secrets.smsSecret },
        },
      }),
    });
    const body = JSON.stringify({ message: { from: '+923007654321', body: 'NA-130', id: 'a1' } });
    const headers = { 'content-type': 'application/json' };
    expect((await post('/sms?key=wrong', { method: 'POST', headers, body })).status).toBe(403);
    expect((await post(`/sms?key=${secrets.smsSecret}`, { method: 'POST', headers, body })).status).toBe(200);
    await expect.poll(() => providers.sent).toHaveLength(1);
    expect(providers.sent[0]?.to).toBe('+923007654321');
    expect(providers.sent[0]?.text).toMatch(/^NA-130: Mehrab/);
  });
});

describe('what is not the provider’s', () => {
  it('is refused before it is read', async () => {
    const { post, providers, gateway } = await openGateway();
    const wrong = [
      ['/telegram', telegramPost(1, 711_111_111, 'NA-130', 'guess')],
      ['/telegram', telegramPost(1, 711_111_111, 'NA-130', '')],
      ['/whatsapp', whatsappPost('w', '923001234567', 'NA-130', 'guess')],
      ['/messenger', messengerPost('m', '5511223344', 'NA-130', '')],
      ['/sms', smsPost('+923001234567', 'NA-130', 'guess')],
    ] as const;
    for (const [path, delivery] of wrong) expect([path, (await post(path, delivery)).status]).toEqual([path, 403]);
    const signed = whatsappPost('w', '923001234567', 'NA-130');
    const changed = { ...signed, body: signed.body.replace('923001234567', '923009999999') };
    expect((await post('/whatsapp', changed)).status).toBe(403);
    const { 'x-hub-signature-256': _, ...bare } = signed.headers;
    expect((await post('/whatsapp', { ...signed, headers: bare })).status).toBe(403);
    expect(gateway.health()).toMatchObject({ refused: 7, asked: 0 });
    expect(providers.sent).toEqual([]);
  });

  it('is no handshake without the token', async () => {
    const { url } = await openGateway();
    const shake = async (path: string, token: string, mode = 'subscribe', challenge = '1158201444') => {
      const query = new URLSearchParams({ 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge });
      const response = await fetch(`${url}${path}?${query}`);
      return [response.status, await response.text()];
    };
    expect(await shake('/whatsapp', secrets.verifyToken)).toEqual([200, '1158201444']);
    expect(await shake('/messenger', secrets.verifyToken)).toEqual([200, '1158201444']);
    expect(await shake('/whatsapp', 'guess')).toEqual([403, '']);
    expect(await shake('/whatsapp', secrets.verifyToken, 'unsubscribe')).toEqual([403, '']);
    expect(await shake('/whatsapp', secrets.verifyToken, 'subscribe', '<script>')).toEqual([403, '']);
    expect(await shake('/telegram', secrets.verifyToken)).toEqual([403, '']);
  });

  it('is refused where it is too long, of another form, or somewhere else', async () => {
    const { url, post, gateway, providers } = await openGateway();
    const long = telegramPost(1, 711_111_111, 'x'.repeat(1_100_000));
    expect((await post('/telegram', long)).status).toBe(413);
    expect((await post('/telegram', { ...telegramPost(1, 1, 'x'), body: '{"update_id":' })).status).toBe(200);
    const deep = { ...telegramPost(1, 1, 'x'), body: `${'['.repeat(99)}${']'.repeat(99)}` };
    // Taken and let go: what is refused comes again, and holds up what is behind it.
    expect((await post('/telegram', deep)).status).toBe(200);
    expect((await post('/sms', { ...smsPost('<b>', 'x') })).status).toBe(400);
    expect(gateway.health()).toMatchObject({ unread: 3, asked: 0 });
    expect((await post('/elsewhere', telegramPost(1, 1, 'x'))).status).toBe(404);
    expect((await fetch(`${url}/telegram`, { method: 'DELETE' })).status).toBe(405);
    expect(providers.sent).toEqual([]);
    // Longer than it said, piece by piece.
    const status = await new Promise((resolve) => {
      const { headers } = telegramPost(1, 1, '');
      const { hostname, port } = new URL(url);
      const open = httpRequest({ hostname, port, path: '/telegram', method: 'POST', headers }, (response) =>
        resolve(response.statusCode),
      );
      open.on('error', () => resolve('broken off'));
      for (let i = 0; i < 40; i++) open.write('x'.repeat(65_536));
      open.end();
    });
    expect([413, 'broken off']).toContain(status);
  });

  it('is no HTTP', async () => {
    const { url } = await openGateway();
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      let said = '';
      socket.on('data', (part) => {
        said += part;
      });
      socket.on('close', () => resolve(said));
      socket.on('error', () => resolve(said));
      socket.write('NA-130 923001234567\r\n\r\n');
    });
    expect(answer).toBe('');
  });
});

describe('a delivery', () => {
  it('with something new in it is answered for what is known', async () => {
    const { url, providers, gateway } = await openGateway();
    const signed = (payload: unknown) => {
      const body = JSON.stringify(payload);
      const signature = createHmac('sha256', secrets.appSecret).update(body).digest('hex');
      return { method: 'POST', headers: { 'x-hub-signature-256': `sha256=${signature}` }, body };
    };
    const text = { body: 'NA-130' };
    const messages = [
      { id: 'w1', type: 'text', text },
      { from: '923001234567', id: 'w2', type: 'reaction', reaction: { emoji: '👍' } },
      { from: '923001234567', id: 'w3', type: 'image', image: { id: '1' } },
      {
        from: '923001234567',
        id: 'w4',
        type: 'interactive',
        interactive: { type: 'button_reply', button_reply: { id: 'next-0', title: 'NA-130' } },
      },
      { from: '923001234567', id: 'w5', type: 'text', text },
    ];
    const value = (phone: string) => ({ value: { metadata: { phone_number_id: phone }, messages }, field: 'messages' });
    const statuses = { value: { metadata: { phone_number_id: phoneId }, statuses: [{ id: 'w0', status: 'read' }] } };
    const entry = [{ changes: [value('another number'), statuses, value(phoneId)] }];
    await fetch(`${url}/whatsapp`, signed({ object: 'whatsapp_business_account', entry }));
    const messaging = [
      { optin: { ref: 'x' } },
      { sender: { id: '1' }, delivery: { mids: ['m'] } },
      { sender: { id: '2' }, message: { mid: 'm1', is_echo: true, text: 'NA-130' } },
      { sender: { id: '3' }, postback: { mid: 'm2', title: 'NA-130', payload: 'P' } },
    ];
    await fetch(`${url}/messenger`, signed({ object: 'page', entry: [{ messaging }, { changes: [] }] }));
    await fetch(`${url}/messenger`, signed({ object: 'instagram', entry: [] }));
    const start = telegramPost(5, 711_111_111, '/start NA-130');
    await fetch(`${url}/telegram`, start);
    const group = telegramPost(6, 711_111_111, 'NA-130');
    await fetch(`${url}/telegram`, { ...group, body: group.body.replaceAll('"private"', '"supergroup"') });
    await fetch(`${url}/telegram`, { ...group, body: '{"update_id":7,"my_chat_member":{}}' });
    await expect.poll(() => gateway.health().waiting).toBe(0);
    expect(gateway.health()).toMatchObject({ asked: 5, answered: 5, unread: 0 });
    const told = providers.sent.map(({ to, text: said }) => `${to} ${said.slice(0, 16)}`).sort();
    expect(told).toEqual([
      '3 NA-130: Mehrab B',
      '711111111 NA-130: Mehrab B',
      '923001234567 NA-130: Mehrab B',
      '923001234567 NA-130: Mehrab B',
      '923001234567 Send your seat, ',
    ]);
  });
});

describe('a provider', () => {
  it('that delivers again is answered once', async () => {
    const { post, providers, gateway } = await openGateway();
    for (let i = 0; i < 3; i++) {
      expect((await post('/telegram', telegramPost(7, 711_111_111, 'NA-130'))).status).toBe(200);
      expect((await post('/whatsapp', whatsappPost('wamid.7', '923001234567', 'NA-130'))).status).toBe(200);
      expect((await post('/messenger', messengerPost('mid.7', '5511223344', 'NA-130'))).status).toBe(200);
    }
    await expect.poll(() => gateway.health().waiting).toBe(0);
    expect(providers.sent).toHaveLength(3);
    expect(gateway.health()).toMatchObject({ asked: 3, repeated: 6 });
  });

  it.each([
    ['telegram', 'body'],
    ['messenger', 'header'],
    ['whatsapp', 'code'],
  ] as const)('that asks to wait is waited for: %s', async (channel, how) => {
    const { post, providers, gateway } = await openGateway();
    providers.moods.push({ kind: 'busy', seconds: 1, how });
    const began = Date.now();
    const delivery = {
      telegram: telegramPost(1, 711_111_111, 'NA-130'),
      messenger: messengerPost('m1', '5511223344', 'NA-130'),
      whatsapp: whatsappPost('w1', '923001234567', 'NA-130'),
    }[channel];
    await post(`/${channel}`, delivery);
    await expect.poll(() => providers.sent.length, { timeout: 5_000 }).toBe(1);
    expect(Date.now() - began).toBeGreaterThanOrEqual(1_000);
    // The provider has the message a moment before the gateway has its answer.
    await expect.poll(() => gateway.health()).toMatchObject({ answered: 1, lost: 0 });
  });

  it('that fails is tried again; that refuses is not, and nothing of why is noted', async () => {
    const { post, providers, gateway, notes } = await openGateway();
    providers.moods.push({ kind: 'down' });
    await post('/telegram', telegramPost(1, 711_111_111, 'NA-130'));
    await expect.poll(() => providers.sent.length, { timeout: 5_000 }).toBe(1);
    providers.moods.push({ kind: 'angry' });
    await post('/telegram', telegramPost(2, 711_111_111, 'NA-130'));
    await expect.poll(() => gateway.health().lost).toBe(1);
    expect(providers.sent).toHaveLength(1);
    expect(notes.at(-1)).toEqual({ kind: 'lost', channel: 'telegram', status: 400 });
  });

  it('whose replies pile up is sent back, and brings them again', async () => {
    const { post, providers, gateway } = await openGateway({ queue: { most: 3, atOnce: 1, patienceMs: 20_000 } });
    providers.moods.push({ kind: 'busy', seconds: 1 });
    await post('/telegram', telegramPost(0, 711_111_000, 'NA-130'));
    // What is asked to wait holds up the others.
    await expect.poll(() => providers.paths.length).toBe(1);
    const statuses: number[] = [];
    for (let i = 1; i <= 6; i++)
      statuses.push((await post('/telegram', telegramPost(i, 711_111_000 + i, 'NA-130'))).status);
    expect(statuses.filter((status) => status === 503).length).toBeGreaterThan(0);
    expect(gateway.health().full).toBe(statuses.filter((status) => status === 503).length);
    await expect.poll(() => gateway.health().waiting, { timeout: 5_000 }).toBe(0);
    for (let i = 1; i <= 6; i++) {
      await post('/telegram', telegramPost(i, 711_111_000 + i, 'NA-130'));
      await expect.poll(() => gateway.health().waiting).toBe(0);
    }
    // Each of the seven once.
    expect(new Set(providers.sent.map(({ to }) => to)).size).toBe(7);
    expect(providers.sent).toHaveLength(7);
  });
});

it('says nothing of who asked, not even where all goes wrong', async () => {
  const written: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    const spy = vi.spyOn(stream, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
    onTestFinished(() => spy.mockRestore());
  }
  const { post, providers, gateway, notes } = await openGateway({
    answererOf: () => (question) => {
      if (question === 'PA-131') throw new Error(`no answer to ${question}, who asked is 923001234567`);
      return { kind: 'unknown', seats: [], candidates: [], holds: null, warning: '', text: '' };
    },
  });
  expect((await post('/whatsapp', whatsappPost('w0', '923001234567', 'PA-131'))).status).toBe(500);
  providers.moods.push({ kind: 'angry' });
  await post('/whatsapp', whatsappPost('w1', '923001234567', 'NA-130'));
  await post('/sms', smsPost('+923007654321', 'NA-130', 'guess'));
  await expect.poll(() => gateway.health().lost).toBe(1);
  await providers.close();
  await post('/telegram', telegramPost(1, 711_111_111, 'NA-130'));
  await gateway.stop();
  const said = [...written, JSON.stringify(notes), JSON.stringify(gateway.health())].join('\n');
  expect(said).toContain('lost');
  expect(said).not.toMatch(/9230|711111111|PA-131|guess|AAHdq|no answer to/);
});

it('answers one sender so often and no more, says so once, and goes on answering others', async () => {
  const { post, providers, gateway } = await openGateway({ rate: { burst: 3, everyMs: 60_000 } });
  for (let i = 0; i < 8; i++) await post('/telegram', telegramPost(i, 711_111_111, 'NA-130'));
  await post('/telegram', telegramPost(99, 722_222_222, 'NA-130'));
  await expect.poll(() => gateway.health().waiting).toBe(0);
  const told = providers.sent.filter(({ to }) => to === '711111111').map(({ text }) => text);
  expect(told).toHaveLength(4);
  expect(told[3]).toMatch(/^Many questions at once/);
  expect(providers.sent.filter(({ to }) => to === '722222222')).toHaveLength(1);
  expect(gateway.health().limited).toBe(5);
});

it('stops when all that waits is sent, and takes nothing new', async () => {
  const { gateway, post, providers, url } = await openGateway();
  providers.moods.push({ kind: 'busy', seconds: 1 });
  for (let i = 0; i < 20; i++) await post('/telegram', telegramPost(i, 711_111_000 + i, 'NA-130'));
  const stopped = gateway.stop();
  expect(gateway.health().state).toBe('stopping');
  await expect(fetch(`${url}/telegram`, telegramPost(99, 711_111_999, 'NA-130')).then((r) => r.status))
    .resolves.toBe(503)
    .catch((error: unknown) => expect(String(error)).toMatch(/fetch failed|rejected/));
  expect(await stopped).toBe(0);
  expect(providers.sent).toHaveLength(20);
});

it('begins before it has an edition, and says so', async () => {
  const { gateway } = await openGateway();
  const { url } = await openGateway();
  const health = await fetch(`${url}/health`);
  expect([health.status, health.headers.get('cache-control')]).toEqual([200, 'no-store']);
  const said = (await health.json()) as Readonly<Record<string, unknown>>;
  expect(Object.keys(said).sort()).toEqual(Object.keys(gateway.health()).sort());
  expect(said).toMatchObject({ state: 'answering', edition: 1, checkedSecondsAgo: 0 });
});

it('sends a number that stands under many SMS seven replies, and then one a minute', async () => {
  const { post, gateway } = await openGateway();
  const headers = { 'x-sms-secret': secrets.smsSecret, 'content-type': 'application/x-www-form-urlencoded' };
  const ask = (i: number) =>
    post('/sms', { method: 'POST', headers, body: `From=%2B15550177&Body=NA-130&MessageSid=spoofed-${i}` });
  const said = await Promise.all(Array.from({ length: 20 }, (_, i) => ask(i)));
  expect(said.filter(({ body }) => body !== '')).toHaveLength(7);
  expect(gateway.health().limited).toBe(14);
});
