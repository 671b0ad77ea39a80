// Two editions of the example guide as mirrors, and how a test publishes one.
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { folderSource } from '../../../src/publisher/build/folders/folder-source.ts';
import { type PublishCommandOptions, publishCommand } from '../../../src/publisher/commands/edition/publish.ts';
import { catchOutput } from '../build/guide-in-folder.ts';
import { type BuiltGuide, buildGuide } from '../mirrors/built-guide.ts';

export const now = new Date('2026-12-01T07:00:00Z');

export interface Editions {
  readonly first: string;
  /** One candidate's name and one file of the app's list are other ones. */
  readonly second: string;
  readonly guide: BuiltGuide;
}

export async function buildEditions(): Promise<Editions> {
  const guide = await buildGuide();
  const [dir, second] = [join(guide.home, 'guide-2'), join(guide.home, 'mirror-2')];
  await cp(guide.dir, dir, { recursive: true });
  await cp(guide.mirror, second, { recursive: true });
  const path = join(dir, 'candidates.csv');
  await writeFile(path, (await readFile(path, 'utf8')).replace('Firoz Khwabzada', 'Firoz Khwabzadi'));
  await guide.rebuild(dir, second, '2026-12-01T06:30:00Z');
  return { first: guide.mirror, second, guide };
}

export interface Published {
  readonly to: string;
  readonly edition: number;
  readonly sent: readonly string[];
  readonly there: number;
  readonly deleted: readonly string[];
  readonly bytes: number;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

export async function publish(dir: string, to: string, more: Partial<PublishCommandOptions> = {}): Promise<Published> {
  const output = catchOutput();
  const code = await publishCommand({ dir, to, dryRun: false, json: true, now, ...more }, output);
  if (code !== 0) throw new Error(output.errors.join('\n'));
  return { ...JSON.parse(output.lines[0] ?? ''), warnings: output.errors };
}

/** Takes a folder in whole, as a new phone. @returns the edition */
export async function takeIn(dir: string): Promise<number> {
  const root = await readFile(join(dir, 'metadata/1.root.json'));
  const options = { root, now, verifiers: ed25519Verifiers, regions: 'all' } as const;
  const outcome = await ingest(memoryVault(), folderSource(dir), options);
  if (outcome.kind !== 'installed' || outcome.missing.length > 0) throw new Error(JSON.stringify(outcome));
  return outcome.edition;
}

/** The pages of seats say the edition, so that each is new with every one. */
export function isNoSeatPage(path: string): boolean {
  return !path.startsWith('s/');
}
