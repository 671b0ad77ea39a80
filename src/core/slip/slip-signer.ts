// Who may sign slips of a seat: the role that signs for its region, and that role's keys as whoever delegates to it says.
// The search is the spec's own; which metadata it goes over is the caller's. TUF 1.0.34 §5.6.7.
import { AppError } from '../errors.ts';
import { shardPath } from '../guide/paths.ts';
import { searchTarget, type Wanted } from '../tuf/delegations.ts';
import type { PublicKey, Root, Targets } from '../tuf/metadata.ts';
import type { Verified } from '../tuf/trusted.ts';
import type { SlipSigner } from './verify-slip.ts';

/** A signer and its name. */
export interface NamedSigner extends SlipSigner {
  /** "targets", or a delegated role's. */
  readonly name: string;
}

/** The top-level targets role: what every other signer's right comes from. */
export function topSigner(root: Verified<Root>): NamedSigner {
  return { name: 'targets', role: root.signed.roles.targets, keys: root.signed.keys };
}

/**
 * The signer of a region's slips.
 * @param load the verified targets of a delegated role that the search needs
 * @throws AppError `content/no-such-region` where nobody signs for the region; what `load` throws
 * @source TUF 1.0.34 §5.6.7
 */
export function regionSigner(
  root: Verified<Root>,
  top: Verified<Targets>,
  region: string,
  load: (wanted: Wanted) => Verified<Targets>,
): NamedSigner {
  const asked = new Map<string, Wanted>();
  const search = searchTarget(root, top, shardPath(region));
  let step = search.next();
  while (!step.done) {
    asked.set(step.value.role.name, step.value);
    step = search.next(load(step.value));
  }
  if (!step.value) throw new AppError('content/no-such-region', { got: region });
  const wanted = asked.get(step.value.role);
  if (!wanted) return topSigner(root);
  const keys: Readonly<Record<string, PublicKey>> = wanted.delegator.signed.delegations?.keys ?? {};
  return { name: wanted.role.name, role: wanted.role, keys };
}
