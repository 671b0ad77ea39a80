// The browser is killed (SIGKILL) at twenty points spread over a round that takes a newer edition from a real HTTP
// server: at writes, and in the middle of bodies. What was verified until then is not asked for again, and what was held
// is whole. kill.test.ts is about the writes themselves.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { now, testMirror } from '../../core/fixture.ts';
import { launchChromium, makeProfile } from '../../harness/browsers/browser.ts';
import { type PageServer, servePage } from '../../harness/servers/page-server.ts';

const at = now.toISOString();
const whole = testMirror();
/** Its pictures were never to be had: the newer edition brings them all. */
const older = new Map([...whole].filter(([path]) => !path.startsWith('blobs/')));
const newer = testMirror({
  edition: 2,
  symbol: 'tree',
  languages: ['en'],
  shardOf: (region) => (region === 'south' ? { areas: [{ id: 'area-9', contestIds: ['NA-2'] }] } : {}),
});
const hashes = new Map([...newer].map(([path, bytes]) => [path, sha256Hex(bytes)]));

let server: PageServer;
let writes = 0;
let bodies = 0;
beforeAll(async () => {
  server = await servePage(older);
  // How many points there are, by a round that nothing interrupts.
  const profile = await makeProfile();
  await install(profile.dir);
  const { announced } = await round(profile.dir, () => false);
  writes = announced.length;
  const taken = server.asked.filter((path) => newer.has(path) && !path.endsWith('.root.json'));
  bodies = taken.length;
  // Each as it arrives, not all of them at the end.
  const had = kept(announced);
  expect(taken.filter((path) => !had.has(hashes.get(path) ?? '') && !had.has(unversioned(path)))).toEqual([]);
  await profile.remove();
});
afterAll(() => server.close());

async function install(profile: string): Promise<void> {
  server.files = older;
  const browser = await launchChromium({ profile });
  await browser.page.goto(server.url);
  await browser.page.evaluate(([url, time]) => window.vaultPage.ingest(url, time, false), [server.url, at] as const);
  await browser.close();
}

/** One round for the newer edition. @param isEnd at which announced write, or body that is half sent, the browser dies */
async function round(
  profile: string,
  isEnd: (kind: 'write' | 'body', count: number) => boolean,
): Promise<{ readonly announced: readonly string[]; readonly isKilled: boolean }> {
  server.files = newer;
  const browser = await launchChromium({ profile });
  const pid = await browser.pid();
  const announced: string[] = [];
  let sent = 0;
  let isKilled = false;
  const dead = new Promise<void>((resolve) => browser.context.on('close', () => resolve()));
  const kill = (): void => {
    isKilled = true;
    process.kill(pid, 'SIGKILL');
  };
  await browser.page.exposeFunction('announce', (point: string) => {
    if (isKilled) return new Promise(() => undefined);
    announced.push(point);
    if (!isEnd('write', announced.length)) return undefined;
    kill();
    return new Promise(() => undefined);
  });
  await browser.page.goto(server.url);
  server.asked.length = 0;
  server.instead = (path, bytes, response) => {
    if (path.endsWith('.root.json') || !isEnd('body', ++sent)) return false;
    response.setHeader('content-length', bytes.length).write(bytes.subarray(0, bytes.length >> 1), () => kill());
    return true;
  };
  const hosts = [{ kind: 'static', url: `${server.url}/` }];
  const done = browser.page.evaluate(([mirrors, time]) => window.vaultPage.round(mirrors, time, true), [
    hosts,
    at,
  ] as const);
  await Promise.race([done.catch(() => undefined), dead]);
  if (isKilled) await dead;
  else await browser.close();
  server.instead = null;
  return { announced, isKilled };
}

async function facts(profile: string) {
  const browser = await launchChromium({ profile });
  try {
    await browser.page.goto(server.url);
    return await browser.page.evaluate((time) => window.vaultPage.facts(time), at);
  } finally {
    await browser.close();
  }
}

/** The hashes of what was kept for certain, and the names of metadata. */
function kept(announced: readonly string[]): ReadonlySet<string> {
  const written = announced.flatMap(
    (point) => /^after keep(?:Files|Metadata) (.+)$/.exec(point)?.[1]?.split(',') ?? [],
  );
  return new Set(written);
}

async function expectResumed(isEnd: (kind: 'write' | 'body', count: number) => boolean): Promise<void> {
  const profile = await makeProfile();
  try {
    await install(profile.dir);
    const first = await round(profile.dir, isEnd);
    expect(first.isKilled).toBe(true);
    const asked = new Set(server.asked);
    const before = await facts(profile.dir);
    expect(before.problems).toEqual([]);
    expect(before.regions.map(({ region }) => region).sort()).toEqual(['north', 'south']);
    const had = kept(first.announced);
    await round(profile.dir, () => false);
    const again = server.asked.filter((path) => had.has(hashes.get(path) ?? '') || had.has(unversioned(path)));
    expect(again.filter((path) => !isAskedAnyway(path))).toEqual([]);
    // Of the others at most what was on its way at that moment: two regions, four pictures of each.
    const twice = server.asked.filter((path) => asked.has(path) && !isAskedAnyway(path));
    expect(twice.length).toBeLessThanOrEqual(8);
    const after = await facts(profile.dir);
    expect(after.problems).toEqual([]);
    expect(after.regions.map(({ edition, isWhole }) => [edition, isWhole])).toEqual([
      [2, true],
      [2, true],
    ]);
  } finally {
    await profile.remove();
  }
}

/** What has no known hash: it is what says whether there is anything new. */
function isAskedAnyway(path: string): boolean {
  return path === 'metadata/timestamp.json' || path.endsWith('.root.json');
}

function unversioned(path: string): string {
  return path.replace(/^metadata\/(\d+\.)?/, '');
}

const points = (last: number) => Array.from({ length: last + 1 }, (_, i) => i);
const nth = (point: number, last: number, count: number): number => 1 + Math.round((point / last) * (count - 1));

describe('killed', () => {
  it.each(points(12))('at a write, %d/12 of the way', async (point) => {
    expect(writes).toBeGreaterThan(13);
    await expectResumed((kind, count) => kind === 'write' && count === nth(point, 12, writes));
  });

  it.each(points(6))('in the middle of a body, %d/6 of the way', async (point) => {
    expect(bodies).toBeGreaterThan(7);
    await expectResumed((kind, count) => kind === 'body' && count === nth(point, 6, bodies));
  });
});
