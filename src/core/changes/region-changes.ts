// What changed in a region that is held and about to be replaced: reads its old files from the vault and compares them.
// Never a reason for an ingest to fail: what can no longer be read has no changes.
import { sha256Hex } from '../bytes.ts';
import { isAppError } from '../errors.ts';
import { type Blob, blobFile } from '../guide/format/blob.ts';
import { shardPath, symbolsPath } from '../guide/paths.ts';
import { type PollingPlace, parsePlaces } from '../guide/places.ts';
import { parseShard, type Shard } from '../guide/shard.ts';
import { type BallotSymbol, parseSymbols } from '../guide/symbols.ts';
import { targetPathOf } from '../held/held.ts';
import type { EditionFiles } from '../ingest/edition-files.ts';
import type { RegionPlan } from '../ingest/region-plan.ts';
import type { FileRef, RegionChange, RegionRecord, Vault } from '../ports.ts';
import { changesBetween, contestsWithOtherPlaces, hasOtherSymbols } from './changes.ts';
import { mergeChanges } from './merge-changes.ts';
import { readStoredChanges } from './stored-changes.ts';

type Symbols = ReadonlyMap<string, BallotSymbol>;

/** Finds the changes of the regions of one run; what they share is parsed once. */
export class RegionChanges {
  readonly #vault: Vault;
  readonly #files: EditionFiles;
  /** By hash: nearly every region was held in the same edition. */
  readonly #symbols = new Map<string, Promise<Symbols | null>>();

  constructor(vault: Vault, files: EditionFiles) {
    this.#vault = vault;
    this.#files = files;
  }

  /**
   * @param old the record that is replaced
   * @param plan what replaces it, with its lists of places as far as they could be had
   * @param symbols the new head's
   * @returns the new record's changes, newest first
   * @throws AppError `store/…` where the device refuses
   */
  async between(old: RegionRecord, plan: RegionPlan, symbols: Symbols): Promise<readonly RegionChange[]> {
    const { record } = plan;
    // An edition below the one held (its keys were revoked) undoes what came after it; nothing is known of what was before.
    const older = readStoredChanges(old.changes).filter(({ edition }) => edition <= record.edition);
    if (old.edition >= record.edition) return older;
    try {
      return mergeChanges(older, await this.#fresh(old, plan, symbols));
    } catch (error) {
      if (!isAppError(error) || (isAppError(error, 'store') && error.code !== 'store/broken')) throw error;
      return older;
    }
  }

  async #fresh(old: RegionRecord, plan: RegionPlan, symbols: Symbols): Promise<readonly RegionChange[]> {
    const { record, shard } = plan;
    const path = shardPath(record.region);
    const oldSymbols = fileOf(old, symbolsPath);
    const oldShard = fileOf(old, path);
    if (!oldSymbols || !oldShard) return [];
    const isSameShard = oldShard.sha256 === fileOf(record, path)?.sha256;
    if (isSameShard && oldSymbols.sha256 === fileOf(record, symbolsPath)?.sha256) return [];
    const symbolsBefore = await this.#readSymbols(oldSymbols);
    if (!symbolsBefore || (isSameShard && !hasOtherSymbols(shard, symbolsBefore, symbols))) return [];
    const shardBefore = isSameShard ? shard : await this.#read(oldShard, parseShard);
    if (!shardBefore) return [];
    const contests = isSameShard ? [] : contestsWithOtherPlaces(shardBefore, shard);
    return changesBetween(
      { edition: old.edition, symbols: symbolsBefore, ...(await this.#withPlaces(shardBefore, contests)) },
      { edition: record.edition, symbols, ...(await this.#withPlaces(shard, contests)) },
    );
  }

  #readSymbols(file: FileRef): Promise<Symbols | null> {
    const known = this.#symbols.get(file.sha256) ?? this.#read(file, parseSymbols);
    this.#symbols.set(file.sha256, known);
    return known;
  }

  async #withPlaces(
    shard: Shard,
    contests: readonly string[],
  ): Promise<{ readonly shard: Shard; readonly places: ReadonlyMap<string, readonly PollingPlace[]> }> {
    const places = new Map<string, readonly PollingPlace[]>();
    for (const contest of contests) {
      const list = await this.#read(blobFile(shard.places[contest] as Blob), parsePlaces);
      if (list) places.set(contest, list);
    }
    return { shard, places };
  }

  /** Only what is at hand, and only the bytes that the record names. */
  async #read<T>(file: FileRef, parse: (bytes: Uint8Array) => T): Promise<T | null> {
    const bytes = this.#files.pending(file.sha256) ?? (await this.#vault.readFile(file.sha256));
    return bytes && bytes.length === file.length && sha256Hex(bytes) === file.sha256 ? parse(bytes) : null;
  }
}

function fileOf(record: RegionRecord, path: string): FileRef | undefined {
  return record.files.find((file) => targetPathOf(file) === path);
}
