// What waits for an answer: not at all where none is on its way, until every one is shown, and never without end.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { afterAnswer, awaitAnswer } from '../../src/app/after-paint.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Whether what can wait may begin. */
async function mayBegin(): Promise<boolean> {
  let begun = false;
  void afterAnswer().then(() => {
    begun = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  return begun;
}

it('waits for nobody where no answer is on its way', async () => {
  expect(await mayBegin()).toBe(true);
});

it('waits for every answer that is on its way, also one that began meanwhile', async () => {
  const first = awaitAnswer();
  const waiting = afterAnswer();
  const second = awaitAnswer();
  first();
  expect(await mayBegin()).toBe(false);
  second();
  second();
  await waiting;
  expect(await mayBegin()).toBe(true);
});

it('gives an answer that hangs half a minute', async () => {
  awaitAnswer();
  await vi.advanceTimersByTimeAsync(29_000);
  expect(await mayBegin()).toBe(false);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(await mayBegin()).toBe(true);
});
