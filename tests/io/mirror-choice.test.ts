// Several mirrors as one source: who is asked when, whose answer wins, what each is called. Time is the test's own.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeUtf8, sha256Hex } from '../../src/core/bytes.ts';
import { AppError } from '../../src/core/errors.ts';
import { verifyTarget } from '../../src/core/tuf/verify-target.ts';
import { type KnownMirror, mirrorChoice } from '../../src/io/mirror-choice.ts';
import { type Behaviour, behaviours, type Scripted, type ScriptedMirror, scriptedMirrors } from './scripted-mirrors.ts';

const bytes = encodeUtf8('the bytes that were signed');
const sha256 = sha256Hex(bytes);
const path = `blobs/${sha256}`;
const timestamp = 'metadata/timestamp.json';
const nextRoot = 'metadata/2.root.json';
const files = new Map([
  [path, bytes],
  [timestamp, bytes],
  ['first/north.zip', bytes],
]);
const limits = { maxBytes: 100, sha256 };

const rejections: unknown[] = [];
const onRejection = (error: unknown): void => void rejections.push(error);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  process.on('unhandledRejection', onRejection);
});
afterEach(() => {
  vi.useRealTimers();
  process.off('unhandledRejection', onRejection);
  expect(rejections.splice(0)).toEqual([]);
});

const mirror = (host: string, kind = 'static'): KnownMirror => ({
  kind,
  url: `https://${host}/`,
  stage: 0,
  from: 'guide',
});

function scripted(
  ...all: readonly (readonly [Behaviour, number?, Partial<ScriptedMirror>?])[]
): Scripted & { mirrors: readonly KnownMirror[] } {
  const hosts = all.map(
    ([behaviour, delayMs = 10, more], i) => [`m${i}.test`, { behaviour, delayMs, files, ...more }] as const,
  );
  return {
    ...scriptedMirrors(Object.fromEntries(hosts)),
    mirrors: hosts.map(([host, { store }]) => mirror(host, store ?? 'static')),
  };
}

/** Lets time pass until the work is done. @returns its value, or the code of its error, and how long it took */
async function timed<T>(work: Promise<T>): Promise<{ value: T | string; ms: number }> {
  const began = Date.now();
  let ms = -1;
  const done = work.then(
    (value): T | string => value,
    (error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      return error.code;
    },
  );
  void done.then(() => {
    ms = Date.now() - began;
  });
  for (let i = 0; i < 400 && ms < 0; i++) await vi.advanceTimersByTimeAsync(250);
  // Timers step by step: what it took is known to a quarter of a second unless nothing had to be waited for.
  return { value: await done, ms };
}

const verify = (got: Uint8Array): string => {
  verifyTarget({ sha256, length: bytes.length }, got);
  return 'verified';
};

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

describe('the next root and the timestamp', () => {
  const each = (choice: ReturnType<typeof mirrorChoice>, at: string, accept = verifyVoid) =>
    timed(choice.readEach(at, { maxBytes: 100 }, accept));
  const verifyVoid = (got: Uint8Array): void => void verify(got);

  it('end with the first honest "not there"', async () => {
    const { fetch, log, mirrors } = scripted(['honest'], ['honest']);
    const choice = mirrorChoice(mirrors, { fetch });
    expect(await each(choice, nextRoot)).toMatchObject({ value: 0 });
    expect(log).toHaveLength(1);
    expect(choice.marks()[0]?.result).toBe('untried');
  });

  it.each<Behaviour>(['block-page', 'forbidden'])('take "%s" for the next root for "not there"', async (behaviour) => {
    const { fetch, log, mirrors } = scripted([behaviour], ['honest']);
    expect(await each(mirrorChoice(mirrors, { fetch }), nextRoot)).toMatchObject({ value: 0 });
    expect(log).toHaveLength(1);
  });

  it('cost one hedge where four of five hang, over root, timestamp and files', async () => {
    const { fetch, log, mirrors } = scripted(['hang'], ['hang'], ['hang'], ['hang'], ['honest']);
    const choice = mirrorChoice(mirrors, { fetch });
    const began = Date.now();
    expect(await each(choice, nextRoot)).toMatchObject({ value: 0 });
    expect(await each(choice, timestamp)).toMatchObject({ value: 1 });
    expect((await timed(choice.read(path, limits, verify))).value).toBe('verified');
    expect(Date.now() - began).toBeLessThanOrEqual(1_500 + 4 * 250);
    expect(choice.answered()).toBe('https://m4.test/');
    expect(choice.isSeen('https://m4.test/')).toBe(true);
    expect(log).toHaveLength(7);
  });

  it('are taken from whoever gives one that verifies', async () => {
    const { fetch, mirrors } = scripted(['flip'], ['not-found'], ['block-page'], ['honest']);
    const choice = mirrorChoice(mirrors, { fetch });
    expect(await each(choice, timestamp)).toMatchObject({ value: 1 });
    expect(choice.answered()).toBe('https://m3.test/');
    const results = choice.marks().map(({ url, result }) => `${url.slice(8, 10)} ${result}`);
    expect(results.sort()).toEqual(['m0 tampered', 'm1 missing', 'm2 block-page', 'm3 fine']);
  });

  it('give a mirror no bad name whose timestamp is signed by a root that another one hides', async () => {
    const { fetch, mirrors } = scripted(['not-found'], ['honest']);
    const choice = mirrorChoice(mirrors, { fetch });
    await each(choice, nextRoot);
    const unsigned = (): never => {
      throw new AppError('trust/signatures');
    };
    expect(await each(choice, timestamp, unsigned)).toMatchObject({ value: 'trust/signatures' });
    expect(choice.marks().find(({ url }) => url.includes('m1'))?.result).toBe('untried');
    // Asked for both, it has no such excuse.
    const alone = choice.alone('https://m1.test/');
    await timed(alone.readEach(nextRoot, { maxBytes: 100 }, verifyVoid));
    await timed(alone.readEach(timestamp, { maxBytes: 100 }, unsigned));
    expect(choice.marks().find(({ url }) => url.includes('m1'))?.result).toBe('tampered');
  });
});

describe('what a mirror is called', () => {
  it.each<[Behaviour, string]>([
    ['honest', 'fine'],
    ['not-found', 'missing'],
    ['refuse-connection', 'unreachable'],
    ['no-cors', 'unreadable'],
    ['redirect', 'redirected'],
    ['forbidden', 'refused'],
    ['unavailable-for-legal-reasons', 'refused'],
    ['broken', 'refused'],
    ['hang', 'slow'],
    ['hang-body', 'slow'],
    ['drip', 'slow'],
    ['cut-short', 'cut-short'],
    ['endless', 'too-long'],
    ['block-page', 'block-page'],
    ['flip', 'tampered'],
    ['garbage', 'tampered'],
  ])('%s: %s', async (behaviour, result) => {
    const { fetch, mirrors } = scripted([behaviour]);
    const told: string[] = [];
    const choice = mirrorChoice(mirrors, { fetch, onMark: (_, each) => told.push(each) });
    await timed(choice.readEach(timestamp, { maxBytes: 100 }, (got) => void verify(got)));
    await timed(choice.settled());
    expect(choice.marks()[0]).toMatchObject({ result });
    expect(told[told.length - 1]).toBe(result);
  });

  it('stays "tampered" whatever else it gave', async () => {
    const { fetch, mirrors } = scripted(['flip', 10, { only: /^blobs/ }], ['honest']);
    const choice = mirrorChoice(mirrors, { fetch });
    await timed(choice.read(path, limits, verify));
    await timed(choice.alone('https://m0.test/').readEach(timestamp, { maxBytes: 100 }, (got) => void verify(got)));
    expect(choice.marks().find(({ url }) => url.includes('m0'))?.result).toBe('tampered');
  });

  it('keeps a liar behind, even where it alone has the timestamp', async () => {
    const { fetch, log, mirrors } = scripted(
      ['flip', 10, { only: /^blobs/ }],
      ['not-found', 10, { only: /^metadata/ }],
    );
    const choice = mirrorChoice(mirrors, { fetch });
    await timed(choice.read(path, limits, verify));
    await timed(choice.readEach(timestamp, { maxBytes: 100 }, (got) => void verify(got)));
    expect(choice.answered()).toBe('https://m0.test/');
    log.length = 0;
    await timed(choice.read(path, limits, verify));
    expect(log).toEqual([`m1.test ${path}`]);
  });

  it('is found out by one probe without CORS that sends nothing, however many files fail', async () => {
    const { fetch, log, mirrors, inits } = scripted(['no-cors']);
    const choice = mirrorChoice(mirrors, { fetch });
    for (let i = 0; i < 3; i++) await timed(choice.read(path, limits, verify));
    await timed(choice.settled());
    expect(log.filter((line) => line.endsWith('(probe)'))).toHaveLength(1);
    expect(inits.find(({ mode }) => mode === 'no-cors')).toMatchObject({
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
  });
});

describe('the voter cancels', () => {
  it.each<Behaviour>(['hang', 'hang-body', 'drip', 'refuse-connection'])(
    'while a mirror does "%s"',
    async (behaviour) => {
      const { fetch, mirrors, open } = scripted([behaviour, 200], ['hang'], ['drip']);
      const controller = new AbortController();
      const work = mirrorChoice(mirrors, { fetch }).read(path, { ...limits, signal: controller.signal }, verify);
      const done = timed(work);
      setTimeout(() => controller.abort(), 1_700);
      expect((await done).value).toBe('source/cancelled');
      await vi.advanceTimersByTimeAsync(10_000);
      expect([open(), vi.getTimerCount()]).toEqual([0, 0]);
    },
  );

  it('while an answer is verified: not before that has ended, and with its value where it verifies', async () => {
    const { fetch, mirrors } = scripted(['honest'], ['hang']);
    const controller = new AbortController();
    let isVerified = false;
    const slow = async (got: Uint8Array): Promise<string> => {
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      isVerified = true;
      return verify(got);
    };
    const work = mirrorChoice(mirrors, { fetch }).read(path, { ...limits, signal: controller.signal }, slow);
    setTimeout(() => controller.abort(), 1_000);
    expect((await timed(work)).value).toBe('verified');
    expect(isVerified).toBe(true);
  });

  it('before it began: nobody is asked', async () => {
    const { fetch, log, mirrors } = scripted(['honest']);
    const signal = AbortSignal.abort();
    const { value } = await timed(mirrorChoice(mirrors, { fetch }).read(path, { ...limits, signal }, verify));
    expect(value).toBe('source/cancelled');
    expect(log).toEqual([]);
  });
});

describe('whatever mirrors do', () => {
  const anyMirror = fc.record({
    behaviour: fc.constantFrom(...behaviours),
    delayMs: fc.integer({ min: 0, max: 5_000 }),
    store: fc.constantFrom(undefined, undefined, 'ipfs' as const, 'blossom' as const),
  });
  const anyRun = fc.record({
    others: fc.array(anyMirror, { maxLength: 6 }),
    honestDelayMs: fc.integer({ min: 0, max: 5_000 }),
    at: fc.nat(),
    abortAtMs: fc.option(fc.integer({ min: 0, max: 60_000 })),
    verifyMs: fc.integer({ min: 0, max: 4_000 }),
  });

  /** @returns the outcome of one read, with what it must never do checked on the way */
  async function runOne(
    { others, honestDelayMs, at, abortAtMs, verifyMs }: typeof anyRun extends fc.Arbitrary<infer R> ? R : never,
    isEach: boolean,
  ) {
    const all = [
      ...others.map(({ behaviour, delayMs, store }) => [behaviour, delayMs, store ? { store } : {}] as const),
    ];
    all.splice(at % (all.length + 1), 0, ['honest', honestDelayMs, {}]);
    const { fetch, mirrors, open } = scripted(...all);
    const controller = new AbortController();
    let taking = 0;
    const accept = async (got: Uint8Array): Promise<string> => {
      expect(++taking).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, verifyMs));
      taking--;
      return verify(got);
    };
    const options = { ...limits, signal: controller.signal };
    const choice = mirrorChoice(mirrors, { fetch });
    const work: Promise<number | string | null> = isEach
      ? choice.readEach(
          timestamp,
          { maxBytes: 100, signal: controller.signal },
          async (got) => void (await accept(got)),
        )
      : choice.read(path, options, accept);
    if (abortAtMs !== null) setTimeout(() => controller.abort(), abortAtMs);
    const result = await timed(work);
    expect(taking).toBe(0);
    // Probes and the abort above end by themselves; nothing else may be left.
    await vi.advanceTimersByTimeAsync(100_000);
    expect([open(), vi.getTimerCount()]).toEqual([0, 0]);
    return { ...result, isAborted: controller.signal.aborted };
  }

  it('an honest one that can be reached is found, or the voter cancelled; nothing is left running', async () => {
    await fc.assert(
      fc.asyncProperty(anyRun, fc.boolean(), async (run, isEach) => {
        const { value, ms } = await runOne(run, isEach);
        if (run.abortAtMs === null || ms < run.abortAtMs) expect(value).toBe(isEach ? 1 : 'verified');
        else expect(['source/cancelled', isEach ? 1 : 'verified']).toContain(value);
        // Each hedge at most 3 s, each failure at once, the honest one's own time, and one at a time is verified.
        const verifying = run.verifyMs * (run.others.length + 1);
        expect(ms).toBeLessThanOrEqual(3_000 * run.others.length + run.honestDelayMs + verifying + 1_000);
      }),
      { numRuns: 300 },
    );
  });
});
