// What tests of the choice of mirrors share: scripted mirrors, the time that a read takes, and a watch for rejections that
// nobody handles.
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { encodeUtf8, sha256Hex } from '../../../src/core/bytes.ts';
import { AppError } from '../../../src/core/errors.ts';
import { verifyTarget } from '../../../src/core/tuf/verify-target.ts';
import type { KnownMirror } from '../../../src/io/mirror/mirror-roster.ts';
import { type Behaviour, type Scripted, type ScriptedMirror, scriptedMirrors } from './scripted-mirrors.ts';

export const bytes = encodeUtf8('the bytes that were signed');
export const sha256 = sha256Hex(bytes);
export const path = `blobs/${sha256}`;
export const timestamp = 'metadata/timestamp.json';
export const nextRoot = 'metadata/2.root.json';
export const files = new Map([
  [path, bytes],
  [timestamp, bytes],
  ['first/north.zip', bytes],
]);
export const limits = { maxBytes: 100, sha256 };

const rejections: unknown[] = [];
const onRejection = (error: unknown): void => void rejections.push(error);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'] });
  process.on('unhandledRejection', onRejection);
});
afterEach(() => {
  vi.useRealTimers();
  process.off('unhandledRejection', onRejection);
  expect(rejections.splice(0)).toEqual([]);
});

export const mirror = (host: string, kind = 'static'): KnownMirror => ({
  kind,
  url: `https://${host}/`,
  stage: 0,
  from: 'guide',
});

export function scripted(
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
export async function timed<T>(work: Promise<T>): Promise<{ value: T | string; ms: number }> {
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

export const verify = (got: Uint8Array): string => {
  verifyTarget({ sha256, length: bytes.length }, got);
  return 'verified';
};
