// A button that does one thing when it is pressed and another when it is held.

const longMs = 800;

let timer: ReturnType<typeof setTimeout> | undefined;
let wasLong = false;
const stop = (): void => clearTimeout(timer);

/** Handlers for a button: `onPress` for a press, `onLong` once it was held for most of a second. */
export function pressLong(onPress: () => void, onLong: () => void) {
  return {
    onPointerDown(): void {
      wasLong = false;
      timer = setTimeout(() => {
        wasLong = true;
        onLong();
      }, longMs);
    },
    onPointerUp: stop,
    onPointerLeave: stop,
    onPointerCancel: stop,
    onContextMenu: (event: Event): void => event.preventDefault(),
    // The click that ends a long press is none; a key's click has no count.
    onClick: ({ detail }: MouseEvent): void => void ((wasLong && detail > 0) || onPress()),
  };
}
