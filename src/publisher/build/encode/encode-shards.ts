// Writes the region shards, candidates in columns: what src/core/guide/shard.ts reads.
import { list, object, readShape, text } from '../../../core/shape.ts';
import type { CandidateEntry, Content, ContestEntry } from '../../content/content.ts';
import { type Kind, recall } from '../../memory/memory.ts';
import { hashOf } from '../../small-files.ts';
import type { ContentFiles, WireBlob } from '../content-files.ts';
import { type Packing, packingAnew } from '../packing.ts';
import { encodePlaces } from './encode-places.ts';
import { encodeOptional, encodeTexts } from './encode-text.ts';

/** Every region's shard as JSON, by region, in the order of regions.csv. */
export function encodeShards(
  content: Content,
  files: ContentFiles,
  packing: Packing = packingAnew,
): ReadonlyMap<string, object> {
  const candidates = groupBy(content.candidates, ({ contest }) => contest);
  const lists = packedPlaces(content, packing).map(([contest, packed]) => [contest, files.add(packed)] as const);
  const places = new Map<string, WireBlob>(lists);
  const regionsOf = groupBy(content.regions, ({ contest }) => contest);
  const contestsOf = new Map<string, ContestEntry[]>(content.regions.map(({ region }) => [region, []]));
  for (const contest of content.contests) {
    for (const { region } of regionsOf.get(contest.id) ?? []) contestsOf.get(region)?.push(contest);
  }
  const shards = new Map<string, object>();
  for (const [region, contests] of contestsOf) {
    shards.set(region, { region, ...encodeShard(content, contests, candidates, places, files) });
  }
  return shards;
}

/** Each contest's list of places, deflated, in the order of places.csv. */
function packedPlaces({ places, guide }: Content, packing: Packing): readonly (readonly [string, Uint8Array])[] {
  const make = (): readonly (readonly [string, Uint8Array])[] =>
    [...groupBy(places.all(), ({ contest }) => contest)].map(([contest, own]) => [
      contest,
      packing.pack(encodePlaces(own, guide.languages)),
    ]);
  if (places.print === null) return make();
  const kind: Kind<readonly (readonly [string, Uint8Array])[]> = {
    name: 'places-cut',
    write: (lists) => lists.map(([contest, packed]) => ({ contest, sha256: hashOf(packed) })),
    read: (value) => readShape(cutReader, value).map(({ contest, sha256 }) => [contest, packing.kept(sha256)] as const),
  };
  // The print holds the languages too.
  return recall(packing.memory, kind, [places.print], make);
}

const cutReader = list(object({ contest: text(64), sha256: text(64, /^[0-9a-f]{64}$/) }), 100_000);

function encodeShard(
  { guide, endorsements, areas }: Content,
  contests: readonly ContestEntry[],
  candidates: ReadonlyMap<string, readonly CandidateEntry[]>,
  places: ReadonlyMap<string, WireBlob>,
  files: ContentFiles,
): object {
  const { languages } = guide;
  const here = new Set(contests.map(({ id }) => id));
  const lists = contests.map(({ id }) => inBallotOrder(candidates.get(id) ?? []));
  const rows = lists.flat();
  const partyIds = [...new Set(rows.flatMap(({ party }) => party ?? []))];
  const symbolCodes = [...new Set(rows.flatMap(({ symbol }) => symbol ?? []))];
  return {
    contests: contests.map((contest, i) => encodeContest(contest, lists[i]?.length ?? 0, languages)),
    partyIds,
    symbolCodes,
    candidates: encodeCandidates(rows, partyIds, symbolCodes, languages, files),
    endorsements: endorsements
      .filter(({ contest }) => here.has(contest))
      .map(({ by, contest, serial, note }) => ({ by, contest, serial, note: encodeOptional(note, languages) })),
    areas: areas
      .filter((area) => area.contests.some((id) => here.has(id)))
      .map((area) => ({
        id: area.id,
        contestIds: area.contests,
        name: encodeOptional(area.name, languages),
        pollingPlaceIds: leaveEmptyOut(area.places),
        serves: area.serves.length > 0 ? area.serves : undefined,
      })),
    places: Object.fromEntries([...places].filter(([contest]) => here.has(contest))),
  };
}

function encodeContest(contest: ContestEntry, count: number, languages: readonly string[]): object {
  const { id, kind, mark, state, places, previousContestId, day } = contest;
  return {
    id,
    kind,
    mark,
    state,
    count,
    ...(contest.isIncomplete && { incomplete: true }),
    ...(places !== null && { places }),
    ...(previousContestId !== null && { previousContestId }),
    ...(day !== null && { day }),
    ...(contest.isRerun && { rerun: true }),
    question: encodeOptional(contest.question, languages),
    note: encodeOptional(contest.note, languages),
  };
}

function encodeCandidates(
  rows: readonly CandidateEntry[],
  partyIds: readonly string[],
  symbolCodes: readonly string[],
  languages: readonly string[],
  files: ContentFiles,
): object {
  const partyRow = new Map(partyIds.map((id, row) => [id, row]));
  const symbolRow = new Map(symbolCodes.map((code, row) => [code, row]));
  const withdrawn = rows.flatMap(({ isWithdrawn }, row) => (isWithdrawn ? [row] : []));
  return {
    serial: rows.map(({ serial }) => serial),
    name: encodeTexts(
      rows.map(({ name }) => name),
      languages,
    ),
    party: rows.map(({ party }) => partyRow.get(party ?? '') ?? -1),
    symbol: rows.map(({ symbol }) => symbolRow.get(symbol ?? '') ?? -1),
    photo: blobsByRow(rows.map(({ photo }) => files.blob(photo))),
    sound: blobsByRow(rows.map(({ sound }) => files.blob(sound))),
    ...(withdrawn.length > 0 && { withdrawn }),
  };
}

function blobsByRow(blobs: readonly (WireBlob | undefined)[]): object | undefined {
  const found = blobs.flatMap((blob, row) => (blob ? [[row, blob] as const] : []));
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

function leaveEmptyOut(places: Readonly<Record<string, readonly string[]>>): object | undefined {
  const some = Object.entries(places).filter(([, ids]) => ids.length > 0);
  return some.length > 0 ? Object.fromEntries(some) : undefined;
}

function inBallotOrder(rows: readonly CandidateEntry[]): readonly CandidateEntry[] {
  return [...rows].sort((a, b) => a.serial - b.serial);
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
