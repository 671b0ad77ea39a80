// What can wait until the answer is to be seen: on a slow phone, code that is loaded and run before that keeps it off the
// screen, and on a slow link its bytes come in the answer's place.

/** In a tab that nobody looks at nothing is painted. */
const unseenMs = 1_000;
/** An answer that hangs on its way holds nothing back for longer: what came by then is worth having. */
const longestMs = 30_000;

let tellDrawn: () => void;
const firstDrawn = new Promise<void>((resolve) => {
  tellDrawn = resolve;
});

/** Main has drawn for the first time. */
export function noteDrawn(): void {
  tellDrawn();
}

/** Waits until main has drawn for the first time; that is before it is painted. */
export function afterDrawing(): Promise<void> {
  return firstDrawn;
}

/** Waits until what main has drawn is on the screen. */
export async function afterPaint(): Promise<void> {
  await firstDrawn;
  await nextPaint();
}

/** Waits until what has been drawn by now is on the screen. */
export async function nextPaint(): Promise<void> {
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

const awaited = new Set<Promise<unknown>>();

/** An answer is being fetched: what can do without it comes later. @returns tells that it is on the screen, or will not come */
export function awaitAnswer(): () => void {
  let tell = (): void => undefined;
  const answer = new Promise<void>((resolve) => {
    tell = resolve;
    setTimeout(resolve, longestMs);
  });
  awaited.add(answer);
  void answer.then(() => awaited.delete(answer));
  return tell;
}

/** Waits until no answer is on its way. Where none is, that is now. */
export async function afterAnswer(): Promise<void> {
  while (awaited.size > 0) await Promise.all(awaited);
}
