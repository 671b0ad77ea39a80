// TUF metadata: parsed, made canonical, and verified where it was signed again.
import { sha256Hex } from '../../../src/core/bytes.ts';
import { parseJson } from '../../../src/core/json.ts';
import { authorMetadata } from '../../../src/core/tuf/author.ts';
import { encodeCanonical } from '../../../src/core/tuf/canonical.ts';
import { isPathMatch, searchTarget } from '../../../src/core/tuf/delegations.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { encodeRoleName, maxMetadataBytes, parseMetadata, type RoleType } from '../../../src/core/tuf/metadata.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { verifyFirstRoot, verifySnapshot, verifyTargets, verifyTimestamp } from '../../../src/core/tuf/trusted.ts';
import { changeJson, type Json } from '../change-json.ts';
import type { Corpus } from '../corpus.ts';
import { fuzzKey, fuzzRoot } from '../sign-again.ts';
import { type FuzzTarget, mustHold } from '../target.ts';
import { changeAsJson, changeAsText, textOf, utf8 } from './inputs.ts';

const roles: readonly RoleType[] = ['root', 'timestamp', 'snapshot', 'targets'];
const trusted = verifyFirstRoot(fuzzRoot, ed25519Verifiers);

export function metadataTargets(corpus: Corpus): readonly FuzzTarget[] {
  return [
    {
      name: 'json',
      seeds: [corpus.metadata('root'), utf8('[{"a":1e3,"b":"\\ud83d"}]')],
      change: changeAsJson,
      run: runJson,
    },
    ...roles.map(
      (role): FuzzTarget => ({
        name: `metadata-${role}`,
        seeds: [corpus.metadata(role), ...(role === 'targets' ? [delegating()] : [])],
        change: changeAsJson,
        run(bytes) {
          const { message, signatures } = parseMetadata(role, bytes);
          mustHold(new Set(signatures.map(({ keyid }) => keyid)).size === signatures.length, 'each key signs once');
          // What is signed is one byte form, whatever the form it came in.
          const again = authorMetadata(JSON.parse(textOf(bytes)).signed, []);
          mustHold(sha256Hex(parseMetadata(role, again).message) === sha256Hex(message), 'canonical is one form');
          if (role === 'root') guideId(bytes);
        },
      }),
    ),
    ...roles.map(
      (role): FuzzTarget => ({
        name: `signed-${role}`,
        seeds: [signed(role === 'root' ? contentOf(fuzzRoot) : contentOf(corpus.metadata(role)))],
        share: 0.06,
        change: (random, input) => signed(changeJson(random, contentOf(input))),
        run: (bytes) => verifyRole(role, bytes),
      }),
    ),
    {
      name: 'path-patterns',
      seeds: ['regions/* regions/north', '*a*a*a*b aaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '?/??/* a/bc/d'].map(utf8),
      change: changeAsText,
      run(bytes) {
        const [pattern = '', path = ''] = textOf(bytes).slice(0, 2_048).split(' ');
        isPathMatch(pattern, path);
        mustHold(isPathMatch(path.replace(/[?*]/g, 'x'), path.replace(/[?*]/g, 'x')), 'a path is its own pattern');
        try {
          encodeRoleName(path);
        } catch (error) {
          // Parsed metadata has whole characters only.
          if (!(error instanceof URIError)) throw error;
        }
      },
    },
  ];
}

function runJson(bytes: Uint8Array): void {
  const value = parseJson(bytes, maxMetadataBytes.targets);
  const canonical = encodeCanonical(value);
  mustHold(sha256Hex(encodeCanonical(JSON.parse(textOf(bytes)))) === sha256Hex(canonical), 'canonical is one form');
}

function contentOf(bytes: Uint8Array): Json {
  return JSON.parse(textOf(bytes)).signed;
}

/** What no signer can sign is left unsigned. */
function signed(content: Json): Uint8Array {
  try {
    return authorMetadata(content, [fuzzKey]);
  } catch {
    return utf8(JSON.stringify({ signatures: [], signed: content }));
  }
}

function verifyRole(role: RoleType, bytes: Uint8Array): string {
  if (role === 'root') return String(verifyFirstRoot(bytes, ed25519Verifiers).signed.version > 0);
  if (role === 'timestamp') return String(verifyTimestamp(trusted, bytes, ed25519Verifiers).signed.version > 0);
  if (role === 'snapshot') return String(verifySnapshot(trusted, bytes, ed25519Verifiers).signed.version > 0);
  const snapshot = authorMetadata(snapshotOf(parseMetadata('targets', bytes).signed.version), [fuzzKey]);
  const listed = verifySnapshot(trusted, snapshot, ed25519Verifiers);
  const targets = verifyTargets(trusted, listed, bytes, ed25519Verifiers);
  for (const path of ['guide/guide', 'regions/north', '__proto__', 'toString']) {
    const step = searchTarget(trusted, targets, path).next();
    mustHold(!step.done || step.value === null || step.value.path === path, 'a search finds what was asked');
  }
  return 'verified';
}

function snapshotOf(version: number): Json {
  const expires = '2030-01-01T00:00:00Z';
  return { _type: 'snapshot', spec_version: '1.0.34', version: 1, expires, meta: { 'targets.json': { version } } };
}

function delegating(): Uint8Array {
  const keys = { [fuzzKey.id]: fuzzKey.publicKey as unknown as Json };
  const role = { name: 'team', keyids: [fuzzKey.id], threshold: 1, terminating: true, paths: ['regions/*'] };
  const other = { name: 'hashed', keyids: [fuzzKey.id], threshold: 1, path_hash_prefixes: ['8f'] };
  return signed({
    _type: 'targets',
    spec_version: '1.0.34',
    version: 3,
    expires: '2030-01-01T00:00:00Z',
    targets: { 'guide/guide': { length: 3, hashes: { sha256: 'ab'.repeat(32) }, custom: { inflated: 5 } } },
    delegations: { keys, roles: [role, other] },
    'x-issued': '2027-01-25T10:00:00Z',
  });
}
