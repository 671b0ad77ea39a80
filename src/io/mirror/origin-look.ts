// What an address serves as the app, held against the hashes in signed app.json. Nothing of it is kept or run. An address
// that treats this look otherwise than a visit is not found out by it: it is a trip-wire, no wall.
import { sha256Hex } from '../../core/bytes.ts';
import { isAppError } from '../../core/errors.ts';
import type { AppFiles } from '../../core/guide/app-files.ts';
import { askMirror, patientLimits } from './ask-mirror.ts';

/** Paths of app.json. What the address did not answer for is in neither list: it says nothing. */
export interface OriginLook {
  readonly same: readonly string[];
  readonly odd: readonly string[];
}

/** Which address is looked at, and how. */
export interface OriginLookOptions {
  /** Where the app lies: a whole URL that ends in "/". */
  readonly base: string;
  readonly fetch: typeof fetch;
  /** So that what is looked at is what the browser takes next; else nothing of it is kept, and no mark of ours is sent back. */
  readonly isCached?: boolean;
}

/**
 * Asks for these files, one after another.
 * @param paths as app.json names them; "index.html" is asked for by its folder, as a visit does
 */
export async function lookAtFiles(
  app: AppFiles,
  paths: readonly string[],
  options: OriginLookOptions,
): Promise<OriginLook> {
  const same: string[] = [];
  const odd: string[] = [];
  for (const path of paths) {
    const file = app.files.find((each) => each.path === path);
    const served = file && (await hashServed(path, file.length, options));
    if (file && served) (served === file.sha256 ? same : odd).push(path);
  }
  return { same, odd };
}

/** null where nothing came that could be the file; "longer" where it goes on behind the file's length. */
async function hashServed(
  path: string,
  length: number,
  { base, fetch, isCached = false }: OriginLookOptions,
): Promise<string | null> {
  const isPage = path === 'index.html';
  // The worker answers for the shell's own addresses: with a question behind it this one goes to the network.
  const url = new URL(isPage ? './' : /^sw-/.test(path) ? path : `${path}?look`, base).href;
  try {
    const asked = { url, path, maxBytes: length, mayRedirect: true, limits: patientLimits, fetch, isPage, isCached };
    const answer = await askMirror(asked);
    return answer.kind === 'bytes' ? sha256Hex(answer.bytes) : null;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.code === 'source/too-long' ? 'longer' : null;
  }
}
