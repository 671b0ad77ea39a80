// The only two ports of the core: where bytes come from, and where verified ones are kept.

/** Limits on one read. */
export interface ReadOptions {
  /** An answer longer than this is refused while it is read, never buffered whole. */
  readonly maxBytes: number;
  /** The hash that is wanted, for stores that find files by it. Never a reason to trust: `accept` checks it. */
  readonly sha256?: string;
  readonly signal?: AbortSignal | undefined;
}

/** Takes bytes that nobody has checked; returns the verified value, or throws. */
export type Accept<T> = (bytes: Uint8Array) => T | Promise<T>;

/** Somewhere that bytes come from: a mirror, a bundle, a folder, the phone's own store. Never trusted. */
export interface Source {
  /** Its bytes are at hand (a file, a store): nothing is gained by keeping each one as it arrives. */
  readonly isLocal?: boolean;

  /** All its answers come from one place far away: two small ones may be asked for at once, since nobody else is to be chosen. */
  readonly isOnePlace?: boolean;

  /**
   * Hands the bytes at `path` to `accept`. A source with several mirrors tries the next one where `accept` throws.
   * @param path as on a mirror: "metadata/timestamp.json", "targets/guide/<sha256>.symbols", "blobs/<sha256>"
   * @returns what `accept` returned; null when nobody has the path
   * @throws AppError `source/…`, or what `accept` threw last
   */
  read<T>(path: string, options: ReadOptions, accept: Accept<T>): Promise<T | null>;

  /**
   * Hands answers to `accept`, one at a time, for what has no known hash: the next root, the timestamp. A source with
   * several mirrors may end with the first answer that was accepted, or the first that honestly has none; the others
   * are then looked at on their own (tuf/peek.ts). What `accept` throws marks the mirror that answered and ends nothing,
   * as long as one answer was accepted or nobody has the path.
   * @returns how many answers were accepted
   * @throws AppError what was thrown last, where there were answers or failures and none was accepted
   */
  readEach(path: string, options: ReadOptions, accept: Accept<void>): Promise<number>;
}

/** A file that a region needs: a target (`path` on the mirror) or a blob. */
export interface FileRef {
  readonly path: string;
  readonly sha256: string;
  readonly length: number;
}

/** A region as it is kept: everything that it rests on, by hash. */
export interface RegionRecord {
  /** The region's id; "" is the head alone (guide, symbols, parties, notices) where no region is held. */
  readonly region: string;
  /** The snapshot's version: the number that people compare. */
  readonly edition: number;
  /** `x-issued` of the signed targets, ISO 8601. */
  readonly issued: string;
  /** sha256 of the metadata bytes it rests on, kept among the files: timestamp, snapshot, targets, delegated roles. */
  readonly metadata: Readonly<Record<string, string>>;
  /** What an answer needs, all held: the targets guide, symbols, parties, pages, notices and the shard. */
  readonly files: readonly FileRef[];
  /** What makes it whole, held or still wanted: pictures, sounds, lists of places, app.json. */
  readonly later: readonly FileRef[];
  /** What changed since the editions that this phone held before, newest first; absent where nothing did. */
  readonly changes?: readonly RegionChange[];
}

/** Something of a region that differs from the edition that was held before. For all regions: says nothing of a voter. */
export interface RegionChange {
  /** `symbol`, `withdrawn`, `added`, `removed`: a candidate. `state`: of the vote. `station`: a polling place moved. */
  readonly kind: 'symbol' | 'withdrawn' | 'added' | 'removed' | 'state' | 'station';
  /** The edition that was held, and the one that differs. */
  readonly from: number;
  readonly edition: number;
  readonly contest: string;
  /** The candidate's serial number; absent where it is no candidate. */
  readonly serial?: number;
  /** The candidate's or polling place's name, by language. */
  readonly subject?: Readonly<Record<string, string>>;
  /** The polling place's id. */
  readonly place?: string;
  /** The first of the block codes that vote elsewhere now; absent where the place itself moved. */
  readonly serves?: readonly string[];
  /**
   * Names by language: symbols, addresses. For `state` the word of the shard under "". Without `is` it is gone; a
   * candidate that was added has no `was`, and a polling place without either lies elsewhere on the map.
   */
  readonly was?: Readonly<Record<string, string>>;
  readonly is?: Readonly<Record<string, string>>;
  /** The old symbol's picture, kept as long as the change is. */
  readonly wasPicture?: { readonly sha256: string; readonly length: number };
}

/** What is known from verified metadata, beyond the regions that are held. */
export interface NewestNote {
  readonly edition: number;
  /** ISO instant: the newest `x-issued` that was verified; a floor for the device's clock. */
  readonly issued: string;
  /** When each top-level role expires, ISO instants. */
  readonly expires: Readonly<Record<'root' | 'timestamp' | 'snapshot' | 'targets', string>>;
  /** When a source was last asked and answered whole, ISO instant. */
  readonly checked: string;
}

/**
 * The phone's own store of one guide. Only verified bytes are ever kept; they are verified again when read back.
 * Metadata goes by its unversioned name ("timestamp.json", "targets.json"), roots by version ("3.root.json"), files by
 * their hash.
 */
export interface Vault extends Source {
  /** null when nothing is kept under that name. */
  readMetadata(name: string): Promise<Uint8Array | null>;
  keepMetadata(name: string, bytes: Uint8Array): Promise<void>;
  dropMetadata(name: string): Promise<void>;

  readFile(sha256: string): Promise<Uint8Array | null>;
  /** Several files by their hash, in one transaction; those that are not kept are left out. */
  readFiles(hashes: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Keeps files by their hash in one transaction. */
  keepFiles(files: ReadonlyMap<string, Uint8Array>): Promise<void>;
  /** The hashes of all files that are kept. */
  fileHashes(): Promise<ReadonlySet<string>>;

  readNewest(): Promise<NewestNote | null>;
  keepNewest(newest: NewestNote): Promise<void>;

  readRegions(): Promise<readonly RegionRecord[]>;
  /** Puts the records, the files that came with them and the note in place in one transaction: whole, or not at all. */
  installRegions(
    records: readonly RegionRecord[],
    files: ReadonlyMap<string, Uint8Array>,
    newest: NewestNote,
  ): Promise<void>;
  removeRegion(region: string): Promise<void>;
  dropFiles(hashes: readonly string[]): Promise<void>;

  /** Small things of the guide beside the content: "compared", what a check found. JSON values. */
  readNote(name: string): Promise<unknown>;
  /**
   * @param options.mayMake false for what the app notes by itself: nothing is kept where the store was deleted meanwhile,
   *   in this tab or another, so that a deletion stays one
   */
  keepNote(name: string, value: unknown, options?: { readonly mayMake: boolean }): Promise<void>;
  /**
   * Changes a note in one step, whoever else changes it, in this tab or another.
   * @param to what is kept by then, null where nothing is, to what is kept from now on; may be asked twice. What it throws
   *   leaves the note as it was
   * @param options as of keepNote
   */
  changeNote(name: string, to: (kept: unknown) => unknown, options?: { readonly mayMake: boolean }): Promise<void>;

  /**
   * Runs `work` while no other tab of this guide writes.
   * @param signal ends the waiting for other tabs, not the work
   * @throws AppError `store/busy` when it has to wait too long, or stood still while another tab wrote; `source/cancelled`
   */
  exclusive<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}
