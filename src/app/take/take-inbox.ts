// What was shared with the app: small posts are taken in at once, large ones and those that were begun before wait for the
// voter's word. Whatever comes of a post, it leaves the inbox then.
import { AppError } from '../../core/errors.ts';
import { openInbox, type Post } from '../../io/store/inbox.ts';
import { createStore } from '../store.ts';
import { getWorld } from '../world.ts';
import { noteRefused, takeAll } from './take-all.ts';

/** Any page can post here: more than this is not read without a word from the voter. */
export const askBytes = 32 * 1024 * 1024;

/** Posts that wait for the voter's word. */
export const postStore = createStore<{ readonly waiting: readonly Post[] }>({ waiting: [] });

function inbox() {
  const { pageUrl, now } = getWorld();
  return openInbox(pageUrl, () => now().getTime());
}

/** Looks into the inbox. @param isLost the worker could not keep what came last */
export async function openPosts(isLost: boolean): Promise<void> {
  if (isLost) noteRefused(new AppError('store/full'));
  // Old browsers have no cache outside of the worker, and a page by plain http has none at all.
  if (typeof caches === 'undefined') return;
  const posts = await inbox()
    .list()
    .catch(() => []);
  const isAsked = ({ isRefused, isBegun, bytes }: Post): boolean => !isRefused && (isBegun || bytes > askBytes);
  postStore.set({ waiting: posts.filter(isAsked) });
  for (const post of posts) if (!isAsked(post)) await takePost(post);
}

/** Takes a post in, at the voter's word or because it is small. */
export async function takePost(post: Post): Promise<void> {
  forget(post);
  try {
    const parts = post.isRefused ? null : await inbox().read(post.key);
    if (post.isRefused) noteRefused(new AppError('format/too-long', { got: post.bytes }));
    else if (!parts || parts.length === 0) noteRefused(new AppError('format/shape', { want: 'a form with a file' }));
    else await takeAll(parts);
  } finally {
    await inbox().drop(post.key);
  }
}

/** Throws a post away unread. */
export async function dropPost(post: Post): Promise<void> {
  forget(post);
  await inbox().drop(post.key);
}

function forget({ key }: Post): void {
  postStore.set({ waiting: postStore.get().waiting.filter((each) => each.key !== key) });
}
