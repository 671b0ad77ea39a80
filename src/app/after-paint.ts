// What can wait until the answer is to be seen: on a slow phone, code that is loaded and run before that keeps it off the screen.

/** In a tab that nobody looks at nothing is painted. */
const unseenMs = 1_000;

let tellDrawn: () => void;
const firstDrawn = new Promise<void>((resolve) => {
  tellDrawn = resolve;
});

/** Main has drawn for the first time. */
export function noteDrawn(): void {
  tellDrawn();
}

/** Waits until what main has drawn is on the screen. */
export async function afterPaint(): Promise<void> {
  await firstDrawn;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, unseenMs);
    // A frame begins before it is painted: what comes in a task of its own comes behind it.
    requestAnimationFrame(() => {
      setTimeout(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  });
}
