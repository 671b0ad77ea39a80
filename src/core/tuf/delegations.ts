// Which role speaks for a target: the search through delegations, and the path patterns. It asks for the roles that it
// needs and does no reading itself, so that it serves a network, a store and an edition at hand alike. TUF 1.0.34 §5.6.7.
import { encodeUtf8, sha256Hex } from '../bytes.ts';
import type { Json } from '../json.ts';
import type { DelegatedRole, Hashes, Root, Targets } from './metadata.ts';
import type { Verified } from './trusted.ts';

/** Roles that one search visits at most, the top-level one included. */
export const maxVisitedRoles = 32;

/** A target that a role signs for. */
export interface FoundTarget {
  readonly path: string;
  /** Where it stands on a mirror: "targets/dir/<sha256>.name". */
  readonly mirrorPath: string;
  /** In bytes. */
  readonly length: number;
  readonly sha256: string | undefined;
  readonly hashes: Hashes;
  readonly custom: Json | undefined;
  /** The role that signs for it: "targets", or a delegated one. */
  readonly role: string;
  readonly roleMetadata: Verified<Targets>;
  /** The roles that were asked on the way, "targets" first, `role` last: without them nobody can search again. */
  readonly visited: readonly string[];
}

/** A role that the search needs next. */
export interface Wanted {
  readonly delegator: Verified<Targets>;
  readonly role: DelegatedRole;
}

/**
 * Searches depth first, a role before its delegations, in their order.
 * Yields each delegated role that is needed and takes its verified targets back.
 * @param path the target's path
 * @param top the top-level targets
 * @returns null when no role signs for it, or `maxVisitedRoles` did not
 * @source TUF 1.0.34 §5.6.7
 */
export function* searchTarget(
  root: Verified<Root>,
  top: Verified<Targets>,
  path: string,
): Generator<Wanted, FoundTarget | null, Verified<Targets>> {
  const visited = new Set<string>();
  let pending: readonly (Wanted | null)[] = [null];
  while (pending.length > 0) {
    const [wanted = null, ...rest] = pending;
    pending = rest;
    const name = wanted?.role.name ?? 'targets';
    // §5.6.7.1: a role is visited once, so a cycle ends.
    if (visited.has(name)) continue;
    if (visited.size >= maxVisitedRoles) return null;
    visited.add(name);
    const targets: Verified<Targets> = wanted ? yield wanted : top;
    const found = foundTarget(root, targets, [...visited], path);
    if (found) return found;
    const next: Wanted[] = [];
    for (const role of targets.signed.delegations?.roles ?? []) {
      if (!isDelegated(role, path)) continue;
      next.push({ delegator: targets, role });
      if (role.terminating) {
        // §5.6.7.2.1: nobody but this role and its descendants is asked any more.
        pending = [];
        break;
      }
    }
    pending = [...next, ...pending];
  }
  return null;
}

function foundTarget(
  root: Verified<Root>,
  roleMetadata: Verified<Targets>,
  visited: readonly string[],
  path: string,
): FoundTarget | null {
  const file = roleMetadata.signed.targets[path];
  if (!file) return null;
  const role = visited[visited.length - 1] as string;
  const { length, hashes, custom } = file;
  const hash = hashes.sha256 ?? hashes.sha512 ?? Object.values(hashes)[0];
  const name = path.lastIndexOf('/') + 1;
  // §5.7.3: with consistent snapshots the file name carries its hash.
  const prefix = root.signed.consistent_snapshot && hash !== undefined ? `${hash}.` : '';
  const mirrorPath = `targets/${path.slice(0, name)}${prefix}${path.slice(name)}`;
  return { path, mirrorPath, length, sha256: hashes.sha256, hashes, custom, role, roleMetadata, visited };
}

/**
 * Whether `role` is trusted for `path`: by its patterns or by the path's hash. With neither, for nothing.
 * @source TUF 1.0.34 §4.5 PATHPATTERN, path_hash_prefixes
 */
export function isDelegated(role: DelegatedRole, path: string): boolean {
  if (role.path_hash_prefixes) {
    const hash = sha256Hex(encodeUtf8(path));
    return role.path_hash_prefixes.some((prefix) => hash.startsWith(prefix));
  }
  return (role.paths ?? []).some((pattern) => isPathMatch(pattern, path));
}

/**
 * Whether `path` fits `pattern`: `*` is any number of characters and `?` one, and neither crosses a "/".
 * @source TUF 1.0.34 §4.5 PATHPATTERN
 */
export function isPathMatch(pattern: string, path: string): boolean {
  const patterns = pattern.split('/');
  const names = path.split('/');
  return patterns.length === names.length && patterns.every((part, i) => isNameMatch([...part], [...(names[i] ?? '')]));
}

// Goes back to the last star only, so that no pattern takes more than pattern × name steps.
function isNameMatch(pattern: readonly string[], name: readonly string[]): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let i = 0; i < name.length; ) {
    if (pattern[at] === '*') {
      star = at++;
      resume = i;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === name[i])) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++resume;
    } else return false;
  }
  return pattern.slice(at).every((part) => part === '*');
}
