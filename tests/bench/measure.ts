// What benches share: rows for the table, medians, the national guide made from the data folder once.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TestContext } from 'vitest';
import { markAsDemo, runNishan } from '../harness/mirrors/mirror.ts';

declare module 'vitest' {
  interface TaskMeta {
    rows?: [figure: string, measured: string, goal: string, note: string][];
  }
}

/** How often each time is taken; NISHAN_RUNS=1 for a quick look. */
export const runs = Number(process.env.NISHAN_RUNS ?? 5);

/** One line of the table. */
export function row(context: TestContext, figure: string, measured: string, goal: string, note = ''): void {
  context.task.meta.rows ??= [];
  context.task.meta.rows.push([figure, measured, goal, note]);
}

/** "12.3 kB". */
export function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

/** The middle one, and the spread. */
export function spread(values: readonly number[]): {
  readonly min: number;
  readonly median: number;
  readonly max: number;
  readonly p95: number;
} {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { min: at(0), median: at(0.5), max: at(1), p95: at(0.95) };
}

/** "210 ms (198-240)". */
export function ms(values: readonly number[]): string {
  const { min, median, max } = spread(values);
  const digits = median < 20 ? 1 : 0;
  return `${median.toFixed(digits)} ms (${min.toFixed(digits)}-${max.toFixed(digits)})`;
}

/** "6.1 s (6.0-6.4)". */
export function seconds(values: readonly number[]): string {
  const { min, median, max } = spread(values.map((value) => value / 1_000));
  return `${median.toFixed(1)} s (${min.toFixed(1)}-${max.toFixed(1)})`;
}

export const dataFolder = process.env.NISHAN_DATA ?? resolve('../shared/data');
export const hasData = existsSync(join(dataFolder, 'pk-2024-candidates.csv'));

/** How the columns of the real list are called. */
export const nationalMap =
  'seat=constituency_key,seatName=constituency_name,serial=serial_no,name:en=name_en,name:ur=name_ur,symbol=symbol,symbolCode=symbol_no,party=party';
/** The dates of the real list: signed after its symbols were final. */
export const nationalNow = '2024-02-05T12:00:00Z';
/** When its next edition is made. */
export const nationalLater = '2024-02-05T15:00:00Z';

export interface National {
  readonly guideDir: string;
  readonly mirrorDir: string;
  readonly importMs: number;
  readonly buildMs: number;
  /** What `import --json` printed. */
  readonly account: Readonly<Record<string, number | string>>;
  /** What `build --json` printed. */
  readonly report: Readonly<Record<string, unknown>>;
}

/** Imports the real list into an empty guide and builds its mirror, below .cache. */
export async function makeNational(): Promise<National> {
  const home = resolve('.cache/national');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const guideDir = join(home, 'guide');
  const mirrorDir = join(home, 'mirror');
  await succeed(
    'init',
    guideDir,
    '--empty',
    '--name',
    'National list 2024',
    '--languages',
    'en,ur',
    '--election',
    'General election',
    '--date',
    '2024-02-08',
  );
  const importing = performance.now();
  const account = await succeed(
    'import',
    'candidates',
    join(dataFolder, 'pk-2024-candidates.csv'),
    '--into',
    guideDir,
    '--map',
    nationalMap,
    '--json',
  );
  await markAsDemo(guideDir);
  const building = performance.now();
  const report = await succeed('build', guideDir, '--out', mirrorDir, '--now', nationalNow, '--json');
  const done = performance.now();
  writeFileSync(join(home, 'account.json'), account);
  return {
    guideDir,
    mirrorDir,
    importMs: building - importing,
    buildMs: done - building,
    account: JSON.parse(account),
    report: JSON.parse(report),
  };
}

/** A candidate of the real list, and another spelling. */
export const renamed = { seat: 'NA-251', from: 'Toor Gul', to: 'Tur Gul' } as const;

/** The other spelling, in the mirror's next edition. */
export async function renameOneCandidate({ guideDir, mirrorDir }: National, now: string): Promise<void> {
  const path = join(guideDir, 'candidates.csv');
  writeFileSync(path, readFileSync(path, 'utf8').replace(renamed.from, renamed.to));
  await succeed('build', guideDir, '--out', mirrorDir, '--now', now);
}

async function succeed(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runNishan(...args);
  if (code !== 0) throw new Error(`nishan ${args.join(' ')} ended with ${code}\n${stdout}${stderr}`);
  return stdout;
}
