// Whole rounds over scripted mirrors: what arrives, what each mirror is called, what is remembered.
import { afterEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { AppError } from '../../../src/core/errors.ts';
import type { Outcome } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { mirrorNote } from '../../../src/core/note-names.ts';
import type { Vault } from '../../../src/core/ports.ts';
import type { MirrorLimits } from '../../../src/io/mirror/ask-mirror.ts';
import { type MirrorBook, readMirrorBook, withMirror } from '../../../src/io/rounds/mirror-book.ts';
import { openChoice, type RoundReport, syncRound, testMirror } from '../../../src/io/rounds/mirror-round.ts';
import { ingestOptions, testMirror as makeFiles, testKey, testRoot } from '../../core/fixture.ts';
import { symbolOf, take } from '../../core/ingest/ingest-helpers.ts';
import {
  type Behaviour,
  behaviours,
  type Scripted,
  type ScriptedMirror,
  scriptedMirrors,
} from '../mirror/scripted-mirrors.ts';

const quick: MirrorLimits = { firstByteMs: 400, pauseMs: 300, graceMs: 200, bytesPerSecond: 100_000 };
const older = makeFiles();
const newer = makeFiles({ edition: 2, symbol: 'tree' });

type Files = ReadonlyMap<string, Uint8Array>;
type Entry = Partial<ScriptedMirror> & { readonly files: Files };

const rejections: unknown[] = [];
process.on('unhandledRejection', (error) => rejections.push(error));
afterEach(() => {
  expect(rejections.splice(0)).toEqual([]);
});

/** A phone that holds the older edition and knows these mirrors, m0 being the page's own. */
async function phone(entries: readonly Entry[], held: Files | null = older) {
  const hosts = entries.map(
    (entry, i) => [`m${i}.test`, { behaviour: 'honest' as Behaviour, delayMs: 5, ...entry }] as const,
  );
  const script: Scripted = scriptedMirrors(Object.fromEntries(hosts));
  const vault = memoryVault();
  if (held) await take(vault, held);
  let book: MirrorBook = readMirrorBook(null);
  for (const [host, { store }] of hosts.slice(1)) {
    book = withMirror(book, { kind: store ?? 'static', url: `https://${host}/` });
  }
  await vault.keepNote(mirrorNote, book);
  const outcomes: Outcome[] = [];
  const phases: string[] = [];
  const options = {
    vault,
    pageUrl: 'https://m0.test/',
    fetch: script.fetch,
    limits: quick,
    hedgeMs: 40,
    random: () => 0.5,
    ingest: ingestOptions,
  };
  const sync = (more: { signal?: AbortSignal; now?: Date } = {}): Promise<RoundReport> =>
    syncRound({
      ...options,
      ingest: { ...ingestOptions, ...more },
      onOutcome: (outcome) => outcomes.push(outcome),
      onPhase: (phase) => phases.push(phase),
    });
  return { vault, sync, script, outcomes, phases, options };
}

const results = (report: RoundReport): Record<string, string> =>
  Object.fromEntries(Object.keys(report.marks).map((url) => [url.slice(8, 10), report.marks[url]?.result ?? '']));
const bookOf = async (vault: Vault): Promise<MirrorBook> => readMirrorBook(await vault.readNote(mirrorNote));

describe('a round with nothing new', () => {
  it('asks each mirror twice, and reads little', async () => {
    const { sync, script, phases } = await phone([{ files: older }, { files: older }, { files: older }]);
    const report = await sync();
    expect(report.outcome).toMatchObject({ kind: 'unchanged', edition: 1 });
    expect(report.error).toBeNull();
    expect(results(report)).toEqual({ m0: 'fine', m1: 'fine', m2: 'fine' });
    expect(script.log.sort()).toEqual(
      ['m0', 'm1', 'm2'].flatMap((host) => [
        `${host}.test metadata/2.root.json`,
        `${host}.test metadata/timestamp.json`,
      ]),
    );
    expect(report.traffic.requests).toBe(6);
    expect(report.traffic.bytes).toBeLessThan(3_000);
    expect(phases).toEqual(['front', 'others']);
  });

  it('remembers how each was, and nothing of when', async () => {
    const { sync, vault } = await phone([{ files: older }, { files: older, behaviour: 'forbidden' }]);
    await sync();
    await sync();
    const note = JSON.stringify(await vault.readNote(mirrorNote));
    expect(JSON.parse(note).health).toMatchObject({
      'https://m0.test/': { result: 'fine', edition: 1, fails: 0 },
      'https://m1.test/': { result: 'refused', edition: null, fails: 2 },
    });
    expect(note).not.toMatch(/20\d\d|[0-9]{6}/);
  });
});

describe('two mirrors misbehave and one is honest', () => {
  it.each(behaviours.filter((each) => each !== 'honest'))('%s: the newest edition arrives', async (behaviour) => {
    const { sync, vault } = await phone([{ files: newer, behaviour }, { files: newer, behaviour }, { files: newer }]);
    const report = await sync();
    expect(report.outcome).toMatchObject({ kind: 'installed', edition: 2, missing: [] });
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('tree');
    const { m0, m1, m2 } = results(report);
    expect(m2).toBe('fine');
    expect(m0).not.toBe('fine');
    expect(m1).toBe(m0);
  });

  it.each(behaviours.filter((each) => !['honest', 'not-found'].includes(each)))(
    '%s in the files alone: the newest edition arrives',
    async (behaviour) => {
      const liar = { files: newer, behaviour, only: /^(targets|blobs)/ };
      const { sync } = await phone([liar, liar, { files: newer }]);
      expect((await sync()).outcome).toMatchObject({ kind: 'installed', edition: 2, missing: [] });
    },
  );

  it('both serve the older edition: first that one is confirmed, then the newest is installed', async () => {
    const { sync, outcomes, vault } = await phone([{ files: older }, { files: older }, { files: newer }]);
    const report = await sync();
    expect(outcomes.map(({ kind, edition }) => `${kind} ${edition}`)).toEqual(['unchanged 1', 'installed 2']);
    expect(results(report)).toEqual({ m0: 'old', m1: 'old', m2: 'fine' });
    expect((await bookOf(vault)).failedRounds).toBe(0);
  });

  it('both hide a new root: it arrives, with what it signs', async () => {
    const key = testKey(9);
    const rotated = new Map([
      ...makeFiles({ edition: 2, symbol: 'tree', key }),
      ['metadata/1.root.json', testRoot()],
      ['metadata/2.root.json', testRoot({ version: 2, key })],
    ]);
    const { sync, vault } = await phone([{ files: older }, { files: older }, { files: rotated }]);
    const report = await sync();
    expect(report.outcome).toMatchObject({ kind: 'installed', edition: 2 });
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('tree');
    expect(results(report).m2).toBe('fine');
  });

  it('one hides a new root and the timestamp: who has both is not called a liar', async () => {
    const key = testKey(9);
    const rotated = new Map([
      ...makeFiles({ edition: 2, symbol: 'tree', key }),
      ['metadata/1.root.json', testRoot()],
      ['metadata/2.root.json', testRoot({ version: 2, key })],
    ]);
    const { sync } = await phone([{ files: older, behaviour: 'not-found' }, { files: rotated }]);
    const report = await sync();
    expect(report.outcome).toMatchObject({ kind: 'installed', edition: 2 });
    expect(results(report)).toEqual({ m0: 'missing', m1: 'fine' });
  });

  it('one mixes two editions: what it lacks comes from another', async () => {
    const mixed = new Map([
      ...older,
      ['metadata/timestamp.json', newer.get('metadata/timestamp.json') ?? new Uint8Array()],
    ]);
    const { sync } = await phone([{ files: mixed }, { files: older }, { files: newer }]);
    const report = await sync();
    expect(report.outcome).toMatchObject({ kind: 'installed', edition: 2, missing: [] });
    expect(results(report)).toEqual({ m0: 'missing', m1: 'old', m2: 'fine' });
  });
});

describe('all mirrors misbehave', () => {
  it.each<[Behaviour, string]>([
    ['not-found', 'source/missing'],
    ['block-page', 'source/block-page'],
    ['refuse-connection', 'source/unreachable'],
    ['no-cors', 'source/unreadable'],
    ['forbidden', 'source/refused'],
    ['redirect', 'source/redirected'],
    ['hang', 'source/slow'],
    ['cut-short', 'source/cut-short'],
    ['endless', 'source/too-long'],
    ['garbage', 'format/not-utf8'],
  ])('%s: what was held stays, and the report says %s', async (behaviour, code) => {
    const bad = { files: newer, behaviour };
    const { sync, vault } = await phone([bad, bad, bad]);
    const report = await sync();
    expect(report.outcome).toBeNull();
    expect(report.error?.code).toBe(code);
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('kite');
    expect((await bookOf(vault)).failedRounds).toBe(1);
  });

  it('in different ways: a lie is told before a block, a block before silence', async () => {
    const silent = { files: newer, behaviour: 'refuse-connection' } as const;
    const blocked = { files: newer, behaviour: 'block-page' } as const;
    expect((await (await phone([silent, blocked])).sync()).error?.code).toBe('source/block-page');
    const lying = { files: newer, behaviour: 'flip' } as const;
    expect((await (await phone([silent, lying, blocked])).sync()).error?.code).toMatch(/^(trust|format)\//);
  });

  it('by an older edition alone: an outcome, no failure, and a failed round all the same', async () => {
    const { sync, vault } = await phone([{ files: older }, { files: older }], newer);
    const report = await sync();
    expect(report.outcome).toMatchObject({ kind: 'older', edition: 1, held: 2 });
    expect(results(report)).toEqual({ m0: 'old', m1: 'old' });
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('tree');
    expect((await bookOf(vault)).failedRounds).toBe(1);
  });

  it('by going on with what is past its date: the round counts as failed', async () => {
    const { sync, vault } = await phone([{ files: older }]);
    const report = await sync({ now: new Date('2027-06-01T00:00:00Z') });
    expect(report.outcome).toMatchObject({ kind: 'unchanged' });
    expect((await bookOf(vault)).failedRounds).toBe(1);
  });

  it('five at once, and a sixth is honest: it is asked in the same round', async () => {
    const bad = { files: newer, behaviour: 'forbidden' } as const;
    const { sync, script } = await phone([bad, bad, bad, bad, bad, bad, { files: newer }]);
    expect((await sync()).outcome).toMatchObject({ kind: 'installed', edition: 2 });
    expect(new Set(script.log.slice(0, 5).map((line) => line.slice(0, 2))).size).toBeLessThanOrEqual(5);
  });
});

describe('content stores', () => {
  it.each(['ipfs', 'blossom'] as const)(
    '%s gives every file where the only other host has metadata alone',
    async (store) => {
      const metadata = new Map([...newer].filter(([path]) => path.startsWith('metadata/')));
      const { sync, vault, script } = await phone([{ files: metadata }, { files: newer, store }]);
      const report = await sync();
      expect(report.outcome).toMatchObject({ kind: 'installed', edition: 2, missing: [] });
      expect(await symbolOf(vault, 'north', 'NA-1')).toBe('tree');
      expect(script.log.filter((line) => line.startsWith('m1') && line.includes('metadata/'))).toEqual([]);
    },
  );
});

describe('the voter cancels a round', () => {
  it('which ends soon, keeps what it saw, and is no failed round', async () => {
    const { sync, vault } = await phone([
      { files: newer, behaviour: 'hang' },
      { files: newer, behaviour: 'hang' },
    ]);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 60);
    const report = await sync({ signal: controller.signal });
    expect(report.error?.code).toBe('source/cancelled');
    expect((await bookOf(vault)).failedRounds).toBe(0);
  });

  it('while the others are looked at: what the front installed stays told', async () => {
    const controller = new AbortController();
    const { sync, phases } = await phone([{ files: newer }, { files: newer, behaviour: 'hang' }]);
    const ended = sync({ signal: controller.signal });
    await expect.poll(() => phases, { interval: 10, timeout: 10_000 }).toContain('others');
    controller.abort();
    const report = await ended;
    expect(report.outcome).toMatchObject({ kind: 'installed', edition: 2 });
    expect(report.error?.code).toBe('source/cancelled');
  });
});

describe('the device refuses', () => {
  it('the round ends with that, and asks nobody else', async () => {
    const { sync, vault, script } = await phone([{ files: newer }, { files: newer }]);
    vault.keepMetadata = async () => {
      throw new AppError('store/full');
    };
    const report = await sync();
    expect(report.error?.code).toBe('store/full');
    expect(script.log.some((line) => line.startsWith('m1'))).toBe(false);
  });
});

describe('the test button', () => {
  const tryOne = async (entry: Entry, held: Files | null = older) => {
    const { options, script } = await phone([entry], held);
    const kind = entry.store ?? 'static';
    const tested = await testMirror({ ...options, mirror: { kind, url: 'https://m0.test/' } });
    return { ...tested, log: script.log };
  };

  it('says how one mirror is, and which edition it has', async () => {
    expect(await tryOne({ files: newer })).toMatchObject({
      result: 'fine',
      health: { edition: 2, fails: 0 },
      error: null,
    });
    expect(await tryOne({ files: older }, newer)).toMatchObject({ result: 'old', health: { edition: 1, fails: 1 } });
    expect(await tryOne({ files: newer, behaviour: 'no-cors' })).toMatchObject({ result: 'unreadable' });
    expect(await tryOne({ files: newer, behaviour: 'block-page' })).toMatchObject({ result: 'block-page' });
    expect(await tryOne({ files: newer, behaviour: 'drip' })).toMatchObject({ result: 'slow' });
  });

  it('tries a content store with a part of the guide that every phone asks for', async () => {
    const { result, log } = await tryOne({ files: older, store: 'blossom' });
    expect(result).toBe('fine');
    const asked = log.map((line) => line.slice('m0.test '.length));
    const head = [...older].filter(([path]) => path.startsWith('targets/guide/')).map(([, bytes]) => sha256Hex(bytes));
    expect(head).toContain(asked[0]);
    expect(asked).toHaveLength(1);
    expect(await tryOne({ files: older, store: 'ipfs', behaviour: 'flip' })).toMatchObject({ result: 'tampered' });
    expect(await tryOne({ files: older, store: 'ipfs' }, null)).toMatchObject({ result: 'untried', log: [] });
  });
});

describe('a first answer', () => {
  it('comes through the few best mirrors, in the order of what is remembered', async () => {
    const { options, sync } = await phone([{ files: older, behaviour: 'forbidden' }, { files: older }]);
    await sync();
    const { choice, mirrors } = await openChoice(options);
    expect(mirrors.map(({ url }) => url)).toEqual(['https://m1.test/', 'https://m0.test/']);
    expect(await choice.read('metadata/timestamp.json', { maxBytes: 20_000 }, (bytes) => bytes.length > 0)).toBe(true);
  });
});
