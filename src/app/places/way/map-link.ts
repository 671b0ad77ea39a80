// A position for the phone's own map.
import type { Position } from '../../../core/guide/meaning/near.ts';

/** "31.52040,74.35870": about a metre. */
export function coordinates({ latitude, longitude }: Position): string {
  return `${latitude.toFixed(5)},${longitude.toFixed(5)}`;
}

/** Opens whatever map the phone has; asks nobody. @source RFC 5870 */
export function mapLink(position: Position): string {
  return `geo:${coordinates(position)}?q=${coordinates(position)}`;
}
