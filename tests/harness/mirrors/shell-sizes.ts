// What voters download of the app itself, in bytes, each file packed on its own as a good host keeps it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

export interface ShellSizes {
  /** Page, entry and styles, with what the entry says in English: all that an answer needs which is held. */
  readonly held: number;
  /** The same with what fetches and verifies: a first answer. */
  readonly first: number;
  /** All that is kept for offline use, in one language, with the worker. */
  readonly whole: number;
  readonly worker: number;
  readonly firstFiles: number;
  readonly restFiles: number;
}

/** Brotli at its best, as a good host stores it. */
export function brotliBytes(bytes: Uint8Array): number {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

/** @param dir a mirror's folder */
export function shellSizes(dir: string): ShellSizes {
  const worker = readdirSync(dir).find((name) => name.startsWith('sw-')) ?? '';
  const { first, rest } = shellLists(readFileSync(join(dir, worker), 'utf8'));
  const sizeOf = (path: string): number => brotliBytes(readFileSync(join(dir, path)));
  const isOtherLanguage = (path: string): boolean => /\/(ur|sd|ps|pa|bal|skr|bn)-/.test(path);
  const sum = (paths: readonly string[]): number =>
    paths.filter((path) => !isOtherLanguage(path)).reduce((total, path) => total + sizeOf(path), 0);
  return {
    held: sum(first.filter((path) => !/\/road-/.test(path))),
    first: sum(first),
    whole: sum(first) + sum(rest) + sizeOf(worker),
    worker: sizeOf(worker),
    firstFiles: first.length,
    restFiles: rest.length,
  };
}

/** The worker's lists say what the first answer loads: "first;rest" with "path=hash" entries. */
function shellLists(code: string): { readonly first: readonly string[]; readonly rest: readonly string[] } {
  const lists = /["'`]((?:[\w./-]+=[\w+/=]+ ?)+;(?:[\w./-]+=[\w+/=]+ ?)*)["'`]/.exec(code)?.[1] ?? ';';
  const [first = [], rest = []] = lists.split(';').map((list) =>
    list
      .split(' ')
      .filter(Boolean)
      .map((entry) => entry.slice(0, entry.indexOf('='))),
  );
  return { first, rest };
}
