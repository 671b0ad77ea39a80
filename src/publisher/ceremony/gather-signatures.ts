// A proposal and the lines that came back, to signed metadata: every signature is verified, every key counts once, and each
// threshold has to be met. What is missing is said by name.
import { encodeHex } from '../../core/bytes.ts';
import { keyId, mergeSignatures, type RoleKeys } from '../../core/tuf/author.ts';
import type { PublicKey, Signature } from '../../core/tuf/metadata.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { sayRole } from '../keys/key-ring.ts';
import { type Proposal, signedBy, spellFingerprint } from './proposal.ts';
import type { ToSign } from './proposed-slips.ts';
import { parseSignatureLine, type SignatureLine, signatureFault } from './signature-line.ts';

/** A line and where it came from. */
export interface GivenLine {
  readonly file: string;
  readonly text: string;
}

/** What came back, every signature verified and every threshold met. */
export interface Gathered {
  /** The proposal's files with their signatures, by path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** All signatures, by path: of files, and of the codes of slips. */
  readonly signatures: ReadonlyMap<string, readonly Signature[]>;
}

/**
 * @throws FaultError for a signature of another proposal, of a key that has no say, of a key twice, or that does not verify;
 * and where too few are here
 */
export function gatherSignatures(proposal: Proposal, lines: readonly GivenLine[]): Gathered {
  const gathered = new Map<string, Signature[]>(proposal.toSign.map(({ path }) => [path, []]));
  const seen = new Map<string, string>();
  for (const { file, text } of lines) {
    const line = parseSignatureLine(text, file);
    const key = keyOf(proposal, line, file);
    const before = seen.get(key.keyval.public);
    if (before !== undefined) {
      const message = `is by the same key as ${before}, which counts once`;
      throw signatureFault(file, message, 'ask another person who has a key');
    }
    seen.set(key.keyval.public, file);
    addSignatures(proposal, key, line, file, gathered);
  }
  const missing = proposal.toSign.flatMap((each) => missingFrom(proposal, each, gathered.get(each.path) ?? []));
  if (missing.length > 0) {
    const fix = 'ask one of them to review and sign this proposal, and merge again with all signatures';
    throw signatureFault(proposal.dir, [...new Set(missing)].join('; '), fix);
  }
  const files = proposal.unsigned.map(
    ({ path, bytes }) => [path, mergeSignatures(bytes, gathered.get(path) ?? [])] as const,
  );
  return { files: new Map(files), signatures: gathered };
}

function keyOf(proposal: Proposal, { fingerprint, key }: SignatureLine, file: string): PublicKey {
  if (fingerprint !== proposal.fingerprint) {
    const message = `is of another proposal: ${spellFingerprint(fingerprint)} instead of ${spellFingerprint(proposal.fingerprint)}`;
    throw signatureFault(file, message, 'send that person this proposal, to be reviewed and signed');
  }
  const keys = proposal.toSign.flatMap(({ wanted }) => wanted.flatMap((role) => role.keys));
  const known = keys.find((each) => keyId(each).startsWith(key));
  if (known) return known;
  throw signatureFault(file, `is by a key that has no say in this proposal: ${key}…`, 'leave it out');
}

function addSignatures(
  proposal: Proposal,
  key: PublicKey,
  { signatures }: SignatureLine,
  file: string,
  gathered: ReadonlyMap<string, Signature[]>,
): void {
  const files = signedBy(proposal, keyId(key));
  if (files.length !== signatures.length) {
    const message = `has ${signatures.length} signatures where this key makes ${files.length}`;
    throw signatureFault(file, message, 'ask for it again, the whole line');
  }
  files.forEach(({ path, message }, i) => {
    const signature = signatures[i] ?? new Uint8Array();
    const verify = ed25519Verifiers[`${key.keytype}/${key.scheme}`];
    if (!verify?.(key, signature, message)) {
      throw signatureFault(file, `does not verify for ${path}`, 'ask for it again, the whole line');
    }
    gathered.get(path)?.push({ keyid: keyId(key), sig: encodeHex(signature) });
  });
}

/** What a file still lacks, in words. */
function missingFrom(
  proposal: Proposal,
  { role, wanted }: ToSign,
  signatures: readonly Signature[],
): readonly string[] {
  return wanted.flatMap((each) => {
    const here = signersIn(each, signatures);
    if (here.length >= each.threshold) return [];
    const others = each.keys.map(keyId).filter((id) => !here.includes(id));
    const names = others.map((id) => proposal.names[id] ?? `${id.slice(0, 16)}…`).join(', ');
    return [
      `${sayRole(role)} has ${here.length} of ${each.threshold} signatures; missing are ${each.threshold - here.length} of: ${names}`,
    ];
  });
}

function signersIn({ keys }: RoleKeys, signatures: readonly Signature[]): readonly string[] {
  return keys.map(keyId).filter((id) => signatures.some(({ keyid }) => keyid === id));
}
