// `nishan export`: a mirror to one file that people pass on.
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type AppError, isAppError } from '../../core/errors.ts';
import { FaultError } from '../content/fault.ts';
import { type ExportMirrorOptions, exportMirror, type MirrorExport } from '../export/export-mirror.ts';
import { writeAtomically } from '../tuf/atomic-write.ts';
import type { Output } from './output.ts';
import { requireMirror } from './serve.ts';

export interface ExportWords {
  readonly mirror: string;
  /** As typed: "bundle". */
  readonly format: string;
  /** "all", or ids joined by commas. */
  readonly region: string;
  readonly out: string;
  readonly app: boolean;
  readonly json: boolean;
}

const formats = ['bundle'] as const;
type Format = (typeof formats)[number];

/** A file above this is told of before it is written. */
const largeBytes = 10_000_000;

/**
 * @returns the exit code
 * @throws FaultError where the words or the mirror are wrong; AppError where the mirror is not whole
 */
export async function exportCommand(words: ExportWords, output: Output): Promise<number> {
  const format = formats.find((each) => each === words.format);
  if (!format) throw stop('--format', `"${words.format}" is no format`, `choose one of: ${formats.join(', ')}`);
  const regions = parseRegions(words.region);
  await requireMirror(words.mirror);
  await requireFolderOf(words.out);
  output.progress('reading the mirror as a phone does');
  const made = await make(format, {
    mirror: words.mirror,
    regions,
    withApp: words.app,
    now: new Date(),
    onProgress: (done, total) => output.progress(`reading the mirror as a phone does: ${done} of ${total} regions`),
  });
  if (made.bytes.length > largeBytes) output.err(`${words.out} will have ${megabytes(made.bytes.length)}.`);
  await writeAtomically(words.out, made.bytes);
  const { edition, issued, regions: held, bytes } = made;
  if (words.json)
    output.out(JSON.stringify({ file: words.out, format, edition, issued, regions: held, bytes: bytes.length }));
  else output.out(sentence(words.out, made));
  return 0;
}

async function make(_: Format, options: ExportMirrorOptions): Promise<MirrorExport> {
  try {
    return await exportMirror(options);
  } catch (error) {
    throw isAppError(error) ? explain(error, options.mirror) : error;
  }
}

function explain({ code, details }: AppError, mirror: string): FaultError {
  const fix = 'build the mirror again, and export then; nothing was written';
  if (code === 'content/no-such-region') {
    return stop('--region', `this guide has no region "${details.got}"`, 'give ids as in regions.csv, or all');
  }
  if (details.path === 'index.html')
    return stop(mirror, 'has no app in it', 'leave --app out, or build it with the app');
  return stop(`${mirror}/${details.path ?? ''}`, `would be refused by the app (${code})`, fix);
}

function sentence(file: string, { edition, issued, regions, isWhole, bytes }: MirrorExport): string {
  const what = isWhole ? `all ${regions.length} regions` : regions.join(', ');
  return `${file}: edition ${edition} of ${issued.slice(0, 10)}, ${what}, ${megabytes(bytes.length)}.`;
}

function megabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function parseRegions(typed: string): readonly string[] | 'all' {
  if (typed === 'all') return 'all';
  const regions = typed.split(',').map((each) => each.trim());
  if (regions.every((each) => each !== '')) return [...new Set(regions)];
  throw stop('--region', `"${typed}" names no region`, 'give all, or ids as in regions.csv: --region north,south');
}

async function requireFolderOf(file: string): Promise<void> {
  const folder = await stat(dirname(file)).catch(() => null);
  if (!folder?.isDirectory())
    throw stop(dirname(file), 'is not a folder', 'make it first, or name another one with --out');
  const there = await stat(file).catch(() => null);
  if (there?.isDirectory()) throw stop(file, 'is a folder where a file is wanted', 'name a file with --out');
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'export', file, message, fix }]);
}
