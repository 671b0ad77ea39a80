// What was shared with the app and waits to be looked at: the worker puts posts here as they came, unread, and the page
// takes them out. Anybody's page may post here: nothing in it is trusted, and count, bytes and age are capped.

import { inboxName } from './inbox-name.ts';

/** The path below the app to which files are posted: the manifest, the worker's rule and every carrier's form name it. */
export const sharePath = 'share';
/** A larger post is not kept: share sheets give 50 MiB at most, a carrier has 64. */
export const maxPostBytes = 128 * 1024 * 1024;
/** So many are kept, of so many bytes together, for so long; the oldest goes first. */
export const maxPosts = 6;
export const maxInboxBytes = 192 * 1024 * 1024;
export const maxPostAgeMs = 24 * 3_600_000;
/** Of one post: share sheets give ten files. */
const maxParts = 12;

const bytesHeader = 'x-nishan-bytes';
const timeHeader = 'x-nishan-at';
const refusedHeader = 'x-nishan-refused';

/** A post that is kept. */
export interface Post {
  readonly key: string;
  /** As it came; of one that was refused none is kept. */
  readonly bytes: number;
  /** When it came, ms since 1970. */
  readonly at: number;
  /** It was too large to be kept: only that is known of it. */
  readonly isRefused: boolean;
  /** Somebody began to read it and did not come to an end: it may have been too much for this phone. */
  readonly isBegun: boolean;
}

/** Posts that wait to be looked at. */
export interface Inbox {
  /** Keeps a post, or the fact that it was too large. @returns false where the device keeps neither */
  put(request: Request): Promise<boolean>;
  /** Newest first; what is too old is deleted. */
  list(): Promise<readonly Post[]>;
  /**
   * The files and texts of a post; marks it as begun. The post stays until it is dropped.
   * @returns null where it is not there, or is no form
   */
  read(key: string): Promise<readonly (File | string)[] | null>;
  drop(key: string): Promise<void>;
}

/** Opens the inbox of an app; the worker and the page open the same one. */
export function openInbox(scope: string, now: () => number): Inbox {
  const open = (): Promise<Cache> => caches.open(inboxName(scope));
  const begunOf = (key: string): string => `${key}?begun`;

  async function drop(key: string): Promise<void> {
    const cache = await open();
    await cache.delete(key);
    await cache.delete(begunOf(key));
  }

  async function listAll(): Promise<readonly Post[]> {
    // Asked first: a look into a cache that is not there would make it.
    if (!(await caches.has(inboxName(scope)))) return [];
    const cache = await open();
    const keys = (await cache.keys()).map(({ url }) => url);
    const posts = await Promise.all(
      keys
        .filter((key) => !key.endsWith('?begun'))
        .map(async (key) => readPost(key, await cache.match(key), keys.includes(begunOf(key)))),
    );
    return posts.sort((a, b) => b.at - a.at);
  }

  /** What is over the caps goes, the oldest first. */
  async function sweep(newBytes: number, newPosts: number): Promise<readonly Post[]> {
    const kept: Post[] = [];
    let bytes = newBytes;
    for (const post of await listAll()) {
      // A clock that was set back makes no post immortal.
      const isOld = Math.abs(now() - post.at) > maxPostAgeMs;
      bytes += post.isRefused ? 0 : post.bytes;
      if (isOld || kept.length + newPosts >= maxPosts || bytes > maxInboxBytes) await drop(post.key);
      else kept.push(post);
    }
    return kept;
  }

  return {
    async put(request) {
      try {
        // A handle on bytes that the browser holds, on disk where they are many.
        const body = await request.blob();
        const isRefused = body.size > maxPostBytes;
        await sweep(isRefused ? 0 : body.size, 1);
        const headers = {
          'content-type': request.headers.get('content-type') ?? '',
          [bytesHeader]: String(body.size),
          [timeHeader]: String(now()),
          ...(isRefused && { [refusedHeader]: '1' }),
        };
        const key = `${scope}${sharePath}/${now()}-${Math.floor(Math.random() * 1e9)}`;
        await (await open()).put(key, new Response(isRefused ? '' : body, { headers }));
        return true;
      } catch {
        return false;
      }
    },
    list: () => sweep(0, 0),
    async read(key) {
      const cache = await open();
      const found = await cache.match(key);
      if (!found) return null;
      await cache.put(begunOf(key), new Response(''));
      try {
        return partsOf(await found.formData());
      } catch {
        return null;
      }
    },
    drop,
  };
}

function readPost(key: string, response: Response | undefined, isBegun: boolean): Post {
  const header = (name: string): string | null => response?.headers.get(name) ?? null;
  return {
    key,
    bytes: Number(header(bytesHeader)) || 0,
    at: Number(header(timeHeader)) || 0,
    isRefused: header(refusedHeader) !== null,
    isBegun,
  };
}

/** A title says nothing that could be checked. */
function partsOf(form: FormData): readonly (File | string)[] {
  const parts: (File | string)[] = [];
  for (const [name, value] of form.entries()) {
    const isWanted =
      typeof value === 'string' ? (name === 'text' || name === 'url') && value.trim() !== '' : value.size > 0;
    if (isWanted && parts.length < maxParts) parts.push(value);
  }
  return parts;
}
