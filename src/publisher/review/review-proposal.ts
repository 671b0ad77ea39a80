// A review: what a proposal changes, who has to sign it, until when it holds, and its fingerprint.
import { keyId } from '../../core/tuf/author.ts';
import { parseMetadata, type RoleType } from '../../core/tuf/metadata.ts';
import { openProposal, type Proposal } from '../ceremony/proposal.ts';
import { sayRole } from '../keys/key-ring.ts';
import { compareContent } from './compare-content.ts';
import { compareRoots } from './compare-roots.ts';
import { type ContentSide, proposalSide, sideBefore } from './proposal-content.ts';
import type { ReviewLine } from './review-line.ts';
import { reviewSlips } from './review-slips.ts';

/** Who may sign a file, and how many of them must. */
export interface Asked {
  readonly role: string;
  readonly version: number;
  readonly threshold: number;
  readonly names: readonly string[];
  /** ISO instant; null of slips, which last as long as their edition is the newest. */
  readonly expires: string | null;
}

export interface Review {
  readonly proposal: Proposal;
  /** What the proposal replaces; null where there is nothing. */
  readonly before: ContentSide | null;
  readonly after: ContentSide;
  readonly lines: readonly ReviewLine[];
  readonly asked: readonly Asked[];
}

/** @param dir the proposal's folder. @throws FaultError where it is damaged, or what it calls the last edition is not signed */
export async function reviewProposal(dir: string): Promise<Review> {
  const proposal = await openProposal(dir);
  const [before, after] = [await sideBefore(proposal), await proposalSide(proposal)];
  const lines = [...(await linesOf(proposal, before, after)), ...reviewSlips(proposal)];
  return { proposal, before, after, lines, asked: [...askedIn(proposal), ...askedForSlips(proposal)] };
}

async function linesOf(
  proposal: Proposal,
  before: ContentSide | null,
  after: ContentSide,
): Promise<readonly ReviewLine[]> {
  if (proposal.kind === 'slips') return [];
  if (proposal.kind === 'root') return compareRoots(proposal);
  return compareContent(before, after, { isTeam: proposal.kind === 'team' });
}

/** Once for each role, however many codes it signs. */
function askedForSlips({ toSign, unsigned, names }: Proposal): readonly Asked[] {
  const roles = new Map<string, Asked>();
  for (const { role, version, wanted } of toSign.slice(unsigned.length)) {
    for (const { threshold, keys } of wanted) {
      const asked = keys.map((key) => names[keyId(key)] ?? `${keyId(key).slice(0, 16)}…`);
      roles.set(role, { role: `slips, by ${sayRole(role)}`, version, threshold, names: asked, expires: null });
    }
  }
  return [...roles.values()];
}

function askedIn({ unsigned, names }: Proposal): readonly Asked[] {
  return unsigned.flatMap(({ role, version, wanted, bytes }) =>
    wanted.map(({ threshold, keys }, i) => ({
      role: wanted.length > 1 ? `${role} (${i === 0 ? 'as before' : 'as it will be'})` : role,
      version,
      threshold,
      names: keys.map((key) => names[keyId(key)] ?? `${keyId(key).slice(0, 16)}…`),
      expires: parseMetadata(typeOf(role), bytes).signed.expires,
    })),
  );
}

function typeOf(role: string): RoleType {
  return role === 'root' || role === 'snapshot' || role === 'timestamp' ? role : 'targets';
}
