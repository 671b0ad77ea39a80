// The shell's files in the Cache API: stored only when their bytes have the hash that the list names, and found again by
// that hash. Not a cache for the guide's content.
import { isPlainAnswer } from './plain-answer.ts';
import { addressOf, cacheKeyOf, isKeptByAddress, type ShellFile, type ShellLists } from './rules.ts';

/** The shell’s files as the worker keeps them. */
export interface ShellCache {
  has(path: string): boolean;
  /** Rejects unless every file is there: an install that fails is tried again. */
  storeFirst(): Promise<void>;
  /** Stores what it can. @returns how many of the rest are still missing */
  storeRest(): Promise<number>;
  /** A file from the cache, or stored and answered where it is missing. @throws TypeError without network or by hash */
  answer(path: string): Promise<Response>;
  /** Deletes what this edition of the shell does not list. */
  sweep(): Promise<void>;
}

/**
 * @param scope the registration's scope: caches belong to an origin, on which several guides may live
 * @param mayAsk whether the network may be asked now
 */
export function openShellCache(lists: ShellLists, scope: string, mayAsk: () => Promise<boolean>): ShellCache {
  const files = new Map([...lists.first, ...lists.rest].map((file) => [file.path, file]));
  const open = () => caches.open(`nishan-shell ${scope}`);

  async function store(file: ShellFile): Promise<void> {
    const cache = await open();
    const kept = await find(cache, file);
    if (kept && (await isOurs(file, kept))) return;
    await cache.put(cacheKeyOf(file, scope), await fetchChecked(file));
  }

  async function fetchChecked(file: ShellFile): Promise<Response> {
    if (!(await mayAsk())) throw new TypeError('the network is not to be asked now');
    const ask = (cache: RequestCache) =>
      fetch(addressOf(file, scope), { integrity: file.integrity, cache }).then((answer) => onlyBytes(file, answer));
    if (!file.path.startsWith('assets/')) return ask('no-cache');
    // A name with a hash in it may come from the browser's own cache, where the page has just put it; where that holds
    // wrong bytes, and calls them good for a year, the mirror is asked.
    return ask('default').catch(() => ask('reload'));
  }

  function find(cache: Cache, file: ShellFile): Promise<Response | undefined> {
    return cache.match(cacheKeyOf(file, scope), { ignoreVary: true });
  }

  return {
    has: (path) => files.has(path),
    async storeFirst() {
      await Promise.all(lists.first.map(store));
    },
    async storeRest() {
      const results = await Promise.all(lists.rest.map((file) => store(file).then(isStored, isMissing)));
      return results.filter((stored) => !stored).length;
    },
    async answer(path) {
      const file = files.get(path);
      if (!file) throw new TypeError('not a file of the shell');
      const cache = await open();
      const kept = await find(cache, file);
      if (kept) return kept;
      const fetched = await fetchChecked(file);
      // A full phone still gets its answer.
      await cache.put(cacheKeyOf(file, scope), fetched.clone()).catch(isMissing);
      return fetched;
    },
    async sweep() {
      const cache = await open();
      const listed = new Set([...files.values()].map((file) => cacheKeyOf(file, scope)));
      const kept = await cache.keys();
      await Promise.all(kept.filter((key) => !listed.has(key.url)).map((key) => cache.delete(key)));
    },
  };
}

/** A name of its bytes is no proof of them: what another edition kept under an address is hashed before it stays. */
async function isOurs(file: ShellFile, kept: Response): Promise<boolean> {
  if (!isKeptByAddress(file)) return true;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await kept.arrayBuffer()));
  return file.integrity === `sha256-${btoa(String.fromCharCode(...hash))}`;
}

const isStored = () => true;
const isMissing = () => false;

/** What a good host says beside the page, and some cannot: from the worker it is always said. */
const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), display-capture=()',
  'referrer-policy': 'no-referrer',
};

/**
 * The same bytes, and of what the host said beside them their type alone: the hash is of the bytes, and a host could keep a
 * "go elsewhere" in the cache for ever. `Vary` would hide it from a later match, and a redirected response may not answer
 * a navigation.
 */
function onlyBytes(file: ShellFile, response: Response): Response {
  if (!response.ok) throw new TypeError(`answered ${response.status}`);
  // What a browser compiles of a script while a worker is installed it keeps with the network's own answer alone.
  if (isKeptByAddress(file) && isPlainAnswer(response)) return response;
  const { path } = file;
  const headers = new Headers(path === 'index.html' ? pageHeaders : {});
  headers.set('x-content-type-options', 'nosniff');
  headers.set('content-type', response.headers.get('content-type') ?? '');
  return new Response(response.body, { headers });
}
