// Every element of a feed, once: whether it comes in, why not, and the row that it becomes.

import type { Text } from '../../../core/guide/format/text.ts';
import type { Content } from '../../content/content.ts';
import { writeHours } from '../../content/rows/hours-text.ts';
import type { VipFeed } from '../formats/vip-feed.ts';
import type { CellRow } from '../merge/cell-table.ts';
import type { ProposedTable } from '../merge/merge-table.ts';
import type { RowVerdict } from '../row-verdict.ts';
import { proposeRegions } from '../seats/propose-regions.ts';
import { cleanText } from '../text/clean-text.ts';
import { idOfText } from '../text/id-of-text.ts';
import { feedTables } from './feed-tables.ts';

/** Papers of a feed: people are elected on one, questions answered on the other. */
const ballotOf = { candidates: 'OFFICES', referendum: 'MEASURES' } as const;

/** A feed as it comes into a folder. */
export interface JudgedFeed {
  readonly verdicts: readonly Verdict[];
  readonly proposed: readonly ProposedTable[];
  /** Papers that the guide does not name yet. */
  readonly ballots: readonly string[];
}

type Verdict = RowVerdict & { readonly found: string };

/** A code and a sentence. */
type Fault = readonly [string, string];

/** Judges elements one after another, and writes their texts in the guide's languages. */
interface Judge {
  readonly verdicts: readonly Verdict[];
  /** @returns whether the element comes in */
  takes(id: string, seat: string, found: string, fault: Fault | null): boolean;
  /** The cells of a text: `name:en`, `name:ur`. */
  texts(stem: string, text: Text): Record<string, string>;
  /** A text in the first language that has it. */
  label(text: Text): string;
}

/** @param dropped ids of elements that a person has answered for: leave out */
export function judgeFeed(feed: VipFeed, content: Content, dropped: ReadonlySet<string>): JudgedFeed {
  const { languages } = content.guide;
  const judge = openJudge(languages, dropped);
  const partyIds = new Map(
    feed.parties.map(({ id, short, name }) => [id, idOfText((short || judge.label(name)).toLowerCase())]),
  );
  const parties = judgeParties(feed, judge, partyIds, languages[0] ?? 'en');
  const { contests, candidates } = judgeContests(feed, judge, partyIds);
  for (const { id, name } of feed.unused)
    judge.takes(id, '', judge.label(name), ['not-on-a-ballot', 'no contest of the feed has this candidate']);
  const places = judgePlaces(feed, judge);
  const areas = judgePrecincts(feed, judge);
  const placements = feedPlacements(feed, content).map(({ contest, region, regionName }) => ({
    ...{ contest, region, ...judge.texts('regionName', regionName) },
  }));
  const known = new Set(content.guide.ballots.map(({ id }) => id));
  const ballots = [...new Set(feed.contests.map(({ kind }) => ballotOf[kind]))].filter((id) => !known.has(id));
  return {
    verdicts: judge.verdicts,
    ballots,
    proposed: feedTables({ contests, candidates, parties, places, areas, placements }, languages),
  };
}

/** A feed is of one place: its contests travel together. */
export function feedPlacements(feed: VipFeed, content: Content): ReturnType<typeof proposeRegions> {
  const seats = feed.contests.map(({ id, kind, name, choices }) => ({
    ...{ id, ballot: ballotOf[kind], name, region: feed.area || 'all', candidates: choices.length },
  }));
  return proposeRegions(seats, content.regions, content.guide.languages);
}

function openJudge(languages: readonly string[], dropped: ReadonlySet<string>): Judge {
  const verdicts: Verdict[] = [];
  return {
    verdicts,
    takes(id, seat, found, fault) {
      const isDropped = dropped.has(id);
      const held = isDropped
        ? { code: 'dropped', text: 'answered: drop' }
        : fault && { code: fault[0], text: fault[1] };
      const row = { row: verdicts.length + 1, id, answer: isDropped ? { isDropped } : null };
      verdicts.push({ row, seat, mends: [], held, found });
      return held === null;
    },
    texts: (stem, text) =>
      Object.fromEntries(
        languages.map((language) => [`${stem}:${language}`, cleanText(text[language] ?? '', language).text]),
      ),
    label: (text) => languages.map((language) => text[language]).find(Boolean) ?? '',
  };
}

function judgeParties(
  { parties }: VipFeed,
  { takes, texts, label }: Judge,
  partyIds: ReadonlyMap<string, string>,
  firstLanguage: string,
): readonly CellRow[] {
  return parties
    .filter(({ id, name }) =>
      takes(id, '', label(name), label(name) === '' ? ['no-name', 'the party has no name'] : null),
    )
    .map(({ id, name, short }) => ({
      id: partyIds.get(id) ?? '',
      ...texts('name', name),
      ...texts('short', short === '' ? {} : { [firstLanguage]: short }),
    }));
}

function judgeContests(
  feed: VipFeed,
  { takes, texts, label }: Judge,
  partyIds: ReadonlyMap<string, string>,
): { readonly contests: readonly CellRow[]; readonly candidates: readonly CellRow[] } {
  const contests: CellRow[] = [];
  const candidates: CellRow[] = [];
  for (const contest of feed.contests) {
    const isEmpty = contest.choices.length === 0;
    takes(contest.id, contest.id, label(contest.name), null);
    let serial = 0;
    let isShort = false;
    for (const { id, name, party } of contest.choices) {
      serial++;
      const fault: Fault | null =
        label(name) === '' ? ['no-name', 'the selection has no name in the guide’s languages'] : null;
      if (!takes(id, contest.id, label(name), fault)) isShort = true;
      else {
        const own = party === null ? '' : (partyIds.get(party) ?? '');
        candidates.push({ contest: contest.id, serial: String(serial), ...texts('name', name), party: own });
      }
    }
    contests.push({
      ...{ id: contest.id, ballot: ballotOf[contest.kind], kind: contest.kind, mark: 'nothing' },
      ...texts('name', contest.name),
      ...texts('district', contest.district),
      ...texts('question', contest.question),
      ...{ state: isEmpty ? 'under-review' : 'open', incomplete: isEmpty || isShort ? 'yes' : '' },
      places: contest.places === null ? '' : String(contest.places),
    });
  }
  return { contests, candidates };
}

function judgePlaces(feed: VipFeed, { takes, texts, label }: Judge): readonly CellRow[] {
  return feed.places.flatMap(({ id, name, address, position, hours, ways, contests }) => {
    const shown = label(name) || address;
    const fault: Fault | null =
      contests.length === 0
        ? ['no-contest', 'no precinct or locality of the feed votes there']
        : shown === ''
          ? ['no-name', 'the place has neither name nor address']
          : null;
    if (!takes(id, contests[0] ?? '', [label(name), address].filter(Boolean).join(' · '), fault)) return [];
    const row = {
      ...{ id, number: '', ...texts('name', label(name) === '' ? { en: address } : name), kind: 'all' },
      ...texts('address', { en: address }),
      ...{ latitude: position?.latitude ?? '', longitude: position?.longitude ?? '' },
      ...{ hours: writeHours(hours), ways: ways.join(';') },
    };
    return contests.map((contest) => ({ contest, ...row }));
  });
}

function judgePrecincts({ precincts }: VipFeed, { takes, texts, label }: Judge): readonly CellRow[] {
  return precincts
    .filter(({ id, name, contests }) => {
      const fault: Fault | null =
        contests.length === 0 ? ['no-contest', 'no contest of the feed is voted on in this precinct'] : null;
      return takes(id, contests[0] ?? '', label(name), fault);
    })
    .map((precinct) => ({
      ...{ id: precinct.id, ...texts('name', precinct.name), contests: precinct.contests.join(';') },
      ...{ 'places:all': precinct.places.join(';'), serves: precinct.number },
    }));
}
