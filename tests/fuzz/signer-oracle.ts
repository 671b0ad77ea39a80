// What a vault holds against what its signers signed, by other code than the app's: Node's hashes, signatures and inflate,
// and a canonical form written here anew.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { openRegion } from '../../src/core/held/held.ts';
import type { RegionRecord, Vault } from '../../src/core/ports.ts';
import type { Json } from './change-json.ts';
import { mustHold } from './target.ts';

type Signed = { [key: string]: Json };

/** @throws Broken where anything is held that the holder of `publicKey` did not sign */
export async function mustBeSigned(vault: Vault, publicKey: string): Promise<void> {
  const hashes = await vault.fileHashes();
  for (const hash of hashes) {
    mustHold(sha256((await vault.readFile(hash)) ?? new Uint8Array()) === hash, 'files lie under their hash');
  }
  for (const record of await vault.readRegions()) await mustStand(vault, record, publicKey);
}

async function mustStand(vault: Vault, record: RegionRecord, publicKey: string): Promise<void> {
  const { metadata, files, later, region, edition } = record;
  const signedOf = async (role: string): Promise<{ bytes: Uint8Array; signed: Signed }> => {
    const bytes = (await vault.readFile(metadata[role] ?? '')) ?? new Uint8Array();
    return { bytes, signed: openSigned(bytes, publicKey) };
  };
  const [timestamp, snapshot, targets] = [
    await signedOf('timestamp'),
    await signedOf('snapshot'),
    await signedOf('targets'),
  ];
  mustBe(timestamp.signed, ['meta', 'snapshot.json', 'hashes', 'sha256'], sha256(snapshot.bytes), true);
  mustBe(timestamp.signed, ['meta', 'snapshot.json', 'version'], snapshot.signed.version as Json);
  mustBe(snapshot.signed, ['meta', 'targets.json', 'hashes', 'sha256'], sha256(targets.bytes), true);
  mustBe(snapshot.signed, ['meta', 'targets.json', 'version'], targets.signed.version as Json);
  mustHold(edition === snapshot.signed.version, 'the edition is the snapshot’s version');
  let said = '';
  for (const file of files) {
    const path = file.path.replace(/^targets\//, '').replace(/[0-9a-f]{64}\.([^/]+)$/, '$1');
    mustBe(targets.signed, ['targets', path, 'hashes', 'sha256'], file.sha256, true);
    mustBe(targets.signed, ['targets', path, 'length'], file.length);
    const bytes = await vault.readFile(file.sha256);
    mustHold(bytes?.length === file.length, 'what an answer needs is here, whole');
    said += inflateRawSync(bytes).toString();
  }
  for (const { path, sha256: hash } of later) {
    const isNamed = path.startsWith('blobs/') ? said.includes(hash) : JSON.stringify(targets.signed).includes(hash);
    mustHold(isNamed, 'what comes later is named in what is signed');
  }
  if (region !== '') await mustSayTheSame(vault, region, files[files.length - 1]?.sha256 ?? '');
}

function openSigned(bytes: Uint8Array, publicKey: string): Signed {
  const { signed, signatures } = JSON.parse(Buffer.from(bytes).toString()) as {
    signed: Signed;
    signatures: { sig: string }[];
  };
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(publicKey, 'hex')]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const message = Buffer.from(canonical(signed));
  mustHold(
    signatures.some(({ sig }) => verify(null, message, key, Buffer.from(sig, 'hex'))),
    'the signer signed it',
  );
  return signed;
}

function canonical(value: Json): string {
  if (typeof value === 'string') return `"${value.replace(/["\\]/g, '\\$&')}"`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const keys = Object.keys(value).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return `{${keys.map((key) => `${canonical(key)}:${canonical(value[key] as Json)}`).join()}}`;
}

/** @param mayLack hashes and lengths may be left out, of metadata */
function mustBe(signed: Signed, path: readonly string[], want: Json, mayLack = false): void {
  const found = path.reduce<Json | undefined>(
    (at, name) => (typeof at === 'object' && at !== null && !Array.isArray(at) ? at[name] : undefined),
    signed,
  );
  const isSame = typeof found === 'string' ? found.toLowerCase() === want : found === want;
  mustHold(isSame || (mayLack && found === undefined), `${path.join(' ')} is as it was signed`);
}

/** The names that a card would show are those in the signed bytes, each at its place. */
async function mustSayTheSame(vault: Vault, region: string, hash: string): Promise<void> {
  const held = await openRegion(vault, region);
  const bytes = await vault.readFile(hash);
  mustHold(held !== null && bytes !== null, 'what was installed can be opened');
  const wire = JSON.parse(inflateRawSync(bytes).toString()) as {
    contests: { id: string }[];
    candidates: { name: Record<string, string[]>; serial: number[] };
  };
  const { contests, candidates } = held.shard;
  mustHold(
    JSON.stringify(contests.map(({ id }) => id)) === JSON.stringify(wire.contests.map(({ id }) => id)),
    'contests',
  );
  mustHold(
    JSON.stringify(candidates.name) === JSON.stringify(plainly(wire.candidates.name)),
    'names are the signed ones',
  );
  mustHold(JSON.stringify(candidates.serial) === JSON.stringify(wire.candidates.serial), 'serial numbers too');
}

/** Without the marks that turn text around, which no screen shows. */
function plainly(names: Record<string, string[]>): Record<string, string[]> {
  const plain = (name: string): string => name.replace(/[\u202a-\u202e\u2066-\u2069]|[^\P{Cc}\t\n]/gu, '');
  return Object.fromEntries(Object.entries(names).map(([language, column]) => [language, column.map(plain)]));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
