// A small repository made by the author's side, mirrors that serve it well or badly, and a store on a Map.
import { expect } from 'vitest';
import { concatBytes, encodeUtf8 } from '../../../src/core/bytes.ts';
import { AppError } from '../../../src/core/errors.ts';
import type { Json } from '../../../src/core/json.ts';
import type { Source } from '../../../src/core/ports.ts';
import {
  authorMetadata,
  authorRoot,
  authorSnapshot,
  authorTargets,
  authorTimestamp,
  type Delegation,
  describeMetadata,
  describeTarget,
  type RoleKeys,
  type SigningKey,
  signingKey,
} from '../../../src/core/tuf/author.ts';
import type { MetaFile, TargetFile } from '../../../src/core/tuf/metadata.ts';
import { refresh } from '../../../src/core/tuf/refresh.ts';
import type { MetadataStore, RefreshOptions } from '../../../src/core/tuf/refresh-run.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';

export const now = new Date('2024-02-01T12:00:00Z');

/** The time so many days after `now`. */
export function later(days: number): Date {
  return new Date(now.getTime() + days * 86_400_000);
}

/** A key that is the same in every run. */
export function key(seed: number): SigningKey {
  return signingKey(new Uint8Array(32).fill(seed));
}

type TopRole = 'root' | 'timestamp' | 'snapshot' | 'targets';

/** Everything that a repository is made from; tests change it and publish again. */
export class Repository {
  /** On a mirror: path → bytes. */
  readonly files = new Map<string, Uint8Array>();
  readonly roots: Uint8Array[] = [];
  keys: Record<TopRole, readonly SigningKey[]> = {
    root: [key(1)],
    timestamp: [key(2)],
    snapshot: [key(3)],
    targets: [key(4)],
  };
  threshold: Record<TopRole, number> = { root: 1, timestamp: 1, snapshot: 1, targets: 1 };
  version: Record<TopRole, number> = { root: 0, timestamp: 0, snapshot: 0, targets: 0 };
  expires: Record<TopRole, Date> = {
    root: later(365),
    timestamp: later(7),
    snapshot: later(30),
    targets: later(30),
  };
  consistentSnapshot = true;
  targets: Record<string, TargetFile> = {};
  delegations: readonly Delegation[] = [];
  /** What the snapshot lists beside the top-level targets. */
  meta: Record<string, MetaFile> = {};
  issued: Date | undefined = now;
  timestampExtra: { readonly [key: string]: Json } = {};

  constructor() {
    this.publishRoot();
    this.publish();
  }

  get firstRoot(): Uint8Array {
    return this.roots[0] ?? new Uint8Array();
  }

  /** A new root, signed by the keys of the old and the new. */
  publishRoot(signers: readonly SigningKey[] = this.keys.root): Uint8Array {
    const version = ++this.version.root;
    const role = (name: TopRole): RoleKeys => ({
      keys: this.keys[name].map(({ publicKey }) => publicKey),
      threshold: this.threshold[name],
    });
    const roles = {
      root: role('root'),
      timestamp: role('timestamp'),
      snapshot: role('snapshot'),
      targets: role('targets'),
    };
    const content = { version, expires: this.expires.root, consistentSnapshot: this.consistentSnapshot, roles };
    const bytes = authorRoot(content, signers);
    this.roots.push(bytes);
    this.files.set(`metadata/${version}.root.json`, bytes);
    return bytes;
  }

  addTarget(path: string, content: string, custom?: Json): void {
    const bytes = encodeUtf8(content);
    const target = describeTarget(bytes, custom);
    this.targets[path] = target;
    this.putTarget(path, target, bytes);
  }

  putTarget(path: string, target: TargetFile, bytes: Uint8Array): void {
    const slash = path.lastIndexOf('/') + 1;
    this.files.set(`targets/${path.slice(0, slash)}${target.hashes.sha256}.${path.slice(slash)}`, bytes);
  }

  /** A delegated role's metadata, listed in the snapshot to come. */
  publishDelegated(
    name: string,
    signers: readonly SigningKey[],
    content: {
      targets?: Record<string, TargetFile>;
      delegations?: readonly Delegation[];
      expires?: Date;
      version?: number;
    },
  ): Uint8Array {
    const version = content.version ?? (this.meta[`${name}.json`]?.version ?? 0) + 1;
    const { targets = {}, delegations = [], expires = later(30) } = content;
    const bytes = authorTargets({ version, expires, targets, delegations }, signers);
    this.meta[`${name}.json`] = describeMetadata(version, bytes);
    this.files.set(`metadata/${this.consistentSnapshot ? `${version}.` : ''}${encodeURIComponent(name)}.json`, bytes);
    return bytes;
  }

  /** New targets, snapshot and timestamp. */
  publish(): void {
    const { expires, keys, targets, delegations, issued } = this;
    const prefix = (version: number) => (this.consistentSnapshot ? `${version}.` : '');
    const targetsBytes = authorTargets(
      {
        version: ++this.version.targets,
        expires: expires.targets,
        targets,
        ...(delegations.length > 0 && { delegations }),
        ...(issued && { issued }),
      },
      keys.targets,
    );
    this.files.set(`metadata/${prefix(this.version.targets)}targets.json`, targetsBytes);
    const meta = { ...this.meta, 'targets.json': describeMetadata(this.version.targets, targetsBytes) };
    const snapshot = authorSnapshot(
      { version: ++this.version.snapshot, expires: expires.snapshot, meta },
      keys.snapshot,
    );
    this.files.set(`metadata/${prefix(this.version.snapshot)}snapshot.json`, snapshot);
    this.publishTimestamp(describeMetadata(this.version.snapshot, snapshot));
  }

  publishTimestamp(snapshot: MetaFile): void {
    const content = { version: ++this.version.timestamp, expires: this.expires.timestamp, snapshot };
    const bytes =
      Object.keys(this.timestampExtra).length === 0
        ? authorTimestamp(content, this.keys.timestamp)
        : authorMetadata(
            {
              _type: 'timestamp',
              spec_version: '1.0.34',
              version: content.version,
              expires: `${content.expires.toISOString().slice(0, 19)}Z`,
              meta: { 'snapshot.json': snapshot as Json },
              ...this.timestampExtra,
            },
            this.keys.timestamp,
          );
    this.files.set('metadata/timestamp.json', bytes);
  }

  options(changes: Partial<RefreshOptions> = {}): RefreshOptions {
    return { root: this.firstRoot, now, verifiers: ed25519Verifiers, expiry: 'strict', ...changes };
  }

  /** A mirror as the repository is now; it does not follow later changes. */
  mirror(): Mirror {
    return new Mirror(new Map(this.files));
  }
}

/** One mirror: paths may be answered with other bytes, with nothing, or with a failure. */
export class Mirror {
  readonly asked: string[] = [];
  readonly files: Map<string, Uint8Array>;
  isDown = false;

  constructor(files: Map<string, Uint8Array>) {
    this.files = files;
  }

  get(path: string, maxBytes: number): Uint8Array | null {
    this.asked.push(path);
    if (this.isDown) throw new AppError('source/unreachable', { path });
    const bytes = this.files.get(path) ?? null;
    if (bytes && bytes.length > maxBytes) throw new AppError('source/too-long', { path, want: maxBytes });
    return bytes;
  }
}

/** The Source port over several mirrors, as ports.ts tells it. */
export function sourceOf(...mirrors: readonly Mirror[]): Source {
  return {
    async read(path, { maxBytes }, accept) {
      let failure: unknown;
      for (const mirror of mirrors) {
        try {
          const bytes = mirror.get(path, maxBytes);
          if (bytes) return await accept(bytes);
        } catch (error) {
          failure = error;
        }
      }
      if (failure) throw failure;
      return null;
    },
    async readEach(path, { maxBytes }, accept) {
      let accepted = 0;
      let failure: unknown;
      for (const mirror of mirrors) {
        try {
          const bytes = mirror.get(path, maxBytes);
          if (!bytes) continue;
          await accept(bytes);
          accepted++;
        } catch (error) {
          failure = error;
        }
      }
      if (accepted === 0 && failure) throw failure;
      return accepted;
    },
  };
}

/** A store that notes what was done to it, in order. */
export class Store implements MetadataStore {
  readonly kept = new Map<string, Uint8Array>();
  readonly log: string[] = [];

  async readMetadata(name: string): Promise<Uint8Array | null> {
    return this.kept.get(name) ?? null;
  }
  async keepMetadata(name: string, bytes: Uint8Array): Promise<void> {
    this.log.push(`keep ${name}`);
    this.kept.set(name, bytes);
  }
  async dropMetadata(name: string): Promise<void> {
    this.log.push(`drop ${name}`);
    this.kept.delete(name);
  }

  names(): readonly string[] {
    return [...this.kept.keys()].sort();
  }
}

/** The same bytes with one changed. */
export function bent(bytes: Uint8Array, at = bytes.length >> 1): Uint8Array {
  const changed = concatBytes(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

/** Metadata with its signed part changed and the old signatures kept. */
export function forged(bytes: Uint8Array, change: (signed: Record<string, unknown>) => void): Uint8Array {
  const envelope = JSON.parse(Buffer.from(bytes).toString());
  change(envelope.signed);
  return encodeUtf8(JSON.stringify(envelope));
}

/** Matches an AppError. */
export function code(name: string, details: object = {}): object {
  return { code: name, details: expect.objectContaining(details) };
}

/** A store that holds what the repository has now. */
export async function held(repository: Repository): Promise<Store> {
  const store = new Store();
  await refresh(store, sourceOf(repository.mirror()), repository.options());
  return store;
}
