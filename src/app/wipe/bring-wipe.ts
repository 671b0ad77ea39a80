// Has the wipe at hand before anybody is in a hurry, and without a network: loaded once the answer is there.

/** Also makes the question mark open it when it is held. */
export function bringWipe(): void {
  void import('./watch-hold.ts').then(({ watchHold }) => watchHold()).catch(() => undefined);
}
