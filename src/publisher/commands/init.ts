// `nishan init`: a new content folder, the example or an empty one with fresh keys.
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { languagePattern } from '../../core/guide/text.ts';
import { FaultError } from '../content/fault.ts';
import { isDay } from '../content/is-day.ts';
import { emptyGuideFiles } from '../init/empty-guide.ts';
import { exampleFiles } from '../init/example-files.ts';
import { makeKeys, realPlan } from '../keys/make-keys.ts';
import { makeFolders } from '../make-folders.ts';
import type { Output } from './output.ts';

export interface InitOptions {
  readonly dir: string;
  readonly empty: boolean;
  /** The publisher's name; only for an empty guide. */
  readonly name?: string | undefined;
  /** "en,ur"; only for an empty guide. */
  readonly languages?: string | undefined;
  /** The election's name and its day, "2027-02-08"; only for an empty guide. */
  readonly election?: string | undefined;
  readonly date?: string | undefined;
}

/** @returns the exit code. @throws FaultError where the folder is in use or an option is wrong; nothing is written then */
export async function initGuide(options: InitOptions, output: Output): Promise<number> {
  const dir = resolve(options.dir);
  const languages = parseLanguages(options.languages ?? 'en');
  const { name, election = '', date = '' } = options;
  for (const [option, value] of Object.entries({ name, languages: options.languages, election, date })) {
    if (options.empty || !value) continue;
    throw stop(`--${option}`, 'belongs to an empty guide', 'add --empty, or change guide.yaml afterwards');
  }
  if (date !== '' && !isDay(date)) throw stop('--date', `"${date}" is no day`, 'write it like: --date 2027-02-08');
  await refuseUsed(dir);
  const files = options.empty
    ? new Map([
        ...emptyGuideFiles({ name: name ?? 'Name of the publisher', languages, election, date }),
        ...makeKeys(realPlan, () => randomBytes(32)),
      ])
    : exampleFiles;
  await writeFolder(dir, files);
  for (const line of options.empty ? wordsForEmpty(options.dir) : wordsForExample(options.dir)) output.out(line);
  return 0;
}

function parseLanguages(list: string): readonly string[] {
  const tags = list.split(',').map((tag) => tag.trim());
  const wrong = tags.find((tag) => !languagePattern.test(tag));
  if (wrong !== undefined) {
    throw stop('--languages', `"${wrong}" is not a language tag`, 'write tags like: --languages en,ur');
  }
  return [...new Set(tags)];
}

async function refuseUsed(dir: string): Promise<void> {
  const names = await readdir(dir).catch((error: unknown): string[] => {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') throw stop(dir, 'is a file', 'name a folder that is new or empty');
    throw error;
  });
  if (names.includes('guide.yaml')) {
    throw stop(dir, 'has a guide in it already; nothing was changed', 'name a folder that is new or empty');
  }
  if (names.length > 0) {
    throw stop(dir, 'has other files in it; nothing was changed', 'name a folder that is new or empty');
  }
}

/** Written beside it and renamed, so that there is a whole guide or none. */
async function writeFolder(dir: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  await makeFolders(dirname(dir));
  const staged = join(dirname(dir), `.${basename(dir)}.${randomBytes(4).toString('hex')}.init`);
  try {
    await makeFolders(staged);
    for (const folder of ['keys', 'pictures', 'sounds']) await mkdir(join(staged, folder), { recursive: true });
    for (const [path, file] of files) {
      const mode = path.startsWith('keys/') ? 0o600 : 0o644;
      await writeFile(join(staged, path), file, { mode });
    }
    await rmdir(dir).catch(() => undefined);
    await rename(staged, dir);
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
}

function wordsForExample(dir: string): readonly string[] {
  return [
    `${dir}: the example guide of an invented country, with public demo keys.`,
    `Next: nishan build ${dir} --out MIRROR`,
  ];
}

function wordsForEmpty(dir: string): readonly string[] {
  return [
    `${dir}: an empty guide and fresh keys.`,
    'keys/ has 5 root keys (3 sign), 3 content keys (2 sign) and 3 timestamp keys (1 signs). Before anybody relies on',
    'this guide, give each key to its own person on its own computer, and keep copies of the root keys on paper.',
    `Next: fill in ${dir}/guide.yaml, or: nishan import candidates FILE --into ${dir} --map "seat=…,serial=…,name:en=…"`,
  ];
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'init', file, message, fix }]);
}
