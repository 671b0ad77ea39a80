// Keeps an edition up to date from several mirrors, by the road that phones take: round after round into a vault in memory.
// What does not verify changes nothing; the last good edition goes on answering.
import { setTimeout as wait } from 'node:timers/promises';
import { isAppError } from '../../../core/errors.ts';
import { ingest } from '../../../core/ingest/ingest.ts';
import { memoryVault } from '../../../core/memory-vault.ts';
import { mirrorNote } from '../../../core/note-names.ts';
import type { Source, Vault } from '../../../core/ports.ts';
import { ed25519Verifiers } from '../../../core/tuf/signatures.ts';
import { readMirrorBook, withMirror } from '../../../io/rounds/mirror-book.ts';
import { type RoundOptions, syncRound } from '../../../io/rounds/mirror-round.ts';
import { type Edition, openEdition } from './edition.ts';

export interface KeepOptions {
  /** The guide's first root. */
  readonly root: Uint8Array;
  /** Addresses of mirrors; those that the guide names are asked too. */
  readonly urls: readonly string[];
  /** Mirrors at hand: folders. */
  readonly sources: readonly Source[];
  readonly everyMs: number;
  readonly now: () => Date;
  /** A newer edition is open, or the same one with other regions. */
  onEdition(edition: Edition): void;
  /** Whether a round brought what is newest. */
  onRound(isAnswered: boolean): void;
  /** How slow a mirror may be. */
  readonly limits?: RoundOptions['limits'];
}

export interface Keeping {
  /** Ends when no round runs any more. */
  stop(): Promise<void>;
}

/** A computer that stands somewhere: no 2G, and nobody who would wait for a drip. */
const serverLimits: NonNullable<RoundOptions['limits']> = {
  firstByteMs: 8_000,
  pauseMs: 5_000,
  graceMs: 5_000,
  bytesPerSecond: 4_000,
};
/** No round is longer: the next one may have better luck. */
const longestRoundMs = 40_000;

/** Begins at once, and goes on until it is stopped. */
export function keepCurrent(options: KeepOptions): Keeping {
  const stopping = new AbortController();
  const vault = memoryVault();
  const run = async (): Promise<void> => {
    let opened = '';
    await addMirrors(vault, options.urls);
    while (!stopping.signal.aborted) {
      const isAnswered = await round(vault, options, stopping.signal);
      if (stopping.signal.aborted) return;
      const stand = await standOf(vault);
      const edition = stand === opened ? null : await open(vault, options);
      if (edition) {
        opened = stand;
        options.onEdition(edition);
      }
      options.onRound(isAnswered);
      // Not in step with others behind the same balancer.
      const pauseMs = options.everyMs * (0.8 + 0.4 * Math.random());
      await wait(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const ended = run();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

async function addMirrors(vault: Vault, urls: readonly string[]): Promise<void> {
  const book = urls.reduce((before, url) => withMirror(before, { kind: 'static', url }), readMirrorBook(null));
  await vault.keepNote(mirrorNote, book);
}

async function round(vault: Vault, options: KeepOptions, stopped: AbortSignal): Promise<boolean> {
  const { root, sources, urls, now, limits = serverLimits } = options;
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(longestRoundMs)]);
  const run = { root, now: now(), verifiers: ed25519Verifiers, regions: 'all', signal } as const;
  let isAnswered = false;
  for (const source of sources) {
    try {
      isAnswered = (await ingest(vault, source, run)).kind !== 'older' || isAnswered;
    } catch (error) {
      if (!isAppError(error)) throw error;
    }
  }
  if (urls.length === 0 && sources.length > 0) return isAnswered;
  const { outcome } = await syncRound({ vault, pageUrl: null, ingest: run, limits });
  return isAnswered || (outcome !== null && outcome.kind !== 'older');
}

/** Of what cannot be opened nothing is used, and the edition before stays. */
async function open(vault: Vault, { root, now }: KeepOptions): Promise<Edition | null> {
  try {
    return await openEdition(vault, { root, now: now(), verifiers: ed25519Verifiers });
  } catch (error) {
    if (!isAppError(error)) throw error;
    return null;
  }
}

/** Changes with whatever would be answered otherwise. */
async function standOf(vault: Vault): Promise<string> {
  const [newest, records] = await Promise.all([vault.readNewest(), vault.readRegions()]);
  const held = records.map(({ region, edition, metadata }) => [region, edition, metadata.targets]);
  return JSON.stringify([newest?.edition, newest?.expires, held]);
}
