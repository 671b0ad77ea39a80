// Search within the page: seats by number and name, candidates, symbols, parties, in any spelling that the app would find.
import { fold, foldedWords } from '../core/spelling/fold.ts';

/** Seats opened at once: a page that opens a thousand lists stands still. */
const maxOpened = 30;
const maxTypedLength = 100;
/** Lists are looked through when typing rests. */
const restMs = 120;

/** One seat's list, with what can be found in it. */
interface Seat {
  readonly element: HTMLDetailsElement;
  /** " na 130 lahore …": each word begins with a space. */
  readonly title: string;
  readonly rows: readonly { readonly element: HTMLElement; readonly text: string }[];
  readonly wasOpen: boolean;
}

/** Shows and binds the field. */
export function offerSearch(): void {
  const list = document.querySelector<HTMLElement>('.seats');
  const field = list?.querySelector<HTMLInputElement>('.find input');
  const count = list?.querySelector<HTMLElement>('.found');
  const box = list?.querySelector<HTMLElement>('.find');
  if (!list || !field || !box || !count) return;
  let seats: readonly Seat[] | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      seats ??= readSeats(list);
      show(list, seats, field.value.slice(0, maxTypedLength), count);
    }, restMs);
  });
  box.hidden = false;
}

function readSeats(list: HTMLElement): readonly Seat[] {
  return [...list.querySelectorAll<HTMLDetailsElement>('details')].map((element) => ({
    element,
    title: searched(element.querySelector('summary')),
    rows: [...element.querySelectorAll<HTMLElement>('ol > li')].map((row) => ({
      element: row,
      text: searched(row),
    })),
    wasOpen: element.open,
  }));
}

/** Folded as the app folds; "NA-130" is found as "na130" too. */
function searched(element: Element | null): string {
  const text = element?.textContent ?? '';
  const code = element?.querySelector('b')?.textContent ?? '';
  return ` ${fold(text)} ${fold(code).replace(/ /g, '')}`;
}

function show(list: HTMLElement, seats: readonly Seat[], typed: string, count: HTMLElement): void {
  const words = foldedWords(typed);
  const isIn = (text: string): boolean => words.every((word) => text.includes(` ${word}`));
  let found = 0;
  for (const { element, title, rows, wasOpen } of seats) {
    const isSeat = isIn(title);
    const hits = isSeat ? rows : rows.filter(({ text }) => isIn(text));
    const shown = new Set(hits);
    for (const row of rows) row.element.hidden = !shown.has(row);
    element.hidden = !isSeat && hits.length === 0;
    if (!element.hidden) found++;
    element.open = words.length === 0 ? wasOpen : !element.hidden && found <= maxOpened;
  }
  const isNothing = words.length > 0 && found === 0;
  list.classList.toggle('searched', words.length > 0);
  count.hidden = !isNothing;
}
