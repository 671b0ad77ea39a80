// The inbox over a cache of our own: count, bytes and age are capped, what is broken or too large says so, and what was
// begun and not ended is marked. In a real browser: tests/e2e/share/ways-in.test.ts.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { maxInboxBytes, maxPostAgeMs, maxPostBytes, maxPosts, openInbox } from '../../../src/io/store/inbox.ts';
import { inboxName } from '../../../src/io/store/inbox-name.ts';

const scope = 'https://guide.example/a/';
let kept: Map<string, Response>;
let opened: string[];
let isFull: boolean;
let clock: number;
const inbox = openInbox(scope, () => clock);

beforeEach(() => {
  kept = new Map();
  opened = [];
  isFull = false;
  clock = 1_800_000_000_000;
  const cache = {
    match: async (key: string) => kept.get(key)?.clone(),
    put: async (key: string, response: Response) => {
      if (isFull) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, response);
    },
    keys: async () => [...kept.keys()].map((url) => ({ url })),
    delete: async (key: string) => kept.delete(key),
  };
  const open = async (name: string) => {
    opened.push(name);
    return cache;
  };
  vi.stubGlobal('caches', { open, has: async () => opened.length > 0 });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function formOf(...parts: readonly (readonly [name: string, value: string | Blob])[]): Request {
  const body = new FormData();
  for (const [name, value] of parts) {
    if (typeof value === 'string') body.append(name, value);
    else body.append(name, value, 'a file.html');
  }
  return new Request(`${scope}share`, { method: 'POST', body });
}

const file = (text: string): Blob => new Blob([text]);

it('gives back the files and texts of a form, and nothing else of it', async () => {
  const request = formOf(
    ['title', 'a title'],
    ['text', 'UEsDB'],
    ['file', file('one')],
    ['file', file('')],
    ['url', ' '],
  );
  expect(await inbox.put(request)).toBe(true);
  expect(opened).toContain(inboxName(scope));
  const [post] = await inbox.list();
  expect(post).toMatchObject({ at: clock, isRefused: false, isBegun: false });
  const parts = (await inbox.read(post?.key ?? '')) ?? [];
  expect(await Promise.all(parts.map((part) => (typeof part === 'string' ? part : part.text())))).toEqual([
    'UEsDB',
    'one',
  ]);
  expect((await inbox.list())[0]?.isBegun).toBe(true);
  await inbox.drop(post?.key ?? '');
  expect(kept.size).toBe(0);
});

it('keeps the newest few, none that is old, and none that is too large', async () => {
  for (let i = 0; i < maxPosts + 3; i++) {
    clock += 1_000;
    await inbox.put(formOf(['text', `UEsDB${i}`]));
  }
  const posts = await inbox.list();
  expect(posts.map(({ at }) => clock - at)).toEqual(Array.from({ length: maxPosts }, (_, i) => i * 1_000));
  clock += maxPostAgeMs - 500;
  expect(await inbox.list()).toHaveLength(1);
  clock += 1_000;
  expect(await inbox.list()).toEqual([]);
  const vast = { headers: new Headers(), blob: async () => ({ size: maxPostBytes + 1 }) } as unknown as Request;
  expect(await inbox.put(vast)).toBe(true);
  const [refused] = await inbox.list();
  expect(refused).toMatchObject({ isRefused: true, bytes: maxPostBytes + 1 });
  expect(await kept.get(refused?.key ?? '')?.text()).toBe('');
});

it('holds no more than its bytes: the oldest goes', async () => {
  const put = async (size: number): Promise<void> => {
    clock += 1_000;
    const body = new Blob(['x']);
    Object.defineProperty(body, 'size', { value: size });
    await inbox.put({ headers: new Headers(), blob: async () => body } as unknown as Request);
  };
  await put(100 * 1024 * 1024);
  await put(90 * 1024 * 1024);
  expect(await inbox.list()).toHaveLength(2);
  await put(10 * 1024 * 1024);
  expect((await inbox.list()).map(({ bytes }) => bytes / 1024 / 1024)).toEqual([10, 90]);
});

it('does not count the bytes that it refused: what waits beside them stays', async () => {
  await inbox.put(formOf(['text', 'UEsDB']));
  clock += 1_000;
  const size = maxInboxBytes + 1;
  await inbox.put({ headers: new Headers(), blob: async () => ({ size }) } as unknown as Request);
  const told = [
    { isRefused: true, bytes: size },
    { isRefused: false, bytes: expect.any(Number) },
  ];
  expect(await inbox.list()).toMatchObject(told);
});

it('says so where a post is no form, or the device keeps nothing', async () => {
  await inbox.put(
    new Request(`${scope}share`, { method: 'POST', body: 'no form', headers: { 'content-type': 'text/x' } }),
  );
  const [post] = await inbox.list();
  expect(await inbox.read(post?.key ?? '')).toBeNull();
  expect(await inbox.read(`${scope}share/none`)).toBeNull();
  isFull = true;
  expect(await inbox.put(formOf(['text', 'UEsDB']))).toBe(false);
});

it('makes no cache by looking', async () => {
  expect(await inbox.list()).toEqual([]);
  expect(opened).toEqual([]);
});
