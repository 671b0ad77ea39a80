// The request that the page begins and the app takes over: once, for that address alone, and begun again where it failed.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askEarly, dropEarly, takingEarly } from '../../../src/io/mirror/early-answer.ts';

const url = 'https://a.test/first/r1.zip';
const asked = vi.fn<typeof fetch>();
/** What the app itself asks with. */
const ask = vi.fn<typeof fetch>(() => Promise.resolve(new Response('later')));
const take = takingEarly(ask);
const textOf = async (answer: Promise<Response>): Promise<string> => (await answer).text();

beforeEach(() => {
  vi.stubGlobal('fetch', asked);
  asked.mockReset().mockResolvedValue(new Response('early'));
  ask.mockClear();
});
afterEach(() => {
  dropEarly();
  vi.unstubAllGlobals();
});

describe('an early answer', () => {
  it('says nothing about who asks', () => {
    askEarly(url);
    expect(asked).toHaveBeenCalledWith(
      url,
      expect.objectContaining({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' }),
    );
  });

  it('is taken once, and every other address and time is asked for', async () => {
    askEarly(url);
    expect(await textOf(take('https://a.test/first/r2.zip'))).toBe('later');
    expect(await textOf(take(url))).toBe('early');
    expect(await textOf(take(url))).toBe('later');
    expect(ask.mock.calls.map(([input]) => input)).toEqual(['https://a.test/first/r2.zip', url]);
  });

  it('is asked for again where it failed', async () => {
    asked.mockRejectedValue(new TypeError('no network'));
    askEarly(url);
    expect(await textOf(take(url))).toBe('later');
  });

  it('stops with what waits for it, and when nobody needs it', async () => {
    const ended = (): boolean | undefined => asked.mock.lastCall?.[1]?.signal?.aborted;
    const controller = new AbortController();
    askEarly(url);
    await take(url, { signal: controller.signal });
    expect(ended()).toBe(false);
    controller.abort();
    expect(ended()).toBe(true);

    askEarly(url);
    await take(url, { signal: controller.signal });
    expect(ended()).toBe(true);

    askEarly(url);
    expect(ended()).toBe(false);
    dropEarly();
    expect(ended()).toBe(true);
    expect(await textOf(take(url))).toBe('later');
  });
});
