// Runs one target for so many inputs or so long, always the same for the same seed, and counts.
import { openRandom } from './random.ts';
import { Broken, type FuzzTarget, outcomeOf } from './target.ts';

/** What a run found wrong. */
export interface Finding {
  /** `throws`: something else than an answer. `rule`: a rule does not hold. `slow`: it takes too long, twice. */
  readonly kind: 'throws' | 'rule' | 'slow';
  readonly message: string;
  readonly input: Uint8Array;
}

/** Counts of one run. */
export interface Figures {
  readonly inputs: number;
  readonly ms: number;
  /** The slowest input, in ms. */
  readonly slowest: number;
  /** How often each outcome came: codes of errors, "accepted", kinds of results. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Inputs that had an outcome of their own and were changed further. */
  readonly pool: number;
  readonly finding: Finding | null;
}

export interface RunOptions {
  readonly seed: number;
  readonly maxRuns: number;
  readonly maxMs: number;
  /** No input may take longer. */
  readonly maxInputMs: number;
  /** Told before each input, so that somebody else can tell which one never ended. */
  readonly onInput?: (index: number, input: Uint8Array) => void;
  /** Told between two inputs, every few milliseconds. */
  readonly onRest?: () => void;
}

const restMs = 20;
const maxPool = 300;
const maxPooledBytes = 100_000;
/** So much of an error's words tells it apart. */
const maxDetail = 200;
/** Texts with numbers in them would all be outcomes of their own. */
const numbers = /\d+/g;

/** Ends at the first finding. */
export async function runTarget(target: FuzzTarget, options: RunOptions): Promise<Figures> {
  const { seed, maxRuns, maxMs, maxInputMs, onInput, onRest } = options;
  const random = openRandom(seed ^ nameHash(target.name));
  const pool: Uint8Array[] = [...target.seeds];
  const known = new Set<string>();
  const outcomes: Record<string, number> = Object.create(null);
  const began = performance.now();
  let rested = began;
  let slowest = 0;
  let inputs = 0;
  let finding: Finding | null = null;
  while (!finding && inputs < maxRuns && performance.now() - began < maxMs) {
    if (performance.now() - rested > restMs) {
      // Node lets go of its inflaters when its loop turns, as it does between requests.
      await new Promise((resolve) => setImmediate(resolve));
      onRest?.();
      rested = performance.now();
    }
    const first = target.seeds[inputs];
    const input = first ?? target.change(random, random.pick(pool), pool);
    onInput?.(inputs, input);
    inputs++;
    let { ms, outcome, detail, failure } = await tryOne(target, input);
    // A busy machine is late once; a slow input is late again.
    if (ms > maxInputMs) ms = Math.min(ms, (await tryOne(target, input)).ms);
    slowest = Math.max(slowest, ms);
    if (failure) finding = { ...failure, input };
    else if (ms > maxInputMs) finding = { kind: 'slow', message: `${Math.round(ms)} ms`, input };
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    // What is noted must not grow with the run: words of errors quote their inputs.
    if (pool.length >= maxPool || input.length > maxPooledBytes || known.has(detail)) continue;
    known.add(detail);
    pool.push(input);
  }
  return { inputs, ms: performance.now() - began, slowest, outcomes, pool: pool.length, finding };
}

interface Tried {
  readonly ms: number;
  readonly outcome: string;
  /** Outcomes that are told apart for the pool. */
  readonly detail: string;
  readonly failure: Omit<Finding, 'input'> | null;
}

async function tryOne(target: FuzzTarget, input: Uint8Array): Promise<Tried> {
  const began = performance.now();
  try {
    const found = await target.run(input);
    const outcome = typeof found === 'string' ? found : 'accepted';
    return { ms: performance.now() - began, outcome, detail: outcome, failure: null };
  } catch (error) {
    const ms = performance.now() - began;
    const outcome = outcomeOf(error);
    const message = error instanceof Error ? error.message : String(error);
    if (outcome !== null)
      return { ms, outcome, detail: `${outcome} ${message.slice(0, maxDetail).replace(numbers, '')}`, failure: null };
    const kind = error instanceof Broken ? 'rule' : 'throws';
    const told = error instanceof Error ? `${error.stack}`.slice(0, 2_000) : message;
    return { ms, outcome: kind, detail: kind, failure: { kind, message: told } };
  }
}

/** So that no two targets begin alike. */
function nameHash(name: string): number {
  let hash = 0x811c9dc5;
  for (const letter of name) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}
