// A small invented guide that can be asked: who stands where, under which symbol. Nothing of it is signed.
import { type AskedContent, type AskedGuide, openAskedGuide } from '../../../src/core/answer/asked-guide.ts';
import type { Guide } from '../../../src/core/guide/guide.ts';
import type { ContestRow, Shard } from '../../../src/core/guide/shard.ts';
import type { BallotSymbol } from '../../../src/core/guide/symbols.ts';
import { openSearch } from '../../../src/core/search/search.ts';
import { things } from '../../../src/words/asked/things.ts';
import { demoContent } from './demo-content.ts';

export interface Row {
  readonly en: string;
  readonly ur?: string;
  /** Its English name. */
  readonly symbol: string;
  readonly isWithdrawn?: boolean;
}

export type Lists = Readonly<Record<string, readonly Row[]>>;

const urdu: Readonly<Record<string, string>> = {
  Kettle: 'کیتلی',
  Kite: 'پتنگ',
  Lantern: 'لالٹین',
  Bottle: 'بوتل',
  Tiger: 'شیر',
  Book: 'کتاب',
};
export const symbolNames = Object.keys(urdu);

function readSymbols(): ReadonlyMap<string, BallotSymbol> {
  const rest = { description: {}, picture: null, isStandIn: false, sound: null };
  return new Map(
    symbolNames.map((en, i) => [`${i + 1}`, { code: `${i + 1}`, name: { en, ur: urdu[en] ?? '' }, ...rest }]),
  );
}

interface Invented extends Partial<AskedContent> {
  /** What stands beside names on the ballot. */
  readonly mark?: ContestRow['mark'];
}

/** @param lists by seat code; each in a place of its own, called as `placeOf` says */
export function inventGuide(
  lists: Lists,
  { mark = 'symbol', ...more }: Invented = {},
  held = Object.keys(lists),
): AskedGuide {
  const codes = Object.keys(lists);
  const symbols = readSymbols();
  const guide = {
    ...demoContent.guide,
    regions: codes.map((_, i) => ({ id: `r${i}`, name: {} })),
    districts: codes.map((_, i) => ({ en: `Wadi ${i}` })),
    ballots: ['NA', 'PA'].map((id) => ({
      id,
      name: { en: id === 'NA' ? 'National Assembly' : 'Provincial Assembly' },
      short: {},
      colour: '#000000',
    })),
    seats: {
      code: codes,
      ballot: codes.map((code) => (code.startsWith('NA') ? 0 : 1)),
      region: codes.map((_, i) => i),
      district: codes.map((_, i) => i),
      name: { en: codes.map((_, i) => `Wadi ${i}`) },
    },
  } as unknown as Guide;
  const shards = codes.flatMap((code, i) =>
    held.includes(code) ? [shardOf(`r${i}`, code, lists[code] ?? [], mark)] : [],
  );
  const search = openSearch(guide, symbols, new Map(), things);
  for (const shard of shards) search.addShard(shard);
  while (search.readPiece());
  return openAskedGuide({ ...demoContent, guide, symbols, shards, search, ...more }, things);
}

function shardOf(region: string, code: string, rows: readonly Row[], mark: ContestRow['mark']): Shard {
  return {
    region,
    contests: [{ id: code, kind: 'candidates', mark, state: 'open', count: rows.length }],
    partyIds: [],
    symbolCodes: symbolNames.map((_, i) => `${i + 1}`),
    candidates: {
      serial: rows.map((_, i) => i + 1),
      name: { en: rows.map(({ en }) => en), ur: rows.map(({ ur = '' }) => ur) },
      symbol: rows.map(({ symbol }) => symbolNames.indexOf(symbol)),
      party: rows.map(() => -1),
      photo: new Map(),
      sound: new Map(),
      withdrawn: new Set(rows.flatMap(({ isWithdrawn }, i) => (isWithdrawn ? [i] : []))),
    },
    endorsements: [],
    areas: [],
    places: {},
  };
}
