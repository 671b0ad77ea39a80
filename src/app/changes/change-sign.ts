// Which changes a screen shows: on a card those that are new to this phone, in the news all that are kept.
import { isLikeText, isSameText } from '../../core/changes/same-text.ts';
import type { Notice } from '../../core/guide/pages.ts';
import type { Candidate } from '../../core/guide/questions.ts';
import type { BallotSymbol } from '../../core/guide/symbols.ts';
import type { HeldRegion } from '../../core/held/held.ts';
import type { RegionChange } from '../../core/ports.ts';

/** What a change is known by in this tab. */
export function keyOfChange({ kind, contest, serial, place, serves, edition }: RegionChange): string {
  return JSON.stringify([kind, contest, serial, place, serves?.[0], edition]);
}

/** What the voter did with changes so far: two fields of the state. */
export interface ChangesSeen {
  readonly seenChanges: ReadonlySet<string>;
  readonly editionBefore: number;
}

/**
 * The changes of a contest that its card shows: they came with the edition that is held, or since the last start, and
 * the voter has not put them away.
 */
export function freshChanges(
  { changes, head }: Pick<HeldRegion, 'changes'> & { readonly head: { readonly edition: number } },
  contest: string,
  { seenChanges, editionBefore }: ChangesSeen,
): readonly RegionChange[] {
  return changes.filter(
    (change) =>
      change.contest === contest &&
      (change.edition === head.edition || change.edition > editionBefore) &&
      !seenChanges.has(keyOfChange(change)),
  );
}

/** Whether a change is about this candidate, whatever number it had then. */
export function isAbout({ kind, serial, subject }: RegionChange, candidate: Candidate): boolean {
  if (kind === 'removed' || serial === undefined || !subject) return false;
  return serial === candidate.serial ? isLikeText(subject, candidate.name) : isSameText(subject, candidate.name);
}

/** The publisher's own word on a change: a correction of the same contest and candidate that names the same values. */
export function noticeOf(change: RegionChange, notices: readonly Notice[]): Notice | null {
  const found = notices.find(
    ({ kind, contest, serial, was, is }) =>
      kind === 'correction' &&
      contest === change.contest &&
      (serial === undefined || serial === change.serial) &&
      ((was !== undefined && isSameText(was, change.was)) || (is !== undefined && isSameText(is, change.is))),
  );
  return found ?? null;
}

/** The symbol that a change names, for its picture: a change keeps only the old one's. */
export function symbolNamed(symbols: ReadonlyMap<string, BallotSymbol>, name: RegionChange['is']): BallotSymbol | null {
  if (!name) return null;
  for (const symbol of symbols.values()) if (isSameText(symbol.name, name)) return symbol;
  return null;
}

/** Changes by contest, in the order in which the first of each comes. */
export function changesByContest(changes: readonly RegionChange[]): ReadonlyMap<string, readonly RegionChange[]> {
  const groups = new Map<string, RegionChange[]>();
  for (const change of changes) {
    const group = groups.get(change.contest);
    if (group) group.push(change);
    else groups.set(change.contest, [change]);
  }
  return groups;
}
