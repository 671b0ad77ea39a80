// A TUF repository in memory that tests bend as they like, served over real loopback HTTP. It signs with Node's own
// cryptography, so that it shares as little as it can with the code under test.
import { createHash, generateKeyPairSync, type KeyObject, constants as rsa, sign } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from '../../../src/core/json.ts';
import { encodeCanonical } from '../../../src/core/tuf/canonical.ts';

export interface Key {
  keytype: string;
  scheme: string;
  keyval: { public: string };
  [extra: string]: Json;
}

export interface Signer {
  keyid: string;
  key: Key;
  sign(message: Uint8Array): string;
}

export interface RoleSpec {
  keyids: string[];
  threshold: number;
  [extra: string]: Json;
}

export interface Meta {
  version: number;
  length?: number;
  hashes?: Record<string, string>;
}

export interface DelegatedSpec extends RoleSpec {
  name: string;
  terminating: boolean;
}

export interface Signed {
  _type: string;
  spec_version: string;
  version: number;
  expires: string;
  [extra: string]: unknown;
}
export interface RootSigned extends Signed {
  consistent_snapshot: boolean;
  keys: Record<string, Key>;
  roles: Record<string, RoleSpec>;
}
export interface MetaSigned extends Signed {
  meta: Record<string, Meta>;
}
export interface TargetsSigned extends Signed {
  targets: Record<string, { length: number; hashes: Record<string, string>; custom?: Json }>;
  delegations?: { keys: Record<string, Key>; roles: DelegatedSpec[] };
}

export interface Envelope {
  signatures: { keyid: string; sig: string }[];
  signed: Signed;
}

const day = 86_400_000;

/** The date so many days from now, as metadata writes it. */
export function inDays(days: number): string {
  return `${new Date(Date.now() + days * day).toISOString().slice(0, 19)}Z`;
}

export function keyidOf(key: Key): string {
  return createHash('sha256').update(encodeCanonical(key)).digest('hex');
}

function pem(publicKey: KeyObject): string {
  return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

export function newSigner(
  keytype = 'ecdsa',
  scheme = 'ecdsa-sha2-nistp256',
  extra: Record<string, Json> = {},
  { bits = 2048, curve = 'P-256' } = {},
): Signer {
  const make = (publicText: string, signIt: (message: Uint8Array) => Buffer): Signer => {
    const key: Key = { keytype, scheme, keyval: { public: publicText }, ...extra };
    return { keyid: keyidOf(key), key, sign: (message) => signIt(message).toString('hex') };
  };
  if (keytype === 'ed25519') {
    const pair = generateKeyPairSync('ed25519');
    const raw = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
    return make(raw.toString('hex'), (message) => sign(null, message, pair.privateKey));
  }
  if (keytype === 'rsa') {
    const pair = generateKeyPairSync('rsa', { modulusLength: bits });
    const padding = scheme === 'rsassa-pss-sha256' ? rsa.RSA_PKCS1_PSS_PADDING : rsa.RSA_PKCS1_PADDING;
    return make(pem(pair.publicKey), (message) =>
      sign('sha256', message, {
        key: pair.privateKey,
        padding,
        ...(padding === rsa.RSA_PKCS1_PSS_PADDING && { saltLength: 32 }),
      }),
    );
  }
  const pair = generateKeyPairSync('ec', { namedCurve: curve });
  return make(pem(pair.publicKey), (message) => sign('sha256', message, pair.privateKey));
}

/** What a request is answered with instead of the repository's own bytes; returns false to let the usual answer through. */
export type Override = (response: ServerResponse) => boolean | undefined;

export class Simulator {
  readonly signed = new Map<string, Signed>();
  readonly signers = new Map<string, Signer[]>();
  /** The bytes of every version that was published, by role; index 0 is version 1 as URLs count. */
  readonly published = new Map<string, Uint8Array[]>();
  readonly artifacts = new Map<string, Uint8Array>();
  /** "root 2", "timestamp", "snapshot 1" … in the order asked for. */
  readonly requests: string[] = [];
  readonly artifactRequests: string[] = [];
  readonly overrides = new Map<string, Override>();
  withHashes = false;
  #server: Server | undefined;

  constructor() {
    const common = { spec_version: '1.0.31', version: 1, expires: inDays(30) };
    this.signed.set('targets', { _type: 'targets', ...common, targets: {} });
    this.signed.set('snapshot', { _type: 'snapshot', ...common, meta: { 'targets.json': { version: 1 } } });
    this.signed.set('timestamp', { _type: 'timestamp', ...common, meta: { 'snapshot.json': { version: 1 } } });
    this.signed.set('root', { _type: 'root', ...common, consistent_snapshot: true, keys: {}, roles: {} });
    for (const role of ['root', 'timestamp', 'snapshot', 'targets']) {
      this.root.roles[role] = { keyids: [], threshold: 1 };
      this.addKey(role);
    }
    this.publish('targets', 'snapshot', 'timestamp', 'root');
  }

  get root(): RootSigned {
    return this.signed.get('root') as RootSigned;
  }
  get timestamp(): MetaSigned {
    return this.signed.get('timestamp') as MetaSigned;
  }
  get snapshot(): MetaSigned {
    return this.signed.get('snapshot') as MetaSigned;
  }
  targets(role = 'targets'): TargetsSigned {
    return this.signed.get(role) as TargetsSigned;
  }
  rootRole(role: string): RoleSpec {
    const spec = this.root.roles[role];
    if (!spec) throw new Error(`no role ${role}`);
    return spec;
  }
  signersOf(role: string): Signer[] {
    const signers = this.signers.get(role) ?? [];
    this.signers.set(role, signers);
    return signers;
  }

  /** Adds a key to a role, in the root or in a delegator, and lets it sign. */
  addKey(role: string, signer = newSigner(), delegator = 'root'): Signer {
    const parent = delegator === 'root' ? this.root : this.targets(delegator).delegations;
    if (!parent) throw new Error(`${delegator} delegates nothing`);
    const spec =
      delegator === 'root' ? this.rootRole(role) : (parent.roles as DelegatedSpec[]).find(({ name }) => name === role);
    if (!spec) throw new Error(`no role ${role}`);
    parent.keys[signer.keyid] = signer.key;
    spec.keyids.push(signer.keyid);
    this.addSigner(role, signer);
    return signer;
  }

  addSigner(role: string, signer: Signer): void {
    const signers = this.signersOf(role);
    if (!signers.some(({ keyid }) => keyid === signer.keyid)) signers.push(signer);
  }

  rotateKeys(role: string): void {
    const spec = this.rootRole(role);
    spec.keyids = [];
    this.signers.set(role, []);
    for (let i = 0; i < spec.threshold; i++) this.addKey(role);
  }

  /** Signs the roles' next versions and lists them in the snapshot and the timestamp, which are not published by that. */
  publish(...roles: string[]): void {
    for (const role of roles) {
      const signed = this.signed.get(role);
      if (!signed) throw new Error(`no role ${role}`);
      const versions = this.published.get(role);
      if (versions) signed.version++;
      const bytes = this.#sign(role, signed);
      this.published.set(role, [...(versions ?? []), bytes]);
      const meta: Meta = { version: signed.version };
      if (this.withHashes) {
        meta.length = bytes.length;
        meta.hashes = { sha256: createHash('sha256').update(bytes).digest('hex') };
      }
      if (role === 'snapshot') this.timestamp.meta['snapshot.json'] = meta;
      else if (role !== 'root' && role !== 'timestamp') this.snapshot.meta[`${role}.json`] = meta;
    }
  }

  #sign(role: string, signed: Signed): Uint8Array {
    const message = encodeCanonical(signed as unknown as Json);
    const signatures = this.signersOf(role).map((signer) => ({ keyid: signer.keyid, sig: signer.sign(message) }));
    return Buffer.from(JSON.stringify({ signatures, signed }, null, 1));
  }

  /** Forgets all versions of a role and starts it again at `version`. */
  restart(role: string, version = 1): void {
    this.published.delete(role);
    const signed = this.signed.get(role);
    if (signed) signed.version = version;
  }

  /** The newest published bytes of a role. */
  newest(role: string): Uint8Array {
    const bytes = this.published.get(role)?.slice(-1)[0];
    if (!bytes) throw new Error(`${role} is not published`);
    return bytes;
  }

  /** Changes the newest published bytes of a role, without signing them again. */
  rewrite(role: string, change: (envelope: Envelope) => void): void {
    const envelope = JSON.parse(Buffer.from(this.newest(role)).toString()) as Envelope;
    change(envelope);
    this.replace(role, Buffer.from(JSON.stringify(envelope)));
  }

  replace(role: string, bytes: Uint8Array): void {
    const versions = this.published.get(role) ?? [];
    this.published.set(role, [...versions.slice(0, -1), bytes]);
  }

  addArtifact(path: string, content: string, role = 'targets', algorithms: readonly string[] = ['sha256']): void {
    const bytes = Buffer.from(content);
    const hashes: Record<string, string> = {};
    for (const name of algorithms) hashes[name] = createHash(name).update(bytes).digest('hex');
    this.targets(role).targets[path] = { length: bytes.length, hashes };
    this.artifacts.set(path, bytes);
  }

  addDelegation(
    delegator: string,
    role: {
      name: string;
      threshold: number;
      terminating: boolean;
      expires?: string;
      [extra: string]: Json | undefined;
    },
  ): void {
    const parent = this.targets(delegator);
    const { expires = inDays(30), ...spec } = role;
    parent.delegations ??= { keys: {}, roles: [] };
    parent.delegations.roles.push({ ...(spec as unknown as DelegatedSpec), keyids: [] });
    this.addKey(role.name, newSigner(), delegator);
    if (!this.signed.has(role.name)) {
      const empty = { _type: 'targets', spec_version: '1.0.31', version: 1, expires, targets: {} };
      this.signed.set(role.name, empty);
    }
  }

  /** Serves on loopback; returns the base address. */
  async listen(): Promise<string> {
    const server = createServer((request, response) => this.#answer(request.url ?? '', response));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => (this.#server ? this.#server.close(resolve) : resolve(undefined)));
  }

  #answer(url: string, response: ServerResponse): void {
    const bytes = url.startsWith('/metadata/') ? this.#metadata(url.slice(10)) : this.#artifact(url.slice(9));
    const override = this.overrides.get(bytes.name);
    if (override && override(response) !== false) return;
    if (!bytes.found) {
      response.writeHead(404).end('not here');
      return;
    }
    response.writeHead(200, { 'content-length': bytes.found.length }).end(bytes.found);
  }

  #metadata(file: string): { name: string; found: Uint8Array | undefined } {
    const stem = file.replace(/\.json$/, '');
    const [, version, versioned] = /^(\d+)\.(.*)$/s.exec(stem) ?? [];
    const isVersioned = stem !== 'timestamp' && (this.root.consistent_snapshot || versioned === 'root');
    const role = decodeURIComponent((isVersioned ? versioned : stem) ?? '');
    const name = isVersioned ? `${versioned} ${version}` : stem;
    this.requests.push(name);
    const versions = this.published.get(role) ?? [];
    return { name, found: isVersioned ? versions[Number(version) - 1] : versions.slice(-1)[0] };
  }

  #artifact(file: string): { name: string; found: Uint8Array | undefined } {
    const slash = file.lastIndexOf('/') + 1;
    const base = file.slice(slash);
    const [prefix, name] = this.root.consistent_snapshot
      ? [base.slice(0, base.indexOf('.')), base.slice(base.indexOf('.') + 1)]
      : ['', base];
    const path = decodeURIComponent(file.slice(0, slash) + name);
    this.artifactRequests.push(`${path} ${prefix}`.trim());
    return { name: path, found: this.artifacts.get(path) };
  }
}
