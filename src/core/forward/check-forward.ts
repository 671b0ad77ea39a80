// Checks a message that people pass on against the guide. It never says whether something is so in the world, only
// whether the signed list says the same, and it agrees only where seat, candidate and symbol are all the list's.

import type { AskedGuide, Standing } from '../answer/asked-guide.ts';
import type { Lexicon } from '../answer/lexicon.ts';
import { fitNotices } from '../answer/reading/fit-notice.ts';
import { metIn } from '../answer/saying/say-met.ts';
import type { Notice } from '../guide/pages.ts';
import { fold } from '../spelling/fold.ts';
import type { Claim, ForwardCheck } from './forward-types.ts';
import type { PlacedName } from './message-names.ts';
import { type ForwardReading, type PlacedSymbol, readForward } from './read-forward.ts';
import { sayForward } from './say-forward.ts';

/**
 * @param message as it came, from anybody
 * @returns what the list says to it, in the lexicon's language
 */
export function checkForward(asked: AskedGuide, message: string, lexicon: Lexicon): ForwardCheck {
  const reading = readForward(asked, message, lexicon);
  const found = judge(asked, reading);
  const seats = reading.seats.flatMap(({ codes }) => codes);
  const about = found.claims[0]?.standing.seat ?? found.named[0]?.seat;
  const met = metIn(asked, message);
  const told = new Set(met.map(({ notice }) => notice));
  const check = {
    hasMore: false,
    ...found,
    seat: about ?? (new Set(seats).size === 1 ? (seats[0] as string) : null),
    missing: reading.missing,
    lacking: reading.lacking,
    votingDay: reading.votingDay,
    symbols: [...new Set(reading.symbols.flatMap(({ codes }) => codes))],
    elsewhere: found.verdict === 'not-in-guide' ? elsewhere(asked, reading) : [],
    notices: noticesFor(asked, reading, found.claims).filter((notice) => !told.has(notice)),
    met,
    // Agreement rests on the list alone; everything else may be a list's age.
    mayBeNewer: found.verdict !== 'agrees',
  };
  return { ...check, text: sayForward(asked, check, lexicon) };
}

type Judged = Pick<ForwardCheck, 'verdict' | 'claims' | 'named'> & { readonly hasMore?: true };

function judge(asked: AskedGuide, reading: ForwardReading): Judged {
  const { names, symbols, seats, missing, lacking, hasStranger, isVague, votingDay } = reading;
  const hasMore = reading.hasMore || votingDay !== null;
  const named = names.map(({ standing }) => standing);
  if (missing !== null) return { verdict: 'not-in-guide', claims: [], named };
  // Of a list that is not held nothing is said, least of all that somebody is not on it.
  if (lacking !== null) return { verdict: 'unclear', claims: [], named };
  if (names.length === 0) {
    const isStrange = seats.length > 0 && hasStranger;
    return { verdict: isStrange ? 'not-in-guide' : 'unclear', claims: [], named };
  }
  const claims = pair(asked, reading);
  if (claims === null) return { verdict: 'unclear', claims: [], named };
  const isSure =
    !isVague &&
    !hasStranger &&
    names.every((name) => name.isSure && name.others.every((other) => areNamesakes(name.standing, other))) &&
    symbols.every(({ isSure: is }) => is) &&
    areInTheirSeats(reading);
  if (claims.every(({ holds }) => holds)) {
    if (isSure && hasMore) return { verdict: 'unclear', claims, named, hasMore };
    return { verdict: isSure ? 'agrees' : 'unclear', claims, named };
  }
  return { verdict: 'differs', claims, named };
}

/** Each name with the symbol that goes with it; null where the order does not say which. */
function pair(asked: AskedGuide, { names, symbols }: ForwardReading): readonly Claim[] | null {
  if (symbols.length === 0) return null;
  const [only] = names;
  if (names.length === 1 && only) {
    const claims = symbols.map((symbol) => claimOf(asked, only, symbol));
    // "Not the kettle but the lantern" says one thing and its opposite to who reads by rules.
    const hasBoth = claims.some(({ holds }) => holds) && claims.some(({ holds }) => !holds);
    return hasBoth ? null : claims;
  }
  if (names.length !== symbols.length) return null;
  const isBehind = names.map(({ at }, i) => (symbols[i] as PlacedSymbol).at > at);
  const isInTurn = names.every(({ at }, i) => {
    const before = i === 0 ? -1 : Math.max((symbols[i - 1] as PlacedSymbol).at, names[i - 1]?.at ?? -1);
    return Math.min(at, (symbols[i] as PlacedSymbol).at) > before;
  });
  if (!isInTurn || new Set(isBehind).size > 1) return null;
  return names.map((name, i) => claimOf(asked, name, symbols[i] as PlacedSymbol));
}

/** Of people who are called the same the one who has the symbol, where one of them has it. */
function claimOf(asked: AskedGuide, { standing, others }: PlacedName, { codes }: PlacedSymbol): Claim {
  const has = ({ symbol, isWithdrawn }: Standing): boolean =>
    symbol !== null && !isWithdrawn && codes.includes(symbol.code);
  const holder = [standing, ...others].find(has);
  const until = holder ? null : heldUntil(asked, standing, codes);
  return { standing: holder ?? standing, said: codes, holds: holder !== undefined, until };
}

/** The edition until which somebody had one of these symbols, by what this phone saw change. */
function heldUntil({ content, symbolNames }: AskedGuide, { seat, serial }: Standing, codes: readonly string[]) {
  const had = (content.changes ?? []).filter(
    ({ kind, contest, serial: own, was = {} }) =>
      kind === 'symbol' &&
      contest === seat &&
      own === serial &&
      Object.values(was).some((name) => symbolNames.of(name).some((code) => codes.includes(code))),
  );
  return had.length === 0 ? null : Math.max(...had.map(({ from }) => from));
}

function areNamesakes(a: Standing, b: Standing): boolean {
  return Object.entries(a.name).some(
    ([language, name]) => fold(name) !== '' && fold(name) === fold(b.name[language] ?? ''),
  );
}

/** Where a message names several seats, each name has to stand behind its own, or all of them before. */
function areInTheirSeats({ seats, names }: ForwardReading): boolean {
  const all = new Set(seats.flatMap(({ codes }) => codes));
  if (all.size <= 1) return true;
  return names.every(({ at, standing }) => {
    const before = seats.filter((each) => each.at < at);
    const own = before[before.length - 1] ?? seats[0];
    return own?.codes.includes(standing.seat) === true;
  });
}

function elsewhere({ content }: AskedGuide, { seats, saying }: ForwardReading): readonly string[] {
  const own = new Set(seats.flatMap(({ codes }) => codes));
  const [first] = content.search.find(saying.slice(0, 8).join(' '));
  return first?.kind === 'candidate' && first.score > 0.9 && !own.has(first.seat) ? [first.seat] : [];
}

/** Those of the publisher that answer what the message says, and corrections of whom it names. */
function noticesFor(asked: AskedGuide, { saying }: ForwardReading, claims: readonly Claim[]): readonly Notice[] {
  const { notices } = asked.content;
  const own = notices.filter(({ contest, serial }) =>
    claims.some(({ standing }) => standing.seat === contest && standing.serial === serial),
  );
  const seats = claims.map(({ standing }) => standing.seat);
  return [...new Set([...own, ...fitNotices(notices, saying, seats)])];
}
