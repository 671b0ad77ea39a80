// Search over what is held. Candidates and polling stations are read when the search screen is open, in slices between
// which the phone answers; leaving the screen pauses that. Nothing that is typed leaves this module's memory.
import type { PollingPlace } from '../../core/guide/places.ts';
import { parsePlaces } from '../../core/guide/places.ts';
import { type Candidate, type ContestCard, contestCard } from '../../core/guide/questions.ts';
import type { Shard } from '../../core/guide/shard.ts';
import { type HeldHead, type HeldRegion, openRegion, readBlob } from '../../core/held/held.ts';
import type { RegionChange } from '../../core/ports.ts';
import { type Hit, openSearch, type Search } from '../../core/search/search.ts';
import { things } from '../../words/asked/things.ts';
import { getState, getWorld, onOtherGuide, setState } from '../world.ts';

export interface FoundCandidate {
  readonly card: ContestCard;
  readonly candidate: Candidate;
  readonly held: HeldRegion;
}

export interface Searched {
  readonly regions: number;
  /** Lists of polling stations that were read, and all that the regions name. */
  readonly lists: number;
  readonly allLists: number;
  /** There is more on this phone than what was read yet. */
  readonly isReading: boolean;
}

interface Opened {
  readonly edition: number;
  readonly search: Search;
  readonly regions: Map<string, HeldRegion>;
  /** Lists that were read, by contest. */
  readonly lists: Set<string>;
}

const sliceMs = 8;
const listsKept = 24;

let opened: Opened | null = null;
let turn = 0;
let isReading = false;
/** Every candidate that is held was read: what is read after them are stations. */
let isReadThrough = false;
let last: { readonly typed: string; readonly hits: readonly Hit[] } | null = null;
/** Lists of stations that were shown last: the index keeps their words only. */
const shownLists = new Map<string, readonly PollingPlace[] | null>();

onOtherGuide(() => {
  turn++;
  opened = null;
  isReadThrough = false;
  last = null;
  isReading = false;
  shownLists.clear();
});

/** Makes everything that is held searchable, also what has come since. @returns what pauses it */
export function prepareSearch(): () => void {
  const mine = ++turn;
  const isMine = (): boolean => mine === turn;
  void read(isMine).finally(() => {
    if (isMine()) tell(false);
  });
  return () => {
    if (isMine()) turn++;
  };
}

function tell(isOn: boolean): void {
  isReading = isOn;
  last = null;
  setState({});
}

async function read(isMine: () => boolean): Promise<void> {
  const { head } = getState();
  if (!head) return;
  const { vault } = getWorld();
  const records = (await vault.readRegions()).filter(({ region }) => region !== '');
  if (!isMine()) return;
  const isSame = records.every(({ region, edition }) => {
    const known = opened?.regions.get(region);
    return !known || known.head.edition === edition;
  });
  if (!opened || opened.edition !== head.edition || !isSame) opened = openNew(head);
  isReadThrough = records.every(({ region }) => opened?.regions.has(region));
  tell(true);
  const own = opened;
  // What a run before this one added, and was interrupted in.
  if (!(await readPieces(own.search, isMine))) return;
  for (const { region } of records) {
    if (own.regions.has(region)) continue;
    const held = await openRegion(vault, region);
    if (!isMine()) return;
    if (!held) continue;
    own.regions.set(region, held);
    own.search.addShard(held.shard);
    if (!(await readPieces(own.search, isMine))) return;
  }
  isReadThrough = true;
  tell(true);
  await readLists(own, isMine);
}

function openNew({ edition, guide, symbols, parties }: HeldHead): Opened {
  shownLists.clear();
  return { edition, search: openSearch(guide, symbols, parties, things), regions: new Map(), lists: new Set() };
}

async function readLists({ regions, lists, search }: Opened, isMine: () => boolean): Promise<void> {
  for (const { region, shard } of [...regions.values()]) {
    for (const contest of Object.keys(shard.places)) {
      if (lists.has(contest)) continue;
      const places = await readList(region, contest);
      if (!isMine()) return;
      if (!places) continue;
      lists.add(contest);
      search.addPlaces(region, contest, places);
      if (!(await readPieces(search, isMine))) return;
    }
  }
}

async function readList(region: string, contest: string): Promise<readonly PollingPlace[] | null> {
  const blob = opened?.regions.get(region)?.shard.places[contest];
  const bytes = blob && (await readBlob(getWorld().vault, blob));
  return bytes ? parsePlaces(bytes) : null;
}

/** @returns false where somebody else has taken over meanwhile */
async function readPieces(search: Search, isMine: () => boolean): Promise<boolean> {
  let began = performance.now();
  while (search.readPiece()) {
    if (performance.now() - began < sliceMs) continue;
    await new Promise((go) => setTimeout(go));
    if (!isMine()) return false;
    began = performance.now();
  }
  return true;
}

/** What fits the typed words, best first. */
export function findTyped(typed: string): readonly Hit[] {
  if (!opened) return [];
  if (last?.typed !== typed) last = { typed, hits: opened.search.find(typed) };
  return last.hits;
}

/** What was read, for questions. */
export interface ReadThrough {
  readonly search: Search;
  readonly shards: readonly Shard[];
  /** Since the editions that were held before. */
  readonly changes: readonly RegionChange[];
}

/** null until every candidate that is held is there. */
export function whatIsRead(): ReadThrough | null {
  if (!opened || !isReadThrough) return null;
  const held = [...opened.regions.values()];
  const changes = held.flatMap((each) => each.changes);
  return { search: opened.search, shards: held.map(({ shard }) => shard), changes };
}

/** How much of what there is was searched. */
export function whatIsSearched(): Searched {
  const allLists = new Set([...(opened?.regions.values() ?? [])].flatMap(({ shard }) => Object.keys(shard.places)));
  return {
    regions: opened?.regions.size ?? 0,
    lists: opened?.lists.size ?? 0,
    allLists: allLists.size,
    isReading,
  };
}

/** A candidate that was found. @param row its row in the region's shard */
export function foundCandidate(region: string, seat: string, row: number): FoundCandidate | null {
  const held = opened?.regions.get(region);
  if (!held) return null;
  const { guide, symbols, parties } = held.head;
  const card = contestCard(guide, symbols, parties, held.shard, seat);
  const candidate = card?.candidates.find((each) => each.row === row);
  return card && candidate ? { card, candidate, held } : null;
}

/** A station that was found; null while its list is read again, of which the screen hears. */
export function foundStation(region: string, contest: string, row: number): PollingPlace | null {
  const known = shownLists.get(contest);
  if (known !== undefined) return known?.[row] ?? null;
  shownLists.set(contest, null);
  void readList(region, contest).then((places) => {
    shownLists.set(contest, places);
    for (const oldest of [...shownLists.keys()].slice(0, -listsKept)) shownLists.delete(oldest);
    setState({});
  });
  return null;
}

/** Who has a symbol, in what is held. @param code the symbol's */
export function candidatesWithSymbol(code: string, limit: number): readonly FoundCandidate[] {
  const found: FoundCandidate[] = [];
  for (const { region, shard } of opened?.regions.values() ?? []) {
    const wanted = shard.symbolCodes.indexOf(code);
    if (wanted < 0) continue;
    let row = 0;
    for (const { id, count } of shard.contests) {
      for (const end = row + count; row < end && found.length < limit; row++) {
        const hit = shard.candidates.symbol[row] === wanted ? foundCandidate(region, id, row) : null;
        if (hit) found.push(hit);
      }
    }
  }
  return found;
}
