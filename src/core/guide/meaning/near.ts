// How far and in which direction a place lies, on a globe. Near is not yours: which place is the voter's, only a block
// code or an assignment says.

/** Degrees, WGS 84. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** The directions of a map, clockwise from north. */
export const compassPoints = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
/** A direction as a map has it, north being up. */
export type CompassPoint = (typeof compassPoints)[number];

/** Something with a position, seen from somewhere. */
export interface Near<T> {
  readonly place: T;
  readonly metres: number;
  /** Degrees clockwise from north, 0 to below 360. */
  readonly bearing: number;
}

const earthMetres = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The length of the shortest way over the globe. @source R. W. Sinnott, "Virtues of the Haversine", 1984 */
export function metresBetween(from: Position, to: Position): number {
  const up = Math.sin(radians(to.latitude - from.latitude) / 2) ** 2;
  const across = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  const part = up + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * across;
  return 2 * earthMetres * Math.asin(Math.min(1, Math.sqrt(part)));
}

/** Where that way begins, in degrees clockwise from north, 0 to below 360; 0 where both are one place. */
export function bearingTo(from: Position, to: Position): number {
  const turn = radians(to.longitude - from.longitude);
  const [a, b] = [radians(from.latitude), radians(to.latitude)];
  const east = Math.sin(turn) * Math.cos(b);
  const north = Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(turn);
  return ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}

/** The nearest of the eight points. @param bearing degrees clockwise from north */
export function compassPoint(bearing: number): CompassPoint {
  return compassPoints[Math.round(bearing / 45) % 8] as CompassPoint;
}

/** Those that have a position, the nearest first. */
export function nearestFirst<T extends { readonly position: Position | null }>(
  places: readonly T[],
  here: Position,
): readonly Near<T>[] {
  return places
    .flatMap((place) => {
      const { position } = place;
      if (!position) return [];
      return [{ place, metres: metresBetween(here, position), bearing: bearingTo(here, position) }];
    })
    .sort((a, b) => a.metres - b.metres);
}
