// Which files of the built shell the worker keeps, and when: read from the bundler's own manifest, never guessed.
import { createHash } from 'node:crypto';
import { decodeUtf8, encodeUtf8 } from '../../core/bytes.ts';
import { AppError } from '../../core/errors.ts';
import { parseJson } from '../../core/json.ts';
import { flag, list, object, type Read, readShape, record, text } from '../../core/shape.ts';
import { languageOf, languages } from '../../words/languages.ts';

const name = text(300);
const names = list(name, 2_000);
const chunk = object({ file: name }, { name, src: name, isEntry: flag, imports: names, css: names });
const manifestReader = record(/^.{1,300}$/, chunk, 5_000);
type Manifest = Read<typeof manifestReader>;

export const bundlerManifest = '.vite/manifest.json';

export interface Lists {
  readonly first: readonly string[];
  readonly rest: readonly string[];
}

/** The part that fetches and verifies, as vite.config.ts calls it: asked for beside the entry. */
const roadName = 'road';
/**
 * The page of a seat is the worker's to answer with the app, so that nothing of it is kept. A font comes when it is chosen, and is kept
 * with the guide; the system keeps icons when it installs the app; the worker itself is kept by the browser; the bill of materials is for
 * who asks.
 */
const notKept = /^(icons\/|s\/|404\.html$|sbom\.cdx\.json$|sw-|assets\/[^/]+\.woff2$)/;
const firstLocale = /^src\/words\/locales\/([^/]+)\.json\?first$/;

/**
 * Sorts the shell's files into what an answer needs (the page, its entry with all that is imported at once, what fetches and
 * verifies, what it says in the guide's languages) and the rest.
 * @param manifest the bytes of vite's manifest.json
 * @param paths every file of the finished shell
 * @param spoken the guide's languages, by tag
 * @throws AppError `format/…`; `content/inconsistent` where the manifest names a file that is not there
 */
export function sortFiles(manifest: Uint8Array, paths: readonly string[], spoken: readonly string[]): Lists {
  const chunks = readShape(manifestReader, parseJson(manifest, 4_194_304));
  const first = new Set(['index.html']);
  const saidFirst = withFallbacks(spoken);
  for (const key of Object.keys(chunks)) {
    // The check of what is held must never be what is missing: it is kept with the entry.
    if (
      chunks[key]?.isEntry ||
      chunks[key]?.name === roadName ||
      saidFirst.has(firstLocale.exec(chunks[key]?.src ?? '')?.[1] ?? '')
    )
      collect(chunks, key, first);
  }
  for (const path of first) {
    if (!paths.includes(path)) throw new AppError('content/inconsistent', { path, want: 'a file of the shell' });
  }
  const rest = paths.filter((path) => !first.has(path) && !notKept.test(path));
  return { first: [...first].sort(), rest: [...rest].sort() };
}

/** What the page itself names of the shell: the app's script and styles. @throws AppError `format/…`, `content/inconsistent` */
export function entryOf(manifest: Uint8Array): { readonly script: string; readonly styles: readonly string[] } {
  const chunks = readShape(manifestReader, parseJson(manifest, 4_194_304));
  const entry = Object.values(chunks).find(({ isEntry }) => isEntry);
  if (!entry) throw new AppError('content/inconsistent', { path: bundlerManifest, want: 'an entry' });
  return { script: entry.file, styles: entry.css ?? [] };
}

/**
 * That part, with what it imports beside the entry, which would be one round trip more; nothing where the shell is not split so.
 * @throws AppError `format/…`
 */
export function roadFiles(manifest: Uint8Array): readonly string[] {
  const chunks = readShape(manifestReader, parseJson(manifest, 4_194_304));
  const withEntry = new Set<string>();
  const files = new Set<string>();
  for (const key of Object.keys(chunks)) {
    if (chunks[key]?.isEntry) collect(chunks, key, withEntry);
    if (chunks[key]?.name === roadName) collect(chunks, key, files);
  }
  return [...files].filter((path) => !withEntry.has(path));
}

/**
 * Files of what each language says first, its own and those of the language that stands in for what it lacks, by each name
 * that browsers may have for it. English is in the entry; of a language that the guide does not speak the app knows itself.
 * @param spoken the guide's languages, by tag
 * @throws AppError `format/…`
 */
export function wordFiles(
  manifest: Uint8Array,
  spoken: readonly string[],
): Readonly<Record<string, readonly string[]>> {
  const chunks = readShape(manifestReader, parseJson(manifest, 4_194_304));
  const fileOf = (tag: string | undefined): readonly string[] => {
    const chunk = Object.values(chunks).find(({ src }) => firstLocale.exec(src ?? '')?.[1] === tag);
    return chunk && tag !== undefined ? [chunk.file] : [];
  };
  const tags = new Set(['en', ...spoken.flatMap((tag) => languageOf(tag) ?? [])]);
  const wanted = languages.filter(({ tag }) => tags.has(tag));
  const entries = wanted.flatMap(({ tag, also = [], fallback }) => {
    const files = [...fileOf(tag), ...fileOf(fallback)];
    return [tag, ...also].map((name) => [name, files] as const);
  });
  return Object.fromEntries(entries);
}

/** The interface's languages behind these tags, and those that stand in for what they lack. */
function withFallbacks(spoken: readonly string[]): ReadonlySet<string> {
  const tags = spoken.flatMap((tag) => languageOf(tag) ?? []);
  return new Set([...tags, ...tags.flatMap((tag) => languages.find((each) => each.tag === tag)?.fallback ?? [])]);
}

function collect(chunks: Manifest, key: string, into: Set<string>): void {
  const found = chunks[key];
  if (!found || into.has(found.file)) return;
  into.add(found.file);
  for (const css of found.css ?? []) into.add(css);
  for (const imported of found.imports ?? []) collect(chunks, imported, into);
}

const mark = '@@nishan-shell@@';

/**
 * Writes the lists into the built worker, in the form that sw/rules.ts reads: "path=hash path=hash;path=hash".
 * @throws AppError `content/inconsistent` where the worker has not exactly one place for them
 */
export function fillWorker(built: Uint8Array, lists: Lists, read: (path: string) => Uint8Array): Uint8Array {
  const parts = decodeUtf8(built).split(mark);
  if (parts.length !== 2) throw new AppError('content/inconsistent', { path: 'sw.js', want: mark });
  const line = (path: string) => `${path}=${createHash('sha256').update(read(path)).digest('base64')}`;
  return encodeUtf8(parts.join(`${lists.first.map(line).join(' ')};${lists.rest.map(line).join(' ')}`));
}
