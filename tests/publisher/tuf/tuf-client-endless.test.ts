// Attacks on what `nishan tuf-client` reads: answers without end, and the reader that stops them.
import { existsSync, readdirSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { httpSource } from '../../../src/publisher/tuf/http-source.ts';
import { client, endless, repo, said } from './attacked-client.ts';

describe('endless answers', () => {
  it.each([
    ['root 2', ['root 1'], 524_288],
    ['timestamp', ['root 1'], 16_384],
    ['snapshot 1', ['root 1', 'timestamp 1'], 2_097_152],
    ['targets 1', ['root 1', 'snapshot 1', 'timestamp 1'], 5_242_880],
  ])('%s is cut at its cap', async (name, trusted, cap) => {
    repo.overrides.set(name, endless);
    await client.init();
    expect(await client.refresh()).toBe(1);
    expect(said.join('')).toContain(`source/too-long`);
    expect(said.join('')).toContain(`"want":${cap}`);
    expect(client.trusted()).toEqual(trusted);
    // The client is not stuck.
    repo.overrides.clear();
    expect(await client.refresh()).toBe(0);
  });

  it('a root file is read to its cap, and named', async () => {
    expect(await client.init(new Uint8Array(524_289).fill(0x20))).toBe(1);
    expect(said.join('')).toMatch(/format\/too-long.*initial-root\.json/);
    expect(existsSync(client.metadataDir)).toBe(false);
  });

  it('metadata is cut at the length that its parent signs', async () => {
    repo.withHashes = true;
    repo.publish('targets', 'snapshot', 'timestamp');
    repo.overrides.set('snapshot 2', endless);
    await client.init();
    expect(await client.refresh()).toBe(1);
    expect(said.join('')).toContain(`"want":${repo.newest('snapshot').length}`);
  });

  it('a target is cut at its signed length, and nothing of it is left behind', async () => {
    repo.addArtifact('file', 'content');
    repo.publish('targets', 'snapshot', 'timestamp');
    repo.overrides.set('file', endless);
    await client.init();
    expect(await client.download('file')).toBe(1);
    expect(said.join('')).toContain('"want":7');
    expect(readdirSync(client.targetDir)).toEqual([]);
  });

  it.each([300_000_000, Number.MAX_SAFE_INTEGER])(
    'a target of an absurd signed length (%s) is not begun',
    async (length) => {
      repo.addArtifact('file', 'content');
      const target = repo.targets().targets.file;
      if (target) target.length = length;
      repo.publish('targets', 'snapshot', 'timestamp');
      await client.init();
      expect(await client.download('file')).toBe(1);
      expect(repo.artifactRequests).toEqual([]);
    },
  );
});

describe('the reader', () => {
  const endlessly = { idleMs: 60_000, graceMs: 60_000, minBytesPerSecond: 0, wholeMs: 60_000 };
  const usual = { idleMs: 300, graceMs: 200, minBytesPerSecond: 1_000_000, wholeMs: 2_000 };
  const limits = { maxBytes: 100_000 };
  const read = (signal?: AbortSignal, patience = usual) =>
    httpSource({ metadata: `${client.base}/metadata` }, patience).read(
      'metadata/timestamp.json',
      { ...limits, signal },
      (bytes) => bytes,
    );
  const answer = (how: (response: ServerResponse) => void) =>
    repo.overrides.set('timestamp', (response) => {
      how(response);
      return true;
    });

  it('ends a read that has gone silent, before the head or in the middle', { timeout: 10_000 }, async () => {
    const patience = { ...endlessly, idleMs: 300 };
    answer(() => {});
    await expect(read(undefined, patience)).rejects.toMatchObject({ code: 'source/slow' });
    answer((response) => response.writeHead(200).write('{'));
    await expect(read(undefined, patience)).rejects.toMatchObject({ code: 'source/slow' });
  });

  it.each([
    ['drips', { ...endlessly, graceMs: 200, minBytesPerSecond: 1_000_000 }],
    ['never comes to its end', { ...endlessly, wholeMs: 400 }],
  ])('ends a read that %s', { timeout: 10_000 }, async (_, patience) => {
    answer((response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    await expect(read(undefined, patience)).rejects.toMatchObject({ code: 'source/slow' });
  });

  it('takes 404 and 403 for "not there", and refuses the rest', async () => {
    for (const status of [404, 403]) {
      answer((response) => response.writeHead(status).end());
      expect(await read()).toBeNull();
    }
    answer((response) => response.writeHead(500).end());
    await expect(read()).rejects.toMatchObject({ code: 'source/refused' });
    answer((response) => response.writeHead(302, { location: `${client.base}/metadata/1.root.json` }).end());
    await expect(read()).rejects.toMatchObject({ code: 'source/redirected' });
  });

  it('names what went wrong on the way', async () => {
    answer((response) => response.writeHead(200, { 'content-length': 200_000 }).end());
    await expect(read()).rejects.toMatchObject({ code: 'source/too-long' });
    answer((response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(read()).rejects.toMatchObject({ code: 'source/cut-short' });
    answer((response) => response.destroy());
    await expect(read()).rejects.toMatchObject({ code: 'source/unreachable' });
    await expect(read(AbortSignal.abort())).rejects.toMatchObject({ code: 'source/cancelled' });
    const later = new AbortController();
    answer(() => later.abort());
    await expect(read(later.signal)).rejects.toMatchObject({ code: 'source/cancelled' });
  });

  it('cannot read targets without their address', async () => {
    const source = httpSource({ metadata: client.base });
    await expect(source.read('targets/x', limits, (bytes) => bytes)).rejects.toMatchObject({ code: 'source/missing' });
  });
});
