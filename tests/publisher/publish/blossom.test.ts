// To a Blossom server that checks every token; the key that signs, and what is done when a server refuses.
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkMirrorsCommand } from '../../../src/publisher/commands/mirrors/mirrors.ts';
import { blossomTarget } from '../../../src/publisher/publish/blossom/blossom-target.ts';
import { parseNostrKey } from '../../../src/publisher/publish/blossom/nostr-key.ts';
import { publishMirror } from '../../../src/publisher/publish/publish-mirror.ts';
import type { Sent } from '../../../src/publisher/publish/target.ts';
import { verifyMirror } from '../../../src/publisher/publish/verified-mirror.ts';
import { catchOutput, temporaryFolder } from '../build/guide-in-folder.ts';
import { type BlossomServer, serveBlossom } from './blossom-server.ts';
import { buildEditions, type Editions, now, publish } from './editions.ts';

/** The key and its two forms from NIP-19's own examples. */
const hexKey = '67dea2ed018072d675f5415ecfaed7d2597555e202d85b3d65ea4e58d2d92ffa';
const nsec = 'nsec1vl029mgpspedva04g90vltkh6fvh240zqtv9k0t9af8935ke9laqsnlfe5';
const pubkey = '7e7e9c42a91bfef19fa929e5fda1b72e0ebc1a4c1141673e2794234d86addf4e';

// Every publication takes the whole mirror in first, and some run other programs.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let editions: Editions;
beforeAll(async () => {
  editions = await buildEditions();
});
afterAll(() => editions.guide.remove());
afterEach(() => {
  vi.unstubAllEnvs();
});

async function keyFile(text: string, mode = 0o600): Promise<string> {
  const path = join(await temporaryFolder(), 'key');
  await writeFile(path, text, { mode });
  return path;
}

/** Without the pauses between tries. */
async function send(server: BlossomServer, dir: string): Promise<Sent> {
  const target = blossomTarget({ url: server.url, keyFile: await keyFile(hexKey), pauseMs: 1 });
  return (await publishMirror({ dir, target, now, dryRun: false, onProgress: () => {} })).result;
}

const puts = ({ requests }: BlossomServer): number => requests.filter((line) => line === 'PUT /upload').length;

describe('to a Blossom server', () => {
  it('uploads every file that phones ask for by its hash, and the store passes the check of mirrors', async () => {
    const server = await serveBlossom();
    const { sent } = await publish(editions.first, `blossom:${server.url}`, { key: await keyFile(`${nsec}\n`) });
    const { steps } = await verifyMirror(editions.first, now);
    const files = steps.flat().map(({ path }) => path);
    const wanted = files.filter((path) => /^(targets|blobs)\/|^metadata\/\d+\.(snapshot|targets)/.test(path));
    expect([...sent].sort()).toEqual([...wanted].sort());
    expect(server.blobs.size).toBe(new Set(server.blobs.keys()).size);
    expect([...server.blobs].every(([name, blob]) => createHash('sha256').update(blob).digest('hex') === name)).toBe(
      true,
    );
    expect([...server.pubkeys]).toEqual([pubkey]);
    const output = catchOutput();
    const check = { urls: [`blossom:${server.url}`], guide: editions.guide.dir, json: true, now };
    expect(await checkMirrorsCommand(check, output)).toBe(0);
    expect(JSON.parse(output.lines[0] ?? '').mirrors[0].findings).toEqual([]);
  });

  it('sends nothing again, goes on after an interruption, and sends only what a new edition adds', async () => {
    const server = await serveBlossom();
    server.intercept = (_, count) => (count > 10 ? { status: 507 } : null);
    await expect(send(server, editions.first)).rejects.toThrow(/refused .* with 507: No room here/);
    const kept = server.blobs.size;
    expect(kept).toBe(10);
    server.intercept = null;
    const before = puts(server);
    const first = await send(server, editions.first);
    expect(puts(server) - before).toBe(first.sent.length);
    expect(first.there).toBe(kept);
    expect((await send(server, editions.first)).sent).toEqual([]);
    expect((await send(server, editions.second)).sent.length).toBeLessThan(10);
  });

  it('tries again where the server is busy or the line breaks', async () => {
    const server = await serveBlossom();
    const tried = new Map<string, number>();
    server.intercept = (sha256) => {
      const count = tried.get(sha256) ?? 0;
      tried.set(sha256, count + 1);
      return count === 0 ? { status: 503 } : count === 1 ? 'reset' : null;
    };
    expect((await send(server, editions.first)).sent.length).toBe(server.blobs.size);
  });

  it.each([
    [402, 'pay there'],
    [403, 'does not take files from this key'],
    [413, 'only smaller files'],
  ])('says what an answer of %i means, and does not try it again', async (status, words) => {
    const server = await serveBlossom();
    server.intercept = () => ({ status, headers: { 'x-reason': 'Not\u009b you' } });
    await expect(send(server, editions.first)).rejects.toThrow(new RegExp(`with ${status}: Not.* you.*${words}`));
    expect(puts(server)).toBeLessThanOrEqual(3);
  });

  it('asks in a dry run, and uploads nothing, without a key', async () => {
    const server = await serveBlossom();
    const { sent } = await publish(editions.first, `blossom:${server.url}`, { dryRun: true });
    expect(sent.length).toBeGreaterThan(60);
    expect(server.requests.every((line) => line.startsWith('HEAD /'))).toBe(true);
  });
});

describe('the key', () => {
  it('is hex or nsec, from a file of one’s own or from the environment', async () => {
    expect(Buffer.from(parseNostrKey(nsec) ?? []).toString('hex')).toBe(hexKey);
    expect(Buffer.from(parseNostrKey(hexKey.toUpperCase()) ?? []).toString('hex')).toBe(hexKey);
    const server = await serveBlossom();
    vi.stubEnv('NISHAN_BLOSSOM_KEY', hexKey);
    await publish(editions.first, `blossom:${server.url}`);
    expect([...server.pubkeys]).toEqual([pubkey]);
  });

  it.each([nsec.replace('vl0', 'vl1'), nsec.slice(0, -1), `${nsec}q`, hexKey.slice(1), 'npub1xyz', ''])(
    'is refused: "%s"',
    (text) => {
      expect(parseNostrKey(text)).toBeNull();
    },
  );

  it('is never read from a file that others can read, and never quoted', async () => {
    const to = 'blossom:http://127.0.0.1:9';
    const open = await keyFile(hexKey, 0o644);
    const server = await serveBlossom();
    const at = `blossom:${server.url}`;
    await expect(publish(editions.first, at, { key: open })).rejects.toThrow(/can be read by others.*chmod 600/);
    const wrong = await keyFile(`${hexKey.slice(2)}zz`);
    const error = await publish(editions.first, at, { key: wrong }).catch((each: unknown) => String(each));
    expect(error).toContain('is not a key');
    expect(error).not.toContain(hexKey.slice(2, 20));
    await expect(publish(editions.first, at)).rejects.toThrow(/NISHAN_BLOSSOM_KEY — has no key/);
    await expect(publish(editions.first, to, { key: 'nowhere' })).rejects.toThrow('is not there');
    expect(puts(server)).toBe(0);
  });
});
