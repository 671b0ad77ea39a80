// `nishan export`: a mirror to one file that people pass on.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { encodeReserves, maxReserves } from '../../../core/bundle/reserves.ts';
import { encodeUtf8 } from '../../../core/bytes.ts';
import { type AppError, isAppError } from '../../../core/errors.ts';
import { ed25519Verifiers } from '../../../core/tuf/signatures.ts';
import type { CarrierPage } from '../../../paper/carrier/carrier.ts';
import { makeCarrier } from '../../../paper/carrier/make-carrier.ts';
import { FaultError, formatFault } from '../../content/fault.ts';
import { guideFileName } from '../../content/guide-file/read-guide-file.ts';
import { requireFolder } from '../../content/read-content.ts';
import { type ExportMirrorOptions, exportMirror, type MirrorExport } from '../../export/export-mirror.ts';
import { openDraft } from '../../preview/make-draft.ts';
import { writeAtomically } from '../../tuf/atomic-write.ts';
import { counted } from '../counted.ts';
import { findShell } from '../find-shell.ts';
import { requireMirror } from '../mirrors/serve.ts';
import type { Output } from '../output.ts';

export interface ExportWords {
  /** A mirror; with `draft` a content folder. */
  readonly mirror: string;
  /** Of the folder as it is now, signed with keys that are thrown away and marked as a draft. */
  readonly draft?: boolean;
  /** As typed: "bundle" or "carrier". */
  readonly format: string;
  /** "all", or ids joined by commas. */
  readonly region: string;
  /** A file; for a carrier also a folder, which takes it under its own name. */
  readonly out: string;
  /** Of a carrier's page, as typed; the guide's where it is left out. */
  readonly languages?: string | undefined;
  /** Addresses that travel along, as typed. */
  readonly reserve?: string | undefined;
  readonly app: boolean;
  readonly json: boolean;
}

const formats = ['bundle', 'carrier'] as const;

/** A file above this is told of before it is written. */
const largeBytes = 10_000_000;

/**
 * @returns the exit code
 * @throws FaultError where the words or the mirror are wrong
 */
export async function exportCommand(words: ExportWords, output: Output): Promise<number> {
  const format = formats.find((each) => each === words.format);
  if (!format) throw stop('--format', `"${words.format}" is no format`, `choose one of: ${formats.join(', ')}`);
  if (format === 'carrier' && words.app) throw stop('--app', 'is for bundles', 'leave it out: a carrier is one page');
  const regions = parseRegions(words.region);
  if (words.draft === true) return exportDraft(words, output);
  await refuseUnsigned(words.mirror);
  await requireMirror(words.mirror);
  await requireFolderOf(words.out, format === 'carrier');
  const reading = 'reading the mirror as a phone does';
  output.progress(reading);
  const made = await makeFile(format, words, {
    mirror: words.mirror,
    regions,
    withOthers: format === 'bundle' && regions === 'all',
    withApp: words.app,
    reserves: parseReserves(words.reserve),
    now: new Date(),
    onProgress: (done, total) => output.progress(`${reading}: ${done} of ${counted(total, 'region')}`),
  });
  const { file, bytes, notes, mirror } = made;
  if (bytes.length > largeBytes) output.err(`${file} will have ${sizeOf(bytes.length)}.`);
  await writeAtomically(file, bytes);
  const { edition, issued, regions: held, isWhole } = mirror;
  if (words.json) {
    output.out(JSON.stringify({ file, format, edition, issued, regions: held, bytes: bytes.length, ...notes }));
    return 0;
  }
  const what = isWhole && held.length > 1 ? `all ${held.length} regions` : held.join(', ');
  output.out(`${file}: edition ${edition} of ${issued.slice(0, 10)}, ${what}, ${sizeOf(bytes.length)}.`);
  if (notes)
    output.out(`${sizeOf(notes.readableBytes)} of it is read without JavaScript, the rest is the signed bundle.`);
  if (notes && notes.picturesLeftOut > 0) {
    output.err(
      `warning: ${counted(notes.picturesLeftOut, 'picture is', 'pictures are')} too large for the page; the app shows what the file holds.`,
    );
  }
  return 0;
}

/** The same, of a mirror that is made for it and deleted afterwards. */
async function exportDraft({ mirror: dir, ...words }: ExportWords, output: Output): Promise<number> {
  await requireFolder(dir);
  const home = await mkdtemp(join(tmpdir(), 'nishan-draft-'));
  try {
    output.progress('making the draft');
    const shellDir = words.app ? findShell(undefined) : null;
    const draft = await openDraft({ dir, home, shellDir });
    const { report, faults } = await draft.make();
    if (report) return await exportCommand({ ...words, mirror: draft.mirror, draft: false }, output);
    for (const fault of faults.filter(({ severity }) => severity === 'error'))
      output.err(`error: ${formatFault(fault)}`);
    output.err('Nothing was written: a draft is made of a folder that could be built.');
    return 1;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function refuseUnsigned(dir: string): Promise<void> {
  const isContent = (await stat(join(dir, guideFileName)).catch(() => null)) !== null;
  if (!isContent) return;
  const fix = 'name the mirror that was built of it, or add --draft to send it round before anybody signs it';
  throw stop(dir, 'is a content folder, which nobody has signed', fix);
}

function parseReserves(typed: string | undefined): readonly string[] {
  const reserves = typed?.split(',').filter((each) => each !== '') ?? [];
  try {
    encodeReserves(reserves);
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw stop(
      '--reserve',
      `"${typed}" is not a list of at most ${maxReserves} https addresses`,
      'join them by commas, each whole',
    );
  }
  return reserves;
}

/** A file to write. */
interface MadeFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly mirror: MirrorExport;
  /** Of a carrier. */
  readonly notes?: Pick<CarrierPage, 'readableBytes' | 'bundleBytes' | 'picturesLeftOut'>;
}

async function makeFile(
  format: (typeof formats)[number],
  words: ExportWords,
  options: ExportMirrorOptions,
): Promise<MadeFile> {
  try {
    const mirror = await exportMirror(options);
    if (format === 'bundle') return { file: words.out, bytes: mirror.bytes, mirror };
    const { root } = mirror;
    const languages = words.languages?.split(',').map((each) => each.trim());
    const page = await makeCarrier(mirror.bytes, { root, now: options.now, verifiers: ed25519Verifiers, languages });
    const { readableBytes, bundleBytes, picturesLeftOut } = page;
    const file = (await isFolder(words.out)) ? join(words.out, page.name) : words.out;
    return { file, bytes: encodeUtf8(page.html), mirror, notes: { readableBytes, bundleBytes, picturesLeftOut } };
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

function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function parseRegions(typed: string): readonly string[] | 'all' {
  if (typed === 'all') return 'all';
  const regions = typed.split(',').map((each) => each.trim());
  if (regions.every((each) => each !== '')) return [...new Set(regions)];
  throw stop('--region', `"${typed}" names no region`, 'give all, or ids as in regions.csv: --region north,south');
}

/** @param mayBeFolder a carrier knows its own name */
async function requireFolderOf(file: string, mayBeFolder: boolean): Promise<void> {
  if (!(await isFolder(dirname(file)))) {
    throw stop(dirname(file), 'is not a folder', 'make it first, or name another one with --out');
  }
  if (mayBeFolder || !(await isFolder(file))) return;
  throw stop(file, 'is a folder where a file is wanted', 'name a file with --out');
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'export', file, message, fix }]);
}
