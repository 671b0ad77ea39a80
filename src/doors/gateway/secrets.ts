// Whether a delivery is from who says so. Secrets are compared in a time that tells nothing of them.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Whether two texts are the same; how long it takes depends on neither. */
export function isSameSecret(given: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
  return secret !== '' && timingSafeEqual(digest(given), digest(secret));
}

/** How a signature is written. */
export interface SignatureForm {
  readonly algorithm: 'sha1' | 'sha256' | 'sha512';
  readonly encoding: 'hex' | 'base64';
  /** What stands before it: "sha256=". */
  readonly prefix: string;
}

/** As Meta's webhooks are signed. @source Graph API documentation, "Webhooks: validating payloads" */
export const metaSignature: SignatureForm = { algorithm: 'sha256', encoding: 'hex', prefix: 'sha256=' };

/** Whether `given` is the keyed hash of exactly these bytes. */
export function isSigned(body: Uint8Array, given: string, secret: string, form: SignatureForm): boolean {
  if (secret === '' || !given.startsWith(form.prefix)) return false;
  const wanted = createHmac(form.algorithm, secret).update(body).digest(form.encoding);
  const own = given.slice(form.prefix.length);
  return isSameSecret(form.encoding === 'hex' ? own.toLowerCase() : own, wanted);
}
