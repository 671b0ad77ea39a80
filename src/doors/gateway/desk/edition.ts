// One edition made ready to answer: everything that the vault holds and that still stands on good signatures. A newer one
// is opened beside it and takes its place whole.
import { setImmediate as breathe } from 'node:timers/promises';
import type { Event } from '../../../core/guide/events.ts';
import type { Blob } from '../../../core/guide/format/blob.ts';
import { clockFloor, type EditionState, editionState } from '../../../core/guide/meaning/age.ts';
import { type PollingPlace, parsePlaces } from '../../../core/guide/places.ts';
import { type ContestCard, contestCard, homeOf } from '../../../core/guide/questions.ts';
import type { Shard } from '../../../core/guide/shard.ts';
import { checkStore } from '../../../core/held/check-store.ts';
import { type HeldHead, openHead, openRegion, readBlob } from '../../../core/held/held.ts';
import { readEvents } from '../../../core/held/held-events.ts';
import type { Vault } from '../../../core/ports.ts';
import { openSearch, type Search } from '../../../core/search/search.ts';
import { guideId } from '../../../core/tuf/guide-id.ts';
import type { Verifiers } from '../../../core/tuf/signatures.ts';
import { things } from '../../../words/asked/things.ts';

/** What questions are answered from. */
export interface EditionContent {
  readonly head: HeldHead;
  readonly shards: readonly Shard[];
  /** Lists of polling stations, by contest. */
  readonly places: ReadonlyMap<string, readonly PollingPlace[]>;
  /** Over the same shards, all of it read. */
  readonly search: Search;
  /** 64 hex digits. */
  readonly guideId: string;
  /** Where people meet. */
  readonly events: readonly Event[];
}

/** An edition that answers. */
export interface Edition extends EditionContent {
  /** The seat with its candidates; null where no list of it is held. */
  cardOf(seat: string): ContestCard | null;
  /** What its dates mean now. */
  stateAt(now: Date): EditionState;
  /** A picture of it; null where it is not held. */
  pictureOf(blob: Blob): Promise<Uint8Array | null>;
}

export interface OpenOptions {
  /** The guide's first root. */
  readonly root: Uint8Array;
  readonly now: Date;
  readonly verifiers: Verifiers;
}

/** @returns null where nothing is held that stands */
export async function openEdition(vault: Vault, options: OpenOptions): Promise<Edition | null> {
  const head = await openHead(vault);
  if (!head) return null;
  const fallen = new Set((await checkStore(vault, options)).map(({ region }) => region));
  const { guide, symbols, parties } = head;
  const search = openSearch(guide, symbols, parties, things);
  const shards: Shard[] = [];
  const places = new Map<string, readonly PollingPlace[]>();
  for (const { id } of guide.regions) {
    const region = fallen.has(id) ? null : await openRegion(vault, id);
    if (!region) continue;
    shards.push(region.shard);
    search.addShard(region.shard);
    for (const [contest, blob] of Object.entries(region.shard.places)) {
      const bytes = await readBlob(vault, blob);
      if (!bytes) continue;
      const list = parsePlaces(bytes);
      places.set(contest, list);
      search.addPlaces(id, contest, list);
    }
  }
  // The edition before goes on answering meanwhile.
  while (search.readPiece()) await breathe();
  const cards = new Map<string, ContestCard | null>();
  return {
    head,
    guideId: guideId(options.root),
    events: (await readEvents(vault))?.events ?? [],
    shards,
    places,
    search,
    cardOf(seat) {
      const known = cards.get(seat);
      if (known !== undefined) return known;
      const shard = homeOf(guide, shards, seat);
      const card = shard ? contestCard(guide, symbols, parties, shard, seat) : null;
      // Of seats that there are: what anybody types must not fill the memory.
      if (shard) cards.set(seat, card);
      return card;
    },
    stateAt: (now) => stateOf(head, now),
    pictureOf: (blob) => readBlob(vault, blob),
  };
}

function stateOf({ newest, guide, issued, edition }: HeldHead, now: Date): EditionState {
  const clock = clockFloor(now, newest.issued).getTime();
  const expired = Object.entries(newest.expires)
    .filter(([, expires]) => Date.parse(expires) <= clock)
    .map(([role]) => role);
  const { symbolsFinal } = guide.election.calendar;
  return editionState({ issued, symbolsFinal, expired, edition, newestEdition: newest.edition, isVerified: true }, now);
}
