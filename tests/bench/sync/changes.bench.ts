// What telling changes costs an update of the national guide: the same ingest with and without the comparison.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, it } from 'vitest';
import { RegionChanges } from '../../../src/core/changes/region-changes.ts';
import { readAllChanges } from '../../../src/core/held/held.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import type { Source, Vault } from '../../../src/core/ports.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { folderSource } from '../../../src/publisher/build/folders/folder-source.ts';
import { runNishan } from '../../harness/mirrors/mirror.ts';
import { hasData, makeNational, ms, type National, row, runs } from '../measure.ts';

let national: National;
beforeAll(async () => {
  if (hasData) national = await makeNational();
});

it.runIf(hasData)('changes of the national guide', async (context) => {
  const source: Source = folderSource(national.mirrorDir);
  const root = new Uint8Array(readFileSync(join(national.mirrorDir, 'metadata/1.root.json')));
  const take = (vault: Vault, hour: string) =>
    ingest(vault, source, {
      root,
      now: new Date(`2024-02-05T${hour}:00:00Z`),
      verifiers: ed25519Verifiers,
      regions: 'all',
    });
  const publish = async (hour: string, edit: (lines: string[]) => string[]): Promise<void> => {
    const path = join(national.guideDir, 'candidates.csv');
    const [header = '', ...lines] = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, [header, ...edit(lines)].join('\n'));
    const now = `2024-02-05T${hour}:00:00Z`;
    const { code, stderr } = await runNishan('build', national.guideDir, '--out', national.mirrorDir, '--now', now);
    if (code !== 0) throw new Error(stderr);
  };

  /** Holds the older edition, publishes the next one, takes it in with and without the comparison. */
  const measure = async (hour: string, edit: (lines: string[]) => string[]) => {
    const vaults = await Promise.all(
      Array.from({ length: runs * 2 }, async () => {
        const vault = memoryVault();
        await take(vault, hour);
        return vault;
      }),
    );
    await publish(hour, edit);
    const told: number[] = [];
    const untold: number[] = [];
    let changes = 0;
    const { between } = RegionChanges.prototype;
    for (const [i, vault] of vaults.entries()) {
      const isTold = i % 2 === 0;
      RegionChanges.prototype.between = isTold ? between : async () => [];
      // The processor's time: a busy machine does not count.
      const began = process.cpuUsage();
      await take(vault, hour);
      const { user, system } = process.cpuUsage(began);
      (isTold ? told : untold).push((user + system) / 1_000);
      if (isTold) changes = (await readAllChanges(vault)).length;
    }
    RegionChanges.prototype.between = between;
    return { told: ms(told), untold: ms(untold), changes };
  };

  const one = await measure(
    '13',
    withOthers((row) => row === 0),
  );
  row(context, 'update, one symbol changed, with its changes', one.told, '', `${one.changes} changes`);
  row(context, 'the same without comparing', one.untold, '');
  const every = await measure(
    '14',
    withOthers((row) => row % 100 === 50),
  );
  row(context, 'update, every region changed, with its changes', every.told, '', `${every.changes} changes`);
  row(context, 'the same without comparing', every.untold, '');
});

/** Candidates' lines, some with a symbol that nobody else of their contest has. */
function withOthers(isOther: (row: number) => boolean): (lines: string[]) => string[] {
  return (lines) => {
    const cellsOf = (line: string): string[] => line.split(',');
    const symbolOf = (line: string): string => cellsOf(line)[symbolColumn] ?? '';
    const codes = [...new Set(lines.filter(isPlain).map(symbolOf))];
    return lines.map((line, row) => {
      const [contest, ...rest] = cellsOf(line);
      if (!isOther(row) || !isPlain(line)) return line;
      const taken = new Set(lines.filter((each) => each.startsWith(`${contest},`)).map(symbolOf));
      rest[symbolColumn - 1] = codes.find((code) => code !== '' && !taken.has(code)) ?? '';
      return [contest, ...rest].join(',');
    });
  };
}

const symbolColumn = 5;
/** Nine cells, none of them quoted. */
const isPlain = (line: string): boolean => !line.includes('"') && line.split(',').length === 9;
