// The files of one edition: found by its signed metadata, taken from the vault where it has them, else from the source;
// each is checked by length and hash, and parsed, before it counts.
import { sha256Hex } from '../bytes.ts';
import { AppError } from '../errors.ts';
import { type Blob, blobFile, maxFileBytes } from '../guide/format/blob.ts';
import { maxInflatedBytes, type Packed } from '../guide/format/pack.ts';
import { turnsOf } from '../limited.ts';
import type { Accept, FileRef, Source, Vault } from '../ports.ts';
import type { FoundTarget } from '../tuf/delegations.ts';
import type { IngestOptions } from './ingest-options.ts';
import { type Native, ownNative, verifyFile } from './native.ts';

/** What every region rests on, whoever signed for it. */
const topRoles: readonly string[] = ['timestamp', 'snapshot', 'targets'];

/** Requests under way at once, whatever for: as much as a line with a long way holds, and 8 MiB at most in memory. */
export const requestsAtOnce = 8;

/** Metadata that was verified, however old: what a region rests on. */
export interface EditionView {
  /** The snapshot's version. */
  readonly edition: number;
  /** ISO instant. */
  readonly issued: string;
  findTarget(path: string): Promise<FoundTarget | null>;
  /** The received bytes by role: "timestamp" where it is known, "snapshot", "targets", and the delegated roles met so far. */
  metadata(): ReadonlyMap<string, Uint8Array>;
}

/** A target with what a record keeps of it. */
export interface TargetRef {
  readonly file: FileRef;
  /** The roles that lead to it, the one that signed for it last. */
  readonly roles: readonly string[];
}

/** One edition's files, while they are being taken in. */
export class EditionFiles {
  readonly edition: number;
  readonly issued: string;
  readonly #view: EditionView;
  readonly #vault: Vault;
  readonly #source: Source;
  readonly #signal: AbortSignal | undefined;
  readonly #native: Native;
  readonly #held: Set<string>;
  #pending = new Map<string, Uint8Array>();
  #bytes = 0;
  /** Blobs on their way: regions that are taken in side by side share pictures. */
  readonly #underway = new Map<string, Promise<boolean>>();
  readonly #inTurn = turnsOf(requestsAtOnce);
  /** By role: every region asks for the same ones. */
  readonly #metadataHashes = new Map<string, string>();

  constructor(
    view: EditionView,
    held: ReadonlySet<string>,
    vault: Vault,
    source: Source,
    { signal, native = ownNative }: Pick<IngestOptions, 'signal' | 'native'> = {},
  ) {
    this.edition = view.edition;
    this.issued = view.issued;
    this.#view = view;
    this.#held = new Set(held);
    this.#vault = vault;
    this.#source = source;
    this.#signal = signal;
    this.#native = native;
  }

  /** Bytes verified so far. */
  bytes(): number {
    return this.#bytes;
  }

  /** Whether a file of that hash is kept, or about to be. */
  has(sha256: string): boolean {
    return this.#held.has(sha256);
  }

  /** A file that was taken in and is not kept yet. */
  pending(sha256: string): Uint8Array | undefined {
    return this.#pending.get(sha256);
  }

  /** @returns null when nobody signs for that path with a sha-256. @throws AppError `trust/length` above 1 MiB */
  async findTarget(path: string): Promise<TargetRef | null> {
    const found = await this.#view.findTarget(path);
    if (!found?.sha256) return null;
    if (found.length > maxFileBytes) throw new AppError('trust/length', { path, want: maxFileBytes });
    return { file: { path: found.mirrorPath, sha256: found.sha256, length: found.length }, roles: found.visited };
  }

  /** @throws AppError `trust/not-signed-for`, and as findTarget */
  async target(path: string): Promise<TargetRef> {
    const found = await this.findTarget(path);
    if (!found) throw new AppError('trust/not-signed-for', { path, section: '5.6.7' });
    return found;
  }

  /**
   * A target's verified and parsed content, of what lies deflated.
   * @throws AppError `source/missing` when neither vault nor source has it; `trust/…`; what `parse` throws
   */
  async read<T>(file: FileRef, parse: (bytes: Packed) => T): Promise<T> {
    const kept = this.#pending.get(file.sha256) ?? (await this.#readKept(file));
    if (kept) return parse(await this.#inflated(kept));
    const taken = await this.#ask(file, async (bytes) => {
      await verifyFile(this.#native, file, bytes);
      return { bytes, parsed: parse(await this.#inflated(bytes)) };
    });
    if (!taken) throw new AppError('source/missing', { path: file.path });
    await this.#keep(file.sha256, taken.bytes);
    return taken.parsed;
  }

  /** Takes a blob in, once for all who ask meanwhile. @returns false when nobody has it. @throws AppError as the source, `trust/…` */
  fetch(file: FileRef): Promise<boolean> {
    const under = this.#underway.get(file.sha256);
    if (under) return under;
    const fetched = this.#fetch(file).finally(() => this.#underway.delete(file.sha256));
    this.#underway.set(file.sha256, fetched);
    return fetched;
  }

  async #fetch(file: FileRef): Promise<boolean> {
    const bytes = await this.#ask(file, (got) => verifyFile(this.#native, file, got));
    if (!bytes) return false;
    await this.#keep(file.sha256, bytes);
    return true;
  }

  /** The hashes of the metadata that a region rests on; the bytes join what is pending. */
  metadataFor(roles: ReadonlySet<string>): Readonly<Record<string, string>> {
    // Without a prototype: a role may have any name.
    const hashes: Record<string, string> = Object.create(null);
    for (const [role, bytes] of this.#view.metadata()) {
      if (!topRoles.includes(role) && !roles.has(role)) continue;
      const sha256 = this.#metadataHashes.get(role) ?? sha256Hex(bytes);
      this.#metadataHashes.set(role, sha256);
      hashes[role] = sha256;
      if (!this.#held.has(sha256)) this.#hold(sha256, bytes);
    }
    return hashes;
  }

  /** What has been verified and is not kept yet; the caller keeps it. */
  takePending(): ReadonlyMap<string, Uint8Array> {
    const pending = this.#pending;
    this.#pending = new Map();
    return pending;
  }

  #ask<T>(file: FileRef, accept: Accept<T>): Promise<T | null> {
    const limits = { maxBytes: file.length, sha256: file.sha256, signal: this.#signal };
    return this.#inTurn(() => this.#source.read(file.path, limits, accept));
  }

  async #readKept(file: FileRef): Promise<Uint8Array | null> {
    if (!this.#held.has(file.sha256)) return null;
    const bytes = await this.#vault.readFile(file.sha256);
    // A store that lost or changed a file is mended by fetching it again.
    if (bytes && bytes.length === file.length && (await this.#native.sha256(bytes)) === file.sha256) return bytes;
    this.#held.delete(file.sha256);
    return null;
  }

  /** By the platform where it can; where that makes nothing of them, parsing says why. */
  async #inflated(bytes: Uint8Array): Promise<Packed> {
    const inflated = await this.#native.inflate(bytes, maxInflatedBytes);
    return inflated ? { inflated } : bytes;
  }

  /** From a network each file is kept as it arrives, so that an interrupted sync resumes. */
  async #keep(sha256: string, bytes: Uint8Array): Promise<void> {
    this.#bytes += bytes.length;
    if (this.#source.isLocal) this.#hold(sha256, bytes);
    else {
      await this.#vault.keepFiles(new Map([[sha256, bytes]]));
      this.#held.add(sha256);
    }
  }

  #hold(sha256: string, bytes: Uint8Array): void {
    this.#pending.set(sha256, bytes);
    this.#held.add(sha256);
  }
}

/** Blobs as files, each once. */
export function uniqueFiles(blobs: readonly Blob[]): readonly FileRef[] {
  const files = new Map<string, FileRef>();
  for (const blob of blobs) files.set(blob.sha256, blobFile(blob));
  return [...files.values()];
}
