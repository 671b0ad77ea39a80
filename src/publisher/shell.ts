// The app for a mirror: takes the built shell, which knows no guide, and finishes it for one guide without a
// bundler. The same input gives the same bytes.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeUtf8, encodeUtf8, sha256Hex } from '../core/bytes.ts';
import { AppError } from '../core/errors.ts';
import { seatScriptPath } from '../core/guide/seats/seat-paths.ts';
import { parseJson } from '../core/json.ts';
import { asObject } from '../core/shape.ts';
import { seatPageShell } from '../paper/seat-page/seat-page-shell.ts';
import { bundlerManifest, entryOf, fillWorker, roadFiles, sortFiles, wordFiles } from './shell/lists.ts';
import { finishPage, type PageData } from './shell/page.ts';
import { headersFile } from './shell/policy.ts';
import { hashOf } from './small-files.ts';

export interface ShellOptions {
  /** The built shell, "dist/app". */
  readonly shellDir: string;
  /** The guide's first root.json. */
  readonly root: Uint8Array;
  /** Of that root: 64 hex digits. */
  readonly guideId: string;
  /** Small JSON, seat to region. */
  readonly hints: unknown;
  /** The guide's name: the page's title and the installed app's name. */
  readonly name: string;
  /** The guide's languages, by tag: what they say first is kept with the first answer. */
  readonly languages: readonly string[];
  /** What the app is called outside of itself; "" for the guide's name and the app's own icons. */
  readonly neutralName?: string;
  /** A demo may also read mirrors on this machine by http. */
  readonly demo: boolean;
}

/** What `app.json` signs. */
export interface PlacedShell {
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly length: number }[];
  /** "sw-<hash>.js" */
  readonly worker: string;
}

const workerSource = 'sw.js';
const manifestPath = 'manifest.webmanifest';
const servable = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;

/** The app for one guide. */
export interface MadeShell {
  /** Every file that a browser may ask for, in the order of their paths. */
  readonly placed: PlacedShell;
  /** These and what hosts alone read, `_headers` and `.nojekyll`, by mirror path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Makes a mirror's page, assets, worker, icons, the script of seats' pages, 404.html, `_headers` and `.nojekyll`.
 * @throws AppError `source/missing` where no shell was built; `content/inconsistent` where it is not ours
 */
export async function makeShell(options: ShellOptions): Promise<MadeShell> {
  const built = await readShell(options.shellDir);
  const { neutralName = '' } = options;
  const files = withIcons(built, neutralName !== '');
  for (const path of [bundlerManifest, workerSource]) files.delete(path);

  const data = {
    root: decodeUtf8(options.root),
    hints: options.hints,
    ...(neutralName !== '' && { label: neutralName }),
  };
  const road = roadFiles(take(built, bundlerManifest));
  const words = wordFiles(take(built, bundlerManifest), options.languages);
  const html = decodeUtf8(take(built, 'index.html'));
  const id = options.guideId.slice(0, 16);
  const page = finishPage(html, { id, ...data, words, road }, neutralName || options.name, options.demo);
  files.set('index.html', encodeUtf8(page.html));
  files.set(seatScriptPath, seatScript(data, take(built, bundlerManifest)));
  files.set(manifestPath, nameManifest(take(built, manifestPath), options));

  const lists = sortFiles(take(built, bundlerManifest), [...files.keys()], options.languages);
  const workerBytes = fillWorker(take(built, workerSource), lists, (path) => take(files, path));
  const worker = `sw-${sha256Hex(workerBytes).slice(0, 32)}.js`;
  files.set(worker, workerBytes);

  const paths = [...files.keys()].sort();
  for (const path of paths) {
    if (!servable.test(path)) throw new AppError('content/inconsistent', { path, want: 'a plain file name' });
  }
  const placed = { files: paths.map((path) => describe(path, take(files, path))), worker };
  files.set('_headers', encodeUtf8(headersFile(page.policy)));
  files.set('.nojekyll', new Uint8Array());
  return { placed, files };
}

async function readShell(dir: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new AppError('source/missing', { path: dir, want: 'the built app: npm run build' }, { cause });
  });
  const files = new Map<string, Uint8Array>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(join(dir, '/').length).replaceAll('\\', '/'), await readFile(path));
  }
  return files;
}

function take(files: ReadonlyMap<string, Uint8Array>, path: string): Uint8Array {
  const bytes = files.get(path);
  if (!bytes) throw new AppError('source/missing', { path, want: 'the built app: npm run build' });
  return bytes;
}

/** The script of seats' pages, with what the app's own page carries before it. */
function seatScript(data: PageData, manifest: Uint8Array): Uint8Array {
  const page = { guide: JSON.stringify(data), ...entryOf(manifest), scripts: roadFiles(manifest) };
  return encodeUtf8(`const nishanPage=${JSON.stringify(page)};\n${seatPageShell.script}\n`);
}

/** An installed app is told from others of its host by the guide, not by the folder that it came from. */
function nameManifest(bytes: Uint8Array, { root, name: own, neutralName }: ShellOptions): Uint8Array {
  const name = neutralName || own;
  const manifest = asObject(parseJson(bytes, 65_536), manifestPath);
  const named = { id: `guide-${sha256Hex(root).slice(0, 16)}`, ...manifest, name, short_name: shorten(name) };
  return encodeUtf8(`${JSON.stringify(named, null, 2)}\n`);
}

const neutralFolder = 'neutral/';

/** The built files, with the neutral icons in the place of the app's own where these are wanted. */
function withIcons(built: ReadonlyMap<string, Uint8Array>, isNeutral: boolean): Map<string, Uint8Array> {
  const files = new Map(built);
  for (const [path, bytes] of built) {
    if (!path.startsWith(neutralFolder)) continue;
    files.delete(path);
    if (isNeutral) files.set(path.slice(neutralFolder.length), bytes);
  }
  return files;
}

/** Launchers cut after about twelve letters: whole words, as many as fit. */
function shorten(name: string): string {
  const words = name.split(' ');
  while (words.length > 1 && words.join(' ').length > 12) words.pop();
  return words.join(' ');
}

function describe(path: string, bytes: Uint8Array): PlacedShell['files'][number] {
  return { path, sha256: hashOf(bytes), length: bytes.length };
}
