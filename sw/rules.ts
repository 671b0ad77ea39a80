// What the worker does with a request, as pure functions: no cache, no network, no events. Only files of the shell are
// ever answered here; the guide's content is the page's affair, which verifies it.
import { seatOfPath } from '../src/core/guide/seats/seat-paths.ts';
import { sharePath } from '../src/io/store/inbox.ts';

/** A file of the shell and the hash that its bytes must have. */
export interface ShellFile {
  /** Below the scope: "assets/main-a1b2.js". */
  readonly path: string;
  /** As `fetch` takes it: "sha256-…" in base64. */
  readonly integrity: string;
}

/** The files of the shell, by when they are stored. */
export interface ShellLists {
  /** Stored at install: what an answer needs. */
  readonly first: readonly ShellFile[];
  /** Stored after the first answer: everything else that must work offline. */
  readonly rest: readonly ShellFile[];
}

/**
 * `share`: a form with files for the inbox, from the share sheet or a carrier. `page`: the app's own page. `seat`: a seat's
 * page, which the app answers itself. `file`: a file of the shell. `elsewhere`: a page below the scope that is not the app
 * (another guide, a file to save): the network's, and the app's page where there is none. `network`: not ours to answer.
 */
export type Rule =
  | { readonly kind: 'share' }
  | { readonly kind: 'page' }
  | { readonly kind: 'seat'; readonly code: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'network' };

/** What of a Request decides. */
export interface Asked {
  readonly url: string;
  readonly method: string;
  readonly mode: string;
}

/** Where the guide's content lies on a mirror: never answered, never cached. */
const contentFolders = /^(metadata|targets|blobs|first)(\/|$)/;
const pagePaths: readonly string[] = ['', 'index.html'];
const network: Rule = { kind: 'network' };

/**
 * The rule for a request. A file that is shared with the app is a POST to a path of its own, kept before anything else is
 * asked; every other request but a GET is the network's.
 * @param scope the registration's scope, a whole URL that ends in "/"
 * @param isShellFile whether a path below the scope is one of the shell's
 */
export function ruleFor(asked: Asked, scope: string, isShellFile: (path: string) => boolean): Rule {
  if (asked.method === 'POST' && asked.mode === 'navigate' && asked.url === scope + sharePath) return { kind: 'share' };
  if (asked.method !== 'GET' || !asked.url.startsWith(scope)) return network;
  const { pathname, search } = new URL(asked.url);
  const path = pathname.slice(new URL(scope).pathname.length);
  if (contentFolders.test(path)) return network;
  const isNavigation = asked.mode === 'navigate';
  if (isNavigation && pagePaths.includes(path)) return { kind: 'page' };
  if (search === '' && isShellFile(path)) return { kind: 'file', path };
  if (!isNavigation) return network;
  const code = seatOfPath(path);
  return code === null ? { kind: 'elsewhere' } : { kind: 'seat', code };
}

/**
 * Whether a request that no rule answers goes through the worker all the same, so that a drill can refuse it. While it is
 * not known yet whether a drill is on, only those to the own origin do: the worker's policy lets it ask nobody else.
 */
export function isCutOff({ url }: Pick<Asked, 'url'>, scope: string, drill: 'on' | 'off' | 'unknown'): boolean {
  if (drill === 'off') return false;
  return drill === 'on' || new URL(url).origin === new URL(scope).origin;
}

const fileLine = /^([A-Za-z0-9._/-]+)=([A-Za-z0-9+/]{43}=)$/;

/**
 * Reads the two lists that `nishan build` writes into the worker: "path=hash path=hash;path=hash".
 * @throws TypeError where the lists were never written
 */
export function parseShellLists(text: string): ShellLists {
  const lists = text.split(';').map((part) => part.split(' ').filter(Boolean).map(parseFile));
  const [first, rest] = lists;
  if (lists.length !== 2 || !first || !rest || !first.some((file) => file.path === 'index.html')) {
    throw new TypeError('a worker without its lists');
  }
  return { first, rest };
}

function parseFile(line: string): ShellFile {
  const [, path, hash] = fileLine.exec(line) ?? [];
  if (path === undefined || hash === undefined) throw new TypeError('a worker with a broken list');
  return { path, integrity: `sha256-${hash}` };
}

/** The address a file is fetched from: the page by its folder, since some hosts redirect "index.html" there. */
export function addressOf(file: ShellFile, scope: string): string {
  return scope + (file.path === 'index.html' ? '' : file.path);
}

/** A script whose name changes with what it holds. */
const namedByBytes = /^assets\/[\w.-]+-[\w-]{8}\.js$/;

/** Whether a file is kept under its own address, where a browser also keeps what it compiled of it (decision 45). */
export function isKeptByAddress({ path }: Pick<ShellFile, 'path'>): boolean {
  return namedByBytes.test(path);
}

/** The name a file is kept under: it changes with the bytes, so that two editions of the shell lie side by side. */
export function cacheKeyOf(file: ShellFile, scope: string): string {
  return isKeptByAddress(file) ? scope + file.path : `${scope}${file.path}?${encodeURIComponent(file.integrity)}`;
}
