// Long walks of one phone through a hostile country: mirrors and files mixed of several editions, cut, changed, signed by
// keys that were stolen, slips of all kinds in between. Whatever the order: no region goes back, nothing that stolen keys
// sign comes in after their root was seen, and one honest mirror in the end brings the newest, and leaves nothing behind.
import { expect, it } from 'vitest';
import { isAppError } from '../../../src/core/errors.ts';
import { checkStore } from '../../../src/core/held/check-store.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import type { Vault } from '../../../src/core/ports.ts';
import { encodeSlip, joinSlip } from '../../../src/core/slip/slip.ts';
import { readKeptSlips, takeSlip } from '../../../src/core/slip/take-slip.ts';
import { slipMessage } from '../../../src/core/slip/verify-slip.ts';
import type { SigningKey } from '../../../src/core/tuf/author.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { openRandom, type Random } from '../../fuzz/random.ts';
import { days, flipped, ingestOptions, issuedAt, testKey, testMirror, testRoot } from '../fixture.ts';
import { symbolOf, take } from './ingest-helpers.ts';

const [stolen, fresh] = [testKey(2), testKey(5)] as [SigningKey, SigningKey];
const roots = [testRoot(), testRoot({ version: 2, key: fresh })] as const;
const newest = 6;
const symbols = ['kite', 'boat', 'lamp'] as const;
const symbolIn = (edition: number): string => (edition === 99 ? 'tree' : (symbols[edition % 3] ?? 'kite'));

/** The editions that there are: three by the first keys, three by the next, and two that the stolen keys forge. */
const editions = [
  ...[1, 2, 3].map((edition) => editionOf(edition, stolen)),
  ...[4, 5, newest].map((edition) => editionOf(edition, fresh)),
  editionOf(99, stolen, days(300)),
  editionOf(3, stolen, days(5), 'tree'),
];
const honest = withRoots(editions[5] as Map<string, Uint8Array>, 2);
const id = guideId(roots[0]);
const slipOptions = { ...ingestOptions, guideId: id };

function editionOf(edition: number, key: SigningKey, issued = days(edition), symbol = symbolIn(edition)) {
  return testMirror({ edition, key, symbol, issued, expires: days(400, issuedAt) });
}

function withRoots(files: ReadonlyMap<string, Uint8Array>, count: number): Map<string, Uint8Array> {
  const all = new Map(files);
  all.delete('metadata/2.root.json');
  for (let i = 0; i < count; i++) all.set(`metadata/${i + 1}.root.json`, roots[i] as Uint8Array);
  return all;
}

/** Some editions in one place, under the timestamp of one of them; some of it missing, some of it changed. */
function hostileMirror(random: Random): Map<string, Uint8Array> {
  const some = editions.filter(() => random.chance(0.5));
  const top = random.pick(editions);
  let files = withRoots(new Map([...some.flatMap((each) => [...each]), ...top]), 1 + random.int(2));
  const loss = random.pick([0, 0, 0.05, 0.3]);
  for (const path of files.keys()) if (!/root\.json$/.test(path) && random.chance(loss)) files.delete(path);
  if (random.chance(0.3)) {
    const path = random.pick([...files.keys()]);
    files = flipped(files, path, random.int(files.get(path)?.length ?? 1));
  }
  return files;
}

function hostileSlip(random: Random): Uint8Array {
  const slip = {
    guide: id.slice(0, 16),
    edition: random.pick([1, 3, 4, 5, newest, newest + 1, 99]),
    issued: '2027-01-26',
    contest: random.pick(['NA-1', 'NA-2']),
    isNotFinal: false,
    isIncomplete: false,
    voids: random.pick([null, null, 1]),
    languages: ['en'],
    candidates: [{ serial: 1, name: { en: 'Somebody' }, symbol: 'boat', isWithdrawn: false }],
    roots: random.chance(0.3) ? [roots[1]] : [],
  };
  const signed = encodeSlip(slip, 1);
  return joinSlip(signed, [random.pick([stolen, fresh, testKey(9)]).sign(slipMessage(id, signed))]);
}

/** What must not go back, and from when on which keys count. */
interface Stand {
  readonly knowsNewRoot: boolean;
  /** Of regions that stand on good signatures. */
  readonly editions: ReadonlyMap<string, number>;
}

async function standOf(vault: Vault): Promise<Stand> {
  const knowsNewRoot = (await vault.readMetadata('2.root.json')) !== null;
  const fallen = new Set((await checkStore(vault, ingestOptions)).map(({ region }) => region));
  const held = (await vault.readRegions()).filter(({ region }) => !fallen.has(region));
  return { knowsNewRoot, editions: new Map(held.map(({ region, edition }) => [region, edition])) };
}

async function step(vault: Vault, random: Random): Promise<void> {
  try {
    if (random.chance(0.3)) await takeSlip(vault, hostileSlip(random), slipOptions);
    else {
      const regions = random.pick(['all', 'held', ['north'], ['south'], []] as const);
      await take(vault, hostileMirror(random), { regions });
    }
  } catch (error) {
    if (!isAppError(error)) throw error;
  }
}

async function expectNoStepBack(vault: Vault, before: Stand, after: Stand): Promise<void> {
  expect(after.knowsNewRoot || !before.knowsNewRoot, 'a root that was seen stays').toBe(true);
  const known = await vault.readNewest();
  for (const [region, edition] of after.editions) {
    if (after.knowsNewRoot) expect([4, 5, newest], 'by the keys of today').toContain(edition);
    expect(known?.edition, 'the newest that is known').toBeGreaterThanOrEqual(edition);
    if (region === 'north' && edition !== 3) expect(await symbolOf(vault, 'north', 'NA-1')).toBe(symbolIn(edition));
  }
  for (const [region, edition] of before.editions) {
    if (after.knowsNewRoot && !before.knowsNewRoot) continue;
    expect(after.editions.get(region), `${region} goes not back`).toBeGreaterThanOrEqual(edition);
  }
  const held = new Map((await vault.readRegions()).map((record) => [record.region, record.edition]));
  for (const { contest, edition } of await readKeptSlips(vault, slipOptions)) {
    expect(edition, 'a slip that is kept is newer').toBeGreaterThan(
      held.get(contest === 'NA-1' ? 'north' : 'south') ?? 0,
    );
  }
}

async function walk(seed: number): Promise<void> {
  const random = openRandom(seed);
  const vault = memoryVault();
  let stand = await standOf(vault);
  for (let i = 0; i < 8; i++) {
    await step(vault, random);
    const next = await standOf(vault);
    await expectNoStepBack(vault, stand, next);
    stand = next;
  }
  await take(vault, honest);
  const end = await standOf(vault);
  expect([...end.editions].filter(([region]) => region !== '').sort()).toEqual([
    ['north', newest],
    ['south', newest],
  ]);
  expect(await checkStore(vault, ingestOptions)).toEqual([]);
  expect((await vault.readNewest())?.edition).toBe(newest);
  const kept = await readKeptSlips(vault, slipOptions);
  expect(kept.filter(({ edition }) => edition <= newest)).toEqual([]);
  const phone = memoryVault();
  await take(phone, honest);
  const needed = await phone.fileHashes();
  const pictures = (await vault.readRegions()).flatMap(({ changes = [] }) =>
    changes.flatMap(({ wasPicture }) => wasPicture?.sha256 ?? []),
  );
  const left = [...(await vault.fileHashes())].filter((hash) => !needed.has(hash) && !pictures.includes(hash));
  expect(left, 'files that nobody needs').toEqual([]);
}

/** NISHAN_WALKS=1,500 goes as many ways: half a second each. */
const [first, count] = (process.env.NISHAN_WALKS ?? '24,3').split(',').map(Number) as [number, number];

it('takes no step back, and is never stuck', async () => {
  for (let seed = first; seed < first + count; seed++) {
    try {
      await walk(seed);
    } catch (error) {
      throw new Error(`walk ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
}, 600_000);
