// A world for tests of actions: the test mirror's files, a vault in memory, a state, and no page.
import { firstState } from '../../src/app/state.ts';
import { createStore } from '../../src/app/store.ts';
import { openWorld, type World } from '../../src/app/world.ts';
import { encodeBundle } from '../../src/core/bundle/bundle-writer.ts';
import { memoryVault } from '../../src/core/memory-vault.ts';
import type { Vault } from '../../src/core/ports.ts';
import { guideId } from '../../src/core/tuf/guide-id.ts';
import type { AcceptedGuide, AcceptedGuides } from '../../src/io/store/guide-list.ts';
import { englishWords } from '../../src/words/english.ts';
import { ingestOptions, testMirror } from '../core/fixture.ts';

export const pageUrl = 'https://page.example/';

/** What a mirror answers where it is no plain folder of files; null for its files. */
export type Behaviour = (path: string, init: RequestInit | undefined) => Promise<Response> | Response | null;

/** A network of mirrors by where their trees begin; what is not named cannot be reached. */
export function filesFetch(
  mirrors: Readonly<Record<string, ReadonlyMap<string, Uint8Array>>>,
  behave: Readonly<Record<string, Behaviour>> = {},
  asked: string[] = [],
): typeof fetch {
  return async (input, init) => {
    const url = String(input);
    asked.push(url);
    const base = Object.keys({ ...mirrors, ...behave }).find((each) => url.startsWith(each));
    if (base === undefined) throw new TypeError('Failed to fetch');
    const path = url.slice(base.length);
    const bytes = mirrors[base]?.get(path);
    const own = behave[base]?.(path, init);
    if (own) return own;
    return bytes ? new Response(bytes as Uint8Array<ArrayBuffer>) : new Response('', { status: 404 });
  };
}

/** An answer that never comes. */
export function hanging(_path: string, init: RequestInit | undefined): Promise<Response> {
  return new Promise((_, reject) => {
    const end = (): void => reject(new DOMException('aborted', 'AbortError'));
    if (init?.signal?.aborted) end();
    init?.signal?.addEventListener('abort', end);
  });
}

/** An answer that comes half a kilobyte a second: slow, and no drip that a limit ends. */
export function dripping(_path: string, init: RequestInit | undefined): Response {
  let timer: ReturnType<typeof setInterval> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      timer = setInterval(() => controller.enqueue(new Uint8Array(512)), 1_000);
      init?.signal?.addEventListener('abort', () => {
        clearInterval(timer);
        controller.error(new DOMException('aborted', 'AbortError'));
      });
    },
    cancel: () => clearInterval(timer),
  });
  return new Response(body);
}

/** A mirror with the small bundle of each region's first answer, as the publisher's build writes it. */
export function withFirstAnswers(files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Uint8Array> {
  const whole = encodeBundle(new Map([...files].filter(([path]) => !path.startsWith('blobs/'))));
  return new Map([...files, ['first/north.zip', whole], ['first/south.zip', whole]]);
}

/** A list of accepted guides without a database. @param vaults what is kept of each, by id */
export function acceptedInMemory(vaults: Map<string, Vault> = new Map()): AcceptedGuides {
  const guides = new Map<string, AcceptedGuide>();
  let used: string | null = null;
  const forget = async (id: string): Promise<void> => {
    guides.delete(id);
    vaults.delete(id);
  };
  return {
    read: async () => ({ accepted: [...guides.values()], used, isBroken: false }),
    async accept(root) {
      const id = guideId(root);
      guides.set(id, { id, root, isLeaving: false });
    },
    async use(id) {
      used = id;
    },
    async leave(id, isLeaving) {
      const guide = guides.get(id);
      if (guide) guides.set(id, { ...guide, isLeaving });
    },
    forget,
    async sweep() {
      for (const { id, isLeaving } of [...guides.values()]) if (isLeaving) await forget(id);
    },
    async openVault(id) {
      const vault = vaults.get(id) ?? memoryVault();
      vaults.set(id, vault);
      return vault;
    },
    async deleteAll() {
      guides.clear();
      vaults.clear();
      used = null;
      return true;
    },
  };
}

/** Opens a world with a newly begun state. @param other what is different from it */
export function openTestWorld(other: Partial<World> = {}): World {
  const guide = {
    vault: other.vault ?? memoryVault(),
    root: other.root ?? ingestOptions.root,
    guideId: other.guideId ?? 'guide',
    hints: other.hints ?? null,
  };
  const world: World = {
    ...guide,
    store: createStore({ ...firstState, words: englishWords }),
    own: guide,
    accepted: acceptedInMemory(),
    pageUrl,
    fetch: filesFetch({ [pageUrl]: testMirror() }),
    random: () => 0.5,
    connection: () => undefined,
    scope: '/',
    now: () => ingestOptions.now,
    prepareScreen: async () => true,
    restart: () => undefined,
    ...other,
  };
  openWorld(world);
  return world;
}
