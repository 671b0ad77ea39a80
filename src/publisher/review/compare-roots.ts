// Who may sign, before and after a new root: by the names that people gave the keys, and by the keys.
import { keyId } from '../../core/tuf/author.ts';
import { parseMetadata, type Root } from '../../core/tuf/metadata.ts';
import type { Proposal } from '../ceremony/proposal.ts';
import { roleNames } from '../keys/key-ring.ts';
import type { ReviewLine } from './review-line.ts';

const roleWords = {
  root: 'may change who signs (root)',
  targets: 'sign what is in the guide (targets)',
  snapshot: 'sign which files belong together (snapshot)',
  timestamp: 'sign that it is the newest (timestamp)',
} as const;

/** @returns nothing for a proposal that is not of a root */
export function compareRoots(proposal: Proposal): readonly ReviewLine[] {
  const file = proposal.unsigned.find(({ role }) => role === 'root');
  if (!file) return [];
  const next = parseMetadata('root', file.bytes).signed;
  const last = proposal.roots[proposal.roots.length - 1];
  const was = last ? parseMetadata('root', last).signed : null;
  const lines = roleNames.flatMap((role) => compareRole(proposal, was, next, role));
  const first = was ? [] : [`The guide will have the id ${proposal.guide}`];
  return [...first, ...lines, `Root ${next.version} is good until ${next.expires.slice(0, 10)}`].map((text) => ({
    part: 'roles',
    text,
  }));
}

function compareRole(
  proposal: Proposal,
  was: Root | null,
  next: Root,
  role: (typeof roleNames)[number],
): readonly string[] {
  const [old, now] = [was ? keysOf(was, role) : [], keysOf(next, role)];
  const { threshold } = next.roles[role];
  const before = was?.roles[role].threshold;
  const name = (id: string): string => `${proposal.names[id] ?? 'a key without a name'} (${id.slice(0, 8)}…)`;
  const came = now.filter((id) => !old.includes(id));
  const gone = old.filter((id) => !now.includes(id));
  if (was && came.length === 0 && gone.length === 0 && before === threshold) return [];
  return [
    `${threshold} of ${now.length} ${roleWords[role]}${before === undefined || before === threshold ? '' : `; it was ${before} of ${old.length}`}`,
    ...came.map((id) => `  ${name(id)} is new`),
    ...gone.map((id) => `  ${name(id)} is out`),
  ];
}

function keysOf(root: Root, role: (typeof roleNames)[number]): readonly string[] {
  return root.roles[role].keyids.flatMap((id) => (root.keys[id] ? keyId(root.keys[id]) : []));
}
