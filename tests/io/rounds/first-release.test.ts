// The store of the first release, frozen in tests/vectors/first-release.json: whatever the app becomes, phones that have
// had it since then open what they kept, and lose nothing. The file is never made again; a later form gets one of its own.
// It was written by: NISHAN_FREEZE=FILE npx vitest run --project unit tests/io/rounds/first-release.test.ts
import 'fake-indexeddb/auto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { readAlertsNote } from '../../../src/app/changes/alert-for.ts';
import { readVoters } from '../../../src/app/seat/voters.ts';
import { bundleSource } from '../../../src/core/bundle/bundle.ts';
import { exportBundle } from '../../../src/core/bundle/export.ts';
import { contestCard } from '../../../src/core/guide/questions.ts';
import { checkStore } from '../../../src/core/held/check-store.ts';
import { openHead, openRegion, readBlob } from '../../../src/core/held/held.ts';
import { readClips } from '../../../src/core/held/held-clips.ts';
import { readKeptSounds, soundsNote } from '../../../src/core/held/kept-sounds.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { mirrorNote } from '../../../src/core/note-names.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { readMirrorBook, withMark, withMirror } from '../../../src/io/rounds/mirror-book.ts';
import { openAcceptedGuides } from '../../../src/io/store/accepted-guides.ts';
import { openIdbVault } from '../../../src/io/store/idb-vault.ts';
import { openCorpus } from '../../fuzz/corpus.ts';
import { putBack, type WrittenDatabase, writeDown } from '../store/stored.ts';

const vectors = resolve(import.meta.dirname, '../../vectors');
const { bundle, files } = await openCorpus(vectors);
const root = files.get('metadata/1.root.json') ?? new Uint8Array();
const place = { guideId: guideId(root), scope: '/' };
const region = 'neel-koh';
const now = new Date('2027-01-12T12:00:00Z');
const options = { root, now, verifiers: ed25519Verifiers };
const mirror = 'https://one.example/guide/';
const other = readFileSync(join(vectors, 'other-root.json'));

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

/** A phone that has a region, a family's seats, a mirror of its own, and another guide beside. */
async function keepSomething(): Promise<void> {
  const vault = await openIdbVault(place);
  await ingest(vault, bundleSource(bundle), { ...options, regions: [region] });
  const entry = { kind: 'static', url: mirror };
  const book = withMark(withMirror(readMirrorBook(null), entry), mirror, { result: 'fine', ms: 120, edition: 1 });
  const notes = {
    seat: [['NA-126', 'PA-126'], ['NA-127']],
    language: 'ur',
    alerts: { how: 'plain', edition: 1 },
    'edition-at-start': 1,
    compared: 'phone',
    tried: ['file'],
    hand: 'naskh',
    [mirrorNote]: book,
    [soundsNote]: { regions: [region], keep: [] },
  };
  for (const [name, value] of Object.entries(notes)) await vault.keepNote(name, value);
  await openAcceptedGuides('/').accept(new Uint8Array(other));
}

const { NISHAN_FREEZE: frozenTo } = process.env;
if (frozenTo !== undefined) {
  it('is written down', async () => {
    await keepSomething();
    writeFileSync(frozenTo, `${JSON.stringify(await writeDown())}\n`);
  });
}

it('is opened by the app of today: guide, seats, mirrors, choices, other guides', async () => {
  const frozen = readFileSync(join(vectors, 'first-release.json'), 'utf8');
  await putBack(JSON.parse(frozen) as readonly WrittenDatabase[]);
  const vault = await openIdbVault(place);
  const held = await openRegion(vault, region);
  expect(held).toMatchObject({ region, isWhole: true, head: { edition: 1 } });
  if (!held) return;
  const { guide, symbols, parties } = held.head;
  const card = contestCard(guide, symbols, parties, held.shard, held.shard.contests[0]?.id ?? '');
  expect(card?.candidates.length).toBeGreaterThan(2);
  const picture = card?.candidates[0]?.symbol?.picture;
  expect(picture && (await readBlob(vault, picture))?.length).toBe(picture?.length);
  expect((await readClips(vault))?.clips.length).toBeGreaterThan(5);
  expect(await checkStore(vault, options)).toEqual([]);
  expect(readVoters(await vault.readNote('seat'))).toEqual([['NA-126', 'PA-126'], ['NA-127']]);
  expect(readAlertsNote(await vault.readNote('alerts'))).toEqual({ how: 'plain', edition: 1 });
  expect(readMirrorBook(await vault.readNote(mirrorNote)).added).toEqual([{ kind: 'static', url: mirror }]);
  expect(readKeptSounds(await vault.readNote(soundsNote)).regions).toEqual([region]);
  expect([await vault.readNote('language'), await vault.readNote('compared')]).toEqual(['ur', 'phone']);
  const guides = openAcceptedGuides('/');
  expect((await guides.read()).accepted.map(({ id }) => id)).toEqual([guideId(new Uint8Array(other))]);
});

it('takes editions in, and gives its own on', async () => {
  await putBack(JSON.parse(readFileSync(join(vectors, 'first-release.json'), 'utf8')));
  const vault = await openIdbVault(place);
  expect(await ingest(vault, bundleSource(bundle), { ...options, regions: 'held' })).toMatchObject({
    kind: 'unchanged',
  });
  const given = await exportBundle(vault, { ...options, regions: 'held' });
  globalThis.indexedDB = new IDBFactory();
  const next = await openIdbVault(place);
  await ingest(next, bundleSource(given?.bytes ?? new Uint8Array()), { ...options, regions: [region] });
  expect((await openHead(next))?.edition).toBe(1);
});

it('has another form only under another version: what is kept today has the stores that were there then', async () => {
  await keepSomething();
  const shape = (all: readonly WrittenDatabase[]) =>
    all.map(({ name, version, stores }) => [name, version, Object.keys(stores)]);
  expect(shape(await writeDown())).toEqual(
    shape(JSON.parse(readFileSync(join(vectors, 'first-release.json'), 'utf8'))),
  );
});
