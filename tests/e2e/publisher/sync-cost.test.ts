// What a round costs on the wire: with nothing new, and with one seat changed in a national list. Bodies are counted as
// they are sent, compressed where the server does so; over real HTTP, into a vault in memory.
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { mirrorNote } from '../../../src/core/note-names.ts';
import type { Vault } from '../../../src/core/ports.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { readMirrorBook, withMirror } from '../../../src/io/rounds/mirror-book.ts';
import { type RoundReport, syncRound } from '../../../src/io/rounds/mirror-round.ts';
import { type Mirror, makeMirror, markAsDemo, runNishan } from '../../harness/mirrors/mirror.ts';

/** A door before a mirror that counts. */
interface Counted {
  readonly url: string;
  /** "404 metadata/2.root.json 123", status, path, bytes of body on the wire. */
  readonly answers: string[];
  bytes(): number;
  close(): void;
}

async function countBefore(upstream: string): Promise<Counted> {
  const answers: string[] = [];
  let bytes = 0;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    ask(new URL(pathname.slice(1), upstream), { headers: request.headers }, (answer) => {
      let length = 0;
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('data', (chunk: Buffer) => (length += chunk.length));
      answer.on('end', () => {
        bytes += length;
        answers.push(`${answer.statusCode} ${pathname.slice(1)} ${length}`);
      });
      answer.pipe(response);
    }).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    answers,
    bytes: () => bytes,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function round(vault: Vault, mirror: Mirror, url: string, now: Date): Promise<RoundReport> {
  const root = new Uint8Array(await readFile(join(mirror.dir, 'metadata/1.root.json')));
  return syncRound({ vault, pageUrl: url, ingest: { root, now, verifiers: ed25519Verifiers, regions: 'all' } });
}

describe('a round with nothing new', () => {
  let mirror: Mirror;
  beforeAll(async () => {
    mirror = await makeMirror();
  });
  afterAll(() => mirror?.remove());

  it('is two requests a mirror asked, and at most 1 kB of body each', async () => {
    const vault = memoryVault();
    const doors = [await countBefore(mirror.url), await countBefore(mirror.url)];
    const [page, other] = doors as [Counted, Counted];
    await vault.keepNote(mirrorNote, withMirror(readMirrorBook(null), { kind: 'static', url: other.url }));
    await round(vault, mirror, page.url, new Date());
    for (const { answers } of doors) answers.length = 0;
    const before = doors.map(({ bytes }) => bytes());
    const { outcome, traffic } = await round(vault, mirror, page.url, new Date());
    expect(outcome).toMatchObject({ kind: 'unchanged', missing: [] });
    expect(traffic.requests).toBe(4);
    for (const [i, door] of doors.entries()) {
      tell(door.answers);
      // At once: which is answered first is no matter.
      expect(door.answers.map((line) => line.replace(/ \d+$/, '')).sort((a, b) => (a < b ? 1 : -1))).toEqual([
        '404 metadata/2.root.json',
        '200 metadata/timestamp.json',
      ]);
      expect(door.bytes() - (before[i] ?? 0)).toBeLessThanOrEqual(1_000);
      door.close();
    }
  });
});

const data = join(process.env.NISHAN_DATA ?? resolve('../shared/data'), 'pk-2024-candidates.csv');
const map =
  'seat=constituency_key,seatName=constituency_name,serial=serial_no,name:en=name_en,name:ur=name_ur,symbol=symbol,symbolCode=symbol_no,party=party';

describe.runIf(existsSync(data))('pk-2024-candidates.csv (in ../shared/data or NISHAN_DATA), one seat changed', () => {
  let home: string;
  let mirror: Mirror;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'nishan-cost-'));
    const guideDir = join(home, 'guide');
    const words = ['--name', 'National list', '--languages', 'en,ur', '--election', 'General', '--date', '2024-02-08'];
    expect(await runNishan('init', guideDir, '--empty', ...words)).toMatchObject({ code: 0 });
    expect(await runNishan('import', 'candidates', data, '--into', guideDir, '--map', map)).toMatchObject({ code: 0 });
    await markAsDemo(guideDir);
    mirror = await makeMirror({ guideDir, args: ['--now', '2024-02-05T12:00:00Z'] });
  });
  afterAll(async () => {
    await mirror?.remove();
    await rm(home, { recursive: true, force: true });
  });

  it('costs at most 10 kB in every region', { timeout: 120_000 }, async () => {
    const vault = memoryVault();
    const door = await countBefore(mirror.url);
    await round(vault, mirror, door.url, new Date('2024-02-05T13:00:00Z'));
    const shards = await shardSizes(mirror.dir);
    const largest = shards[shards.length - 1] ?? { region: '', bytes: 0 };
    await renameSomebodyIn(mirror.guideDir, largest.region);
    await mirror.rebuild('--now', '2024-02-05T14:00:00Z');
    door.answers.length = 0;
    const before = door.bytes();
    const { outcome, traffic } = await round(vault, mirror, door.url, new Date('2024-02-05T15:00:00Z'));
    const bytes = door.bytes() - before;
    const shardAnswer = door.answers[4]?.split(' ') ?? [];
    const changed = Number(shardAnswer[2]);
    // All but the shard is the same whichever region it is.
    const costs = shards.map((shard) => bytes - changed + shard.bytes);
    tell([
      ...door.answers,
      `${traffic.requests} requests, ${bytes} B in the largest of ${costs.length} regions, ${costs[costs.length >> 1]} B in the usual one`,
    ]);
    expect(outcome).toMatchObject({ kind: 'installed', missing: [] });
    expect(traffic.requests).toBe(5);
    expect(shardAnswer[1]).toMatch(new RegExp(`^targets/regions/[0-9a-f]{64}[.]${largest.region}$`));
    expect(bytes).toBeLessThanOrEqual(10_000);
    for (const cost of costs) expect(cost).toBeLessThanOrEqual(10_000);
    door.close();
  });
});

/** The regions' shards on a mirror, the smallest first. */
async function shardSizes(dir: string): Promise<{ readonly region: string; readonly bytes: number }[]> {
  const folder = join(dir, 'targets/regions');
  const names = await readdir(folder);
  const sizes = names.map(async (name) => ({
    region: name.replace(/^[0-9a-f]{64}\./, ''),
    bytes: (await stat(join(folder, name))).size,
  }));
  return (await Promise.all(sizes)).sort((a, b) => a.bytes - b.bytes);
}

/** Changes one letter of one candidate's name. */
async function renameSomebodyIn(guideDir: string, region: string): Promise<void> {
  const regions = await readFile(join(guideDir, 'regions.csv'), 'utf8');
  const contest =
    regions
      .split('\n')
      .find((row) => row.split(',')[1] === region)
      ?.split(',')[0] ?? '';
  const path = join(guideDir, 'candidates.csv');
  const rows = (await readFile(path, 'utf8')).split('\n');
  const at = rows.findIndex((row) => row.startsWith(`${contest},`));
  expect(at).toBeGreaterThan(0);
  rows[at] = (rows[at] ?? '').replace(
    /^([^,]*,\d+,)([A-Za-z])/,
    (_, cells: string, letter: string) => `${cells}${letter === 'X' ? 'Y' : 'X'}`,
  );
  await writeFile(path, rows.join('\n'));
}

function tell(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
