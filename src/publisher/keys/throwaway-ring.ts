// Keys for a draft: made in memory, written nowhere, gone with the process. Whoever holds a draft holds nothing of worth.
import { signingKey } from '../../core/tuf/author.ts';
import { eachRole, type KeyRing } from './key-ring.ts';

declare const isThrowaway: unique symbol;

/** A ring that signs drafts and nothing else; keys that were read from a file have another type. */
export type ThrowawayRing = KeyRing & { readonly [isThrowaway]: true };

/** One fresh key for all four roles. @param seed makes 32 random bytes */
export function throwawayRing(seed: () => Uint8Array): ThrowawayRing {
  const key = signingKey(seed());
  const ring: KeyRing = {
    roles: eachRole(() => ({ threshold: 1, keys: [key.publicKey] })),
    teams: [],
    names: new Map([[key.id, 'throwaway']]),
    held: new Set([key.id]),
    open: async () => key,
  };
  return ring as ThrowawayRing;
}
