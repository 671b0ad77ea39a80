// One key's signatures over a proposal as one line of text, about 200 letters for two files: it travels by messenger, on a
// stick, or read aloud. "nishan-sig 1 FINGERPRINT KEY BASE64"; line breaks in it do no harm.

import { concatBytes, encodeUtf8 } from '../../core/bytes.ts';
import { decodeBase64, encodeBase64 } from '../../core/encoding/base64.ts';
import { FaultError } from '../content/fault.ts';

/** One key's signatures, not verified. */
export interface SignatureLine {
  /** The proposal's, 32 hex digits. */
  readonly fingerprint: string;
  /** The first 16 hex digits of the key's id. */
  readonly key: string;
  /** One of 64 bytes for each file that the key may sign, in the proposal's order. */
  readonly signatures: readonly Uint8Array[];
}

const signatureBytes = 64;
const maxSignatures = 50_000;
const pattern = /^\s*nishan-sig\s+1\s+([0-9a-f]{32})\s+([0-9a-f]{16})\s+([A-Za-z0-9+/=\s]+)$/;

export function encodeSignatureLine({ fingerprint, key, signatures }: SignatureLine): string {
  return `nishan-sig 1 ${fingerprint} ${key} ${encodeBase64(concatBytes(...signatures))}\n`;
}

/** @param file where it came from, for words. @throws FaultError where it is no signature */
export function parseSignatureLine(line: string, file: string): SignatureLine {
  const found = line.length <= maxSignatures * 90 ? pattern.exec(line) : null;
  const [, fingerprint, key, base64] = found ?? [];
  const bytes = base64 === undefined ? null : decode(base64.replace(/\s+/g, ''));
  if (fingerprint === undefined || key === undefined || !bytes) {
    throw signatureFault(file, 'is no signature', 'ask for the line that `nishan sign` wrote: nishan-sig 1 …');
  }
  if (bytes.length === 0 || bytes.length % signatureBytes !== 0) {
    throw signatureFault(file, 'is cut short', 'ask for it again, the whole line');
  }
  const count = bytes.length / signatureBytes;
  const at = (i: number): Uint8Array => bytes.slice(i * signatureBytes, (i + 1) * signatureBytes);
  return { fingerprint, key, signatures: Array.from({ length: count }, (_, i) => at(i)) };
}

function decode(base64: string): Uint8Array | null {
  try {
    return decodeBase64(encodeUtf8(base64));
  } catch {
    return null;
  }
}

export function signatureFault(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'signature', file, message, fix }]);
}
