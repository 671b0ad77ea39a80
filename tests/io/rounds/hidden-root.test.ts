// A change of keys that quick mirrors hide: the next root is at a slower one, and "there is none" is said first.
import { describe, expect, it } from 'vitest';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { mirrorNote } from '../../../src/core/note-names.ts';
import { readMirrorBook, withMirror } from '../../../src/io/rounds/mirror-book.ts';
import { type RoundReport, syncRound } from '../../../src/io/rounds/mirror-round.ts';
import { ingestOptions, testMirror as makeFiles, testKey, testRoot } from '../../core/fixture.ts';
import { symbolOf, take } from '../../core/ingest/ingest-helpers.ts';
import { type ScriptedMirror, scriptedMirrors } from '../mirror/scripted-mirrors.ts';

const key = testKey(9);
const newer = new Map([
  ...makeFiles({ edition: 2, symbol: 'tree', key }),
  ['metadata/1.root.json', testRoot()] as const,
  ['metadata/2.root.json', testRoot({ version: 2, key })] as const,
]);
const only = /root\.json$/;
const hedgeMs = 40;
/** Late each time that it is asked. */
const slow: ScriptedMirror = { files: newer, behaviour: 'honest', delayMs: 3 * hedgeMs };

async function round(mirrors: readonly ScriptedMirror[]): Promise<{ report: RoundReport; symbol: string | undefined }> {
  const vault = memoryVault();
  await take(vault, makeFiles());
  const hosts = mirrors.map((mirror, i) => [`m${i}.test`, mirror] as const);
  const book = hosts
    .slice(1)
    .reduce((sum, [host]) => withMirror(sum, { kind: 'static', url: `https://${host}/` }), readMirrorBook(null));
  await vault.keepNote(mirrorNote, book);
  const report = await syncRound({
    vault,
    pageUrl: 'https://m0.test/',
    fetch: scriptedMirrors(Object.fromEntries(hosts)).fetch,
    limits: { firstByteMs: 600, pauseMs: 300, graceMs: 200, bytesPerSecond: 100_000 },
    hedgeMs,
    random: () => 0.5,
    ingest: ingestOptions,
  });
  return { report, symbol: await symbolOf(vault, 'north', 'NA-1') };
}

it('a newer edition is taken from a late mirror although two quick ones serve the older one', async () => {
  const behind: ScriptedMirror = { files: makeFiles(), behaviour: 'honest', delayMs: 1 };
  const files = makeFiles({ edition: 2, symbol: 'tree' });
  const { report, symbol } = await round([behind, behind, { ...slow, files }]);
  expect(report.outcome).toMatchObject({ kind: 'installed', edition: 2, missing: [] });
  expect(symbol).toBe('tree');
});

describe('the next root', () => {
  it.each(['not-found', 'forbidden', 'block-page', 'hang'] as const)(
    'is taken from a late mirror that has it, although two quick ones answer as if there were none: %s',
    async (behaviour) => {
      const liar: ScriptedMirror = { files: newer, behaviour, only, delayMs: 1 };
      const { report, symbol } = await round([liar, liar, slow]);
      expect(report.outcome).toMatchObject({ kind: 'installed', edition: 2, missing: [] });
      expect(symbol).toBe('tree');
      expect(report.marks['https://m2.test/']?.result).toBe('fine');
    },
  );

  it('is taken with its edition although two quick mirrors serve the older one', async () => {
    const behind: ScriptedMirror = { files: makeFiles(), behaviour: 'honest', delayMs: 1 };
    const { report, symbol } = await round([behind, behind, slow]);
    expect(report.outcome).toMatchObject({ kind: 'installed', edition: 2, missing: [] });
    expect(symbol).toBe('tree');
    expect(Object.values(report.marks).map(({ result }) => result)).toEqual(
      expect.arrayContaining(['old', 'old', 'fine']),
    );
  });

  it('is waited for no longer where who had it is gone', async () => {
    const liar: ScriptedMirror = { files: newer, behaviour: 'not-found', only, delayMs: 1 };
    const began = Date.now();
    const { report } = await round([
      liar,
      { files: newer, behaviour: 'hang', delayMs: 1 },
      { ...liar, behaviour: 'hang' },
    ]);
    expect(report.outcome).toBeNull();
    expect(Date.now() - began).toBeLessThan(5_000);
  });
});
