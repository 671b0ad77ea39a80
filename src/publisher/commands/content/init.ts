// `nishan init`: a new content folder, the example or an empty one with fresh keys.
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { FaultError } from '../../content/fault.ts';
import { partlySpoken, unspokenFix, unspokenMessage, unspokenOf } from '../../content/guide-file/spoken-languages.ts';
import { isDay } from '../../content/rows/is-day.ts';
import { emptyGuideFiles } from '../../init/empty-guide.ts';
import { exampleShift, moveDays } from '../../init/example-days.ts';
import { refuseUsedFolder, writeNewFolder } from '../../init/new-folder.ts';
import { parseLanguages } from '../../init/parse-languages.ts';
import { makeKeys, realPlan } from '../../keys/make-keys.ts';
import { parseNow } from '../keys/signing-time.ts';
import type { Output } from '../output.ts';

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
  /** ISO day or instant, for the example alone: its vote is eleven weeks later. The clock's where it is left out. */
  readonly now?: string | undefined;
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
  if (options.empty && options.now !== undefined)
    throw stop('--now', 'belongs to the example', 'leave it out, or leave out --empty');
  if (date !== '' && !isDay(date)) throw stop('--date', `"${date}" is no day`, 'write it like: --date 2027-02-08');
  await refuseUsedFolder(dir);
  const files = options.empty
    ? new Map([
        ...emptyGuideFiles({ name: name ?? 'Name of the publisher', languages, election, date }),
        ...makeKeys(realPlan, () => randomBytes(32)),
      ])
    : await exampleOf(parseNow(options.now));
  await writeNewFolder(dir, files);
  for (const line of options.empty ? wordsForEmpty(options.dir) : wordsForExample(options.dir)) output.out(line);
  if (options.empty) {
    for (const line of partlySpoken(languages)) output.out(`Note: ${line}.`);
    for (const tag of unspokenOf(languages)) output.err(`warning: ${unspokenMessage(tag)}. Mend: ${unspokenFix}`);
  }
  return 0;
}

/** The example guide, with its vote ahead. */
async function exampleOf(now: Date): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const { exampleFiles } = await import('../../init/example-files.ts');
  const days = exampleShift(now);
  return new Map(
    [...exampleFiles].map(([path, file]) => [
      path,
      path === 'guide.yaml' && typeof file === 'string' ? moveDays(file, days) : file,
    ]),
  );
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
    'this guide, let each person make their own key on their own computer instead: docs/CEREMONY.md shows how.',
    `Next: fill in ${dir}/guide.yaml, or: nishan import candidates FILE --into ${dir} --map "seat=…,serial=…,name:en=…"`,
  ];
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'init', file, message, fix }]);
}
