// The columns of a list of candidates by what they hold.
import { textColumnsOf } from '../columns/column-map.ts';
import type { ColumnMap } from '../columns/guess-columns.ts';

export interface CandidateMap {
  readonly seat: string;
  /** By language; "" for a column whose language its script tells. */
  readonly seatName: ReadonlyMap<string, string>;
  readonly name: ReadonlyMap<string, string>;
  readonly serial: string | null;
  readonly symbol: string | null;
  readonly symbolCode: string | null;
  readonly party: string | null;
  readonly region: string | null;
  /** Whether the candidate still stands. */
  readonly status: string | null;
}

/** @param map of the kind "candidates", checked */
export function candidateMapOf(map: ColumnMap): CandidateMap {
  const of = (what: string): string | null => map.get(what) ?? null;
  return {
    seat: map.get('seat') ?? '',
    seatName: textColumnsOf(map, 'seatName'),
    name: textColumnsOf(map, 'name'),
    serial: of('serial'),
    symbol: of('symbol'),
    symbolCode: of('symbolCode'),
    party: of('party'),
    region: of('region'),
    status: of('status'),
  };
}
