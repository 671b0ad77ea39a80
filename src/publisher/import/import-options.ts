// What every import takes and gives, whatever it imports.
import type { Fault } from '../content/fault.ts';
import type { ColumnMap } from './columns/guess-columns.ts';
import type { Finished } from './finish-import.ts';

export interface ImportOptions {
  /** Path of the list. */
  readonly file: string;
  /** The content folder. */
  readonly into: string;
  /** "seat=…,name:en=…": what the list's columns hold; guessed where it is left out. */
  readonly map?: string | undefined;
  /** A workbook's sheet. */
  readonly sheet?: string | undefined;
  /** What the list was called when it was imported first, where its file has another name now. */
  readonly source?: string | undefined;
  /** Whose nominees: an endorser's id. */
  readonly by?: string | undefined;
  readonly progress?: ((text: string) => void) | undefined;
}

/** What an import says of itself: what was written, and where the columns came from. */
export interface ImportResult extends Finished {
  readonly kind: string;
  /** Seats that the list has, those under review among them. */
  readonly seats: number;
  readonly underReview: number;
  /** Regions of the whole folder. */
  readonly regions: number;
  readonly map: ColumnMap;
  /** Where the map is from. */
  readonly mapFrom: 'given' | 'kept' | 'guessed' | 'format';
  /** Columns of the list that the map leaves out. */
  readonly unused: readonly string[];
  /** Pictures that came from a workbook's sheet. */
  readonly pictures?: number;
  /** Warnings. */
  readonly faults: readonly Fault[];
}
