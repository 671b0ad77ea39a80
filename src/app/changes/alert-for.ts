// When the phone tells of a changed symbol, and of which seats. Pure; showing it is alerts.ts.
import type { RegionChange } from '../../core/ports.ts';

/** `plain` names no seat: a lock screen shows it to whoever holds the phone. */
export type Alerts = 'off' | 'plain' | 'seat';

export interface AlertsNote {
  readonly how: 'plain' | 'seat';
  /** The edition whose changes were told of, or were there when it was turned on. */
  readonly edition: number;
}

/** @param note what is kept; null where nothing is, or it is not ours */
export function readAlertsNote(note: unknown): AlertsNote | null {
  if (typeof note !== 'object' || note === null) return null;
  const { how, edition } = note as Readonly<Record<string, unknown>>;
  return (how === 'plain' || how === 'seat') && typeof edition === 'number' ? { how, edition } : null;
}

/**
 * @param contests those of the remembered voters
 * @returns the seats to name, none for `plain`; null where there is nothing to tell
 */
export function alertFor(
  { how, edition }: AlertsNote,
  changes: readonly RegionChange[],
  contests: ReadonlySet<string>,
): { readonly contests: readonly string[] } | null {
  const found = changes.filter(
    (change) => change.kind === 'symbol' && change.edition > edition && contests.has(change.contest),
  );
  if (found.length === 0) return null;
  return { contests: how === 'seat' ? [...new Set(found.map(({ contest }) => contest))].sort() : [] };
}
