// Whether a slip stands: signed by the role that owns its seat, at that role's threshold, for this guide, and no older
// than what is known. The keys are those that the root leads to; a slip has none of its own.
import { concatBytes, decodeHex, encodeUtf8 } from '../bytes.ts';
import { AppError } from '../errors.ts';
import type { PublicKey, Role } from '../tuf/metadata.ts';
import { type Verifiers, verifierFor } from '../tuf/signatures.ts';
import type { ParsedSlip, Slip } from './slip.ts';

/** Who may sign for a seat: a role and the keys of whoever delegates to it. */
export interface SlipSigner {
  readonly role: Role;
  readonly keys: Readonly<Record<string, PublicKey>>;
}

/** A signature over a slip can stand for nothing else. */
const domain = encodeUtf8('nishan slip 1\n');

/**
 * The bytes that a slip's signers sign.
 * @param guideId 64 hex digits: the whole id, of which the slip carries the first 16
 */
export function slipMessage(guideId: string, signed: Uint8Array): Uint8Array {
  return concatBytes(domain, decodeHex(guideId), signed);
}

/**
 * @param guideId the guide that this phone holds
 * @param newest the newest edition that is known, of the guide or of a correction of this seat
 * @returns the slip
 * @throws AppError `trust/other-publisher`, `trust/signatures`, `trust/rollback` for one that is older than `newest`
 */
export function verifySlip(
  { slip, signed, signatures }: ParsedSlip,
  signer: SlipSigner,
  guideId: string,
  newest: number,
  verifiers: Verifiers,
): Slip {
  if (guideId.slice(0, 16) !== slip.guide) throw new AppError('trust/other-publisher', { got: slip.guide });
  const message = slipMessage(guideId, signed);
  const signers = new Set<string>();
  for (const signature of signatures) {
    const by = signer.role.keyids.find((id) => isBy(signer.keys[id], signature, message, verifiers));
    // The key itself counts, not its id: one key under two ids is one signer.
    if (by !== undefined) signers.add(signer.keys[by]?.keyval.public.toLowerCase() ?? by);
  }
  if (signers.size < signer.role.threshold) {
    throw new AppError('trust/signatures', { got: signers.size, want: signer.role.threshold });
  }
  if (slip.edition < newest) throw new AppError('trust/rollback', { got: slip.edition, want: newest });
  return slip;
}

function isBy(key: PublicKey | undefined, signature: Uint8Array, message: Uint8Array, verifiers: Verifiers): boolean {
  return key !== undefined && verifierFor(key, verifiers)?.(key, signature, message) === true;
}
