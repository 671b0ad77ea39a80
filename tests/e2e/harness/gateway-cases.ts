// What a gateway must show, for so many seconds: short in the usual run, long in tests/long.
import { join } from 'node:path';
import { expect } from 'vitest';
import { serveMirror } from '../../../src/publisher/serve.ts';
import { allFiles, askers, type Load, load, startGatewayProcess } from './gateway-process.ts';

const perSecond = 200;

/** Asks for so long, then looks for askers in its words, its files and its memory. */
export async function gatewayKeepsNobody(mirror: string, seconds: number): Promise<{ readonly load: Load; readonly said: string }> {
  const site = await serveMirror({ dir: mirror, port: 0 });
  const gateway = await startGatewayProcess({ mirrors: [site.url], root: join(mirror, 'metadata/1.root.json') });
  try {
    const done = await load(gateway, perSecond, seconds);
    expect(done.failed).toEqual([]);
    expect(gateway.providers.refused).toEqual([]);
    const health = await gateway.health();
    expect(health).toMatchObject({ asked: done.asked, answered: done.asked, lost: 0, limited: 0, full: 0 });
    // To each of them, but those who got the reply in the answer.
    expect(new Set(gateway.providers.sent.map(({ to }) => to)).size).toBe((done.asked * 3) / 4);
    const snapshot = await gateway.heapSnapshot();
    expect(snapshot.length).toBeGreaterThan(1_000_000);
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
