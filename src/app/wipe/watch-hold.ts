// The question mark at the top of every screen, held for most of a second, opens the wipe. Listened to from here, so that the
// first answer does not carry it; until this is loaded a long press is a press, and help leads to the wipe as well.
import { go } from '../navigate.ts';
import './wipe.tsx';

const longMs = 800;
const onMark = ({ target }: Event): boolean => target instanceof Element && target.closest('[data-hold]') !== null;

let isWatching = false;

/** Listens, once a visit. */
export function watchHold(): void {
  if (isWatching) return;
  isWatching = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wasLong = false;
  addEventListener('pointerdown', (event) => {
    clearTimeout(timer);
    wasLong = false;
    if (!onMark(event)) return;
    timer = setTimeout(() => {
      wasLong = true;
      void go({ screen: 'wipe' });
    }, longMs);
  });
  for (const end of ['pointerup', 'pointercancel', 'scroll']) addEventListener(end, () => clearTimeout(timer));
  addEventListener('contextmenu', (event) => onMark(event) && event.preventDefault());
  // The click that ends a long press is none; a key's click has no count.
  const stopClick = (event: MouseEvent): void => {
    if (wasLong && event.detail > 0 && onMark(event)) event.stopPropagation();
    wasLong = false;
  };
  addEventListener('click', stopClick, { capture: true });
}
