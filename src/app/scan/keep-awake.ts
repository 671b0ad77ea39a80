// Keeps the screen on while codes are shown or scanned, where the phone lets a page do that.

interface WakeLock {
  request(type: 'screen'): Promise<{ release(): Promise<void> }>;
}

/** @returns what lets the screen sleep again */
export function keepAwake(): () => void {
  const { wakeLock } = navigator as { readonly wakeLock?: WakeLock };
  if (!wakeLock) return () => undefined;
  let isOver = false;
  let release: (() => Promise<void>) | null = null;
  const ask = (): void => {
    if (document.visibilityState !== 'visible') return;
    // A phone that saves its battery refuses.
    wakeLock
      .request('screen')
      .then((lock) => {
        release = () => lock.release();
        if (isOver) void release();
      })
      .catch(() => undefined);
  };
  ask();
  // Hiding the page ends the lock.
  document.addEventListener('visibilitychange', ask);
  return () => {
    isOver = true;
    document.removeEventListener('visibilitychange', ask);
    void release?.();
  };
}
