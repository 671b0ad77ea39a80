// What a link from another address says of the phone that somebody comes from. Apart from what else is done with such links,
// since the first screen reads it.

/** What the phone that somebody comes from had. */
export interface HopClaim {
  /** The first 16 hex digits of the guide's id. */
  readonly guide: string;
  readonly edition: number;
  /** The version of its newest root. */
  readonly root: number;
}

const claimPattern = /^([0-9a-f]{16})\/([1-9]\d{0,8})\/([1-9]\d{0,5})$/;

/** What a link says behind `#/hop/`; null where that is no claim. */
export function readClaim(text: string): HopClaim | null {
  const [, guide, edition, root] = claimPattern.exec(text) ?? [];
  return guide === undefined ? null : { guide, edition: Number(edition), root: Number(root) };
}
