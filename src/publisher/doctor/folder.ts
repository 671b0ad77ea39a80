// A content folder as it would be signed: can it be read, who may sign and who can, what is about to expire, whether the clock
// and the mirror agree with what was published. Changes nothing and opens no secret.
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { parseMetadata, type RoleType } from '../../core/tuf/metadata.ts';
import { type Published, readPublished } from '../build/published/published.ts';
import { checkFolder } from '../check/check-content.ts';
import { longPastVote } from '../check/check-dates.ts';
import { counted } from '../commands/counted.ts';
import type { Content } from '../content/content.ts';
import { FaultError, stopsBuild } from '../content/fault.ts';
import { unspokenFix, unspokenMessage, unspokenOf } from '../content/guide-file/spoken-languages.ts';
import { describeFailure } from '../describe-failure.ts';
import { roleNames } from '../keys/key-ring.ts';
import { verifyMirror } from '../publish/verified-mirror.ts';
import { bad, doubtful, type Finding, good } from './finding.ts';
import { lookAtKeys } from './keys.ts';
import type { Machine } from './machine.ts';

/** What is to be looked at. */
export interface FolderOptions {
  readonly dir: string;
  /** The mirror that was built of it; null where none is named. */
  readonly mirror: string | null;
  readonly now: Date;
  readonly machine: Machine;
}

const dayMs = 86_400_000;
/** Below so many days a person should act; a root takes people who have to meet. */
const soonDays: Readonly<Record<RoleType, number>> = { root: 60, targets: 14, snapshot: 14, timestamp: 2 };

/** @returns the findings and the guide's languages */
export async function lookAtFolder(
  options: FolderOptions,
): Promise<{ readonly findings: readonly Finding[]; readonly languages: readonly string[] }> {
  const { dir, mirror, now, machine } = options;
  const { content, faults } = await checkFolder(dir, now);
  const stops = faults.filter(stopsBuild).length;
  const published = await readPublished(dir);
  const findings = [
    stops === 0
      ? good('content', 'nothing in the tables keeps it from being built')
      : bad(
          'content',
          `${counted(stops, 'thing')} in the tables ${stops === 1 ? 'keeps' : 'keep'} it from being built`,
          `run: nishan check ${dir}`,
        ),
    ...lookAtExpected(content),
    ...lookAtElection(content, now),
    ...unspokenOf(content.guide.languages).map((tag) => doubtful('languages', unspokenMessage(tag), unspokenFix)),
    ...(await lookAtKeys(dir, content.guide.demo, machine)),
    lookAtClock(published, now),
    ...lookAtDates(published, now),
    ...(await lookAtLeftovers(dir)),
    ...(mirror === null ? [] : [await lookAtMirror(mirror, published, now)]),
  ];
  return { findings, languages: content.guide.languages };
}

/** A seat that a list leaves out is missed by nobody who does not know of it. */
function lookAtExpected({ expected, guide }: Content): readonly Finding[] {
  if (guide.demo || expected.length > 0) return [];
  const mend = 'name them in seats.csv, in runs: id NA-1, to NA-266';
  return [doubtful('seats', 'nobody said which seats to expect: one that a list leaves out is not missed', mend)];
}

function lookAtElection(content: Content, now: Date): readonly Finding[] {
  const past = longPastVote(content, now);
  return past ? [doubtful('election', past.message, past.fix)] : [];
}

function lookAtClock({ targets, timestamp }: Published, now: Date): Finding {
  const issued = targets ? Date.parse(parseMetadata('targets', targets).signed.issued ?? '') : Number.NaN;
  const stamped = timestamp ? Date.parse(parseMetadata('timestamp', timestamp).signed.expires) - 7 * dayMs : Number.NaN;
  const last = Math.max(...[issued, stamped].filter((time) => !Number.isNaN(time)));
  const shown = now.toISOString().slice(0, 16);
  if (now.getTime() >= last)
    return good('clock', `the clock says ${shown}Z${last > 0 ? ', after the last edition' : ''}`);
  const mend = 'set the clock right; nothing can be signed before the last edition';
  return bad('clock', `the clock says ${shown}Z, before the last edition of ${new Date(last).toISOString()}`, mend);
}

function lookAtDates(published: Published, now: Date): readonly Finding[] {
  const { roots, targets, snapshot, timestamp } = published;
  const newest = { root: roots[roots.length - 1] ?? null, targets, snapshot, timestamp };
  if (newest.root === null) return [good('dates', 'nothing was published yet')];
  const findings = roleNames.flatMap((name) => {
    const bytes = newest[name];
    if (!bytes) return [];
    const { expires } = parseMetadata(name, bytes).signed;
    const days = Math.floor((Date.parse(expires) - now.getTime()) / dayMs);
    if (days >= soonDays[name]) return [];
    const what =
      days < 0
        ? `${name} expired on ${expires.slice(0, 10)}`
        : `${name} expires in ${counted(days, 'day')}, on ${expires.slice(0, 10)}`;
    const mend =
      name === 'timestamp'
        ? 'sign a new one: nishan build GUIDE --out MIRROR --timestamp-only, then publish'
        : 'build with the keys of that role, then publish';
    return [days < 0 ? bad('dates', what, mend) : doubtful('dates', what, mend)];
  });
  return findings.length > 0 ? findings : [good('dates', 'no signature is about to expire')];
}

async function lookAtLeftovers(dir: string): Promise<readonly Finding[]> {
  const isThere = (name: string): Promise<boolean> =>
    access(join(dir, name)).then(
      () => true,
      () => false,
    );
  if (!(await isThere('.written'))) return [];
  const mend = 'nothing is lost: the next import or correction puts the files in their places';
  return [doubtful('leftover', 'a command was broken off while it replaced tables (.written)', mend)];
}

async function lookAtMirror(mirror: string, published: Published, now: Date): Promise<Finding> {
  try {
    const { edition, expired, leftOut } = await verifyMirror(mirror, now);
    const known = published.editions[published.editions.length - 1]?.edition ?? 0;
    if (edition !== known) {
      const mend =
        'build again into this mirror, or name the right one; published/ must not be older than what phones have';
      return bad('mirror', `${mirror} has edition ${edition}, and published/ says ${known}`, mend);
    }
    if (expired.length > 0) {
      return bad('mirror', `${mirror}: ${expired.join(', ')} expired`, 'build again into it, then publish');
    }
    if (leftOut.length > 0) {
      const what = `${mirror} also has ${leftOut.length} files that no build put there, like ${leftOut[0]}`;
      return doubtful('mirror', what, 'remove them: publish leaves them out, but a copy by hand would not');
    }
    return good('mirror', `${mirror} has edition ${edition}, whole`);
  } catch (error) {
    const [fault] = error instanceof FaultError ? error.faults : [];
    if (fault) return bad('mirror', `${fault.file} ${fault.message}`, fault.fix);
    return bad(
      'mirror',
      describeFailure(error)
        .replace(/^error: /, '')
        .replace(/\.$/, ''),
      'build again into it',
    );
  }
}
