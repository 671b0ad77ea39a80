// Everything that lies in a bundle, a folder or at an address, checked with the app's own code: taken in as a phone would,
// then whatever else signed content names; what nobody signed is named.
import { bundleSource } from '../../core/bundle/bundle.ts';
import { reservesPath } from '../../core/bundle/reserves.ts';
import { sha256Hex } from '../../core/bytes.ts';
import { AppError, type ErrorCode, isAppError } from '../../core/errors.ts';
import { parseAppFiles } from '../../core/guide/app-files.ts';
import { maxFileBytes } from '../../core/guide/format/blob.ts';
import { seatFolder } from '../../core/guide/seats/seat-paths.ts';
import { openHead, readAppFiles } from '../../core/held/held.ts';
import { ingest } from '../../core/ingest/ingest.ts';
import { memoryVault } from '../../core/memory-vault.ts';
import type { Source, Vault } from '../../core/ports.ts';
import { guideId } from '../../core/tuf/guide-id.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { seatPagesIn, verifySeatPage } from '../seat-pages/make-seat-pages.ts';
import { isOfOtherVersion } from '../seat-pages/other-version.ts';
import { type Basis, forgiving, takeAppFiles, takeOtherFiles, taking } from './other-files.ts';
import { type RecordedSource, recordedSource } from './recorded-source.ts';

/** Something that does not verify. */
export interface Problem {
  /** On the mirror; "" for the whole. */
  readonly path: string;
  readonly code: ErrorCode;
}

export interface SourceReport {
  readonly guideId: string;
  /** null where no edition verified. */
  readonly edition: number | null;
  /** ISO instant. */
  readonly issued: string | null;
  /** Ids of the regions that are in it. */
  readonly regions: readonly string[];
  /** Ids of the guide's other regions. */
  readonly missing: readonly string[];
  /** How many files verified. */
  readonly files: number;
  /** Files of a folder that are no part of this edition: of the one before, or for the server. */
  readonly others: number;
  /** Pages of seats that another version of this command made: whether they were changed since cannot be told. */
  readonly uncompared: number;
  readonly problems: readonly Problem[];
}

export interface VerifySourceOptions extends Basis {
  /** Everything that lies there; null where nobody can list it. */
  readonly paths: readonly string[] | null;
  /** A folder may hold what a build leaves beside an edition; a bundle may not. */
  readonly isFolder: boolean;
  /** This version's own app, to tell mirrors of another; null where it is not built. */
  readonly ownShell: string | null;
  readonly onProgress: (done: number, total: number) => void;
}

/** Checks all of it; what is wrong is in the report, never thrown. */
export async function verifySource(from: Source, options: VerifySourceOptions): Promise<SourceReport> {
  const { root, now, paths, onProgress } = options;
  const source = recordedSource(from);
  const vault = memoryVault();
  const problems: Problem[] = [];
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!isAppError(error)) throw error;
      problems.push({ path: String(error.details.path ?? ''), code: error.code });
    }
  };
  await attempt(() =>
    ingest(vault, source, {
      root,
      now,
      verifiers: ed25519Verifiers,
      regions: 'all',
      onProgress: ({ stage, done, total }) => stage === 'regions' && onProgress(done, total),
    }),
  );
  await attempt(() => checkFirstRoot(source, root));
  const head = await openHead(vault);
  if (head) await attempt(() => takeTheRest(vault, source, options));
  const beside = paths === null ? noStrays : await checkStrays(vault, source, paths, options, problems);
  for (const [path, { code }] of source.refused) problems.unshift({ path, code });
  const records = await vault.readRegions();
  for (const file of await lackingFiles(vault, source, options)) problems.push({ path: file, code: 'source/missing' });
  const regions = records
    .map(({ region }) => region)
    .filter((region) => region !== '')
    .sort();
  return {
    guideId: guideId(root),
    edition: head?.edition ?? null,
    issued: head?.issued ?? null,
    regions,
    missing: (head?.guide.regions ?? []).map(({ id }) => id).filter((id) => !regions.includes(id)),
    files: source.verified.size - beside.uncompared,
    ...beside,
    problems: dropTwins(problems),
  };
}

/** The chain of roots begins behind it, so that nothing else looks at it. */
async function checkFirstRoot(source: Source, root: Uint8Array): Promise<void> {
  const path = 'metadata/1.root.json';
  await source.read(path, { maxBytes: maxFileBytes }, (bytes) => {
    if (sha256Hex(bytes) !== sha256Hex(root)) throw new AppError('trust/other-publisher', { path });
    return true;
  });
}

async function takeTheRest(vault: Vault, source: RecordedSource, options: VerifySourceOptions): Promise<void> {
  const take = forgiving(taking(source));
  await takeOtherFiles(vault, options, take);
  // Over http a page of HTML counts as "not there", since block pages are: `nishan mirrors check` looks at the app.
  if (hasApp(options)) await takeAppFiles(vault, take);
}

function hasApp({ paths }: VerifySourceOptions): boolean {
  return paths?.includes('index.html') === true;
}

const beside = /^(?:_headers|\.nojekyll)$/;
/** What the app before loads late, and its worker. */
const appPart = /^(?:assets\/[^/]+|sw-[0-9a-f]+\.js)$/;
/** A drawing beside seats' pages: the beginning of its hash. */
const seatPicture = /^s\/p\/([0-9a-f]{12,64})\.[a-z]+$/;
const appList = /^targets\/app\/([0-9a-f]{64})\.app\.json$/;
const firstAnswer = /^first\/[a-z0-9._-]+\.zip$/;
const hashedFile = /^(?:targets\/(?:[^/]+\/)*([0-9a-f]{64})\.[^/]+|blobs\/([0-9a-f]{64}))$/;

/** Files that nothing signed led to. */
type Strays = Pick<SourceReport, 'others' | 'uncompared'>;

const noStrays: Strays = { others: 0, uncompared: 0 };

/** What lies there and nothing signed led to. @returns how many of them may lie in a folder, or cannot be compared */
async function checkStrays(
  vault: Vault,
  source: RecordedSource,
  paths: readonly string[],
  { isFolder, root, now, ownShell }: VerifySourceOptions,
  problems: Problem[],
): Promise<Strays> {
  let others = 0;
  let uncompared = 0;
  let made: Promise<ReadonlyMap<string, Uint8Array>> | undefined;
  const pages = () => (made ??= seatPagesIn(vault));
  const isOther = isFolder && (await isOfOtherVersion(vault, ownShell));
  for (const path of paths.filter((each) => !source.verified.has(each) && !source.refused.has(each))) {
    // Addresses that travel by hand: nobody signs them, nobody has to.
    if (path === reservesPath) others++;
    else if (isFolder && firstAnswer.test(path)) await takeFirstAnswer(source, path, { root, now }, problems);
    else if (isFolder && (await isPictureBefore(source, path, await pages()))) others++;
    else if (isFolder && path.startsWith(seatFolder)) {
      const isCompared = await checkSeatPage(source, path, { pages: await pages(), isOther }, problems);
      if (!isCompared) uncompared++;
    } else if (isFolder && (beside.test(path) || /^metadata\/\d+\.[^/]+\.json$/.test(path))) others++;
    else if (isFolder && hashedFile.test(path)) {
      others++;
      await checkByName(source, path);
    } else if (isFolder && appPart.test(path) && (await isOfAppBefore(source, path, paths))) others++;
    else problems.push({ path, code: 'trust/not-signed-for' });
  }
  return { others, uncompared };
}

/** Pages as the signed list makes them, and whether the mirror's are another version's. */
interface MadeAgain {
  readonly pages: ReadonlyMap<string, Uint8Array>;
  readonly isOther: boolean;
}

/** Nobody signs the page of a seat: it has to be the one that the signed list makes. @returns false where it cannot be told */
async function checkSeatPage(
  source: Source,
  path: string,
  { pages, isOther }: MadeAgain,
  problems: Problem[],
): Promise<boolean> {
  const want = pages.get(path);
  if (!want) problems.push({ path, code: 'trust/not-signed-for' });
  let isCompared = true;
  const accept = (bytes: Uint8Array): true => {
    isCompared = !want || verifySeatPage(path, bytes, want, isOther);
    return true;
  };
  if (want) await source.read(path, { maxBytes: maxFileBytes }, accept).catch(noted);
  return isCompared;
}

/** What a source throws is noted by it: `RecordedSource.refused`. */
function noted(error: unknown): void {
  if (!isAppError(error)) throw error;
}

/** Of the edition before: its bytes are still what their name says. */
async function checkByName(source: Source, path: string): Promise<void> {
  const [, target, blob] = hashedFile.exec(path) ?? [];
  const want = target ?? blob;
  const accept = (bytes: Uint8Array): true => {
    if (sha256Hex(bytes) !== want) throw new AppError('trust/hash', { path });
    return true;
  };
  await source.read(path, { maxBytes: maxFileBytes }, accept).catch(noted);
}

/** A build leaves what the app before loads late, for whoever has that one open: its list is still there, and says its hash. */
async function isOfAppBefore(source: Source, path: string, paths: readonly string[]): Promise<boolean> {
  for (const list of paths) {
    const hash = appList.exec(list)?.[1];
    if (hash === undefined) continue;
    let wanted: string | undefined;
    await holds(source, list, (bytes) => {
      if (sha256Hex(bytes) === hash) wanted = parseAppFiles(bytes).files.find((each) => each.path === path)?.sha256;
      return true;
    });
    if (wanted !== undefined) return holds(source, path, (bytes) => sha256Hex(bytes) === wanted);
  }
  return false;
}

/** A drawing that no page of this edition has: its bytes are what its name says. */
async function isPictureBefore(source: Source, path: string, pages: ReadonlyMap<string, Uint8Array>): Promise<boolean> {
  const print = seatPicture.exec(path)?.[1];
  if (print === undefined || pages.has(path)) return false;
  return holds(source, path, (bytes) => sha256Hex(bytes).startsWith(print));
}

async function holds(source: Source, path: string, accept: (bytes: Uint8Array) => boolean): Promise<boolean> {
  return source.read(path, { maxBytes: maxFileBytes }, accept).then(
    (is) => is === true,
    () => false,
  );
}

async function takeFirstAnswer(source: Source, path: string, basis: Basis, problems: Problem[]): Promise<void> {
  const region = path.slice('first/'.length, -'.zip'.length);
  try {
    await source.read(path, { maxBytes: maxFileBytes }, async (bytes) => {
      const options = { ...basis, verifiers: ed25519Verifiers, regions: region === 'head' ? [] : [region] };
      const outcome = await ingest(memoryVault(), bundleSource(bytes, { mayDeflate: true }), options);
      const isLacking = outcome.kind !== 'older' && outcome.missing.some((each) => each.startsWith('regions/'));
      if (isLacking) throw new AppError('source/missing', { path });
      return true;
    });
  } catch (error) {
    if (!isAppError(error)) throw error;
    problems.push({ path, code: error.code });
  }
}

/** What a region that is there needs and does not have: pictures, lists of places; and parts of an app that is there. */
async function lackingFiles(
  vault: Vault,
  { absent }: RecordedSource,
  options: VerifySourceOptions,
): Promise<readonly string[]> {
  const records = await vault.readRegions();
  const app = hasApp(options) ? ((await readAppFiles(vault))?.files ?? []) : [];
  const wanted = new Set([...records.flatMap(({ later }) => later), ...app].map(({ path }) => path));
  return [...absent].filter((path) => wanted.has(path));
}

function dropTwins(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ path }) => !seen.has(path) && seen.add(path));
}
