// A review: what a proposal changes, who has to sign it, until when it holds, and its fingerprint.
import { keyId } from '../../core/tuf/author.ts';
import { parseMetadata, type RoleType } from '../../core/tuf/metadata.ts';
import { openProposal, type Proposal } from '../ceremony/proposal.ts';
import { compareContent } from './compare-content.ts';
import { compareRoots } from './compare-roots.ts';
import { type ContentSide, proposalSide, sideBefore } from './proposal-content.ts';
import type { ReviewLine } from './review-line.ts';

/** Who may sign a file, and how many of them must. */
export interface Asked {
  readonly role: string;
  readonly version: number;
  readonly threshold: number;
  readonly names: readonly string[];
  /** ISO instant. */
  readonly expires: string;
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
  const lines =
    proposal.kind === 'root'
      ? compareRoots(proposal)
      : await compareContent(before, after, { isTeam: proposal.kind === 'team' });
  return { proposal, before, after, lines, asked: askedIn(proposal) };
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
