// The trip-wire: what differs from the signed app counts when it was seen twice; an address that lags, is being written to,
// is silent or shows an older app of the same publisher is no reason for alarm.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchOrigin } from '../../../src/app/origin/watch-origin.ts';
import { getState, setState } from '../../../src/app/world.ts';
import { encodeUtf8, sha256Hex } from '../../../src/core/bytes.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import type { Vault } from '../../../src/core/ports.ts';
import { testKey, testMirror } from '../../core/fixture.ts';
import { take } from '../../core/ingest/ingest-helpers.ts';
import { type Behaviour, filesFetch, openTestWorld, pageUrl } from '../opened-world.ts';

type Files = Map<string, Uint8Array>;

/** A mirror with an app whose page says `text`. */
function withApp(text: string, edition = 1): { readonly files: Files; readonly worker: string } {
  const worker = `sw-${sha256Hex(encodeUtf8(text)).slice(0, 32)}.js`;
  const app = new Map([
    ['index.html', `<title>${text}`],
    [worker, `worker of ${text}`],
    ['assets/later-1.js', 'later'],
  ]);
  const listed = [...app].map(([path, body]) => {
    const bytes = encodeUtf8(body);
    return { path, sha256: sha256Hex(bytes), length: bytes.length };
  });
  const files = testMirror({ edition, app: { worker, files: listed } });
  for (const [path, body] of app) files.set(path === 'index.html' ? '' : path, encodeUtf8(body));
  files.set('assets/later-1.js?look', encodeUtf8('later'));
  return { files, worker };
}

let vault: Vault;
let served: Files;
let asked: string[];
let behave: Behaviour;

beforeEach(async () => {
  vi.useFakeTimers();
  vault = memoryVault();
  asked = [];
  behave = () => null;
  served = withApp('ours').files;
  await take(vault, served);
});
afterEach(() => {
  vi.useRealTimers();
});

/** One visit, a minute long and a little more. @returns whether the voter was warned */
async function visit(): Promise<boolean> {
  const fetch = filesFetch({ [pageUrl]: served }, { [pageUrl]: (path, init) => behave(path, init) }, asked);
  openTestWorld({ vault, fetch, random: () => 0 });
  await watchOrigin(false);
  await vi.advanceTimersByTimeAsync(61_000);
  return getState().isOriginOdd;
}

it('asks for the page, the worker and one more file, once a visit', async () => {
  expect(await visit()).toBe(false);
  const { worker } = withApp('ours');
  expect(asked).toEqual([pageUrl, pageUrl + worker, `${pageUrl}assets/later-1.js?look`]);
  await watchOrigin(false);
  expect(asked).toHaveLength(3);
});

it('asks for the page alone in most visits, and for the worker where that is odd already', async () => {
  openTestWorld({ vault, fetch: filesFetch({ [pageUrl]: served }, {}, asked) });
  await watchOrigin(false);
  expect(asked).toEqual([pageUrl]);
  openTestWorld({ vault, fetch: filesFetch({ [pageUrl]: served }, {}, asked) });
  await watchOrigin(true);
  expect(asked).toContain(pageUrl + withApp('ours').worker);
});

it.each(['', withApp('ours').worker, 'assets/later-1.js?look'])(
  'warns when "%s" is another file, twice',
  async (path) => {
    served.set(path, encodeUtf8('evil'));
    expect(await visit()).toBe(true);
  },
);

it('warns of a longer file, and of one page under two visits that were too short for a second look', async () => {
  served.set('', encodeUtf8(`<title>ours${' '.repeat(9_000)}`));
  openTestWorld({ vault, fetch: filesFetch({ [pageUrl]: served }) });
  await watchOrigin(false);
  expect(getState().isOriginOdd).toBe(false);
  vi.clearAllTimers();
  openTestWorld({ vault, fetch: filesFetch({ [pageUrl]: served }) });
  await watchOrigin(false);
  expect(getState().isOriginOdd).toBe(true);
});

it('says nothing of an upload that is whole a minute later, and forgets it', async () => {
  const { files } = withApp('newer', 2);
  const before = served.get('') as Uint8Array;
  served.set('', files.get('') as Uint8Array);
  openTestWorld({ vault, fetch: filesFetch({ [pageUrl]: served }) });
  await watchOrigin(false);
  served.set('', before);
  await vi.advanceTimersByTimeAsync(61_000);
  expect(getState().isOriginOdd).toBe(false);
  served.set('', encodeUtf8('evil'));
  openTestWorld({ vault, fetch: filesFetch({ [pageUrl]: served }) });
  await watchOrigin(false);
  expect(getState().isOriginOdd).toBe(false);
});

it.each([
  ['an older', 1, 2],
  ['a newer', 2, 1],
])('knows %s app of the same publisher by its own signatures', async (_, theirs, ours) => {
  vault = memoryVault();
  await take(vault, withApp('ours', ours).files);
  served = withApp('theirs', theirs).files;
  expect(await visit()).toBe(false);
});

it("does not take another publisher's signatures for its app", async () => {
  const strangers = testMirror({ root: testKey(9), key: testKey(8), edition: 2 });
  served = new Map([...strangers, ['', encodeUtf8('evil')]]);
  expect(await visit()).toBe(true);
});

it('says nothing where the address is silent, refuses, or is not asked', async () => {
  behave = () => new Response('', { status: 503 });
  expect(await visit()).toBe(false);
  behave = () => {
    throw new TypeError('Failed to fetch');
  };
  expect(await visit()).toBe(false);
  asked.length = 0;
  openTestWorld({ vault, fetch: filesFetch({ [pageUrl]: served }, {}, asked) });
  setState({ isOnline: false });
  await watchOrigin(false);
  expect(asked).toEqual([]);
});
