// Several mirrors as one source: the next root and the timestamp, what each mirror is called, a stop, and any set of them.
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { mirrorChoice } from '../../../src/io/mirror/mirror-choice.ts';
import { limits, nextRoot, path, scripted, timed, timestamp, verify } from './choice-helpers.ts';
import { type Behaviour, behaviours } from './scripted-mirrors.ts';

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
