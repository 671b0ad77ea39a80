// What a gateway must show, for so many seconds: short in the usual run, long in tests/long.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { FaultName } from '../../../src/doors/censor/faults.ts';
import { startCensor } from '../../../src/doors/censor.ts';
import { folderUpstream } from '../../../src/publisher/censor-upstream.ts';
import { serveMirror } from '../../../src/publisher/serve.ts';
import { smsPost } from '../../doors/gateway/providers.ts';
import type { Editions } from '../mirrors/editions.ts';
import {
  allFiles,
  askers,
  type GatewayProcess,
  type Load,
  load,
  startGatewayProcess,
  within,
} from '../servers/gateway-process.ts';

const perSecond = 200;

/** Asks for so long, then looks for askers in its words, its files and its memory. */
export async function gatewayKeepsNobody(
  mirror: string,
  seconds: number,
): Promise<{ readonly load: Load; readonly said: string }> {
  const site = await serveMirror({ dir: mirror, port: 0 });
  const gateway = await startGatewayProcess({ mirrors: [site.url], root: join(mirror, 'metadata/1.root.json') });
  try {
    const done = await load(gateway, perSecond, seconds);
    process.stdout.write(`${describeLoad(done)}\n`);
    expect(done.failed).toEqual([]);
    expect(gateway.providers.refused).toEqual([]);
    const health = await gateway.health();
    expect(health).toMatchObject({ asked: done.asked, answered: done.asked, lost: 0, limited: 0, full: 0 });
    // To each of them, but those who got the reply in the answer.
    expect(new Set(gateway.providers.sent.map(({ to }) => to)).size).toBe((done.asked * 3) / 4);
    const snapshot = await gateway.heapSnapshot();
    expect(snapshot.length).toBeGreaterThan(500_000);
    // It does find what is there.
    expect(snapshot).toContain('application/x-www-form-urlencoded');
    expect([...new Set(snapshot.match(askers))]).toEqual([]);
    expect((await allFiles(gateway.home)).match(askers)).toBeNull();
    expect(await gateway.stop()).toBe(0);
    expect(gateway.said().match(askers)).toBeNull();
    return { load: done, said: gateway.said() };
  } finally {
    await gateway.close();
    await site.close();
  }
}

function describeLoad({ asked, failed, perSecond: rate, processorSeconds, p99Ms, memoryKb }: Load): string {
  const each = ((1_000 * processorSeconds) / asked).toFixed(1);
  const facts = [
    `${asked} questions, ${failed.length} failed`,
    `${rate.toFixed(0)} a second`,
    `${each} ms of processor each`,
    `99 of 100 within ${p99Ms.toFixed(0)} ms`,
    `${Math.round(Math.max(...memoryKb) / 1_000)} MB at most`,
  ];
  return facts.join(', ');
}

/** What a mirror may do that is not ours. */
export const hostilities: readonly FaultName[] = ['flip', 'older', 'mix', 'endless', 'block-page'];

/** What takes longer than this is not "within a minute". */
const minuteMs = 60_000;

/**
 * A mirror brings a new edition while the gateway runs, and beside it stands one that misbehaves; then the honest one is
 * gone.
 * @param every seconds between two looks; the command's own where it is left out
 * @returns how long the new edition took, ms, by what the other mirror did
 */
export async function gatewayKeepsUp(
  { one, two }: Editions,
  faults: readonly FaultName[],
  every?: number,
): Promise<Readonly<Record<string, number>>> {
  // Each beside its own two mirrors, all at once: nearly all of the time goes by between two looks.
  const running = faults.map(async (fault) => [fault, await keepsUpBeside(one, two, fault, every)] as const);
  // Whatever is found beside one of them, the others put away what they started.
  await Promise.allSettled(running);
  return Object.fromEntries(await Promise.all(running));
}

async function keepsUpBeside(one: string, two: string, fault: FaultName, every?: number): Promise<number> {
  const home = await mkdtemp(join(tmpdir(), 'nishan-live-'));
  const live = join(home, 'mirror');
  await cp(one, live, { recursive: true });
  const site = await serveMirror({ dir: live, port: 0 });
  const [mirror, older] = [await folderUpstream(two), await folderUpstream(one)];
  let asked = 0;
  const hostile = await startCensor({ mirror, older, log: () => asked++ });
  // Until it is known what is honest: the newer edition, changed on its way, or hidden.
  await hostile.misbehave([fault]);
  const gateway = await startGatewayProcess({
    mirrors: [hostile.url, site.url],
    root: join(one, 'metadata/1.root.json'),
    ...(every !== undefined && { every }),
  });
  const twoMoreRounds = async (): Promise<void> => {
    const before = asked;
    await within(2 * minuteMs, async () => (asked >= before + 4 ? true : null));
  };
  try {
    await twoMoreRounds();
    expect(await answerOf(gateway)).toMatch(/symbol Apple/);
    await cp(two, live, { recursive: true });
    const began = performance.now();
    await within(minuteMs, async () => (/symbol Turtle/.test(await answerOf(gateway)) ? true : null));
    const tookMs = performance.now() - began;
    await site.close();
    await twoMoreRounds();
    expect(await answerOf(gateway)).toMatch(/symbol Turtle/);
    expect(await gateway.health()).toMatchObject({ state: 'answering', edition: 2 });
    expect(await gateway.stop()).toBe(0);
    return tookMs;
  } finally {
    await gateway.close();
    await hostile.close();
    await Promise.all([mirror.close(), older.close(), site.close()]);
    await rm(home, { recursive: true, force: true });
  }
}

let asker = 0;

/** Each from a number of its own: one that asks so often would be asked to wait. */
async function answerOf(gateway: GatewayProcess): Promise<string> {
  const response = await fetch(`${gateway.url}/sms`, smsPost(`+92345${String(9_000_000 + asker++)}`, 'symbol NA-130'));
  return response.text();
}
