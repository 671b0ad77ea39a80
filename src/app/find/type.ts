// Typing a seat's number on the pad. While no guide is here yet, a pause in typing fetches the likely region.

import { stay } from '../navigate.ts';
import { regionOf, seatCodesFor } from '../seat/open-seat.ts';
import { beginAgain, isBusy } from '../sync/job.ts';
import { bringFirst } from '../sync/sync.ts';
import { getState, setState } from '../world.ts';
import { isIdentityNumber } from './identity-number.ts';

const maxDigits = 13;
const pauseMs = 600;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Adds a digit. An identity number is thrown away with its last digit. */
export function typeDigit(digit: string): void {
  setTyped(`${getState().place.typed}${digit}`.slice(0, maxDigits));
}

/** Takes the last digit away. */
export function eraseDigit(): void {
  setTyped(getState().place.typed.slice(0, -1));
}

/** What stands in a search field, or on the pad. @returns false where it was an identity number */
export function setTyped(typed: string): boolean {
  clearTimeout(timer);
  beginAgain();
  const isIdentityTyped = isIdentityNumber(typed);
  stay({ typed: isIdentityTyped ? '' : typed });
  setState({ isIdentityTyped });
  if (!getState().head) timer = setTimeout(bringLikely, pauseMs);
  return !isIdentityTyped;
}

function bringLikely(): void {
  const [code] = seatCodesFor(getState().place.typed);
  const region = code === undefined ? null : regionOf(code);
  if (region !== null && !getState().head && !isBusy()) void bringFirst(region);
}
