// Puts frames from a camera together: progress, speed, and what to do when codes of another transfer are shown. What it
// gives in the end is an untrusted file.
import { isAppError } from '../../core/errors.ts';
import { openCollector } from '../../core/optical/fountain.ts';
import { type Frame, parseFrame } from '../../core/optical/frame.ts';
import { openTransfer } from '../../core/optical/transfer.ts';

/** How far a transfer is. */
export interface Reception {
  /** The transfer's own mark: 16 hex digits. */
  readonly transfer: string;
  /** Blocks that are here, and all of them. */
  readonly known: number;
  readonly of: number;
  /** Bytes of the whole transfer. */
  readonly length: number;
  /** From the first frame to the last new one, in milliseconds. */
  readonly spentMs: number;
  /** Codes of another transfer are shown now. */
  readonly isOther: boolean;
}

export interface Receiver {
  /** Takes a frame in. @returns the file once it is whole, else null @throws AppError as openTransfer and Collector.result */
  take(frame: Frame, nowMs: number): Uint8Array | null;
  /** null before the first frame. */
  state(): Reception | null;
  /** Forgets what is here: the next frame says which transfer it is. */
  beginAgain(): void;
}

/** Receives one transfer after another. */
export function openReceiver(): Receiver {
  let collector = openCollector();
  let first: { readonly frame: Frame; readonly atMs: number } | null = null;
  let lastMs = 0;
  let isOther = false;
  const beginAgain = (): void => {
    collector = openCollector();
    first = null;
    isOther = false;
  };
  return {
    beginAgain,
    take(frame, nowMs) {
      const taken = collector.take(frame);
      isOther = taken === 'other';
      if (isOther) return null;
      first ??= { frame, atMs: nowMs };
      if (taken !== 'nothing-new') lastMs = nowMs;
      if (taken !== 'done') return null;
      try {
        const whole = collector.result();
        return whole && openTransfer(whole);
      } catch (error) {
        beginAgain();
        throw error;
      }
    },
    state: () =>
      first && {
        ...collector.progress(),
        transfer: first.frame.transfer,
        length: first.frame.length,
        spentMs: lastMs - first.atMs,
        isOther,
      },
  };
}

/**
 * A frame of ours; null for any other text.
 * @throws AppError `format/newer-app-needed` for one of a later app, `format/too-long` for one of too large a file
 */
export function readFrame(text: string): Frame | null {
  try {
    return parseFrame(text);
  } catch (error) {
    if (isAppError(error) && error.code === 'format/shape') return null;
    throw error;
  }
}
