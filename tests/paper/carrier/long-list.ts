// A carrier's content made as long as a country's: more candidates than a page says at length, nearly all of them in its
// second contest, so that a browser that opens the first one has little to draw.
import type { CarrierContent } from '../../../src/paper/carrier/carrier-content.ts';

/** More than src/paper/carrier/carrier.ts says of each whole. */
const long = 4_200;
/** Of them in the first contest. */
const shown = 30;

export interface LongListOptions {
  readonly mark: 'symbol' | 'logo';
  /** The first names of the list, by language; null where it has none. The others have a number alone, in English. */
  readonly names?: Readonly<Record<string, readonly (string | null)[]>>;
  /** The symbol of each of these; without it all stand under the first. */
  readonly symbols?: readonly number[];
  /** Serials of who withdrew. */
  readonly withdrawn?: readonly number[];
}

export function withLongList(content: CarrierContent, options: LongListOptions): CarrierContent {
  const { mark, names = {}, symbols = [], withdrawn } = options;
  const rows = Array.from({ length: long }, (_, i) => i);
  const [first] = content.regions;
  const [contest, other] = first?.shard.contests ?? [];
  if (!first || !contest || !other) throw new TypeError('two contests');
  const name = {
    en: rows.map((i) => (names.en?.[i] === null ? '' : (names.en?.[i] ?? `Name ${i + 1}`))),
    ur: rows.map((i) => names.ur?.[i] ?? ''),
  };
  const { id, shard } = first;
  const candidates = {
    ...shard.candidates,
    serial: rows.map((i) => i + 1),
    name,
    party: rows.map(() => 0),
    symbol: rows.map((i) => symbols[i] ?? 0),
    ...(withdrawn && { withdrawn: new Set(withdrawn.map((serial) => serial - 1)) }),
  };
  const contests = [
    { ...contest, mark, count: shown },
    { ...other, mark, count: long - shown },
  ];
  return { ...content, regions: [{ id, shard: { ...shard, contests, candidates, endorsements: [] } }] };
}
