// How long a newer edition takes to arrive when some of five mirrors hang, beside what a plainer client would do with
// the same mirrors. Real servers on loopback, each with a delay of its own as over a distance; a vault in memory.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, it } from 'vitest';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { mirrorNote } from '../../../src/core/note-names.ts';
import type { Accept, ReadOptions, Source, Vault } from '../../../src/core/ports.ts';
import { mirrorSource } from '../../../src/io/mirror/mirror-source.ts';
import { readMirrorBook, withMirror } from '../../../src/io/rounds/mirror-book.ts';
import { syncRound } from '../../../src/io/rounds/mirror-round.ts';
import { filesSource, ingestOptions, testMirror } from '../../core/fixture.ts';
import { ms, row, runs, spread } from '../measure.ts';

const older = testMirror();
const newer = testMirror({ edition: 2, symbol: 'tree' });
/** A mirror some thousand kilometres away. */
const latencyMs = 80;
/** One hedge where nothing is known of a mirror yet (io/mirror/mirror-choice.ts). */
const hedgeMs = 1_500;
/** What `fetch` with a usual timeout waits before it gives up on one address: 10 s, as many clients have it. */
const plainTimeoutMs = 10_000;

interface Host {
  readonly url: string;
  isHanging: boolean;
  readonly server: Server;
}

const hosts: Host[] = [];
beforeAll(async () => {
  for (let i = 0; i < 5; i++) hosts.push(await startHost());
});
afterAll(() => {
  for (const { server } of hosts) {
    server.closeAllConnections();
    server.close();
  }
});

async function startHost(): Promise<Host> {
  const server = createServer((request, response) => {
    if (host.isHanging) return;
    setTimeout(() => {
      const bytes = newer.get(decodeURIComponent(request.url ?? '').slice(1));
      if (bytes) response.end(bytes);
      else response.writeHead(404).end();
    }, latencyMs);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host: Host = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    isHanging: false,
    server,
  };
  return host;
}

async function phone(): Promise<Vault> {
  const vault = memoryVault();
  await ingest(vault, filesSource(older), ingestOptions);
  return vault;
}

/** Ours: until the newest edition is installed; the look at the others goes on quietly and is not waited for. */
async function ours(): Promise<number> {
  const vault = await phone();
  const book = hosts.reduce((each, { url }) => withMirror(each, { kind: 'static', url }), readMirrorBook(null));
  await vault.keepNote(mirrorNote, book);
  const controller = new AbortController();
  const began = performance.now();
  let took = Number.NaN;
  // In the order of the list, so that those that hang come first.
  await syncRound({
    vault,
    pageUrl: hosts[0]?.url ?? null,
    ingest: { ...ingestOptions, signal: controller.signal },
    random: inOrder(),
    onOutcome: ({ kind, edition }) => {
      if (kind !== 'installed' || edition !== 2) return;
      took = performance.now() - began;
      controller.abort();
    },
  });
  return took;
}

/** Chance that changes nothing: weights grow in the order in which they are asked for. */
function inOrder(): () => number {
  let next = 0;
  return () => {
    next += 0.01;
    return Math.min(0.99, next);
  };
}

async function timed(source: Source): Promise<number> {
  const vault = await phone();
  const began = performance.now();
  await ingest(vault, source, ingestOptions);
  return performance.now() - began;
}

/** Fetch, then the next on failure; it stays with the one that answered. */
function nextOnFailure(sources: readonly Source[]): Source {
  let current = 0;
  const through = async <T>(ask: (source: Source) => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await ask(sources[current] as Source);
      } catch (error) {
        if (++current >= sources.length) throw error;
      }
    }
  };
  return {
    read: (path, options, accept) => through((source) => source.read(path, withTimeout(options), accept)),
    readEach: (path, options, accept) => through((source) => source.readEach(path, withTimeout(options), accept)),
  };
}

const withTimeout = (options: ReadOptions): ReadOptions => ({
  ...options,
  signal: AbortSignal.timeout(plainTimeoutMs),
});

/** Three at once for each file, the first that verifies. */
function anyOfThree(sources: readonly Source[]): Source {
  const three = sources.slice(0, 3);
  return {
    read: <T>(path: string, options: ReadOptions, accept: Accept<T>) =>
      Promise.any(three.map((source) => source.read(path, withTimeout(options), accept))),
    readEach: (path, options, accept) =>
      Promise.any(three.map((source) => source.readEach(path, withTimeout(options), accept))),
  };
}

async function several(work: () => Promise<number>, times = runs): Promise<number[]> {
  const all: number[] = [];
  for (let i = 0; i < times; i++) all.push(await work().catch(() => Number.NaN));
  return all;
}

it('time to the newest edition with mirrors that hang', async (context) => {
  const sources = hosts.map(({ url }) => mirrorSource(url));
  let healthy = Number.NaN;
  // The first runs are of code that is still cold.
  await several(ours, 2);
  for (const hanging of [0, 1, 2, 4]) {
    for (const [i, host] of hosts.entries()) host.isHanging = i < hanging;
    const own = await several(ours);
    if (hanging === 0) healthy = spread(own).median;
    const most = 1.3 * healthy + (hanging === 0 ? 0 : hedgeMs);
    const { median } = spread(own);
    const verdict = median <= most ? 'within' : 'MISSED';
    row(
      context,
      `${hanging} of 5 hang: ours`,
      ms(own),
      `${most.toFixed(0)} ms`,
      `${verdict}, ${(median / healthy).toFixed(2)} x healthy`,
    );
    const plain = await several(() => timed(nextOnFailure(sources)), hanging === 0 ? runs : 1);
    row(context, `${hanging} of 5 hang: fetch, then next (10 s)`, ms(plain), '', '');
    const any = await several(() => timed(anyOfThree(sources)), hanging < 3 ? runs : 1);
    row(
      context,
      `${hanging} of 5 hang: Promise.any of three`,
      Number.isNaN(any[0]) ? 'never' : ms(any),
      '',
      '3 x the requests',
    );
  }
});
