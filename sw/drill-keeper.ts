// The drill that the worker keeps: in a cache of its own, since the browser stops and starts the worker at any time. The
// time limit (core/drill.ts) is looked at before each use.
import { beginDrill, type Drill, drillLeft, parseDrill } from '../src/core/drill.ts';

/** The drill of one app. */
export interface DrillKeeper {
  /** Without waiting: `unknown` until what is kept was read once after a start of the worker. */
  state(): 'on' | 'off' | 'unknown';
  /** The drill that is on; null where there is none, or it is over. */
  read(): Promise<Drill | null>;
  begin(): Promise<Drill>;
  /** @returns the drill as it ended; null where there was none */
  end(): Promise<Drill | null>;
  /** Counts one more, while a drill is on. */
  count(what: 'opened' | 'refused'): Promise<void>;
}

/** @param scope the registration's scope: another guide on this origin has its own drill */
export function openDrillKeeper(scope: string, now: () => number): DrillKeeper {
  const cacheName = `nishan-drill ${scope}`;
  const key = `${scope}drill`;
  /** As it was last read or written; undefined before that. */
  let known: Drill | null | undefined;
  let writing: Promise<unknown> = Promise.resolve();

  async function readKept(): Promise<Drill | null> {
    // Asked first: a look into a cache that is not there would make it.
    if (!(await caches.has(cacheName))) return null;
    const kept = await (await caches.open(cacheName)).match(key);
    return kept ? parseDrill(await kept.json().catch(() => null)) : null;
  }

  async function keep(drill: Drill): Promise<void> {
    known = drill;
    await (await caches.open(cacheName)).put(key, new Response(JSON.stringify(drill)));
  }

  /** One change after the other: two counts at once must not write the same number. */
  function inTurn<T>(change: () => Promise<T>): Promise<T> {
    const turn = writing.then(change);
    writing = turn.catch(() => null);
    return turn;
  }

  async function read(): Promise<Drill | null> {
    // A store that cannot be read cuts nobody off.
    const kept = await readKept().catch(() => null);
    known = drillLeft(kept, now()) > 0 ? kept : null;
    if (kept && !known) await caches.delete(cacheName);
    return known;
  }

  return {
    state() {
      if (known === undefined) return 'unknown';
      return drillLeft(known, now()) > 0 ? 'on' : 'off';
    },
    read: () => inTurn(read),
    begin: () =>
      inTurn(async () => {
        const drill = beginDrill(now());
        await keep(drill);
        return drill;
      }),
    end: () =>
      inTurn(async () => {
        const drill = await readKept().catch(() => null);
        known = null;
        await caches.delete(cacheName);
        return drill;
      }),
    count: (what) =>
      inTurn(async () => {
        const drill = await read();
        if (drill) await keep({ ...drill, [what]: drill[what] + 1 });
      }),
  };
}
