// One person's signature over a proposal. The key keeps beside itself which bytes it signed under which number, and signs no
// others under the same one unless it is told so.
import { readFile, writeFile } from 'node:fs/promises';
import { decodeHex, encodeUtf8, sha256Hex } from '../../core/bytes.ts';
import { parseJson } from '../../core/json.ts';
import { integer, object, readShape, record, text } from '../../core/shape.ts';
import type { PublicKey } from '../../core/tuf/metadata.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { writeAtomically } from '../tuf/atomic-write.ts';
import { type Proposal, signedBy, spellFingerprint } from './proposal.ts';
import type { ToSign } from './proposed-slips.ts';
import { encodeSignatureLine, signatureFault } from './signature-line.ts';

/** A key that signs, wherever its secret is. */
export interface Signer {
  readonly id: string;
  readonly publicKey: PublicKey;
  sign(message: Uint8Array): Promise<Uint8Array>;
}

export interface SignOptions {
  /** As it was read from the review and typed, spaces or not. */
  readonly fingerprint: string;
  /** Where the key notes what it signed; null for one that does it elsewhere. */
  readonly log: string | null;
  /** Sign although other bytes were signed under the same number: that proposal was thrown away. */
  readonly instead: boolean;
}

/**
 * @returns the signature as one line
 * @throws FaultError where the fingerprint is another one, the key has no say in this proposal, or it signed other bytes
 * under the same number before
 */
export async function signProposal(proposal: Proposal, signer: Signer, options: SignOptions): Promise<string> {
  refuseOtherFingerprint(proposal, options.fingerprint);
  const files = signedBy(proposal, signer.id);
  if (files.length === 0) {
    const fix = 'use a key of a role that this proposal wants: nishan review PROPOSAL lists them';
    throw signatureFault(proposal.dir, 'wants no signature of this key', fix);
  }
  // Slips have no number of their own: two of one edition, in other languages say, are both as good.
  const numbered = files.filter((each) => proposal.unsigned.some(({ path }) => path === each.path));
  if (options.log !== null && numbered.length > 0) await noteSigned(options.log, proposal, numbered, options.instead);
  const signatures: Uint8Array[] = [];
  for (const { message, path } of files) {
    const signature = await signer.sign(message);
    const verify = ed25519Verifiers[`${signer.publicKey.keytype}/${signer.publicKey.scheme}`];
    if (!verify?.(signer.publicKey, signature, message)) {
      throw signatureFault(path, 'got a signature that this key did not make', 'see that --with signs with this key');
    }
    signatures.push(signature);
  }
  return encodeSignatureLine({ fingerprint: proposal.fingerprint, key: signer.id.slice(0, 16), signatures });
}

/**
 * Whether somebody reviewed these very bytes.
 * @param typed as they typed it, spaces or not
 * @throws FaultError where it is not the proposal's
 */
export function refuseOtherFingerprint(proposal: Proposal, typed: string): void {
  if (typed.toLowerCase().replace(/[\s-]/g, '') === proposal.fingerprint) return;
  const message = `has the fingerprint ${spellFingerprint(proposal.fingerprint)}, and that is not what was typed`;
  const fix =
    'review the proposal that you hold, and compare its fingerprint with the others by voice; nothing was signed';
  throw signatureFault(proposal.dir, message, fix);
}

const logFile = object({ format: integer(1, 1), signed: record(/^[0-9a-f]{64} [a-z0-9-]+ \d+$/, text(64), 100_000) });

/** Before it signs: a crash in between leaves a note too many, never a signature that is not noted. */
async function noteSigned(path: string, proposal: Proposal, files: readonly ToSign[], instead: boolean): Promise<void> {
  const bytes = await readFile(path).catch(() => null);
  const signed = { ...(bytes ? readShape(logFile, parseJson(bytes, 16_777_216)).signed : {}) };
  for (const { role, version, message } of files) {
    const name = `${proposal.guide} ${role} ${version}`;
    const hash = sha256Hex(message);
    if (signed[name] !== undefined && signed[name] !== hash && !instead) {
      const what = `this key has signed another ${role} ${version} of this guide already`;
      const fix = 'ask why there are two; where the first proposal was thrown away by all, sign with --instead';
      throw signatureFault(proposal.dir, what, fix);
    }
    signed[name] = hash;
  }
  const text = encodeUtf8(`${JSON.stringify({ format: 1, signed }, null, 1)}\n`);
  if (bytes) await writeAtomically(path, text);
  else await writeFile(path, text, { mode: 0o600 });
}

/** A signature as a command prints it: 64 bytes, hex or base64. @returns null where it is none */
export function readPrintedSignature(printed: Uint8Array): Uint8Array | null {
  if (printed.length === 64) return printed;
  const text = Buffer.from(printed).toString('latin1').trim();
  if (/^[0-9a-f]{128}$/i.test(text)) return decodeHex(text.toLowerCase());
  const bytes = /^[A-Za-z0-9+/]{86}==$/.test(text) ? new Uint8Array(Buffer.from(text, 'base64')) : null;
  return bytes?.length === 64 ? bytes : null;
}
