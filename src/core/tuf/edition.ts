// An older edition that something held rests on, judged by the *current* root: signatures, thresholds, hashes. Not
// freshness and not rollback: it is known to be older. A revoked signer shows here.
import { AppError } from '../errors.ts';
import { type FoundTarget, searchTarget } from './delegations.ts';
import type { DelegatedRole, Root, Snapshot, Targets } from './metadata.ts';
import type { Verifiers } from './signatures.ts';
import { type Verified, verifyDelegated, verifySnapshot, verifyTargets } from './trusted.ts';

/** The metadata of one edition, as it is kept. */
export interface EditionParts {
  readonly snapshot: Uint8Array;
  readonly targets: Uint8Array;
  /** By role name. */
  readonly delegated: ReadonlyMap<string, Uint8Array>;
}

/** A verified edition. */
export interface Edition {
  /** The snapshot's version: the edition's number. */
  readonly version: number;
  readonly snapshot: Verified<Snapshot>;
  readonly targets: Verified<Targets>;
  /**
   * Finds a target over what was given.
   * @returns null when nobody signs for it
   * @throws AppError `trust/missing-role` when a role is needed that was not given; `trust/…` when it does not verify
   */
  findTarget(path: string): FoundTarget | null;
}

/**
 * Verifies an edition under `root`; delegated roles are verified when a search needs them.
 * @param root the newest root known
 * @throws AppError `format/…`, `trust/…`
 * @source TUF 1.0.34 §5.5.3, §5.6.2 to §5.6.4
 */
export function verifyEdition(root: Verified<Root>, parts: EditionParts, verifiers: Verifiers): Edition {
  const snapshot = verifySnapshot(root, parts.snapshot, verifiers);
  const targets = verifyTargets(root, snapshot, parts.targets, verifiers);
  const held = new Map<DelegatedRole, Verified<Targets>>();
  const load = (delegator: Verified<Targets>, role: DelegatedRole): Verified<Targets> => {
    const known = held.get(role);
    if (known) return known;
    const bytes = parts.delegated.get(role.name);
    if (!bytes) throw new AppError('trust/missing-role', { section: '5.6.7', role: role.name });
    const verified = verifyDelegated(delegator, role, snapshot, bytes, verifiers);
    held.set(role, verified);
    return verified;
  };
  return {
    version: snapshot.signed.version,
    snapshot,
    targets,
    findTarget(path) {
      const search = searchTarget(root, targets, path);
      let step = search.next();
      while (!step.done) step = search.next(load(step.value.delegator, step.value.role));
      return step.value;
    },
  };
}
