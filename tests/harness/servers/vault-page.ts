// A page that runs the app's own road (mirror source -> ingest -> IndexedDB vault) without its screens, for tests that
// kill the browser and for benchmarks. Bundled by page-server.ts; its functions hang on `window`.
import { bundleSource } from '../../../src/core/bundle/bundle.ts';
import { contestCard } from '../../../src/core/guide/questions.ts';
import { checkStore } from '../../../src/core/held/check-store.ts';
import { openHead, openRegion } from '../../../src/core/held/held.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { mirrorNote } from '../../../src/core/note-names.ts';
import type { Vault } from '../../../src/core/ports.ts';
import { openSearch, type Search } from '../../../src/core/search/search.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { mirrorSource } from '../../../src/io/mirror/mirror-source.ts';
import type { MirrorEntry } from '../../../src/io/mirror/mirror-url.ts';
import { browserNative } from '../../../src/io/native.ts';
import { readMirrorBook, withMirror } from '../../../src/io/rounds/mirror-book.ts';
import { syncRound } from '../../../src/io/rounds/mirror-round.ts';
import { openIdbVault } from '../../../src/io/store/idb-vault.ts';
import { things } from '../../../src/words/asked/things.ts';

/** A region as a test compares it. */
export interface RegionFacts {
  readonly region: string;
  readonly edition: number;
  readonly isWhole: boolean;
  /** Every seat's symbols in ballot order. */
  readonly symbols: Readonly<Record<string, readonly (string | undefined)[]>>;
}

/** What searching took, in milliseconds. */
export interface Lookups {
  /** All names read, and the longest slice of that. */
  readonly readMs: number;
  readonly sliceMs: number;
  readonly ms: readonly number[];
}

/** A round as a test compares it. */
export interface RoundFacts {
  /** "installed 2"; null where nothing came of it. */
  readonly outcome: string | null;
  readonly missing: readonly string[];
  readonly error: string | null;
  readonly results: Readonly<Record<string, string>>;
  readonly traffic: { readonly requests: number; readonly bytes: number };
}

export interface VaultPage {
  /** Ingests; before and after each write `announce` is called with its name, and the write waits for it. */
  ingest(mirror: string, now: string, announced: boolean): Promise<unknown>;
  /** One round over these mirrors alone, under the root of the page's own host. */
  round(mirrors: readonly MirrorEntry[], now: string, announced?: boolean): Promise<RoundFacts>;
  facts(now: string): Promise<{ readonly regions: readonly RegionFacts[]; readonly problems: readonly string[] }>;
  importBundle(url: string, now: string): Promise<{ readonly ms: number; readonly regions: number }>;
  /** Takes in what a mirror has, under the root of the page's own host. */
  syncFrom(mirror: string, now: string): Promise<{ readonly ms: number; readonly kind: string }>;
  /** Searches what is held, and in every seat so many stations with these names. */
  lookups(
    queries: readonly string[],
    stations?: { readonly names: readonly string[]; readonly inEachSeat: number },
  ): Promise<Lookups>;
}

declare global {
  interface Window {
    vaultPage: VaultPage;
    announce?: (point: string) => Promise<void>;
  }
}

const writes = ['keepMetadata', 'dropMetadata', 'keepFiles', 'dropFiles', 'installRegions', 'keepNewest'] as const;

/** The vault, telling of each write before it begins, while it is under way, and when it is done. */
function announcing(vault: Vault, nameFiles: (files: ReadonlyMap<string, unknown>) => string = () => ''): Vault {
  const told: Vault = { ...vault };
  for (const name of writes) {
    const write = vault[name] as (...args: unknown[]) => Promise<void>;
    Object.assign(told, {
      [name]: async (...args: unknown[]) => {
        const [first] = args;
        const subject =
          typeof first === 'string'
            ? first
            : name === 'installRegions'
              ? (first as readonly { region: string }[]).map(({ region }) => region).join()
              : first instanceof Map
                ? nameFiles(first)
                : '';
        await window.announce?.(`before ${name} ${subject}`);
        const under = write(...args);
        await window.announce?.(`during ${name} ${subject}`);
        await under;
        await window.announce?.(`after ${name} ${subject}`);
      },
    });
  }
  return told;
}

async function open(mirror: string): Promise<{ vault: Vault; root: Uint8Array }> {
  const root = new Uint8Array(await (await fetch(`${mirror}/metadata/1.root.json`)).arrayBuffer());
  return { vault: await openIdbVault({ guideId: guideId(root), scope: '/' }), root };
}

const optionsOf = (root: Uint8Array, now: string) =>
  ({ root, now: new Date(now), verifiers: ed25519Verifiers, native: browserNative, regions: 'all' }) as const;

window.vaultPage = {
  async ingest(mirror, now, announced) {
    const { vault, root } = await open(mirror);
    return ingest(announced ? announcing(vault) : vault, mirrorSource(mirror), optionsOf(root, now));
  },

  async round(mirrors, now, announced = false) {
    const { vault: quiet, root } = await open(location.origin);
    const vault = announced ? announcing(quiet, (files) => [...files.keys()].join()) : quiet;
    const book = mirrors.reduce(withMirror, readMirrorBook(null));
    await vault.keepNote(mirrorNote, book);
    const { outcome, error, marks, traffic } = await syncRound({ vault, pageUrl: null, ingest: optionsOf(root, now) });
    return {
      outcome: outcome && `${outcome.kind} ${outcome.edition}`,
      missing: outcome && outcome.kind !== 'older' ? outcome.missing : [],
      error: error?.code ?? null,
      results: Object.fromEntries(Object.keys(marks).map((url) => [url, marks[url]?.result ?? ''])),
      traffic,
    };
  },

  async facts(now) {
    const { vault, root } = await open(location.origin);
    const regions: RegionFacts[] = [];
    for (const { region } of await vault.readRegions()) {
      const held = region === '' ? null : await openRegion(vault, region);
      if (!held) continue;
      const { guide, symbols, parties } = held.head;
      const cards = held.shard.contests.map(({ id }) => contestCard(guide, symbols, parties, held.shard, id));
      regions.push({
        region,
        edition: held.head.edition,
        isWhole: held.isWhole,
        symbols: Object.fromEntries(
          cards.map((card) => [card?.seat.code ?? '', card?.candidates.map(({ symbol }) => symbol?.code) ?? []]),
        ),
      });
    }
    const problems = await checkStore(vault, optionsOf(root, now));
    return { regions, problems: problems.map(({ region, error }) => `${region}: ${error.message}`) };
  },

  async importBundle(url, now) {
    const { vault, root } = await open(location.origin);
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    const began = performance.now();
    const outcome = await ingest(vault, bundleSource(bytes), optionsOf(root, now));
    return { ms: performance.now() - began, regions: outcome.kind === 'installed' ? outcome.regions.length : 0 };
  },

  async syncFrom(mirror, now) {
    const { vault, root } = await open(location.origin);
    const began = performance.now();
    const { kind } = await ingest(vault, mirrorSource(mirror), optionsOf(root, now));
    return { ms: performance.now() - began, kind };
  },

  async lookups(queries, stations) {
    const { vault } = await open(location.origin);
    const head = await openHead(vault);
    if (!head) throw new TypeError('nothing is held');
    const search = openSearch(head.guide, head.symbols, head.parties, things);
    for (const { region } of await vault.readRegions()) {
      const held = region === '' ? null : await openRegion(vault, region);
      if (held) search.addShard(held.shard);
    }
    if (stations) addStations(search, head.guide.seats.code, stations.names, stations.inEachSeat);
    let [readMs, sliceMs] = [0, 0];
    for (let isMore = true; isMore; ) {
      const began = performance.now();
      isMore = search.readPiece();
      const took = performance.now() - began;
      readMs += took;
      sliceMs = Math.max(sliceMs, took);
    }
    const ms = queries.map((query) => {
      const began = performance.now();
      search.find(query);
      return performance.now() - began;
    });
    return { readMs, sliceMs, ms };
  },
};

function addStations(search: Search, seats: readonly string[], names: readonly string[], inEachSeat: number): void {
  let next = 0;
  for (const seat of seats) {
    const places = Array.from({ length: inEachSeat }, (_, row) => ({
      id: `${seat}.${row}`,
      number: String(row + 1),
      name: { en: names[next++ % names.length] ?? '' },
      kind: 'all' as const,
      address: {},
      position: null,
      isAccessible: null,
      serves: [],
    }));
    search.addPlaces('', seat, places);
  }
}
