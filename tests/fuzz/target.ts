// What is fuzzed: where its inputs begin, how they are changed, what must hold whatever they are.
import { AppError, errorCodes } from '../../src/core/errors.ts';
import { FaultError } from '../../src/publisher/content/fault.ts';
import type { Random } from './random.ts';

/** One parser, or one road through several. Its inputs are bytes, so that each can be kept as a file. */
export interface FuzzTarget {
  readonly name: string;
  /** Good inputs, to begin with. */
  readonly seeds: readonly Uint8Array[];
  /** Makes another input of one that there was. @param pool seeds, and inputs that had an outcome of their own */
  change(random: Random, input: Uint8Array, pool: readonly Uint8Array[]): Uint8Array;
  /** Works an input off. @throws what its code throws, and Broken for a rule that does not hold */
  run(input: Uint8Array): unknown;
  /** How many inputs it gets of a run, against 1 for a quick parser. */
  readonly share?: number;
}

/** A rule that must hold for every input does not. */
export class Broken extends Error {}

/** @throws Broken */
export function mustHold(isSo: boolean, rule: string): asserts isSo {
  if (!isSo) throw new Broken(rule);
}

/** Longer words would fill a screen or a log with what a stranger wrote. */
const maxMessage = 4_000;
const known: readonly string[] = errorCodes;

/**
 * What an error says came of an input.
 * @returns a code; null where it is no answer that a program may give
 */
export function outcomeOf(error: unknown): string | null {
  if (error instanceof AppError) {
    return known.includes(error.code) && error.message.length <= maxMessage ? error.code : null;
  }
  if (error instanceof FaultError) {
    const codes = error.faults.map(({ code }) => code);
    const isGood = codes.length > 0 && codes.every((code) => /^[a-z0-9-]+$/.test(code));
    return isGood ? `fault ${[...new Set(codes)].sort().join(' ')}` : null;
  }
  return null;
}
