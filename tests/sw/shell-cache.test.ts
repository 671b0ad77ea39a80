// What the worker asks for and keeps, over a fetch and a cache of our own. Real browsers: tests/e2e/start/worker.test.ts.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { cacheKeyOf, type ShellFile } from '../../sw/rules.ts';
import { openShellCache } from '../../sw/shell-cache.ts';

const scope = 'https://guide.example/a/';
const file = (path: string): ShellFile => ({ path, integrity: `sha256-${path.length}` });
const lists = { first: [file('index.html'), file('assets/main-1.js')], rest: [file('favicon.svg')] };
const page = lists.first[0] as ShellFile;

let kept: Map<string, Response>;
let asked: (readonly [address: string, options: RequestInit | undefined])[];
let mayAsk: boolean;
let answer: (options: RequestInit | undefined) => Promise<Response>;

beforeEach(() => {
  kept = new Map();
  asked = [];
  mayAsk = true;
  answer = async () => new Response('body', { headers: { vary: 'Accept-Encoding' } });
  const cache = {
    match: async (key: string) => kept.get(key)?.clone(),
    put: async (key: string, response: Response) => void kept.set(key, response),
    keys: async () => [...kept.keys()].map((url) => ({ url })),
    delete: async ({ url }: { url: string }) => kept.delete(url),
  };
  vi.stubGlobal('caches', { open: async () => cache });
  vi.stubGlobal('fetch', (address: string, options?: RequestInit) => {
    asked.push([address, options]);
    return answer(options);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

it('asks for every file with the hash of its list, and never keeps what has another', async () => {
  const shell = openShellCache(lists, scope, async () => mayAsk);
  await shell.storeFirst();
  expect(await shell.storeRest()).toBe(0);
  expect(asked.map(([address, options]) => [address, options?.integrity])).toEqual([
    [scope, page.integrity],
    [`${scope}assets/main-1.js`, 'sha256-16'],
    [`${scope}favicon.svg`, 'sha256-11'],
  ]);
  kept.clear();
  answer = async (options) => {
    if (options?.integrity) throw new TypeError('as a browser says for another hash');
    return new Response('another');
  };
  await expect(shell.storeFirst()).rejects.toThrow();
  expect(await shell.storeRest()).toBe(1);
  await expect(shell.answer('index.html')).rejects.toThrow();
  expect(kept.size).toBe(0);
});

it('asks the mirror where the browser itself holds wrong bytes', async () => {
  answer = async (options) => {
    if (options?.cache !== 'reload' && options?.cache !== 'no-cache') throw new TypeError('wrong bytes');
    return new Response('body');
  };
  await openShellCache(lists, scope, async () => mayAsk).storeFirst();
  expect(kept.size).toBe(2);
});

it('keeps no error page, and nothing of how the answer came', async () => {
  const shell = openShellCache(lists, scope, async () => mayAsk);
  answer = async () => new Response('gone', { status: 404 });
  await expect(shell.storeFirst()).rejects.toThrow();
  expect(kept.size).toBe(0);
  answer = async () => new Response('body', { headers: { vary: '*', 'content-encoding': 'br' } });
  await shell.storeFirst();
  for (const response of kept.values()) {
    expect([response.headers.get('vary'), response.headers.get('content-encoding')]).toEqual([null, null]);
  }
});

it('keeps nothing that a host says beside a file but its type, and says beside the page what a host may not be able to', async () => {
  const shell = openShellCache(lists, scope, async () => mayAsk);
  const headers = {
    'content-type': 'text/html',
    refresh: '0; url=https://elsewhere.example/',
    link: '<https://e.example/>',
  };
  answer = async () =>
    new Response('body', { headers: { ...headers, 'content-security-policy': 'report-uri https://e.example/' } });
  await shell.storeFirst();
  const [first, other] = [...kept.values()].map((response) => Object.fromEntries(response.headers));
  expect(other).toEqual({ 'content-type': 'text/html', 'x-content-type-options': 'nosniff' });
  expect(first).toEqual({
    ...other,
    'content-security-policy': "frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': expect.stringMatching(/^camera=\(self\), geolocation=\(self\), microphone=\(\)/),
    'referrer-policy': 'no-referrer',
  });
});

it('answers its own files alone, from what is kept, and sweeps what it does not list', async () => {
  const shell = openShellCache(lists, scope, async () => mayAsk);
  await shell.storeFirst();
  asked = [];
  expect(await (await shell.answer('index.html')).text()).toBe('body');
  expect(asked).toEqual([]);
  await expect(shell.answer('metadata/timestamp.json')).rejects.toThrow();
  kept.set(cacheKeyOf({ path: 'index.html', integrity: 'sha256-old' }, scope), new Response('old'));
  await shell.sweep();
  expect([...kept.keys()]).toEqual(lists.first.map((each) => cacheKeyOf(each, scope)));
});

it('asks nobody while it may not, and still answers what is kept', async () => {
  const shell = openShellCache(lists, scope, async () => mayAsk);
  await shell.storeFirst();
  asked = [];
  mayAsk = false;
  expect(await (await shell.answer('index.html')).text()).toBe('body');
  await expect(shell.answer('favicon.svg')).rejects.toThrow(TypeError);
  expect(await shell.storeRest()).toBe(1);
  expect(asked).toEqual([]);
});

const compiled: ShellFile = {
  path: 'assets/index-AbCd_1-2.js',
  // The hash of "body".
  integrity: 'sha256-Iw2DWNyOiJC0xY3utikS7i8gNXrpKlzIYbmOaP4xrLU=',
};
const withScript = { ...lists, rest: [compiled] };

it('keeps a script under its address and as it came, so that a browser keeps what it compiled of it', async () => {
  const shell = openShellCache(withScript, scope, async () => mayAsk);
  const came = new Response('body', { headers: { 'content-type': 'text/javascript', server: 'a', 'x-cache': 'HIT' } });
  answer = async () => came;
  expect(await shell.storeRest()).toBe(0);
  expect(kept.get(scope + compiled.path)).toBe(came);
});

it.each<Record<string, string>>([
  { link: '<https://e.example/>; rel=preconnect' },
  { sourcemap: 'https://e.example/' },
  { 'referrer-policy': 'unsafe-url' },
  { vary: 'Accept, *' },
  { 'clear-site-data': '"cache"' },
  { 'a-header-of-tomorrow': '1' },
])('keeps the bytes alone of a script beside which a host says %j', async (said) => {
  const shell = openShellCache(withScript, scope, async () => mayAsk);
  answer = async () => new Response('body', { headers: { ...said, 'content-type': 'text/javascript' } });
  expect(await shell.storeRest()).toBe(0);
  expect(Object.fromEntries(kept.get(scope + compiled.path)?.headers ?? [])).toEqual({
    'content-type': 'text/javascript',
    'x-content-type-options': 'nosniff',
  });
});

it('keeps the bytes alone of a script that came from elsewhere', async () => {
  const shell = openShellCache(withScript, scope, async () => mayAsk);
  const came = new Response('body');
  Object.defineProperty(came, 'redirected', { value: true });
  answer = async () => came;
  expect(await shell.storeRest()).toBe(0);
  expect(kept.get(scope + compiled.path)).not.toBe(came);
});

it('hashes what another edition kept under the address of a script', async () => {
  const shell = openShellCache(withScript, scope, async () => mayAsk);
  kept.set(scope + compiled.path, new Response('body'));
  expect([await shell.storeRest(), asked.length]).toEqual([0, 0]);
  kept.set(scope + compiled.path, new Response('what is called the same'));
  expect([await shell.storeRest(), asked.length]).toEqual([0, 1]);
  expect(await kept.get(scope + compiled.path)?.text()).toBe('body');
});
