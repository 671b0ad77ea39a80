// What of the last edition is about to expire, in words: for check and build, so that nobody finds out from voters.
import { parseMetadata, type RoleType } from '../../../core/tuf/metadata.ts';
import { readPublished } from './published.ts';

const dayMs = 86_400_000;

/** From how many days on it is said, and what to do then. */
const rules: readonly { readonly role: RoleType; readonly days: number; readonly mend: string }[] = [
  { role: 'root', days: 60, mend: 'have a new one signed: nishan root rotate --help' },
  { role: 'targets', days: 14, mend: 'publish an edition' },
  { role: 'snapshot', days: 14, mend: 'publish an edition' },
  { role: 'timestamp', days: 2, mend: 'sign a new one: nishan build --timestamp-only' },
];

/**
 * @param dir the content folder
 * @returns nothing before the first edition
 */
export async function expiryWarnings(dir: string, now: Date): Promise<readonly string[]> {
  const { roots, ...published } = await readPublished(dir);
  const files = { ...published, root: roots[roots.length - 1] ?? null };
  return rules.flatMap(({ role, days, mend }) => {
    const bytes = files[role];
    if (!bytes) return [];
    const { expires } = parseMetadata(role, bytes).signed;
    const left = Math.floor((Date.parse(expires) - now.getTime()) / dayMs);
    if (left >= days) return [];
    const when =
      left < 0 ? `expired on ${expires.slice(0, 10)}` : `expires on ${expires.slice(0, 10)}, in ${left} days`;
    return [`${role} ${when}. Mend: ${mend}`];
  });
}
