// The browser is killed (SIGKILL) at named points of writing, during a first install and during an update. Each restart
// shows whole regions, each in the old or the new edition, and the next sync completes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { now, testMirror } from '../../core/fixture.ts';
import { launchChromium, makeProfile } from '../../harness/browsers/browser.ts';
import { type PageServer, servePage } from '../../harness/servers/page-server.ts';
import type { RegionFacts } from '../../harness/servers/vault-page.ts';

const at = now.toISOString();
const older = testMirror();
const newer = testMirror({
  edition: 2,
  symbol: 'tree',
  shardOf: (region) => (region === 'south' ? { areas: [{ id: 'area-9', contestIds: ['NA-2'] }] } : {}),
});

let server: PageServer;
beforeAll(async () => {
  server = await servePage(older);
});
afterAll(() => server.close());

/** The points of a first install, and those of an update over it, in the order in which they come. */
const phases = ['before', 'during', 'after'] as const;
const firstInstall = [
  'keepMetadata timestamp.json',
  'keepMetadata snapshot.json',
  'keepFiles ',
  'installRegions ',
  'installRegions north',
];
const update = [
  'keepMetadata targets.json',
  'keepFiles ',
  'installRegions ',
  'installRegions north',
  'installRegions south',
  'dropFiles ',
];

/** Ingests in a fresh browser on `profile` and kills it when `point` is announced. @returns whether it came to that */
async function killAt(profile: string, point: string): Promise<boolean> {
  const browser = await launchChromium({ profile });
  const pid = await browser.pid();
  let isKilled = false;
  const dead = new Promise<void>((resolve) => browser.context.on('close', () => resolve()));
  await browser.page.exposeFunction('announce', (announced: string) => {
    if (announced !== point || isKilled) return undefined;
    isKilled = true;
    process.kill(pid, 'SIGKILL');
    return new Promise(() => undefined);
  });
  await browser.page.goto(server.url);
  const done = browser.page.evaluate(([url, time]) => window.vaultPage.ingest(url, time, true), [
    server.url,
    at,
  ] as const);
  await Promise.race([done.catch(() => undefined), dead]);
  if (isKilled) await dead;
  else await browser.close();
  return isKilled;
}

async function restart(
  profile: string,
  isSynced: boolean,
): Promise<{ regions: readonly RegionFacts[]; problems: readonly string[] }> {
  const browser = await launchChromium({ profile });
  try {
    await browser.page.goto(server.url);
    if (isSynced)
      await browser.page.evaluate(([url, time]) => window.vaultPage.ingest(url, time, false), [
        server.url,
        at,
      ] as const);
    return await browser.page.evaluate((time) => window.vaultPage.facts(time), at);
  } finally {
    await browser.close();
  }
}

/** A region's symbols say which edition its bytes are of. */
const symbolsOf: Record<number, Record<string, Record<string, readonly string[]>>> = {
  1: { north: { 'NA-1': ['kite', 'boat'], 'PA-1': ['lamp'] }, south: { 'NA-2': ['tree'] } },
  2: { north: { 'NA-1': ['tree', 'boat'], 'PA-1': ['lamp'] }, south: { 'NA-2': ['tree'] } },
};

function expectWhole(facts: { regions: readonly RegionFacts[]; problems: readonly string[] }, held: number): void {
  expect(facts.problems).toEqual([]);
  for (const { region, edition, symbols, isWhole } of facts.regions) {
    expect(symbols).toEqual(symbolsOf[edition]?.[region]);
    if (held > 0) expect(isWhole).toBe(true);
  }
}

describe.each([
  ['a first install', firstInstall, 0],
  ['an update', update, 1],
] as const)('killed during %s', (_, writes, held) => {
  it.each(writes.flatMap((write) => phases.map((phase) => `${phase} ${write}`)))('at "%s"', async (point) => {
    const profile = await makeProfile();
    try {
      if (held > 0) {
        server.files = older;
        expectWhole(await restart(profile.dir, true), held);
      }
      server.files = held > 0 ? newer : older;
      expect(await killAt(profile.dir, point)).toBe(true);
      const after = await restart(profile.dir, false);
      expectWhole(after, held);
      expect(after.regions.length).toBeGreaterThanOrEqual(held > 0 ? 2 : 0);
      const synced = await restart(profile.dir, true);
      expectWhole(synced, 1);
      expect(synced.regions.map(({ edition }) => edition)).toEqual(held > 0 ? [2, 2] : [1, 1]);
    } finally {
      await profile.remove();
    }
  });
});
