// The public history on a phone: it comes when it is asked for, only as the edition signs it, and stays without a network.
import { expect, it } from 'vitest';
import { bytesSource } from '../../../src/core/bundle/bytes-source.ts';
import { readHistory } from '../../../src/core/held/held-history.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { ingestOptions, testMirror } from '../fixture.ts';
import { codeOf, take } from '../ingest/ingest-helpers.ts';

const told = (symbol: string) => ({
  editions: [
    { edition: 2, issued: '2027-01-25T10:00:00Z' },
    { edition: 1, issued: '2027-01-20T10:00:00Z' },
  ],
  changes: [
    { kind: 'symbol', contest: 'NA-1', serial: 1, was: { en: symbol }, is: { en: 'Kite' }, edition: 2, from: 1 },
  ],
});

function sourceOf(files: ReadonlyMap<string, Uint8Array>) {
  return bytesSource(async (path) => files.get(path) ?? null);
}

it('is read from a mirror, and without one from then on', async () => {
  const files = testMirror({ history: told('Boat') });
  const vault = memoryVault();
  await take(vault, files);
  expect(await readHistory(vault, null, ingestOptions)).toBeNull();
  const history = await readHistory(vault, sourceOf(files), ingestOptions);
  expect(history?.changes[0]?.was).toEqual({ en: 'Boat' });
  expect(await readHistory(vault, null, ingestOptions)).toEqual(history);
});

it('is not believed with other bytes than the edition signs, and is none where it signs none', async () => {
  const files = testMirror({ history: told('Boat') });
  const vault = memoryVault();
  await take(vault, files);
  const path = [...files.keys()].find((each) => each.endsWith('.history')) ?? '';
  const forged = [...testMirror({ history: told('Lamp') })].find(([name]) => name.endsWith('.history'))?.[1];
  const evil = sourceOf(new Map([...files, [path, forged ?? new Uint8Array()]]));
  expect(await codeOf(readHistory(vault, evil, ingestOptions))).toMatch(/^trust\//);
  expect(await readHistory(vault, null, ingestOptions)).toBeNull();
  const without = memoryVault();
  await take(without, testMirror());
  expect(await readHistory(without, sourceOf(files), ingestOptions)).toBeNull();
});

it('stays while installs sweep away what no region rests on, and goes with the next one that is read', async () => {
  const files = testMirror({ history: told('Boat') });
  const vault = memoryVault();
  await take(vault, files, { regions: ['north'] });
  const history = await readHistory(vault, sourceOf(files), ingestOptions);
  await take(vault, files);
  expect(await readHistory(vault, null, ingestOptions)).toEqual(history);
  const kept = String(await vault.readNote('history'));
  await vault.keepNote('history', null);
  await take(vault, testMirror({ edition: 2, history: told('Lamp') }));
  expect((await vault.fileHashes()).has(kept)).toBe(false);
});
