// Two editions of one guide that names its mirrors, in folders of their own: built once, served by origins.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNishan } from './mirror.ts';
import { onceADay } from './once-a-day.ts';

export interface Editions {
  /** The content folder of edition 2. */
  readonly guide: string;
  /** The mirror of edition 1. */
  readonly one: string;
  /** The mirror of edition 2, in which the candidate on NA-130's card has another symbol. */
  readonly two: string;
  remove(): Promise<void>;
}

export interface EditionOptions {
  /** The URLs that the guide names. */
  readonly mirrors: readonly string[];
  /** Edition 1 is of long ago, so that edition 2 comes with the next root. */
  readonly rotates?: boolean;
}

const dayMs = 86_400_000;
/** Less than 60 days are left of the first root then, and it is not over yet. */
const longAgoDays = 320;

/** The example guide twice. @throws Error with what the command said */
export async function makeEditions({ mirrors, rotates = false }: EditionOptions): Promise<Editions> {
  const home = await mkdtemp(join(tmpdir(), 'nishan-editions-'));
  const made = await onceADay(['editions', mirrors, rotates, newSymbol], (dir) => build(dir, mirrors, rotates));
  await cp(made, home, { recursive: true });
  const [guide, one, two] = [join(home, 'guide'), join(home, 'one'), join(home, 'two')];
  return { guide, one, two, remove: () => rm(home, { recursive: true, force: true }) };
}

/** What the candidate on NA-130's card has in edition 2. */
export const newSymbol = 'turtle';

async function build(home: string, mirrors: readonly string[], rotates: boolean): Promise<void> {
  const [guide, one, two] = [join(home, 'guide'), join(home, 'one'), join(home, 'two')];
  await succeed('init', guide);
  const listed = mirrors.map((url) => `  - { kind: static, url: '${url}' }\n`).join('');
  await change(join(guide, 'guide.yaml'), /^mirrors: \[\]\n/m, `mirrors:\n${listed}`);
  const longAgo = `${new Date(Date.now() - longAgoDays * dayMs).toISOString().slice(0, 19)}Z`;
  await succeed('build', guide, '--out', one, ...(rotates ? ['--now', longAgo] : []));
  await cp(one, two, { recursive: true });
  await change(join(guide, 'candidates.csv'), /^(NA-130,2,(?:[^,]*,){3})[^,]*,/m, `$1${newSymbol},`);
  // The voices that say "apple" go with it.
  await change(join(guide, 'media.csv'), /^seat-NA-130\..*\n/gm, '');
  await succeed('build', guide, '--out', two);
}

async function succeed(...args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await runNishan(...args);
  if (code !== 0) throw new Error(`nishan ${args.join(' ')} ended with ${code}\n${stdout}${stderr}`);
}

async function change(file: string, from: RegExp, to: string): Promise<void> {
  const before = await readFile(file, 'utf8');
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${file} has nothing like ${from}`);
  await writeFile(file, after);
}
