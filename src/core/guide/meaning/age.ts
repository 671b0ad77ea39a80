// Age is not authenticity: what an edition's dates mean on the day that it is looked at. Pure; `now` is passed.

/**
 * `current`: fresh. `final`: not fresh, but issued after symbols were final and nothing newer is known. `out-of-date`:
 * show it, say so. `too-old`: issued before symbols were final; the symbol goes behind a tap. `root-expired`: likewise.
 */
export type EditionState = 'current' | 'final' | 'out-of-date' | 'too-old' | 'root-expired' | 'unusable';

/** What an edition’s age is judged by. */
export interface Dates {
  /** ISO instants. */
  readonly issued: string;
  readonly symbolsFinal: string | undefined;
  /** Role names past their date when the edition was last verified or looked at. */
  readonly expired: readonly string[];
  readonly edition: number;
  /** The highest edition known from verified metadata. */
  readonly newestEdition: number;
  /** False where the region's signers were revoked, or its bytes no longer verify. */
  readonly isVerified: boolean;
}

/** The device's clock, but never earlier than the newest verified issue: a clock wound back hides no expiry. */
export function clockFloor(device: Date, newestIssued: string | undefined): Date {
  const floor = newestIssued === undefined ? 0 : Date.parse(newestIssued);
  return floor > device.getTime() ? new Date(floor) : device;
}

/**
 * @param now the device's own time, not the floored one
 * @source the state table in docs/ARCHITECTURE.md
 */
export function editionState(dates: Dates, now: Date): EditionState {
  if (!dates.isVerified) return 'unusable';
  if (dates.expired.includes('root')) return 'root-expired';
  const issued = Date.parse(dates.issued);
  const final = dates.symbolsFinal === undefined ? undefined : Date.parse(dates.symbolsFinal);
  const clock = Math.max(now.getTime(), issued);
  if (final !== undefined && clock >= final && issued < final) return 'too-old';
  const isNewerKnown = dates.newestEdition > dates.edition;
  const isFresh = dates.expired.length === 0 && now.getTime() >= issued && !isNewerKnown;
  if (isFresh) return 'current';
  if (final !== undefined && issued >= final && !isNewerKnown) return 'final';
  return 'out-of-date';
}
