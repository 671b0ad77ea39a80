// What the steps of one mirror's check share, and how a step that fails becomes a finding.
import { type AppError, isAppError } from '../../core/errors.ts';
import type { Source, Vault } from '../../core/ports.ts';
import type { MirrorEntry } from '../../io/mirror/mirror-url.ts';
import type { Asker, Patience } from './ask.ts';
import type { Exchange } from './exchange.ts';
import { type Finding, finding } from './finding.ts';
import type { WatchedSource } from './watched-source.ts';

export interface CheckLimits extends Patience {
  /** Bytes that one mirror may cost, in all. */
  readonly maxBytes: number;
  /** Time that one mirror may take, in all. */
  readonly mirrorMs: number;
}

/** A country with pictures and sounds fits, a mirror that sends without end does not. */
export const usualLimits: CheckLimits = {
  firstByteMs: 20_000,
  pauseMs: 15_000,
  wholeMs: 60_000,
  maxBytes: 268_435_456,
  mirrorMs: 900_000,
};

/** Metadata that verified somewhere else, for a store that has none: a mirror's, or the guide's published/. */
export interface Reference {
  readonly root: Uint8Array;
  readonly metadata: Source;
}

export interface CheckContext {
  /** The first root of the guide that is looked for; null takes the mirror's own, which compares no publisher. */
  readonly root: Uint8Array | null;
  readonly reference: Reference | null;
  readonly now: Date;
  readonly limits: CheckLimits;
  /** PEM of a certificate authority that is trusted besides the usual ones. */
  readonly ca?: string | undefined;
  /** Called after each answer with how many requests there were. */
  readonly onProgress: (requests: number) => void;
}

/** One check while it runs. */
export interface Look {
  readonly entry: MirrorEntry;
  readonly context: CheckContext;
  readonly asker: Asker;
  readonly source: WatchedSource;
  readonly vault: Vault;
  /** Of requests that no Source makes: the app's files, and for what is not there. */
  readonly others: Exchange[];
  readonly findings: Finding[];
  readonly signal: AbortSignal;
}

/** Runs a step. @returns null where it failed; what it threw is a finding, or a fact of an exchange */
export async function attempt<T>({ findings, signal, context }: Look, step: () => Promise<T>): Promise<T | null> {
  try {
    return await step();
  } catch (error) {
    if (!isAppError(error)) throw error;
    const isLate = signal.aborted && !findings.some(({ code }) => code === 'slow');
    if (isLate) {
      const seconds = Math.round(context.limits.mirrorMs / 1000);
      findings.push(finding('slow', `the check was not done after ${seconds} s`, 'other'));
    }
    if (!isAppError(error, 'source')) findings.push(refusal(error));
    return null;
  }
}

/** For one file of many: what is wrong with it is in its exchange. */
export function unlessCancelled(signal: AbortSignal): (error: unknown) => null {
  return (error) => {
    if (isAppError(error) && !signal.aborted) return null;
    throw error;
  };
}

function refusal({ code, details }: AppError): Finding {
  const parts = Object.entries(details).flatMap(([name, value]) => (value === undefined ? [] : `${name} ${value}`));
  const message = `the app says ${code}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
  return finding('refused-by-app', message, 'other', String(details.path ?? ''));
}
