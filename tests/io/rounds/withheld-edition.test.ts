// Mirrors that show the newest timestamp and withhold what it lists, before a phone that has nothing: it is answered from the
// newest edition that can be had whole, says that a newer one is known, and takes that one when it comes.
import { describe, expect, it } from 'vitest';
import { editionState } from '../../../src/core/guide/meaning/age.ts';
import { checkStore } from '../../../src/core/held/check-store.ts';
import { openRegion } from '../../../src/core/held/held.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { mirrorNote } from '../../../src/core/note-names.ts';
import type { Vault } from '../../../src/core/ports.ts';
import { authorRoot, authorTimestamp, describeMetadata, type SigningKey } from '../../../src/core/tuf/author.ts';
import { readMirrorBook, withMirror } from '../../../src/io/rounds/mirror-book.ts';
import { type RoundReport, syncRound } from '../../../src/io/rounds/mirror-round.ts';
import { days, ingestOptions, testKey, testMirror, testRoot } from '../../core/fixture.ts';
import { symbolOf } from '../../core/ingest/ingest-helpers.ts';
import { type ScriptedMirror, scriptedMirrors } from '../mirror/scripted-mirrors.ts';

type Files = ReadonlyMap<string, Uint8Array>;

const timestamp = 'metadata/timestamp.json';
const southKey = testKey(8);
/** Editions 1, 2, 3; a team signs "south". The symbol on NA-1's card tells which one answers. */
const [one, two, three] = [
  testMirror({ edition: 1, southKey }),
  testMirror({ edition: 2, southKey, symbol: 'tree' }),
  testMirror({ edition: 3, southKey, symbol: 'lamp' }),
] as const;
const symbols = ['', 'kite', 'tree', 'lamp'];

interface Phone {
  readonly vault: Vault;
  readonly hosts: Record<string, ScriptedMirror>;
  sync(): Promise<RoundReport>;
}

/** A phone with an empty store that knows these mirrors, m0 being the page's own. */
async function phone(mirrors: readonly Files[]): Promise<Phone> {
  const hosts = Object.fromEntries(
    mirrors.map((files, i): [string, ScriptedMirror] => [`m${i}.test`, { files, behaviour: 'honest', delayMs: 0 }]),
  );
  const vault = memoryVault();
  const others = Object.keys(hosts).slice(1);
  const book = others.reduce(
    (sum, host) => withMirror(sum, { kind: 'static', url: `https://${host}/` }),
    readMirrorBook(null),
  );
  await vault.keepNote(mirrorNote, book);
  const options = {
    vault,
    pageUrl: 'https://m0.test/',
    fetch: scriptedMirrors(hosts).fetch,
    limits: { firstByteMs: 2_000, pauseMs: 1_000, graceMs: 500, bytesPerSecond: 100_000 },
    hedgeMs: 1_000,
    random: () => 0.5,
    ingest: ingestOptions,
  };
  return { vault, hosts, sync: () => syncRound(options) };
}

/** The newest timestamp before another edition's tree. */
const mixed = (newest: Files, rest: Files): Files => new Map([...rest, [timestamp, fileOf(newest, timestamp)]]);

function fileOf(files: Files, path: string): Uint8Array {
  const bytes = files.get(path);
  if (!bytes) throw new TypeError(`no ${path}`);
  return bytes;
}

function without(files: Files, paths: RegExp): Files {
  return new Map([...files].filter(([path]) => !paths.test(path)));
}

async function editionsOf(vault: Vault): Promise<Record<string, number | undefined>> {
  const [north, south] = await Promise.all(['north', 'south'].map((region) => openRegion(vault, region)));
  return { north: north?.head.edition, south: south?.head.edition };
}

async function stateOf(vault: Vault): Promise<string | undefined> {
  const head = (await openRegion(vault, 'north'))?.head;
  if (!head) return undefined;
  const { issued, edition, newest, guide } = head;
  const { symbolsFinal } = guide.election.calendar;
  const dates = { issued, symbolsFinal, expired: [], edition, newestEdition: newest.edition, isVerified: true };
  return editionState(dates, ingestOptions.now);
}

describe('a new phone beside a mirror that shows the newest timestamp alone', () => {
  it('is answered in its first round, says that a newer list is known, and takes it when it comes', async () => {
    const { vault, hosts, sync } = await phone([mixed(two, one), one]);
    const first = await sync();
    expect(first.outcome).toMatchObject({ kind: 'older', edition: 1, held: 2, regions: ['', 'north', 'south'] });
    expect(await editionsOf(vault)).toEqual({ north: 1, south: 1 });
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('kite');
    expect((await openRegion(vault, 'north'))?.head.newest.edition).toBe(2);
    expect((await openRegion(vault, 'north'))?.isWhole).toBe(true);
    expect(await stateOf(vault)).toBe('out-of-date');
    expect(await checkStore(vault, ingestOptions)).toEqual([]);
    // A round in which nobody gave what is newest: the next one asks further mirrors.
    expect(readMirrorBook(await vault.readNote(mirrorNote)).failedRounds).toBe(1);
    expect(first.marks['https://m0.test/']?.result).toBe('missing');
    expect(first.marks['https://m1.test/']?.result).toBe('old');
    const again = await sync();
    expect([again.outcome, again.error?.code]).toEqual([null, 'trust/rollback']);
    (hosts['m1.test'] as ScriptedMirror).files = two;
    expect((await sync()).outcome).toMatchObject({ kind: 'installed', edition: 2, missing: [] });
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('tree');
    expect(await stateOf(vault)).toBe('current');
  });

  it('is answered whoever is asked first, and by the newest edition that is whole', async () => {
    const cases: readonly (readonly [number, ...Files[]])[] = [
      [2, one, mixed(three, one), two],
      [2, two, mixed(three, one), one],
      [2, mixed(three, one), one, two],
      [1, mixed(three, one), mixed(two, one), one],
      // What one has of edition 2 and the timestamp of another are edition 2.
      [2, mixed(three, two), mixed(two, one), one],
    ];
    for (const [best, ...mirrors] of cases) {
      const { vault, sync } = await phone(mirrors);
      await sync();
      expect(await editionsOf(vault)).toEqual({ north: best, south: best });
    }
  });

  it('goes on to further mirrors where several name the newest edition and nobody gives it', async () => {
    const { vault, sync } = await phone([mixed(two, one), mixed(two, one), one]);
    await sync();
    await sync();
    expect(readMirrorBook(await vault.readNote(mirrorNote)).failedRounds).toBe(2);
  });

  it('takes each newer edition that can be had, although a newer one still is known', async () => {
    const { vault, hosts, sync } = await phone([mixed(three, one), one]);
    await sync();
    (hosts['m1.test'] as ScriptedMirror).files = two;
    expect((await sync()).outcome).toMatchObject({
      kind: 'older',
      edition: 2,
      held: 3,
      regions: ['', 'north', 'south'],
    });
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('tree');
    (hosts['m1.test'] as ScriptedMirror).files = one;
    await sync();
    expect(await editionsOf(vault)).toEqual({ north: 2, south: 2 });
  });
});

describe('a new phone beside a mirror that withholds', () => {
  it.each<[string, RegExp, { readonly north: number; readonly south: number }]>([
    ['the snapshot', /snapshot/, { north: 1, south: 1 }],
    ['the targets', /2\.targets/, { north: 1, south: 1 }],
    ['the role of a team', /team/, { north: 2, south: 1 }],
    ['the guide', /\.guide$/, { north: 1, south: 1 }],
    ['every file', /^(targets|blobs)/, { north: 1, south: 1 }],
    ['one region', /\.north/, { north: 1, south: 2 }],
  ])('%s of the newest edition: each region is answered', async (_, paths, editions) => {
    // Other languages: files that are the same in both editions would come from the honest mirror.
    const newest = testMirror({ edition: 2, southKey, symbol: 'tree', languages: ['ur', 'en'] });
    const { vault, hosts, sync } = await phone([without(newest, paths), one]);
    await sync();
    expect(await editionsOf(vault)).toEqual(editions);
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe(symbols[editions.north]);
    expect((await openRegion(vault, 'north'))?.head.newest.edition).toBe(2);
    expect(await checkStore(vault, ingestOptions)).toEqual([]);
    (hosts['m1.test'] as ScriptedMirror).files = newest;
    await sync();
    expect(await editionsOf(vault)).toEqual({ north: 2, south: 2 });
  });
});

/** Small and the same everywhere. @source xorshift32, Marsaglia 2003 */
function drawer(seed: number): <T>(from: readonly T[]) => T {
  let state = seed * 2_654_435_761 || 1;
  return (from) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return from[(state >>> 0) % from.length] as (typeof from)[number];
  };
}

/** Some files of some editions, some of them changed, under the timestamp of any. */
function drawFiles(draw: ReturnType<typeof drawer>): Files {
  const files = new Map<string, Uint8Array>();
  const [odds] = [draw([1, 3, 9])];
  for (const edition of [one, two, three]) {
    for (const [path, bytes] of edition) {
      const isThere = draw([...Array(odds).fill(true), false]);
      if (isThere) files.set(path, draw([0, 1, 2, 3, 4, 5, 6, 7]) === 0 ? bytes.map((byte) => byte ^ 1) : bytes);
    }
  }
  files.set(timestamp, fileOf(draw([one, two, three, three]), timestamp));
  return files;
}

describe('a whole mirror among others that hold back, mix and change what they like', () => {
  it.each(Array.from({ length: 12 }, (_, i) => i + 1))('draw %i: a new phone is answered', async (seed) => {
    const draw = drawer(seed);
    const honest = draw([one, two]);
    const others = draw([1, 2, 3]);
    const mirrors = Array.from({ length: others }, () => drawFiles(draw));
    const at = draw([0, 1, 2, 3]) % (others + 1);
    mirrors.splice(at, 0, honest);
    const { vault, hosts, sync } = await phone(mirrors);
    await sync();
    const { north = 0, south = 0 } = await editionsOf(vault);
    expect(Math.min(north, south)).toBeGreaterThanOrEqual(honest === one ? 1 : 2);
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe(symbols[north]);
    expect(await checkStore(vault, ingestOptions)).toEqual([]);
    (hosts[`m${at}.test`] as ScriptedMirror).files = three;
    await sync();
    expect(await editionsOf(vault)).toEqual({ north: 3, south: 3 });
    expect(await symbolOf(vault, 'north', 'NA-1')).toBe('lamp');
  });
});

describe('keys that changed hands', () => {
  const [root, key, next] = [testKey(1), testKey(2), testKey(9)];
  /** The second root, with these keys for the timestamp and for the content. */
  const rootOf = (timestampKey: SigningKey, content: SigningKey): Uint8Array => {
    const role = ({ publicKey }: SigningKey) => ({ keys: [publicKey], threshold: 1 });
    const roles = { timestamp: role(timestampKey), snapshot: role(content), targets: role(content) };
    return authorRoot({ version: 2, expires: days(365), roles: { root: role(root), ...roles } }, [root]);
  };
  const rooted = (files: Files, second: Uint8Array): Files =>
    new Map([...files, ['metadata/1.root.json', testRoot()], ['metadata/2.root.json', second]]);

  it('a whole edition from before the timestamp has other keys answers, as an older one', async () => {
    const content = testMirror({ edition: 2, symbol: 'tree' });
    const listed = describeMetadata(2, fileOf(content, 'metadata/2.snapshot.json'));
    const signed = authorTimestamp({ version: 2, expires: days(30), snapshot: listed }, [next]);
    const newest = rooted(new Map([...content, [timestamp, signed]]), rootOf(next, key));
    for (const mirrors of [
      [without(newest, /snapshot/), testMirror()],
      [testMirror(), without(newest, /snapshot/)],
    ]) {
      const { vault, hosts, sync } = await phone(mirrors);
      await sync();
      expect(await editionsOf(vault)).toEqual({ north: 1, south: 1 });
      expect(await checkStore(vault, ingestOptions)).toEqual([]);
      for (const host of Object.values(hosts)) host.files = newest;
      await sync();
      expect(await editionsOf(vault)).toEqual({ north: 2, south: 2 });
    }
  });

  it('a timestamp key that was taken back makes nothing fresh, whatever date it gives', async () => {
    const listed = describeMetadata(1, fileOf(testMirror(), 'metadata/1.snapshot.json'));
    const signed = authorTimestamp({ version: 9, expires: days(9_000), snapshot: listed }, [key]);
    const replayed = rooted(new Map([...testMirror(), [timestamp, signed]]), rootOf(next, key));
    const { vault, sync } = await phone([replayed]);
    await sync();
    const newest = (await openRegion(vault, 'north'))?.head.newest;
    expect(newest?.edition).toBe(1);
    expect(Date.parse(newest?.expires.timestamp ?? '')).toBe(0);
  });

  it('what the content keys of today did not sign is not taken, however empty the phone is', async () => {
    const newest = rooted(testMirror({ edition: 2, key: next }), rootOf(next, next));
    const { vault, sync } = await phone([without(newest, /snapshot/), testMirror()]);
    expect((await sync()).outcome).toBeNull();
    expect(await editionsOf(vault)).toEqual({ north: undefined, south: undefined });
  });
});
