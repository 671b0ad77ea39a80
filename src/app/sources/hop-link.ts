// The way from one address of the app to another: where a mirror's app opens, and the link that a second phone scans. It
// says which guide, which edition and which root, and nothing of the voter.
import type { HopClaim } from './hop-claim.ts';

/** How this address stands to a claim. `waiting`: the same publisher, and nothing is here yet. */
export type HopVerdict = 'other' | 'waiting' | 'behind' | 'same';

/** The link to the app at `address`. @param guideId 64 hex digits */
export function hopLink(address: string, guideId: string, had: Omit<HopClaim, 'guide'>): string {
  return `${address}#/hop/${guideId.slice(0, 16)}/${had.edition}/${had.root}`;
}

/**
 * Where the app opens on a mirror of kind `static`, which carries it.
 * @param url as the guide or the voter named it, with or without `{path}`
 * @returns null where a path cannot simply be left away
 */
export function appAddress(url: string): string | null {
  const plain = url.replace(/\{path\}$/, '');
  if (/[{}?#]/.test(plain) || !/^https?:\/\//.test(plain)) return null;
  return plain.endsWith('/') ? plain : `${plain}/`;
}

/**
 * Judges this address by what the other phone had.
 * @param here.edition the newest edition known here from verified metadata; null where nothing is here yet
 * @param here.root the version of the newest root known here
 */
export function judgeHop(
  claim: HopClaim,
  here: { readonly guideId: string; readonly edition: number | null; readonly root: number },
): HopVerdict {
  if (here.guideId.slice(0, 16) !== claim.guide) return 'other';
  if (here.edition === null) return 'waiting';
  return here.edition < claim.edition || here.root < claim.root ? 'behind' : 'same';
}
