// Search over what is held. The names are folded when the search screen is first opened, region by region.
import { type Candidate, candidateAt } from '../../core/guide/questions.ts';
import { type Hit, openSearch } from '../../core/guide/search.ts';
import { type HeldRegion, openRegion } from '../../core/held.ts';
import { getState, getWorld, setState } from '../world.ts';

interface OpenSearch {
  readonly edition: number;
  readonly regions: Map<string, HeldRegion>;
  find(typed: string): readonly Hit[];
}

export interface FoundCandidate {
  readonly seat: string;
  /** Its row in its contest. */
  readonly row: number;
  readonly candidate: Candidate;
}

let search: OpenSearch | null = null;
let isOpening = false;

/** Makes everything that is held searchable, also what has come since. */
export async function prepareSearch(): Promise<void> {
  const { head } = getState();
  if (!head || isOpening) return;
  isOpening = true;
  try {
    const { vault } = getWorld();
    const known = search?.edition === head.edition ? search.regions : new Map<string, HeldRegion>();
    const { addShard, find } = openSearch(head.guide, head.symbols);
    for (const { region } of await vault.readRegions()) {
      const held = region === '' ? null : (known.get(region) ?? (await openRegion(vault, region)));
      if (held) known.set(region, held);
    }
    for (const { shard } of known.values()) addShard(shard);
    search = { edition: head.edition, regions: known, find };
    setState({});
  } finally {
    isOpening = false;
  }
}

/** What fits the typed words, best first. */
export function findTyped(typed: string): readonly Hit[] {
  return search?.find(typed) ?? [];
}

/** How many regions are searched. */
export function searchedRegions(): number {
  return search?.regions.size ?? 0;
}

/** A candidate that was found. @param row its row in the region's shard */
export function foundCandidate(region: string, seat: string, row: number): FoundCandidate | null {
  const held = search?.regions.get(region);
  if (!held) return null;
  let first = 0;
  for (const { id, count } of held.shard.contests) {
    if (id === seat) {
      const { symbols, parties } = held.head;
      return { seat, row: row - first, candidate: candidateAt(symbols, parties, held.shard, row) };
    }
    first += count;
  }
  return null;
}

/** Who has a symbol, in what is held. @param code the symbol's */
export function candidatesWithSymbol(code: string, limit: number): readonly FoundCandidate[] {
  const found: FoundCandidate[] = [];
  for (const { region, shard } of search?.regions.values() ?? []) {
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
