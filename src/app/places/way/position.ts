// Where the phone is: asked for by a tap, once, and never kept. Working it out is the phone's own affair; nothing of it
// leaves the page.
import type { Position } from '../../../core/guide/meaning/near.ts';

export interface Found extends Position {
  /** In metres: so far it may be wrong. */
  readonly accuracy: number;
}

/**
 * Why there is no position. `denied`: by the voter or the phone. `absent`: the browser has none, or the page came by
 * plain http. `unknown`: no satellite, no network. `slow`: it may still come, but nobody waits that long.
 */
export type PositionTrouble = 'denied' | 'absent' | 'unknown' | 'slow';

const waitMs = 20_000;
/** A phone that has just worked it out need not do so again. */
const freshMs = 60_000;
const troubles: Readonly<Record<number, PositionTrouble>> = { 1: 'denied', 2: 'unknown', 3: 'slow' };

/** Asks the phone; the browser asks the voter. */
export function askPosition(): Promise<Found | PositionTrouble> {
  const { geolocation } = navigator as { readonly geolocation?: Geolocation };
  if (!geolocation || !isSecureContext) return Promise.resolve('absent');
  return new Promise((resolve) => {
    // Some browsers begin to count only when the voter has answered, and some never call back.
    const timer = setTimeout(() => resolve('slow'), 2 * waitMs);
    const end = (answer: Found | PositionTrouble): void => {
      clearTimeout(timer);
      resolve(answer);
    };
    geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => end({ latitude, longitude, accuracy }),
      ({ code }) => end(troubles[code] ?? 'unknown'),
      { enableHighAccuracy: true, timeout: waitMs, maximumAge: freshMs },
    );
  });
}
