// What the screen "Who says so" shows to another phone: which guide, which edition, which root, and nothing of a voter.
// No address: an ordinary camera that followed one would ask the other phone's own site whether to trust it.

/** What a phone has, as another one reads it. Nothing of it is verified: it is compared, and believed in nothing. */
export interface CompareCode {
  /** The guide's id, 64 hex digits. */
  readonly guide: string;
  readonly edition: number;
  /** The version of the newest root that is kept. */
  readonly root: number;
}

/**
 * How the other phone's guide stands to ours. `other`: another publisher. Else the same one, and theirs is `newer`,
 * `older` or the `same`.
 */
export type Comparison = 'other' | 'same' | 'newer' | 'older';

/** Capitals, digits and colons alone: a QR code of the alphanumeric kind is a third smaller. */
const pattern = /^NISHAN:WHO:([0-9A-F]{64}):([1-9]\d{0,8}):([1-9]\d{0,5})$/;

/**
 * The text of the code.
 * @param code what is here; `guide` is 64 hex digits
 * @source ISO/IEC 18004, 7.4.4: the alphanumeric mode's 45 characters
 */
export function encodeCompareCode({ guide, edition, root }: CompareCode): string {
  return `NISHAN:WHO:${guide.toUpperCase()}:${edition}:${root}`;
}

/** Reads a scanned or pasted text. @returns null where it is no such code */
export function readCompareCode(text: string): CompareCode | null {
  const [, guide, edition, root] = pattern.exec(text.trim()) ?? [];
  return guide === undefined ? null : { guide: guide.toLowerCase(), edition: Number(edition), root: Number(root) };
}

/**
 * Compares what the other phone showed with what is here.
 * @param here.guide 64 hex digits
 * @returns by the publisher first, then by the edition, then by the root
 */
export function compareGuides(theirs: CompareCode, here: CompareCode): Comparison {
  if (theirs.guide !== here.guide) return 'other';
  const ahead = theirs.edition - here.edition || theirs.root - here.root;
  if (ahead === 0) return 'same';
  return ahead > 0 ? 'newer' : 'older';
}
