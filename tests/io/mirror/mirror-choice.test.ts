// Several mirrors as one source: reads of what has a known hash.
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { mirrorChoice } from '../../../src/io/mirror/mirror-choice.ts';
import { bytes, limits, mirror, path, scripted, sha256, timed, timestamp, verify } from './choice-helpers.ts';
import type { Behaviour } from './scripted-mirrors.ts';

describe('a read of what has a known hash', () => {
  it('asks one mirror alone where that one is quick', async () => {
    const { fetch, log, mirrors, inits } = scripted(['honest'], ['honest'], ['honest']);
    const choice = mirrorChoice(mirrors, { fetch });
    expect((await timed(choice.read(path, limits, verify))).value).toBe('verified');
    expect(log).toEqual([`m0.test ${path}`]);
    expect(choice.traffic()).toEqual({ requests: 1, bytes: bytes.length });
    expect(inits[0]).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' });
  });

  it('begins with the next when the first is late, and pays for that once', async () => {
    const { fetch, log, mirrors } = scripted(['hang'], ['honest']);
    const choice = mirrorChoice(mirrors, { fetch });
    const first = await timed(choice.read(path, limits, verify));
    expect(first.value).toBe('verified');
    expect(first.ms).toBeGreaterThanOrEqual(1_500);
    expect(first.ms).toBeLessThan(2_000);
    const second = await timed(choice.read(path, limits, verify));
    expect(second.ms).toBeLessThanOrEqual(250);
    expect(log.map((line) => line.slice(0, 2))).toEqual(['m0', 'm1', 'm1']);
  });

  it.each<Behaviour>(['hang', 'hang-body', 'drip'])(
    'lets one go that does "%s" as soon as another has won',
    async (behaviour) => {
      const { fetch, mirrors, open } = scripted([behaviour], ['honest']);
      const { value, ms } = await timed(mirrorChoice(mirrors, { fetch }).read(path, limits, verify));
      expect(value).toBe('verified');
      expect(ms).toBeLessThan(2_000);
      expect(open()).toBe(0);
    },
  );

  it.each([
    [100, 500],
    [400, 1_250],
    [5_000, 3_000],
  ])('counts one that took %d ms before as late after %d', async (expected, lateMs) => {
    const { fetch, mirrors } = scripted(['hang'], ['honest', 0]);
    const choice = mirrorChoice(mirrors, { fetch, expectedMs: { 'https://m0.test/': expected } });
    const { ms } = await timed(choice.read(path, limits, verify));
    expect(ms).toBeGreaterThanOrEqual(lateMs - 250);
    expect(ms).toBeLessThanOrEqual(lateMs + 250);
  });

  it('takes the late one all the same where it answers first', async () => {
    const { fetch, mirrors } = scripted(['honest', 1_800], ['hang']);
    const { value, ms } = await timed(mirrorChoice(mirrors, { fetch }).read(path, limits, verify));
    expect(value).toBe('verified');
    expect(ms).toBeLessThanOrEqual(2_000);
  });

  it('goes on at once where one fails, lies or has nothing', async () => {
    const { fetch, log, mirrors } = scripted(
      ['refuse-connection'],
      ['flip'],
      ['not-found'],
      ['block-page'],
      ['honest'],
    );
    const choice = mirrorChoice(mirrors, { fetch });
    const { value, ms } = await timed(choice.read(path, limits, verify));
    expect(value).toBe('verified');
    expect(ms).toBeLessThanOrEqual(250);
    expect(log.filter((line) => !line.endsWith('(probe)'))).toHaveLength(5);
    await timed(choice.settled());
    const results = Object.fromEntries(choice.marks().map(({ url, result }) => [url.slice(8, 10), result]));
    expect(results).toEqual({ m0: 'unreachable', m1: 'tampered', m2: 'missing', m3: 'block-page', m4: 'fine' });
  });

  it('does not count one as late whose bytes are being verified, and never verifies twice at a time', async () => {
    const { fetch, log, mirrors } = scripted(['honest'], ['honest']);
    const slow = async (got: Uint8Array): Promise<string> => {
      await new Promise((resolve) => setTimeout(resolve, 20_000));
      return verify(got);
    };
    expect((await timed(mirrorChoice(mirrors, { fetch }).read(path, limits, slow))).value).toBe('verified');
    expect(log).toHaveLength(1);
  });

  it('does not count one as late whose bytes go on arriving', async () => {
    const large = new Uint8Array(200_000);
    let asked = 0;
    const fetch = async (_: unknown, init?: RequestInit): Promise<Response> => {
      asked++;
      let at = 0;
      return new Response(
        new ReadableStream({
          async pull(controller) {
            await new Promise((resolve) => setTimeout(resolve, 500));
            if (init?.signal?.aborted) throw new TypeError('let go');
            controller.enqueue(large.subarray(at, at + 10_000));
            at += 10_000;
            if (at >= large.length) controller.close();
          },
        }),
      );
    };
    const choice = mirrorChoice([mirror('a.test'), mirror('b.test')], { fetch });
    const length = await timed(choice.read('blobs/x', { maxBytes: 300_000 }, (got) => got.length));
    expect(length.value).toBe(200_000);
    expect(length.ms).toBeGreaterThan(8_000);
    expect(asked).toBe(1);
  });

  /** Gives a kilobyte each half second of what it is asked for, one file after the other; a path with "never" has no end. */
  function oneByOne(log: string[]): typeof fetch {
    let line = Promise.resolve();
    return async (input) => {
      log.push(String(input));
      const isEndless = String(input).includes('never');
      const turn = line;
      const body = new ReadableStream({
        async start(controller) {
          if (isEndless) return;
          await turn;
          for (let i = 0; i < 4; i++) {
            await new Promise((resolve) => setTimeout(resolve, 500));
            controller.enqueue(new Uint8Array(1_000));
          }
          controller.close();
        },
      });
      if (!isEndless) line = line.then(() => new Promise((resolve) => setTimeout(resolve, 2_000)));
      return new Response(body);
    };
  }

  it('does not count one as late whose other files are on the line before', async () => {
    const log: string[] = [];
    const choice = mirrorChoice([mirror('a.test'), mirror('b.test')], { fetch: oneByOne(log) });
    const read = (path: string) => choice.read(path, { maxBytes: 4_000 }, (got) => got.length);
    const { value } = await timed(Promise.all(['blobs/1', 'blobs/2', 'blobs/3'].map(read)));
    expect(value).toEqual([4_000, 4_000, 4_000]);
    expect(log.map((url) => new URL(url).host)).toEqual(['a.test', 'a.test', 'a.test']);
  });

  it('asks the next within seconds where one gives other files and withholds this one', async () => {
    const log: string[] = [];
    const slow = oneByOne(log);
    const fetch: typeof globalThis.fetch = async (input, init) =>
      String(input).startsWith('https://b.test/') ? new Response(new Uint8Array(4_000)) : slow(input, init);
    const choice = mirrorChoice([mirror('a.test'), mirror('b.test')], { fetch });
    const read = (path: string) => choice.read(path, { maxBytes: 4_000 }, (got) => got.length);
    // As long as they may take.
    const others = ['blobs/1', 'blobs/2', 'blobs/3', 'blobs/4', 'blobs/5', 'blobs/6'].map(read);
    const { value, ms } = await timed(read('blobs/never'));
    expect(value).toBe(4_000);
    expect(ms).toBeGreaterThan(2_000);
    expect(ms).toBeLessThanOrEqual(8_000);
    await timed(Promise.all(others));
  });

  it('ends at once where the right bytes are not what the reader can use: no mirror is to blame', async () => {
    const { fetch, log, mirrors } = scripted(['honest'], ['honest']);
    const choice = mirrorChoice(mirrors, { fetch });
    const refuse = (): never => {
      throw new AppError('format/shape');
    };
    expect((await timed(choice.read(path, limits, refuse))).value).toBe('format/shape');
    expect(log).toHaveLength(1);
    expect(choice.marks()[0]?.result).toBe('untried');
  });

  it('ends at once where the device refuses what is read', async () => {
    const { fetch, log, mirrors } = scripted(['honest'], ['honest']);
    const refuse = (): never => {
      throw new AppError('store/full');
    };
    const work = mirrorChoice(mirrors, { fetch }).read('first/north.zip', { maxBytes: 100 }, refuse);
    expect((await timed(work)).value).toBe('store/full');
    expect(log).toEqual(['m0.test first/north.zip']);
  });

  it('does not wait again for one that hung with metadata, or with three files', async () => {
    const { fetch, log, mirrors } = scripted(['hang'], ['hang']);
    const choice = mirrorChoice(mirrors, { fetch });
    for (let i = 0; i < 3; i++) expect((await timed(choice.read(path, limits, verify))).ms).toBeGreaterThan(30_000);
    expect(await timed(choice.read(path, limits, verify))).toMatchObject({ value: 'source/slow', ms: 0 });
    expect(log).toHaveLength(6);
    const next = mirrorChoice(mirrors, { fetch });
    const first = await timed(next.readEach(timestamp, { maxBytes: 100 }, (got) => void verify(got)));
    expect(first.ms).toBeLessThan(33_000);
    expect(await timed(next.read(path, limits, verify))).toMatchObject({ value: 'source/slow', ms: 0 });
  });

  it.each([
    ['a small file is soon here', 4_000, 1],
    ['a large one is not', 40_000, 2],
  ])('on a slow line: %s', async (_, length, wanted) => {
    let asked = 0;
    const fetch = async (_url: unknown, init?: RequestInit): Promise<Response> => {
      asked++;
      let left = length;
      return new Response(
        new ReadableStream({
          async pull(controller) {
            await new Promise((resolve) => setTimeout(resolve, 100));
            if (init?.signal?.aborted) throw new TypeError('let go');
            controller.enqueue(new Uint8Array(Math.min(left, 80)));
            left -= 80;
            if (left <= 0) controller.close();
          },
        }),
      );
    };
    const choice = mirrorChoice([mirror('a.test'), mirror('b.test')], { fetch });
    await timed(choice.read('blobs/x', { maxBytes: length }, (got) => got.length));
    expect(asked).toBe(wanted);
  });

  it('tells of several faults the one that says most', async () => {
    const { fetch, mirrors } = scripted(['refuse-connection'], ['flip'], ['not-found']);
    const { value } = await timed(mirrorChoice(mirrors, { fetch }).read(path, limits, verify));
    expect(value).toBe('trust/hash');
  });

  it('asks content stores by hash alone, follows their redirects, and never asks them for a timestamp', async () => {
    const { fetch, log, mirrors, inits } = scripted(
      ['honest', 10, { store: 'ipfs' }],
      ['honest', 10, { store: 'blossom' }],
    );
    const choice = mirrorChoice(mirrors, { fetch });
    expect((await timed(choice.read(path, limits, verify))).value).toBe('verified');
    expect((await timed(choice.alone('https://m1.test/').read(path, limits, verify))).value).toBe('verified');
    expect(log[0]).toMatch(/^m0\.test ipfs\/bafkrei[a-z2-7]+\?format=raw$/);
    expect(log[1]).toBe(`m1.test ${sha256}`);
    expect(inits.map(({ redirect }) => redirect)).toEqual(['follow', 'follow']);
    expect(await choice.readEach(timestamp, { maxBytes: 100 }, () => undefined)).toBe(0);
    expect(log).toHaveLength(2);
  });

  it('takes a page from a content store for a block, whatever else it may call bytes', async () => {
    const { fetch, mirrors } = scripted(['block-page', 10, { store: 'ipfs' }]);
    const choice = mirrorChoice(mirrors, { fetch });
    expect((await timed(choice.read(path, limits, verify))).value).toBe('source/block-page');
  });

  it('asks content stores after hosts, and first where the hosts have failed', async () => {
    const { fetch, log, mirrors } = scripted(['honest', 10, { store: 'blossom' }], ['flip']);
    const choice = mirrorChoice(mirrors, { fetch });
    await timed(choice.read(path, limits, verify));
    await timed(choice.read(path, limits, verify));
    expect(log.map((line) => line.slice(0, 2))).toEqual(['m1', 'm0', 'm0']);
  });

  it('follows no redirect to metadata, nor to what has no known hash', async () => {
    const { fetch, mirrors, inits } = scripted(['redirect']);
    const choice = mirrorChoice(mirrors, { fetch });
    const read = (at: string, options: typeof limits | { maxBytes: number }) => timed(choice.read(at, options, verify));
    for (const at of [timestamp, 'metadata/1.snapshot.json', 'first/north.zip']) {
      expect(await read(at, { maxBytes: 100 })).toMatchObject({ value: 'source/redirected' });
    }
    await read('metadata/1.snapshot.json', limits);
    await read(path, limits);
    expect(inits.map(({ redirect }) => redirect)).toEqual(['manual', 'manual', 'manual', 'manual', 'follow']);
  });
});
