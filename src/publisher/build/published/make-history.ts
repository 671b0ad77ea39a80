// The public history that goes with an edition: what it changes against the last published one, before what came earlier.
// An edition that changes no content has the history of the one before, byte for byte.
import { changesBetween, contestsWithOtherPlaces, type RegionContent } from '../../../core/changes/changes.ts';
import { isAppError } from '../../../core/errors.ts';
import { blobFile } from '../../../core/guide/format/blob.ts';
import {
  type History,
  type HistoryChange,
  type HistoryEdition,
  maxHistoryChanges,
  maxHistoryEditions,
  parseHistory,
} from '../../../core/guide/history.ts';
import { type Notice, parseNotices } from '../../../core/guide/pages.ts';
import { appPath, historyPath, noticesPath, shardPath, symbolsPath } from '../../../core/guide/paths.ts';
import { type PollingPlace, parsePlaces } from '../../../core/guide/places.ts';
import { parseShard } from '../../../core/guide/shard.ts';
import { parseSymbols } from '../../../core/guide/symbols.ts';
import type { RegionChange } from '../../../core/ports.ts';
import { pathOnMirror, type Targets } from '../edition-targets.ts';

/** The edition that is made, and the one before. */
export interface HistoryBasis {
  /** The targets of the new edition, the history not among them. */
  readonly targets: Targets;
  /** The new edition's lists of places, by hash. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  /** In the guide's order. */
  readonly regions: readonly string[];
  /** What the last edition signed, hashes by target path; null where there was none. */
  readonly before: ReadonlyMap<string, string> | null;
  /** A file of the last edition, by hash and by where a mirror has it; null where it is lost. */
  readonly readBefore: (sha256: string, mirrorPath: string) => Promise<Uint8Array | null>;
  /** Its number, 0 where there was none; and the number that the new one gets when it differs. */
  readonly from: number;
  readonly edition: number;
  /** When the new one is signed, an ISO instant. */
  readonly issued: string;
}

/** So many of one edition: a list that was replaced whole is no news of its parts. */
const maxPerEdition = 500;

/**
 * @returns the history as it is to be published; `isOld` where it is that of the edition before
 */
export async function makeHistory(
  basis: HistoryBasis,
): Promise<{ readonly history: History; readonly isOld: boolean }> {
  const { before, edition, issued } = basis;
  const old = await readOld(basis, historyPath, parseHistory);
  if (old && before && !hasOtherContent(basis)) return { history: old, isOld: true };
  const own: HistoryEdition = { edition, issued };
  if (!before) return { history: { editions: [own], changes: [] }, isOld: false };
  const found = await changesOf(basis);
  const told = (await withReasons(basis, found ?? [])).slice(0, maxPerEdition);
  const more = (found?.length ?? 0) - told.length;
  const editions = [{ ...own, ...(more > 0 && { more }), ...(!found && { unknown: true }) }, ...(old?.editions ?? [])];
  const changes = [...told, ...(old?.changes ?? [])].slice(0, maxHistoryChanges);
  return { history: { editions: editions.slice(0, maxHistoryEditions), changes }, isOld: false };
}

/** The app comes from elsewhere, and a history follows from the rest. */
function hasOtherContent({ targets, before }: HistoryBasis): boolean {
  const paths = new Set([...targets.keys(), ...(before?.keys() ?? [])]);
  for (const path of [appPath, historyPath]) paths.delete(path);
  return [...paths].some((path) => hashOf(targets, path) !== before?.get(path));
}

function hashOf(targets: Targets, path: string): string | undefined {
  return targets.get(path)?.file.hashes.sha256;
}

async function readOld<T>(
  { before, readBefore }: HistoryBasis,
  path: string,
  parse: (bytes: Uint8Array) => T,
): Promise<T | null> {
  const sha256 = before?.get(path);
  return sha256 === undefined ? null : readable(await readBefore(sha256, pathOnMirror(path, sha256)), parse);
}

/** What an older version of this program wrote may not be readable any more. */
function readable<T>(bytes: Uint8Array | null, parse: (bytes: Uint8Array) => T): T | null {
  try {
    return bytes && parse(bytes);
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}

/** Every region's changes, the weightiest first; null where the edition before cannot be read. */
async function changesOf(basis: HistoryBasis): Promise<readonly RegionChange[] | null> {
  const { targets, before, regions } = basis;
  const symbolsBytes = targets.get(symbolsPath)?.bytes;
  const oldSymbols = await readOld(basis, symbolsPath, parseSymbols);
  if (!symbolsBytes || !oldSymbols) return null;
  const symbols = hashOf(targets, symbolsPath) === before?.get(symbolsPath) ? oldSymbols : parseSymbols(symbolsBytes);
  const found = new Map<string, RegionChange>();
  for (const region of regions) {
    const path = shardPath(region);
    const bytes = targets.get(path)?.bytes;
    const oldHash = before?.get(path);
    if (!bytes || oldHash === undefined || (hashOf(targets, path) === oldHash && symbols === oldSymbols)) continue;
    const oldShard = await readOld(basis, path, parseShard);
    if (!oldShard) return null;
    const next = { symbols, shard: hashOf(targets, path) === oldHash ? oldShard : parseShard(bytes) };
    // Of several regions that hold a contest, each tells the same.
    for (const { wasPicture: _, ...change } of await regionChanges(
      basis,
      { symbols: oldSymbols, shard: oldShard },
      next,
    )) {
      found.set(JSON.stringify(change), change);
    }
  }
  return [...found.values()].sort((a, b) => weightOf(a) - weightOf(b));
}

const order: readonly RegionChange['kind'][] = ['state', 'symbol', 'withdrawn', 'removed', 'station', 'added'];

function weightOf({ kind }: RegionChange): number {
  return order.indexOf(kind);
}

/** A region's content, but for its lists of places. */
type Side = Pick<RegionContent, 'symbols' | 'shard'>;

async function regionChanges(basis: HistoryBasis, old: Side, next: Side): Promise<readonly RegionChange[]> {
  const contests = contestsWithOtherPlaces(old.shard, next.shard);
  const oldPlaces = new Map<string, readonly PollingPlace[]>();
  const places = new Map<string, readonly PollingPlace[]>();
  for (const contest of contests) {
    const [was, is] = [old.shard.places[contest], next.shard.places[contest]];
    const wasBytes = was ? await basis.readBefore(was.sha256, blobFile(was).path) : null;
    const isBytes = is ? (basis.blobs.get(is.sha256) ?? null) : null;
    const [wasList, isList] = [readable(wasBytes, parsePlaces), readable(isBytes, parsePlaces)];
    if (wasList) oldPlaces.set(contest, wasList);
    if (isList) places.set(contest, isList);
  }
  return changesBetween(
    { ...old, edition: basis.from, places: oldPlaces },
    { ...next, edition: basis.edition, places },
  );
}

/** What a new notice says of a change: why, and by whose order. */
async function withReasons(basis: HistoryBasis, changes: readonly RegionChange[]): Promise<readonly HistoryChange[]> {
  const bytes = basis.targets.get(noticesPath)?.bytes;
  const known = new Set((await readOld(basis, noticesPath, parseNotices))?.map(({ id }) => id));
  const fresh = (bytes ? parseNotices(bytes) : []).filter(({ id }) => !known.has(id));
  return changes.map((change) => {
    const { reason, order: by } = fresh.find((notice) => isAbout(notice, change)) ?? {};
    return { ...change, ...(reason && { reason }), ...(by && { order: by }) };
  });
}

function isAbout({ kind, contest, serial }: Notice, change: RegionChange): boolean {
  if (contest !== change.contest) return false;
  if (kind === 'station-moved') return change.kind === 'station';
  return kind === 'correction' && (serial === undefined || serial === change.serial);
}
