// Changes over several editions: new steps before old ones, and what returned to what it was is none.
import type { RegionChange } from '../ports.ts';
import { isLikeText, isSameText } from './same-text.ts';
import { maxChanges } from './stored-changes.ts';

/**
 * @param older what is kept of a region, newest first
 * @param fresh changesBetween of the edition held and the next one
 * @returns newest first, at most `maxChanges`
 */
export function mergeChanges(older: readonly RegionChange[], fresh: readonly RegionChange[]): readonly RegionChange[] {
  let kept = older;
  const added: RegionChange[] = [];
  for (const change of fresh) {
    const steps = stepsOf(change, kept);
    const back = lastIndexOf(steps, (step) => isReturn(step, change));
    if (back >= 0) {
      const undone = new Set(steps.slice(0, back + 1));
      kept = kept.filter((step) => !undone.has(step));
    } else if (!isArrival(change)) {
      if (isOnMap(change)) kept = kept.filter((step) => !(isOnMap(step) && steps.includes(step)));
      added.push(change);
    } else if (change.kind === 'symbol') {
      // A symbol that was taken away and replaced an edition later is one change.
      const [gone] = steps;
      if (!gone?.was || gone.is) continue;
      kept = kept.filter((step) => step !== gone);
      added.push({
        ...change,
        was: gone.was,
        from: gone.from,
        ...(gone.wasPicture && { wasPicture: gone.wasPicture }),
      });
    }
  }
  return [...added, ...kept].slice(0, maxChanges);
}

/** It is there now, and was not: told only to who knew it gone. */
function isArrival({ kind, was, is }: RegionChange): boolean {
  return (kind === 'symbol' || kind === 'station') && !was && is !== undefined;
}

/** A polling place that only lies elsewhere on the map. */
function isOnMap({ kind, was, is }: RegionChange): boolean {
  return kind === 'station' && !was && !is;
}

const lives: readonly RegionChange['kind'][] = ['withdrawn', 'added', 'removed'];

/** The older steps of what `change` is about. */
function stepsOf(change: RegionChange, older: readonly RegionChange[]): readonly RegionChange[] {
  const isLife = lives.includes(change.kind);
  const same = older.filter(
    (step) => step.contest === change.contest && (isLife ? lives.includes(step.kind) : step.kind === change.kind),
  );
  if (change.kind === 'state') return same;
  if (change.kind === 'station') {
    const codes = change.serves?.join();
    return same.filter((step) => (codes ? step.serves?.join() === codes : !step.serves && step.place === change.place));
  }
  const { subject } = change;
  const named = same.filter((step) => subject && step.subject && isLikeText(step.subject, subject));
  const numbered = named.filter(({ serial }) => serial === change.serial);
  return numbered.length > 0 ? numbered : named;
}

/** Whether `change` brings back what stood before `step`. */
function isReturn(step: RegionChange, change: RegionChange): boolean {
  if (lives.includes(change.kind)) {
    const isBack = (change.kind === 'added') !== (step.kind === 'added');
    return isBack && isSameText(step.was ?? step.is, change.was ?? change.is);
  }
  return step.was !== undefined && isSameText(step.was, change.is);
}

function lastIndexOf<T>(items: readonly T[], test: (item: T) => boolean): number {
  for (let i = items.length - 1; i >= 0; i--) if (test(items[i] as T)) return i;
  return -1;
}
