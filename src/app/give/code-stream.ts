// Showing a file as codes, one after another without end: each phone takes what it sees, whenever it began. The next code
// is made while this one is shown, so that a slow phone keeps the pace.
import { fountain } from '../../core/optical/fountain.ts';
import { blockCount, encodeFrame } from '../../core/optical/frame.ts';
import { type CodeRows, openFrameCoder } from './frame-code.ts';

/** Codes a second that can be chosen. */
export const paces = [5, 8, 10, 12] as const;
export type Pace = (typeof paces)[number];

/** A file as codes. */
export interface CodeStream {
  /** Codes of one pass: after as many a phone that missed none has it all. */
  readonly count: number;
  /** The next code. */
  next(): CodeRows;
}

/**
 * @param bytes what packTransfer gave
 * @throws AppError `format/too-long`; TypeError where that part of the app cannot be had now
 */
export async function openCodeStream(bytes: Uint8Array): Promise<CodeStream> {
  const frameOf = fountain(bytes);
  const encode = await openFrameCoder();
  let seed = 0;
  return {
    count: blockCount(bytes.length),
    next() {
      const rows = encode(encodeFrame(frameOf(seed)), seed);
      // A seed is a number of 32 bits.
      seed = (seed + 1) % 2 ** 32;
      return rows;
    },
  };
}

/**
 * Shows a stream until it is told to stop.
 * @param draw puts a code on the screen
 * @param onShown told after each code
 * @returns what stops it
 */
export function playCodes(
  stream: CodeStream,
  pace: Pace,
  draw: (rows: CodeRows) => void,
  onShown: () => void,
): () => void {
  const stepMs = 1_000 / pace;
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ready = stream.next();
  let due = performance.now();
  const show = (): void => {
    if (isOver) return;
    draw(ready);
    onShown();
    // Painted first.
    timer = setTimeout(prepare, 0);
  };
  const prepare = (): void => {
    if (isOver) return;
    ready = stream.next();
    const now = performance.now();
    // A phone that cannot keep up shows them slower, none of them for an instant.
    due = Math.max(due + stepMs, now);
    timer = setTimeout(show, due - now);
  };
  show();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
